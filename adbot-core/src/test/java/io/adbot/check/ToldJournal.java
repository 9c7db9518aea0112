package io.adbot.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.cycle.CycleRules;
import io.adbot.cycle.GroupGates;
import io.adbot.journal.CycleStatus;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.CycleEnded;
import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.journal.JournalEvent.DeliverySkipped;
import io.adbot.journal.JournalEvent.EngineOpened;
import io.adbot.journal.JournalEvent.LateAnswer;
import io.adbot.journal.JournalEvent.QuestionFailed;
import io.adbot.journal.JournalEvent.SendIntended;
import io.adbot.journal.JournalEvent.SendSettled;
import io.adbot.journal.JournalEvent.SessionCleared;
import io.adbot.journal.JournalEvent.SessionFlagged;
import io.adbot.journal.JournalEvent.SessionHeld;
import io.adbot.journal.JournalEvent.StopRequested;
import io.adbot.journal.SkipReason;
import io.adbot.message.OutcomeKind;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.ExecutionPlan;
import io.adbot.plan.ExecutionPlanner;
import io.adbot.plan.GroupList;
import io.adbot.plan.PlanRequest;
import io.adbot.session.SessionFlag;
import io.adbot.time.Nanos;
import io.adbot.time.Tick;
import io.adbot.value.Breach;
import io.adbot.value.CycleId;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A journal as a story: each step stands at a second after the opening, and is shown to a checker as it is told.
 *
 * <p>The tenant is t and the cycle the one that began last, unless another is named. A step without a time stands at that
 * of the step before it.
 */
final class ToldJournal {

    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    private final JournalChecker checker;
    private final List<Breach> breaches = new ArrayList<>();
    private TenantId tenant = new TenantId("t");
    private CycleId cycle = new CycleId("none");
    private Duration pause = Duration.ofMinutes(5);
    private Instant wallAtZero = EPOCH;
    private long seq;
    private double now;

    private ToldJournal(JournalChecker checker, long seq) {
        this.checker = checker;
        this.seq = seq;
    }

    static ToldJournal journal() {
        return new ToldJournal(new JournalChecker(), 0);
    }

    static ToldJournal journalFromCheckpoint() {
        return new ToldJournal(new JournalChecker(), 41);
    }

    static ToldJournal journalWithGate(double seconds) {
        return new ToldJournal(JournalChecker.withGates(GroupGates.everywhere(Duration.ofNanos(nanos(seconds)))), 0);
    }

    /** Starter, D′ = 5 s, slots of 30 s: a from 0 s, b from 30 s; groups g1 to g3. */
    static ExecutionPlan starter() {
        return ExecutionPlanner.plan(PlanRequest.builder(ExecutionMode.STARTER)
                        .sessions(sessions("a", "b"))
                        .groups(groups(3))
                        .delay(Duration.ofSeconds(5))
                        .cycle(Duration.ofMinutes(1))
                        .build())
                .orElseThrow();
    }

    /** Enterprise, D′ = 5 s, slots of 915 s: a has g1 to g3, b has g4 to g6. */
    static ExecutionPlan enterprise() {
        return enterprise(5);
    }

    static ExecutionPlan enterprise(int delaySeconds) {
        return ExecutionPlanner.plan(PlanRequest.builder(ExecutionMode.ENTERPRISE)
                        .sessions(sessions("a", "b"))
                        .groups(groups(6))
                        .delay(Duration.ofSeconds(delaySeconds))
                        .build())
                .orElseThrow();
    }

    static List<SessionId> sessions(String... names) {
        return Stream.of(names).map(SessionId::new).toList();
    }

    static GroupList groups(int count) {
        return GroupList.of(IntStream.rangeClosed(1, count)
                .mapToObj(i -> new GroupId("g" + i))
                .toList());
    }

    static long nanos(double seconds) {
        return Math.round(seconds * Nanos.SECOND);
    }

    ToldJournal of(String otherTenant) {
        tenant = new TenantId(otherTenant);
        return this;
    }

    /** From here on the entries are those of this cycle, which need not run. */
    ToldJournal in(String otherCycle) {
        cycle = new CycleId(otherCycle);
        return this;
    }

    ToldJournal at(double seconds) {
        now = seconds;
        return this;
    }

    ToldJournal numbered(long nextSeq) {
        seq = nextSeq - 1;
        return this;
    }

    ToldJournal pausing(double seconds) {
        pause = Duration.ofNanos(nanos(seconds));
        return this;
    }

    ToldJournal wallClockSet(double bySeconds) {
        wallAtZero = wallAtZero.plusNanos(nanos(bySeconds));
        return this;
    }

    ToldJournal opened() {
        return opened(0);
    }

    /** The engine opens again this long after the step before; its monotonic time begins at 0. */
    ToldJournal opened(double downSeconds) {
        wallAtZero = wallAtZero.plusNanos(nanos(now + downSeconds));
        return at(0).tell(new EngineOpened());
    }

