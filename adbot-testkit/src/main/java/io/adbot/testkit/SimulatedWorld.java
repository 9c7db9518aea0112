package io.adbot.testkit;

import io.adbot.check.JournalChecker;
import io.adbot.cycle.CycleListener;
import io.adbot.cycle.CycleOrder;
import io.adbot.cycle.CycleReport;
import io.adbot.cycle.CycleRun;
import io.adbot.cycle.CycleRunner;
import io.adbot.cycle.RunEnd;
import io.adbot.cycle.StartRefusedException;
import io.adbot.cycle.WaitReason;
import io.adbot.cycle.Waiting;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent.SendIntended;
import io.adbot.journal.JournalEvent.SendSettled;
import io.adbot.message.MessagingPort;
import io.adbot.message.Permission;
import io.adbot.message.Post;
import io.adbot.message.SendRequest;
import io.adbot.time.EventLoop;
import io.adbot.time.Nanos;
import io.adbot.value.Breach;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One run of a {@link Simulation}: time, Telegram and disk, and the engine that lives in them, life after life. */
final class SimulatedWorld {

    private static final Set<StartRefusedException.Kind> EXPECTED_REFUSALS = EnumSet.of(
            StartRefusedException.Kind.NO_SESSION,
            StartRefusedException.Kind.RUNNING,
            StartRefusedException.Kind.STOPPING);

    private static final int ENTRIES_TOLD = 25;
    private static final int PROBES = 16;

    /** Longer than any small scenario takes to come to its end without faults. */
    private static final Duration PATIENCE = Duration.ofDays(30);

    private final Simulation simulation;
    private final FaultMenu faults;
    private final VirtualTime time = new VirtualTime();
    private final FakeTelegram telegram;
    private final SimulatedJournal journal;
    private final JournalChecker checker;
    private final LimitCheck limits;
    private final Map<SessionId, DeliveryId> durableIntents = new HashMap<>();
    private final ArrayDeque<JournalEntry> lastEntries = new ArrayDeque<>();
    private @Nullable Breach breach;
    private long sends;

    private Engine engine;

    SimulatedWorld(Simulation simulation) {
        this.simulation = simulation;
        this.faults = simulation.faults();
        this.telegram = new FakeTelegram(time, faults.behaviour(), simulation.seed());
        this.journal = new SimulatedJournal(time, simulation.keepsJournal(), this::durable);
        this.checker = JournalChecker.withGates(simulation.scenario().gates());
        this.limits = new LimitCheck(simulation.scenario().settings());
        if (!simulation.keepsJournal()) {
            telegram.ledger().keepCountsOnly();
        }
        this.engine = new Engine();
    }

    /** The safety phase: faults happen, and no rule is broken. */
    void live() {
        long span = simulation.spanNanos();
        engine.startAll();
        Strikes strikes = new Strikes();
        for (FaultMenu.Course course : faults.courses()) {
            time.wakeAt(course.at().toNanos(), new Named(() -> strike(course.fault(), strikes), course.toString()));
        }
        for (int i = 1; i <= PROBES; i++) {
            time.wakeAt(span / (PROBES + 1) * i, new Named(this::checkThatEveryWaitHasAReason, "a probe"));
        }
        runUntil(span);
    }

    private void strike(Fault fault, Strikes strikes) {
        simulation.witness().struck(fault);
        fault.fold(strikes);
    }

    /** The liveness phase: without faults, everything comes to its end. */
    void settle() {
        telegram.behave(TelegramBehaviour.calm());
        journal.mend();
        long limit = Nanos.plus(time.nanos(), PATIENCE.toNanos());
        while (!engine.allEnded()) {
            if (time.nanos() > limit || !step()) {
                throw failure(new Breach("liveness", "a tenant never came to its end: " + engine));
            }
        }
        try {
            time.runUntilIdle(PATIENCE);
        } catch (AssertionError e) {
            throw failure(new Breach("liveness", String.valueOf(e.getMessage())));
        }
        throwIfBroken();
        checker.openCycles().stream().findFirst().ifPresent(open -> broken(new Breach("E8", open.message())));
        if (!engine.hasHeardAll()) {
            broken(new Breach("E8", "a listener was not told all that the journal has"));
        }
        telegram.ledger().violations().stream().findFirst().ifPresent(this::broken);
        if (simulation.keepsJournal()) {
            telegram.ledger().disagreements(journal.entries()).stream()
                    .findFirst()
                    .ifPresent(this::broken);
        }
        throwIfBroken();
    }

    Simulation.Result result() {
        simulation.witness().befell(telegram.troubles());
        return new Simulation.Result(
                telegram.ledger(), simulation.keepsJournal() ? List.copyOf(journal.entries()) : List.of(), sends);
    }

