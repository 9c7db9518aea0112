package io.adbot.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.check.JournalChecker;
import io.adbot.journal.InMemoryJournal;
import io.adbot.journal.Journal;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.CycleEnded;
import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.journal.JournalEvent.DeliverySkipped;
import io.adbot.journal.JournalEvent.SendSettled;
import io.adbot.message.MessagingPort;
import io.adbot.message.OutcomeKind;
import io.adbot.message.Permission;
import io.adbot.message.Post;
import io.adbot.message.SendOutcome;
import io.adbot.message.SendRequest;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.PlanRequest;
import io.adbot.testkit.DurationRange;
import io.adbot.testkit.FakeTelegram;
import io.adbot.testkit.TelegramBehaviour;
import io.adbot.testkit.VirtualTime;
import io.adbot.time.EventLoop;
import io.adbot.time.Tick;
import io.adbot.value.Breach;
import io.adbot.value.CycleId;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An engine in virtual time, before a fake Telegram whose answers take no time unless a test says otherwise, and what a test
 * wants to know of it. Times are seconds since the beginning of the test.
 */
final class Engine {

    static final TenantId TENANT = new TenantId("acme");
    static final Post POST = Post.forward("t.me/channel/123");

    private static final Duration A_MONTH = Duration.ofDays(31);

    final VirtualTime time = new VirtualTime();
    final FakeTelegram telegram = new FakeTelegram(
            time,
            TelegramBehaviour.calm().toBuilder().latency(DurationRange.NONE).build(),
            1);
    final Port port = new Port();
    final List<CycleReport> reports = new ArrayList<>();
    private final UnaryOperator<CycleRunner.Builder> configuration;
    private final GroupGates gates;

    /** Has the fake say of a cancel in time that nothing was posted. */
    void confirmCancels() {
        telegram.behave(telegram.behaviour().toBuilder().confirmsCancel(true).build());
    }

    /** Alarms that the loop refuses with an exception: an error in the engine as good as any. */
    Predicate<Runnable> refused = task -> false;

    EventLoop loop = time.loop();
    InMemoryJournal journal = new InMemoryJournal();
    CycleRunner runner;

    Engine() {
        this(builder -> builder);
    }

    Engine(UnaryOperator<CycleRunner.Builder> configuration) {
        this(GroupGates.none(), configuration);
    }

    Engine(GroupGates gates, UnaryOperator<CycleRunner.Builder> configuration) {
        this.gates = gates;
        this.configuration = configuration;
        this.runner = open(journal);
    }

    /** An engine whose settings differ from the defaults. */
    static Engine with(UnaryOperator<CycleSettings.Builder> settings) {
        return new Engine(builder ->
                builder.settings(settings.apply(CycleSettings.builder()).build()));
    }

    CycleRunner open(Journal past) {
        return configuration
                .apply(CycleRunner.builder(new RefusingLoop(loop), port, past)
                        .gates(gates)
                        .listener(new Reports(), Runnable::run))
                .open();
    }

    /** The process dies; a new one opens what the old one left, after so much time. */
    void crashAndReopen(Duration later) {
        time.kill(loop);
        telegram.crash();
        time.advance(later);
        journal = journal.afterCrash(0);
        loop = time.loop();
        runner = open(journal);
    }

    // ---------------------------------------------------------------- orders

    static SessionId session(String name) {
        return new SessionId(name);
    }

    static GroupId group(String name) {
        return new GroupId(name);
    }

