package io.adbot.bench;

import io.adbot.bench.dispatch.DispatchResult;
import io.adbot.bench.dispatch.DispatchRuns;
import io.adbot.bench.dispatch.DispatchRuns.Size;
import io.adbot.bench.dispatch.Peer;
import io.adbot.measure.Goal;
import io.adbot.measure.Numbers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Timed sends that do nothing, on real time: by the engine, by timers, and by what keeps jobs. */
final class DispatchBench implements Part {

    private static final String OURS = Peer.ENGINE.title();
    private static final String WITH_RULES = Peer.ENGINE_WITH_JOURNAL.title();
    private static final String LIMIT = Peer.EXECUTOR.title();

    /** Of how many sessions the goals are told. */
    private static final int JUDGED = 100_000;

    private final List<Size> sizes;

    DispatchBench(List<Size> sizes) {
        this.sizes = sizes;
    }

    @Override
    public Section measure() throws Exception {
        DispatchRuns runs = new DispatchRuns(result -> System.out.printf(
                "%s, %,d sessions: %s µs a send%n",
                result.peer().title(), result.sessions(), Numbers.text(result.cpuNanosPerSend() / 1e3)));
        Section section = new Section("dispatch", "Dispatch").add(introduction());
        Growth growth = new Growth("A send, by sessions pending", "sessions", "µs of processor time", Set.of(LIMIT));
        for (Size size : sizes) {
            List<DispatchResult> results = runs.run(size);
            String work = String.format(Locale.ROOT, "%,d sessions × %,d sends", size.sessions(), size.sends());
            Comparison cost = comparison(
                    work + ", cost", "µs of processor time a send", results, result -> result.cpuNanosPerSend() / 1e3);
            section.add(judged(cost, size));
            section.add(comparison(work + ", allocation", "bytes a send", results, DispatchResult::bytesPerSend));
            section.add(comparison(work + ", lateness of the median send", "µs", results, DispatchResult::p50Micros));
            Comparison late =
                    comparison(work + ", lateness that 99 % do not exceed", "µs", results, DispatchResult::p99Micros);
            section.add(
                    size.sessions() == JUDGED
                            ? late.goal("p99, " + OURS + " : " + LIMIT, OURS, LIMIT, Goal.atMost(1.5, "1.5"))
                            : late);
            section.add(comparison(work + ", lateness of the latest send", "µs", results, DispatchResult::maxMicros));
            section.add(undone(results));
            for (DispatchResult result : results) {
                growth.add(
                        result.peer().title(),
                        size.sessions(),
                        cost.cost(result.peer().title()));
            }
        }
        return section.add(growth);
    }

    private String introduction() {
        return """
                Send k of each session at its due time, and its outcome recorded: a send does nothing and is answered at once. The first sends are spread
                over half a minute, each session's next follows 3 s later. %s is the runner of cycles on real time whose journal answers and keeps
                nothing; with *journal and rules* every entry becomes a line of JSON with its checksum, is read, and is held against all rules. The limit is
                a plain executor of one thread, in which every session schedules its own next send. Each contender runs in a process of its own, on a core of
                its own, with the same flags; costs are of the whole process, the collector's and the compiler's included, from the handing over of the work.
                Quartz, db-scheduler and JobRunr keep jobs and run them on pools of threads: they are measured at the size that they manage.

                Contenders: %s.
                """.formatted(
                        OURS,
                        Stream.of(Peer.values())
                                .map(peer -> peer.title() + " (" + peer.version() + ")")
                                .collect(Collectors.joining(", ")));
    }

    private static Comparison comparison(
            String title, String unit, List<DispatchResult> results, ToDoubleFunction<DispatchResult> value) {
        Comparison comparison = new Comparison(title, unit, OURS, LIMIT);
        results.stream()
                .sorted((one, other) -> one.peer().compareTo(other.peer()))
                .forEach(result -> comparison.add(result.peer().title(), value.applyAsDouble(result)));
        return comparison;
    }

    private static Comparison judged(Comparison cost, Size size) {
        if (size.sessions() == JUDGED) {
            cost.goal(OURS + " : " + LIMIT, OURS, LIMIT, Goal.atMost(1.5, "1.5"));
            cost.goal(WITH_RULES + " : " + LIMIT, WITH_RULES, LIMIT, Goal.atMost(3, "3"));
        }
        for (Peer peer : Peer.values()) {
            if (!peer.isTimer()) {
                cost.goal(peer.title() + " : " + OURS, peer.title(), OURS, Goal.above(20, "20"));
            }
        }
        return cost;
    }

    /** Who did not get done in time, or did too much. */
    private static String undone(List<DispatchResult> results) {
        return results.stream()
                .filter(result -> !result.isComplete())
                .map(result -> String.format(
                        Locale.ROOT,
                        "%s made %,d of %,d sends in time, and %,d too many.%n",
                        result.peer().title(),
                        result.done(),
                        (long) result.sessions() * result.sends(),
                        result.surplus()))
                .collect(Collectors.joining("\n"));
    }
}