    private void runUntil(long nanos) {
        time.wakeAt(nanos, new Named(() -> {}, "the end of the safety phase"));
        time.runWhile(() -> time.nanos() < nanos && breach == null);
        throwIfBroken();
    }

    private boolean step() {
        boolean more = time.step();
        throwIfBroken();
        return more;
    }

    // ---------------------------------------------------------------- what is watched

    private void durable(JournalEntry entry) {
        if (lastEntries.size() == ENTRIES_TOLD) {
            lastEntries.remove();
        }
        lastEntries.add(entry);
        if (entry.event() instanceof SendSettled) {
            sends++;
        } else if (entry.event() instanceof SendIntended intended) {
            durableIntents.put(intended.delivery().session(), intended.delivery());
        }
        limits.accept(entry).ifPresent(this::broken);
        List<Breach> breaches = checker.accept(entry);
        if (!breaches.isEmpty()) {
            broken(breaches.get(0));
        }
        for (Simulation.Rule rule : simulation.rules()) {
            ask(rule, entry).ifPresent(how -> broken(new Breach(rule.name(), how)));
        }
        simulation.watchers().forEach(watcher -> watcher.accept(entry));
    }

    /** A rule that fails is a failure of that rule, and none of the engine in whose midst it was asked. */
    private static Optional<String> ask(Simulation.Rule rule, JournalEntry entry) {
        try {
            Optional<String> answer = rule.check().apply(entry);
            return answer != null ? answer : Optional.of("the rule itself answered with null at " + entry);
        } catch (RuntimeException | Error e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            return Optional.of("the rule itself failed at " + entry + ": " + trace);
        }
    }

    /** E11. */
    private void checkThatEveryWaitHasAReason() {
        engine.runs
                .values()
                .forEach(run -> run.status().whenComplete((status, error) -> {
                    if (status == null) {
                        broken(new Breach("E11", run.tenant() + " cannot say what it waits for: " + error));
                        return;
                    }
                    checkWaiting(status.tenant().toString(), status.waiting());
                    status.sessions().stream()
                            .filter(session -> !session.done())
                            .forEach(session -> checkWaiting(session.session().toString(), session.waiting()));
                }));
    }

    private void checkWaiting(String who, Waiting waiting) {
        simulation.witness().waited(waiting);
        boolean forAReply = waiting.reason() == WaitReason.ANSWER
                || waiting.reason() == WaitReason.JOURNAL
                || waiting.reason() == WaitReason.OPERATOR;
        if (waiting.untilNanos() == Long.MAX_VALUE && !forAReply) {
            broken(new Breach("E11", who + " waits without end for " + waiting));
        } else if (waiting.untilNanos() < waiting.asked().nanos()) {
            broken(new Breach("E11", who + " still waits for what is over: " + waiting));
        }
    }

    /** An engine that finds itself breaking a rule ends the run rather than going on. */
    private void checkThatItIsNotBroken(RunEnd end) {
        if (end.cause() == RunEnd.Cause.BROKEN) {
            broken(new Breach("engine", end.message()));
        }
    }

    private void broken(Breach how) {
        if (breach == null) {
            breach = how;
        }
    }

    private void throwIfBroken() {
        if (breach != null) {
            throw failure(breach);
        }
    }

    private SimulationFailure failure(Breach how) {
        String story = "seed " + simulation.seed() + ", at " + Nanos.text(time.nanos())
                + ". To see it again: Simulation.of(" + simulation.seed() + "L).span(Duration.parse(\""
                + Duration.ofNanos(simulation.spanNanos()) + "\")).run(), with whatever else was set."
                + "\nscenario: " + simulation.scenario()
                + "\nfaults: " + faults
                + "\nlast entries:\n  "
                + lastEntries.stream().map(JournalEntry::toString).collect(Collectors.joining("\n  "))
                + "\nwaiting:\n  "
                + time.pending().stream()
                        .limit(ENTRIES_TOLD)
                        .map(Object::toString)
                        .collect(Collectors.joining("\n  "));
        return new SimulationFailure(how, simulation.seed(), story);
    }

    // ---------------------------------------------------------------- what goes wrong

    private final class Strikes implements Fault.Handler<Void> {

        @Override
        public Void crash(Fault.Crash fault) {
            time.kill(engine.loop);
            telegram.crash();
            journal.crash(fault.survivors());
            Engine dead = engine;
            time.wakeAt(
                    Nanos.plus(time.nanos(), fault.down().toNanos()),
                    new Named(
                            () -> {
                                if (engine == dead) {
                                    engine = new Engine();
                                    engine.startAll();
                                }
                            },
                            "the restart after a crash"));
            return done();
        }

        @Override
        public Void wallStep(Fault.WallStep fault) {
            time.stepWall(fault.by());
            return done();
        }

