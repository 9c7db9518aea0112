package io.adbot.figures;

import io.adbot.cycle.CycleOrder;
import io.adbot.cycle.CycleRunner;
import io.adbot.measure.AnsweringTelegram;
import io.adbot.measure.Goal;
import io.adbot.measure.Meter;
import io.adbot.measure.Sample;
import io.adbot.message.Post;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.PlanRequest;
import io.adbot.testkit.VirtualTime;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a cycle costs the scheduler when few tenants run and when many do: in virtual time, with a Telegram and a journal that
 * do nothing but answer. The more tenants, the shorter the time, so that there are as many cycles each time.
 *
 * <p>What many tenants know of themselves does not fit the processor's caches. What that alone costs is measured with few tenants
 * whose turns come when the caches have been filled with something else.
 */
final class EngineFigures {

    private static final int SESSIONS = 5;
    private static final int GROUPS = 10;

    /** Two posts of each session 5 s apart, the delay after the last one, and the pause. */
    private static final Duration CYCLE = Duration.ofSeconds(5 + 5 + 300);

    private static final int STEPS = 400;
    private static final int CACHE_LINE = 64;

    private final FigureTable table;
    private final Scale scale;

    EngineFigures(FigureTable table, Scale scale) {
        this.table = table;
        this.scale = scale;
    }

    /**
     * How much is done.
     *
     * @param tenants how many run, the fewest first
     * @param cycles how many are run altogether, of each number of tenants
     * @param rounds how many turns each number has
     * @param cacheBytes more than the caches hold
     */
    record Scale(List<Integer> tenants, int cycles, int rounds, int cacheBytes) {}

    void measure() {
        int kinds = scale.tenants.size();
        Sample[] micros = samples(kinds);
        Sample[] bytes = samples(kinds);
        Sample[] ratios = samples(kinds);
        for (int round = -2; round < scale.rounds; round++) {
            double fewest = 0;
            for (int i = 0; i < kinds; i++) {
                Cost cost = cost(scale.tenants.get(i));
                if (i == 0) {
                    fewest = cost.micros;
                }
                if (round >= 0) {
                    micros[i].add(cost.micros);
                    bytes[i].add(cost.bytes);
                    ratios[i].add(cost.micros / fewest);
                }
            }
        }
        for (int i = 0; i < kinds; i++) {
            String name = scale.tenants.get(i) + " tenants";
            table.row(name + ": a cycle of " + GROUPS + " deliveries, µs", micros[i], Goal.none());
            table.row("  bytes allocated for a cycle", bytes[i], Goal.none());
            if (i > 0) {
                table.row("  to that of " + scale.tenants.get(0) + " tenants", ratios[i], Goal.none());
            }
        }
        measureCold();
    }

    /** One cycle at a time: few tenants, the same with nothing of theirs in the caches, and many. */
    private void measureCold() {
        int few = scale.tenants.get(0);
        int many = scale.tenants.get(scale.tenants.size() - 1);
        byte[] others = new byte[scale.cacheBytes];
        Sample warm = new Sample();
        Sample cold = new Sample();
        Sample large = new Sample();
        for (int round = 0; round < scale.rounds; round++) {
            warm.add(microsAStep(few, new byte[0]));
            cold.add(microsAStep(few, others));
            large.add(microsAStep(many, new byte[0]));
        }
        table.row("one cycle at a time, " + few + " tenants, µs", warm, Goal.none());
        table.row("  the same with caches emptied before each, µs", cold, Goal.none());
        table.row("  " + many + " tenants, caches left as they are, µs", large, Goal.none());
    }

    /** The median of the steps in each of which one tenant ends a cycle, one begins one, and one goes on. */
    private static double microsAStep(int tenants, byte[] others) {
        VirtualTime time = new VirtualTime();
        running(tenants, time, new AnsweringJournal());
        Duration step = CYCLE.dividedBy(tenants);
        Sample micros = new Sample();
        for (int i = 0; i < STEPS; i++) {
            for (int at = 0; at < others.length; at += CACHE_LINE) {
                others[at]++;
            }
            long start = System.nanoTime();
            time.advance(step);
            micros.add((System.nanoTime() - start) / 1e3);
        }
        return micros.median();
    }

    private record Cost(double micros, double bytes) {}

    private Cost cost(int tenants) {
        VirtualTime time = new VirtualTime();
        AnsweringJournal journal = new AnsweringJournal();
        running(tenants, time, journal);
        long before = journal.cycles();
        Meter start = Meter.read();
        time.advance(CYCLE.multipliedBy(Math.max(1, scale.cycles / tenants)));
        Meter cost = Meter.read().since(start);
        long cycles = journal.cycles() - before;
        return new Cost(cost.thread() / 1e3 / cycles, (double) cost.allocated() / cycles);
    }

    private static void running(int tenants, VirtualTime time, AnsweringJournal journal) {
        CycleRunner runner = CycleRunner.builder(time.loop(), new AnsweringTelegram(), journal)
                .open();
        for (int i = 0; i < tenants; i++) {
            time.await(runner.start(order(i)), Duration.ofHours(1));
            time.advance(CYCLE.dividedBy(tenants)); // So that not all are due at the same instant.
        }
    }

    private static CycleOrder order(int number) {
        List<SessionId> sessions = IntStream.range(0, SESSIONS)
                .mapToObj(i -> new SessionId("account-" + (number * SESSIONS + i)))
                .toList();
        List<GroupId> groups = IntStream.range(0, GROUPS)
                .mapToObj(i -> new GroupId(Long.toString(-1_001_000_000_000L - (long) number * GROUPS - i)))
                .toList();
        PlanRequest request = PlanRequest.builder(ExecutionMode.ENTERPRISE)
                .sessions(sessions)
                .groups(groups)
                .build();
        return CycleOrder.of(new TenantId("tenant-" + number), request, Post.text("hello"));
    }

    private static Sample[] samples(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Sample()).toArray(Sample[]::new);
    }
}
