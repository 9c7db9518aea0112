package io.adbot.bench.dispatch;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Runs contenders, each in a process of its own on a core of its own, with the same flags for all. As many run at a time as there are
 * cores, so that a moment's noise hits neighbours alike; who is whose neighbour changes from round to round.
 */
public final class DispatchRuns {

    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:+AlwaysPreTouch",
            "-Dlogback.configurationFile=figures-logback.xml",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=off");

    private static final Set<Peer> ALL = Set.of(Peer.values());
    private static final Set<Peer> TIMERS = ALL.stream().filter(Peer::isTimer).collect(Collectors.toUnmodifiableSet());

    /** Those that do get done with 10,000 sessions, beside what they are compared with. */
    private static final Set<Peer> SUSTAINED = Set.of(Peer.ENGINE, Peer.EXECUTOR, Peer.QUARTZ, Peer.DB_SCHEDULER);

    private final Cores cores;
    private final Consumer<DispatchResult> listener;

    /**
     * A runner.
     *
     * @param listener is told each result when it is there
     */
    public DispatchRuns(Consumer<DispatchResult> listener) throws IOException {
        this.cores = Cores.ofThisProcess();
        this.listener = listener;
    }

    /**
     * One size, and who is measured at it.
     *
     * @param sessions how many are pending
     * @param sends how often each sends
     * @param peers who
     * @param rounds how often each is measured
     * @param onACore how many share a core: more than one only where all of them do next to nothing
     * @param leadMillis from the handing over of the work to the first send
     * @param spreadMillis the time over which the first sends are spread
     * @param graceMillis how long after its time the work may end; what is not done then is told as such
     * @param heapMegabytes the heap of each
     * @param warm whether a contender is warmed up before it is measured
     */
    public record Size(
            int sessions,
            int sends,
            Set<Peer> peers,
            int rounds,
            int onACore,
            long leadMillis,
            long spreadMillis,
            long graceMillis,
            int heapMegabytes,
            boolean warm) {
        /** Copies the set. */
        public Size {
            peers = Set.copyOf(peers);
        }
    }

    /**
     * The sizes that are told of, in which each peer has a place that it can manage: about 12 minutes on two cores. At 1,000 sessions
     * hardly anything happens, and what the JVM does beside is most of the cost; at 10,000 db-scheduler has a core to itself to keep
     * up, and is late by seconds; JobRunr makes a fiftieth of its sends there.
     */
    public static List<Size> sizes() {
        return List.of(
                new Size(1_000, 10, ALL, 1, 2, 3_000, 30_000, 30_000, 512, true),
                new Size(10_000, 10, SUSTAINED, 1, 2, 3_000, 30_000, 30_000, 1_024, true),
                new Size(100_000, 10, TIMERS, 2, 1, 3_000, 30_000, 20_000, 2_048, true),
                new Size(1_000_000, 1, TIMERS, 1, 1, 6_000, 30_000, 20_000, 2_048, true));
    }

    /** A size that shows that all of it works; what comes out of it means nothing. */
    public static Size smoke() {
        return new Size(20, 2, ALL, 1, Peer.values().length, 500, 500, 60_000, 128, false);
    }

    /** Measures at one size: every peer in every round, also those that did not get done. */
    public List<DispatchResult> run(Size size) throws IOException, InterruptedException {
        List<Peer> order = new ArrayList<>(size.peers());
        Collections.sort(order);
        List<Peer> turns = new ArrayList<>();
        for (int round = 0; round < size.rounds(); round++) {
            turns.addAll(order);
            Collections.rotate(order, -1);
        }
        List<DispatchResult> results = new ArrayList<>();
        int atOnce = cores.count() * size.onACore();
        for (int next = 0; next < turns.size(); next += atOnce) {
            results.addAll(runTogether(turns.subList(next, Math.min(next + atOnce, turns.size())), size));
        }
        return results;
    }

    private List<DispatchResult> runTogether(List<Peer> peers, Size size) throws IOException, InterruptedException {
        List<Process> children = new ArrayList<>();
        List<DispatchResult> results = new ArrayList<>();
        try {
            for (Peer peer : peers) {
                children.add(child(peer, size, children.size()));
            }
            for (int i = 0; i < children.size(); i++) {
                results.add(result(peers.get(i), children.get(i)));
            }
        } finally {
            children.forEach(Process::destroyForcibly);
        }
        results.forEach(listener);
        return results;
    }

    private Process child(Peer peer, Size size, int place) throws IOException {
        List<String> command = new ArrayList<>(cores.pin(place));
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(FLAGS);
        command.addAll(List.of("-Xms" + size.heapMegabytes() + "m", "-Xmx" + size.heapMegabytes() + "m"));
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), DispatchRun.class.getName()));
        command.addAll(List.of(
                peer.name(),
                Integer.toString(size.sessions()),
                Integer.toString(size.sends()),
                Long.toString(size.leadMillis()),
                Long.toString(size.spreadMillis()),
                Long.toString(size.graceMillis()),
                Boolean.toString(size.warm())));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static DispatchResult result(Peer peer, Process child) throws IOException, InterruptedException {
        DispatchResult result = null;
        try (BufferedReader output = child.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                result = DispatchResult.isOne(line) ? DispatchResult.parse(line) : result;
            }
        }
        boolean ended = child.waitFor(10, TimeUnit.SECONDS);
        if (result == null || !ended || child.exitValue() != 0) {
            throw new IllegalStateException(
                    peer + " came to no result; exit code " + (ended ? Integer.toString(child.exitValue()) : "none"));
        }
        return result;
    }

    /** All sizes, or those that have one of these numbers of sessions. */
    public static void main(String[] args) throws IOException, InterruptedException {
        DispatchRuns runs = new DispatchRuns(result -> System.out.println(result.line()));
        List<Size> sizes = new ArrayList<>(sizes());
        sizes.add(smoke());
        for (Size size : sizes) {
            if (List.of(args).contains(Integer.toString(size.sessions()))) {
                runs.run(size);
            }
        }
    }
}