        @Override
        public Void journalFails(Fault.JournalFails fault) {
            journal.failNext(fault.appends());
            return done();
        }

        @Override
        public Void journalSlow(Fault.JournalSlow fault) {
            journal.holdFor(fault.length().toNanos());
            return done();
        }

        @Override
        public Void stopAndStart(Fault.StopAndStart fault) {
            engine.stopAndStartAgain(fault.pause().toNanos());
            return done();
        }

        @Override
        public Void outage(Fault.Outage fault) {
            telegram.outage(fault.length());
            return done();
        }

        @SuppressWarnings("NullAway") // Void has no other value.
        private Void done() {
            return null;
        }
    }

    /** E10: sees to it that no send starts before its intent is durable. */
    private final class WatchedTelegram implements MessagingPort {

        @Override
        public CompletionStage<Permission> check(SessionId session, GroupId group, Post post) {
            return telegram.check(session, group, post);
        }

        @Override
        public Sending send(SendRequest request) {
            DeliveryId delivery = request.delivery();
            if (!durableIntents.remove(delivery.session(), delivery)) {
                broken(new Breach("E10", delivery + " is sent, and its intent is not durable"));
            }
            return telegram.send(request);
        }
    }

    // ---------------------------------------------------------------- one life of the engine

    /** The engine from one opening to the next crash. */
    private final class Engine implements CycleListener {
        private final EventLoop loop = time.loop();
        private final CycleRunner runner;
        private final Map<TenantId, CycleRun> runs = new LinkedHashMap<>();
        private int starting;
        private long heard = journal.lastSeq();

        Engine() {
            this.runner = CycleRunner.builder(loop, new WatchedTelegram(), journal)
                    .settings(simulation.scenario().settings())
                    .gates(simulation.scenario().gates())
                    .listener(this, Runnable::run)
                    .open();
        }

        void startAll() {
            simulation.scenario().orders().forEach(this::start);
        }

        void start(CycleOrder order) {
            starting++;
            runner.start(order).whenComplete((run, error) -> {
                starting--;
                if (run != null) {
                    runs.put(order.tenant(), run);
                    run.ended().thenAccept(SimulatedWorld.this::checkThatItIsNotBroken);
                } else if (!isExpected(error)) {
                    broken(new Breach("scenario", "tenant " + order.tenant() + " cannot be started: " + error));
                }
            });
        }

        void stopAndStartAgain(long pause) {
            List.copyOf(runs.values())
                    .forEach(run -> run.stop().thenAccept(end -> {
                        CycleOrder order = orderOf(run.tenant());
                        starting++;
                        loop.wakeAt(
                                Nanos.plus(loop.now().nanos(), pause),
                                new Named(
                                        () -> {
                                            starting--;
                                            start(order);
                                        },
                                        "the start of " + run.tenant() + " after a stop"));
                    }));
        }

        private CycleOrder orderOf(TenantId tenant) {
            return simulation.scenario().orders().stream()
                    .filter(order -> order.tenant().equals(tenant))
                    .findFirst()
                    .orElseThrow();
        }

        boolean allEnded() {
            return starting == 0
                    && runs.values().stream()
                            .allMatch(run -> run.ended().toCompletableFuture().isDone());
        }

        /** E8: a listener hears what the journal has, in its order. */
        @Override
        public void onEntry(JournalEntry entry) {
            if (entry.seq() != ++heard) {
                broken(new Breach("E8", "a listener hears of seq " + entry.seq() + " where " + heard + " is next"));
            }
        }

        boolean hasHeardAll() {
            return heard == journal.lastSeq();
        }

        @Override
        public void onReport(CycleReport report) {
            long accounted = report.delivered() + report.failed() + report.unknown() + report.skipped();
            if (accounted != report.planned()) {
                broken(new Breach("E8", "the report accounts for " + accounted + " deliveries: " + report));
            }
            simulation.reportWatchers().forEach(watcher -> watcher.accept(report));
        }

        @Override
        public String toString() {
            return runs.values().toString();
        }
    }

    /**
     * Faults may cost a tenant its sessions, and starts may cross; any other refusal would leave nothing to simulate, which is
     * meant only where it was drawn.
     */
    private boolean isExpected(@Nullable Throwable error) {
        Throwable cause = error instanceof CompletionException ? error.getCause() : error;
        return cause instanceof StartRefusedException refused && (simulation.isDrawn() || isTransient(refused));
    }

    private static boolean isTransient(StartRefusedException refused) {
        return refused.reasons().stream()
                .map(StartRefusedException.Reason::kind)
                .allMatch(EXPECTED_REFUSALS::contains);
    }

    /** A task with a name for the list of what waits. */
    private record Named(Runnable task, String name) implements Runnable {
        @Override
        public void run() {
            task.run();
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