    ToldJournal cycle(String id, ExecutionPlan plan) {
        return in(id).tell(new CycleStarted(tenant, cycle, plan, pause.toNanos()));
    }

    ToldJournal cycleThatResumes(String before, String id, ExecutionPlan plan) {
        return in(id).tell(new CycleStarted(tenant, cycle, plan, pause.toNanos(), new CycleId(before)));
    }

    ToldJournal intended(String session, String group) {
        return tell(new SendIntended(delivery(session, group)));
    }

    ToldJournal intended(String session, String group, double at) {
        return at(at).intended(session, group);
    }

    ToldJournal settled(String session, String group, OutcomeKind outcome, double started, double at) {
        return at(at).settled(
                        session,
                        group,
                        outcome,
                        OptionalLong.of(nanos(started)),
                        OptionalLong.empty(),
                        !CycleRules.maySendAgain(outcome));
    }

    ToldJournal settled(
            String session,
            String group,
            OutcomeKind outcome,
            OptionalLong started,
            OptionalLong retryAfter,
            boolean isFinal) {
        OptionalLong messageId = outcome == OutcomeKind.DELIVERED ? OptionalLong.of(seq) : OptionalLong.empty();
        return tell(new SendSettled(delivery(session, group), outcome, started, retryAfter, isFinal, messageId, ""));
    }

    ToldJournal delivered(String session, String group, double started, double at) {
        return settled(session, group, OutcomeKind.DELIVERED, started, at);
    }

    ToldJournal withdrawn(String session, String group) {
        return settled(session, group, OutcomeKind.WITHDRAWN, OptionalLong.empty(), OptionalLong.empty(), true);
    }

    /** Intended, started and settled, all at once. */
    ToldJournal sent(String session, String group, OutcomeKind outcome, double at) {
        return intended(session, group, at).settled(session, group, outcome, at, at);
    }

    ToldJournal sent(String session, String group, double at) {
        return sent(session, group, OutcomeKind.DELIVERED, at);
    }

    /** Sent, and answered at once with a request to wait; to be tried again. */
    ToldJournal asked(String session, String group, OutcomeKind wait, double seconds, double at) {
        return intended(session, group, at)
                .settled(session, group, wait, OptionalLong.of(nanos(at)), OptionalLong.of(nanos(seconds)), false);
    }

    ToldJournal flooded(String session, String group, double seconds, double at) {
        return asked(session, group, OutcomeKind.FLOOD_WAIT, seconds, at);
    }

    ToldJournal slowed(String session, String group, double seconds, double at) {
        return asked(session, group, OutcomeKind.SLOW_MODE, seconds, at);
    }

    ToldJournal skipped(String session, String group, SkipReason reason) {
        return tell(new DeliverySkipped(delivery(session, group), reason));
    }

    ToldJournal skippedAll(String session, SkipReason reason, String... groups) {
        for (String group : groups) {
            skipped(session, group, reason);
        }
        return this;
    }

    ToldJournal answeredLate(String session, String group, OutcomeKind outcome, double wait, double at) {
        return at(at).tell(new LateAnswer(
                delivery(session, group),
                outcome,
                outcome == OutcomeKind.FLOOD_WAIT ? OptionalLong.of(nanos(wait)) : OptionalLong.empty(),
                OptionalLong.empty(),
                ""));
    }

    ToldJournal held(String session, String group, double seconds) {
        return tell(new SessionHeld(delivery(session, group), nanos(seconds)));
    }

    ToldJournal questionFailed(String session, String group, double seconds) {
        return tell(new QuestionFailed(delivery(session, group), nanos(seconds)));
    }

    ToldJournal flagged(String session) {
        return tell(new SessionFlagged(tenant, new SessionId(session), SessionFlag.LIMITED, ""));
    }

    ToldJournal cleared(String session) {
        return tell(new SessionCleared(new SessionId(session)));
    }

    ToldJournal stopRequested() {
        return tell(new StopRequested(tenant, cycle));
    }

    ToldJournal ended(CycleStatus status) {
        return tell(new CycleEnded(tenant, cycle, status));
    }

    ToldJournal completed(double at) {
        return at(at).ended(CycleStatus.COMPLETED);
    }

    ToldJournal tell(JournalEvent event) {
        Instant wall = wallAtZero.plusNanos(nanos(now));
        breaches.addAll(checker.accept(new JournalEntry(++seq, new Tick(nanos(now), wall), event)));
        return this;
    }

    List<OpenCycle> openCycles() {
        return checker.openCycles();
    }

    List<Breach> breaches() {
        return breaches;
    }

    void isSound() {
        assertThat(breaches).isEmpty();
    }

    /** Breaks just these rules, each once. */
    void breaks(String... rules) {
        assertThat(breaches).extracting(Breach::rule).as(breaches.toString()).containsExactly(rules);
    }

    private DeliveryId delivery(String session, String group) {
        return new DeliveryId(tenant, cycle, new SessionId(session), new GroupId(group));
    }
}