    static List<SessionId> sessions(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> session("s" + i)).toList();
    }

    static List<GroupId> groups(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> group("g" + i)).toList();
    }

    /** Sessions s1, s2, … share groups g1, g2, …, 5 s between two posts. */
    static PlanRequest.Builder enterprise(int sessions, int groups) {
        return PlanRequest.builder(ExecutionMode.ENTERPRISE)
                .sessions(sessions(sessions))
                .groups(groups(groups));
    }

    /** Sessions s1, s2, … each post to groups g1, g2, …, 5 s between two posts. */
    static PlanRequest.Builder starter(int sessions, int groups, Duration cycle) {
        return PlanRequest.builder(ExecutionMode.STARTER)
                .sessions(sessions(sessions))
                .groups(groups(groups))
                .cycle(cycle);
    }

    static CycleOrder order(PlanRequest.Builder request) {
        return CycleOrder.of(TENANT, request.build(), POST);
    }

    static CycleOrder once(PlanRequest.Builder request) {
        return order(request).cycles(1);
    }

    /** An order of another tenant, whose sessions have this prefix. */
    static CycleOrder order(String tenant, String prefix, int sessions, int groups) {
        return CycleOrder.of(
                new TenantId(tenant),
                enterprise(1, groups)
                        .sessions(IntStream.rangeClosed(1, sessions)
                                .mapToObj(i -> session(prefix + i))
                                .toList())
                        .build(),
                POST);
    }

    CycleRun start(CycleOrder order) {
        return time.await(runner.start(order), Duration.ZERO);
    }

    RunEnd run(CycleOrder order) {
        return end(start(order));
    }

    RunEnd end(CycleRun run) {
        return time.await(run.ended(), A_MONTH);
    }

    RunStatus status(CycleRun run) {
        return time.await(run.status(), Duration.ZERO);
    }

    RunStatus.SessionStatus status(CycleRun run, String session) {
        return status(run).sessions().stream()
                .filter(status -> status.session().value().equals(session))
                .findFirst()
                .orElseThrow();
    }

    void advance(double seconds) {
        time.advance(seconds(seconds));
    }

    void advanceTo(double seconds) {
        time.advanceTo(seconds(seconds).toNanos());
    }

    static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    // ---------------------------------------------------------------- what happened

    /** When the sends of a session started. */
    List<Double> starts(String session) {
        return port.sends.stream()
                .filter(send -> send.request.delivery().session().value().equals(session))
                .map(Send::second)
                .toList();
    }

    /** The sends, as {@code s1→g1}. */
    List<String> sends() {
        return port.sends.stream().map(send -> shown(send.request.delivery())).toList();
    }

    /** What the journal says of the deliveries of all cycles, as {@code s1→g1 delivered}; what is not final ends in an ellipsis. */
    List<String> story() {
        return entries().map(JournalEntry::event).flatMap(Engine::told).toList();
    }

    /** The same of one session, whose name is left out: {@code g1 delivered}. */
    List<String> story(String session) {
        String prefix = session + "→";
        return story().stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .toList();
    }

    <E extends JournalEvent> List<E> events(Class<E> type) {
        return entries()
                .map(JournalEntry::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** When entries of this type happened, in seconds of the engine's own clock. */
    List<Double> times(Class<? extends JournalEvent> type) {
        return entries()
                .filter(entry -> type.isInstance(entry.event()))
                .map(entry -> entry.at().nanos() / 1e9)
                .toList();
    }

    CycleReport report() {
        assertThat(reports).isNotEmpty();
        return reports.get(reports.size() - 1);
    }

    private Stream<JournalEntry> entries() {
        return journal.entries().stream();
    }

    private static Stream<String> told(JournalEvent event) {
        if (event instanceof SendSettled settled) {
            return Stream.of(
                    shown(settled.delivery()) + " " + settled.outcome().wire() + (settled.isFinal() ? "" : "…"));
        }
        return event instanceof DeliverySkipped skipped
                ? Stream.of(shown(skipped.delivery()) + " skipped: "
                        + skipped.reason().wire())
                : Stream.empty();
    }

    private static String shown(DeliveryId delivery) {
        return delivery.session() + "→" + delivery.group();
    }

    // ---------------------------------------------------------------- what must hold of every test

    /** No rule is broken in the journal; the ledger, the reports and the journal tell the same story. */
    void verify() {
        JournalChecker checker = JournalChecker.withGates(gates);
        List<Breach> breaches = new ArrayList<>();
        journal.entries().forEach(entry -> breaches.addAll(checker.accept(entry)));
        assertThat(breaches).isEmpty();
        telegram.ledger().assertNoViolations();
        telegram.ledger().assertAgreesWith(journal.entries());
        reports.forEach(this::verify);
    }

    private void verify(CycleReport report) {
        assertThat(report.delivered() + report.failed() + report.unknown() + report.skipped())
                .as("the numbers of %s", report)
                .isEqualTo(report.planned());
        Map<DeliveryId, Ending> endings = endings(report);
        assertThat(endings).hasSize((int) report.planned());
        Map<OutcomeKind, Long> outcomes = new EnumMap<>(OutcomeKind.class);
        endings.values().forEach(ending -> ending.outcome().ifPresent(kind -> outcomes.merge(kind, 1L, Long::sum)));
        assertThat(report.delivered()).isEqualTo(outcomes.getOrDefault(OutcomeKind.DELIVERED, 0L));
        assertThat(report.unknown()).isEqualTo(outcomes.getOrDefault(OutcomeKind.UNKNOWN, 0L));
        assertThat(report.withdrawn()).isEqualTo(outcomes.getOrDefault(OutcomeKind.WITHDRAWN, 0L));
        report.forEach((session, group, ending) -> assertThat(ending)
                .isSameAs(endings.get(new DeliveryId(report.tenant(), report.cycle(), session, group)))
                .isSameAs(report.ending(session, group).orElseThrow()));
        assertThat(events(CycleEnded.class)).contains(new CycleEnded(report.tenant(), report.cycle(), report.status()));
    }

    private Map<DeliveryId, Ending> endings(CycleReport report) {
        Map<DeliveryId, Ending> endings = new HashMap<>();
        entries().map(JournalEntry::event).forEach(event -> {
            if (event instanceof SendSettled settled && settled.isFinal() && of(report, settled.delivery())) {
                assertThat(endings.put(settled.delivery(), Ending.settled(settled.outcome())))
                        .isNull();
            } else if (event instanceof DeliverySkipped skipped && of(report, skipped.delivery())) {
                assertThat(endings.put(skipped.delivery(), Ending.skipped(skipped.reason())))
                        .isNull();
            }
        });
        return endings;
    }

    private static boolean of(CycleReport report, DeliveryId delivery) {
        return delivery.tenant().equals(report.tenant()) && delivery.cycle().equals(report.cycle());
    }

    List<CycleId> cycles() {
        return events(CycleStarted.class).stream().map(CycleStarted::cycle).toList();
    }

    private final class Reports implements CycleListener {
        @Override
        public void onEntry(JournalEntry entry) {
            // The journal is asked directly.
        }

        @Override
        public void onReport(CycleReport report) {
            reports.add(report);
        }
    }

    private final class RefusingLoop implements EventLoop {
        private final EventLoop real;

        RefusingLoop(EventLoop real) {
            this.real = real;
        }

        @Override
        public Tick now() {
            return real.now();
        }

        @Override
        public void execute(Runnable task) {
            real.execute(task);
        }

        @Override
        public Alarm wakeAt(long nanos, Runnable task) {
            if (refused.test(task)) {
                throw new IllegalStateException("refused");
            }
            return real.wakeAt(nanos, task);
        }
    }

    record Send(double second, SendRequest request) {}

    @FunctionalInterface
    interface Check {
        CompletionStage<Permission> of(SessionId session, GroupId group);
    }

    @FunctionalInterface
    interface Sender {
        MessagingPort.Sending send(SendRequest request);
    }

    /** Passes everything to the fake Telegram, unless the test puts something before it. */
    final class Port implements MessagingPort {
        final List<Send> sends = new ArrayList<>();
        final List<String> checks = new ArrayList<>();
        Check check = (session, group) -> telegram.check(session, group, POST);
        Sender sender = telegram::send;

        @Override
        public CompletionStage<Permission> check(SessionId session, GroupId group, Post post) {
            checks.add(session + "→" + group);
            return check.of(session, group);
        }

        @Override
        public Sending send(SendRequest request) {
            sends.add(new Send(time.nanos() / 1e9, request));
            return sender.send(request);
        }
    }

    /** A send that was answered before anybody could ask. */
    static MessagingPort.Sending answered(SendOutcome outcome) {
        return sending(CompletableFuture.completedFuture(outcome));
    }

    /** A send that is answered when the test says so, and that cannot be taken back. */
    static MessagingPort.Sending sending(CompletionStage<SendOutcome> outcome) {
        return new MessagingPort.Sending() {
            @Override
            public CompletionStage<SendOutcome> outcome() {
                return outcome;
            }

            @Override
            public void cancel() {
                // It is on its way.
            }
        };
    }

    static SendOutcome floodWait(double seconds) {
        return new SendOutcome.FloodWait(seconds(seconds));
    }

    static SendOutcome slowMode(double seconds) {
        return new SendOutcome.SlowMode(seconds(seconds));
    }

    static SendOutcome offline() {
        return new SendOutcome.Transient("offline");
    }
}
