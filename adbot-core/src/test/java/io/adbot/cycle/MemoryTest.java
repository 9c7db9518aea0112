package io.adbot.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.journal.CheckpointEvent.GateRecalled;
import io.adbot.journal.CheckpointEvent.RecalledWait;
import io.adbot.journal.CheckpointEvent.SessionRecalled;
import io.adbot.journal.CheckpointEvent.TenantRecalled;
import io.adbot.journal.CycleStatus;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.CycleEnded;
import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.journal.JournalEvent.DeliverySkipped;
import io.adbot.journal.JournalEvent.EngineOpened;
import io.adbot.journal.JournalEvent.GroupSuspended;
import io.adbot.journal.JournalEvent.LateAnswer;
import io.adbot.journal.JournalEvent.SendIntended;
import io.adbot.journal.JournalEvent.SendSettled;
import io.adbot.journal.JournalEvent.SessionCleared;
import io.adbot.journal.JournalEvent.SessionFlagged;
import io.adbot.journal.JournalEvent.SessionHeld;
import io.adbot.journal.JournalEvent.Unrecognised;
import io.adbot.journal.SetupEvent.SessionAdded;
import io.adbot.journal.SetupEvent.SessionRemoved;
import io.adbot.journal.SetupEvent.TenantRemoved;
import io.adbot.journal.SkipReason;
import io.adbot.message.OutcomeKind;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.ExecutionPlanner;
import io.adbot.plan.PlanRequest;
import io.adbot.session.SessionFlag;
import io.adbot.time.Nanos;
import io.adbot.time.Tick;
import io.adbot.value.CycleId;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the engine remembers, as a fold over the journal. Times are seconds. */
class MemoryTest {

    private static final TenantId TENANT = new TenantId("acme");
    private static final SessionId SESSION = new SessionId("s");
    private static final GroupId GROUP = new GroupId("g");
    private static final DeliveryId DELIVERY = new DeliveryId(TENANT, new CycleId("1"), SESSION, GROUP);
    private static final Instant WALL = Instant.parse("2026-01-01T00:00:00Z");

    private final EngineMemory memory = new EngineMemory(GroupGates.everywhere(Duration.ofSeconds(60)));

    // ---------------------------------------------------------------- sessions

    @Test
    void aSessionThatNeverSentWaitsForNothing() {
        assertThat(session().afterDelay(5)).isEqualTo(Long.MIN_VALUE);
        assertThat(session().quietUntil()).isEqualTo(Long.MIN_VALUE);
        memory.apply(at(0), new EngineOpened());
        assertThat(session().afterDelay(5)).isEqualTo(Long.MIN_VALUE);
        assertThat(session().quietUntil()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void aBanOutweighsALimit() {
        memory.apply(at(1), new SessionFlagged(TENANT, SESSION, SessionFlag.BANNED, "USER_DEACTIVATED_BAN"));
        memory.apply(at(2), new SessionFlagged(TENANT, SESSION, SessionFlag.LIMITED, "PEER_FLOOD"));

        assertThat(session().flag()).isEqualTo(SessionFlag.BANNED);
    }

    @Test
    void anIntentThatCameToNothingDoesNotShortenTheDelayOfTheSendBeforeIt() {
        session().started(seconds(10), seconds(60));
        session().intended(seconds(3));
        memory.apply(opened(0, 100), new EngineOpened());

        assertThat(session().afterDelay(seconds(3))).isEqualTo(seconds(60));
    }

    @Test
    void theLongerOfTheDelaysOfThenAndNowCounts() {
        startCycle(10);
        settled(7, 8, OutcomeKind.DELIVERED, 0);

        assertThat(session().afterDelay(seconds(5))).isEqualTo(seconds(17));
        assertThat(session().afterDelay(seconds(20))).isEqualTo(seconds(27));
    }

    @Test
    void anIntentIsEnoughToWaitTheDelayAfterAnOpening() {
        startCycle(10);
        memory.apply(at(7), new SendIntended(DELIVERY));
        memory.apply(opened(2, 100), new EngineOpened());

        assertThat(session().afterDelay(seconds(5))).isEqualTo(seconds(12));
    }

    @Test
    void ofTwoFloodWaitsTheOneThatEndsLaterCounts() {
        startCycle(5);
        settled(1, 1, OutcomeKind.FLOOD_WAIT, 100);
        settled(50, 50, OutcomeKind.FLOOD_WAIT, 10);

        assertThat(session().quietUntil()).isEqualTo(seconds(101));
        memory.apply(opened(0, 60), new EngineOpened());
        assertThat(session().quietUntil()).isEqualTo(seconds(41));
    }

    @Test
    void lateFloodWaitsAndThoseThatAQuestionMetCountAsWell() {
        memory.apply(
                at(10),
                new LateAnswer(
                        DELIVERY, OutcomeKind.FLOOD_WAIT, OptionalLong.of(seconds(30)), OptionalLong.empty(), ""));
        assertThat(session().quietUntil()).isEqualTo(seconds(40));

        memory.apply(at(20), new SessionHeld(DELIVERY, seconds(30)));
        assertThat(session().quietUntil()).isEqualTo(seconds(50));
    }

    @Test
    void aFlagLastsUntilItIsCleared() {
        memory.apply(at(0), new SessionFlagged(TENANT, SESSION, SessionFlag.BANNED, "USER_DEACTIVATED"));
        memory.apply(at(0), new EngineOpened());
        assertThat(session().flag()).isEqualTo(SessionFlag.BANNED);

        memory.apply(at(1), new SessionCleared(SESSION));
        assertThat(session().flag()).isNull();
    }

    // ---------------------------------------------------------------- slow modes and gates

    @Test
    void slowModeIsRememberedForTheSessionAndTheGroup() {
        startCycle(5);
        settled(1, 2, OutcomeKind.SLOW_MODE, 100);

        assertThat(memory.slowModes().until(SESSION, GROUP)).isEqualTo(seconds(102));
        assertThat(memory.slowModes().until(new SessionId("other"), GROUP)).isEqualTo(Long.MIN_VALUE);
        memory.apply(opened(3, 52), new EngineOpened());
        assertThat(memory.slowModes().until(SESSION, GROUP)).isEqualTo(seconds(53));
    }

    @Test
    void ofTwoSlowModesTheOneThatEndsLaterCounts() {
        SlowModes slowModes = new SlowModes();
        slowModes.met(SESSION, GROUP, at(0), seconds(100));
        slowModes.met(SESSION, GROUP, at(50), seconds(10));
        assertThat(slowModes.until(SESSION, GROUP)).isEqualTo(seconds(100));

        slowModes.met(SESSION, GROUP, at(50), seconds(60));
        assertThat(slowModes.until(SESSION, GROUP)).isEqualTo(seconds(110));
    }

    @Test
    void slowModesThatLastAreNotForgottenAmongManyThatAreOver() {
        SlowModes slowModes = new SlowModes();
        slowModes.met(SESSION, GROUP, at(0), seconds(9999));
        for (int i = 0; i < 5000; i++) {
            slowModes.met(SESSION, new GroupId("g" + i), at(i), seconds(10));
        }

        assertThat(slowModes.until(SESSION, GROUP)).isEqualTo(seconds(9999));
    }

    @Test
    void slowModesThatAreOverAreForgottenInTime() {
        SlowModes slowModes = new SlowModes();
        for (int i = 0; i < 5000; i++) {
            slowModes.met(SESSION, new GroupId("g" + i), at(i), seconds(10));
        }

        assertThat(slowModes.until(SESSION, new GroupId("g4999"))).isEqualTo(seconds(5009));
        assertThat(slowModes.until(SESSION, new GroupId("g0"))).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void aGateCountsFromTheLastIntent() {
        memory.apply(at(7), new SendIntended(DELIVERY));

        assertThat(memory.gates().opensAt(GROUP)).isEqualTo(seconds(67));
        assertThat(memory.gates().heldBy(DELIVERY)).isTrue();
        assertThat(memory.gates().heldBy(new DeliveryId(TENANT, new CycleId("1"), new SessionId("other"), GROUP)))
                .isFalse();
        memory.apply(opened(1, 37), new EngineOpened());
        assertThat(memory.gates().opensAt(GROUP)).isEqualTo(seconds(31));
    }

    @Test
    void aGroupWithoutAGateIsNotRemembered() {
        GateMemory gates =
                new GateMemory(GroupGates.everywhere(Duration.ofSeconds(60)).with(GROUP, Duration.ZERO));
        gates.intended(DELIVERY, at(7));

        assertThat(gates.opensAt(GROUP)).isEqualTo(Long.MIN_VALUE);
        assertThat(gates.heldBy(DELIVERY)).isTrue();
    }

    // ---------------------------------------------------------------- suspensions

    @Test
    void refusalsAreCountedInARow() {
        startCycle(5);
        settled(1, 1, OutcomeKind.NOT_PERMITTED, 0);
        memory.apply(at(2), new DeliverySkipped(DELIVERY, SkipReason.NOT_PERMITTED));
        assertThat(memory.suspensions(TENANT).inRow(SESSION, GROUP)).isEqualTo(2);

        settled(3, 3, OutcomeKind.DELIVERED, 0);
        assertThat(memory.suspensions(TENANT).inRow(SESSION, GROUP)).isZero();
    }

    /** A post that was tried and not refused, whatever became of it, lies between the refusals before it and those after. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NOT_PERMITTED", "WITHDRAWN", "FLOOD_WAIT", "TRANSIENT"})
    void aPostThatIsNotRefusedEndsTheRow(OutcomeKind outcome) {
        startCycle(5);
        settled(1, 1, OutcomeKind.NOT_PERMITTED, 0);

        settled(2, 2, outcome, CycleRules.asksToWait(outcome) ? 1 : 0);

        assertThat(memory.suspensions(TENANT).inRow(SESSION, GROUP)).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"WITHDRAWN", "FLOOD_WAIT", "TRANSIENT"})
    void whatSaysNothingOfTheGroupEndsNoRow(OutcomeKind outcome) {
        startCycle(5);
        settled(1, 1, OutcomeKind.NOT_PERMITTED, 0);

        settled(2, 2, outcome, CycleRules.asksToWait(outcome) ? 1 : 0);
        memory.apply(at(3), new DeliverySkipped(DELIVERY, SkipReason.STOPPED));

        assertThat(memory.suspensions(TENANT).inRow(SESSION, GROUP)).isOne();
    }

    @Test
    void whatACrashLeavesUnknownEndsTheRow() {
        startCycle(5);
        settled(1, 1, OutcomeKind.NOT_PERMITTED, 0);
        memory.apply(at(2), new CycleEnded(TENANT, new CycleId("1"), CycleStatus.COMPLETED));
        start(at(400), "2", null);
        memory.apply(at(401), new SendIntended(DELIVERY));
        assertThat(memory.suspensions(TENANT).inRow(SESSION, GROUP)).isOne();

        memory.apply(opened(0, 500), new EngineOpened());

        assertThat(memory.suspensions(TENANT).inRow(SESSION, GROUP)).isZero();
    }

    @Test
    void whatNobodyRefusedIsNoRefusal() {
        memory.apply(at(0), new DeliverySkipped(DELIVERY, SkipReason.NOT_PERMITTED, false));

        assertThat(memory.suspensions(TENANT).inRow(SESSION, GROUP)).isZero();
    }

    @Test
    void aSuspensionEndsAfterItsCycles() {
        memory.apply(at(0), new GroupSuspended(TENANT, SESSION, GROUP, 2));
        for (int i = 0; i < 2; i++) {
            assertThat(memory.suspensions(TENANT).leavesOut(SESSION, GROUP)).isTrue();
            memory.apply(at(1), new DeliverySkipped(DELIVERY, SkipReason.GROUP_SUSPENDED));
        }

        assertThat(memory.suspensions(TENANT).leavesOut(SESSION, GROUP)).isFalse();
    }

    // ---------------------------------------------------------------- tenants

    @Test
    void aCycleHasAnIdThatNoneBeforeItHad() {
        assertThat(tenant().nextCycle()).isEqualTo(new CycleId("1"));
        start(at(0), "41", null);
        assertThat(tenant().nextCycle()).isEqualTo(new CycleId("42"));
        start(at(1), "somebody else's", null);
        assertThat(tenant().nextCycle()).isEqualTo(new CycleId("43"));
    }

    @Test
    void thePauseFollowsACompletedCycleAndAFailedOne() {
        for (CycleStatus status : List.of(CycleStatus.COMPLETED, CycleStatus.FAILED)) {
            startCycle(5);
            memory.apply(at(10), new CycleEnded(TENANT, new CycleId("1"), status));

            assertThat(tenant().nextCycleAt()).isEqualTo(seconds(310));
        }
        memory.apply(opened(1, 110), new EngineOpened());
        assertThat(tenant().nextCycleAt()).isEqualTo(seconds(201));
    }

    @Test
    void noPauseFollowsACycleThatWasStopped() {
        startCycle(5);
        memory.apply(at(10), new CycleEnded(TENANT, new CycleId("1"), CycleStatus.STOPPED));

        assertThat(tenant().nextCycleAt()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void thePauseIsForgottenOnceTheNextCycleHasBegun() {
        startCycle(5);
        memory.apply(at(10), new CycleEnded(TENANT, new CycleId("1"), CycleStatus.COMPLETED));
        start(at(310), "2", null);
        // The wall clock was set back before the opening.
        memory.apply(opened(0, 20), new EngineOpened());

        assertThat(tenant().nextCycleAt()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void whatMayHaveArrivedOfACycleThatWasCutShortIsDone() {
        startCycle(5);
        memory.apply(at(1), new SendIntended(DELIVERY));
        assertThat(isDone()).isTrue(); // it reads as unknown

        settled(1, 2, OutcomeKind.TRANSIENT, 0);
        assertThat(isDone()).isFalse();

        memory.apply(at(3), new SendIntended(DELIVERY));
        settled(3, 4, OutcomeKind.UNKNOWN, 0);
        memory.apply(at(5), new CycleEnded(TENANT, new CycleId("1"), CycleStatus.INTERRUPTED));
        assertThat(isDone()).isTrue();
    }

    // ---------------------------------------------------------------- what is over, and who is gone

    @Test
    void whatWasOverBeforeAnOpeningDoesNotBeginAgainThoughTheWallClockWasSetBack() {
        startCycle(5);
        settled(1, 1, OutcomeKind.FLOOD_WAIT, 100);
        settled(2, 2, OutcomeKind.SLOW_MODE, 100);
        memory.apply(at(3), new SendIntended(DELIVERY));
        memory.apply(at(4), new CycleEnded(TENANT, new CycleId("1"), CycleStatus.COMPLETED));
        memory.apply(at(500), new Unrecognised("whatever shows the time"));
        memory.apply(opened(0, -1000), new EngineOpened());

        assertThat(session().quietUntil()).isEqualTo(Long.MIN_VALUE);
        assertThat(memory.slowModes().until(SESSION, GROUP)).isEqualTo(Long.MIN_VALUE);
        assertThat(memory.gates().opensAt(GROUP)).isEqualTo(Long.MIN_VALUE);
        assertThat(tenant().nextCycleAt()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void aCheckpointDoesNotTellOfWhatIsOver() {
        startCycle(5);
        settled(1, 1, OutcomeKind.FLOOD_WAIT, 100);
        settled(2, 2, OutcomeKind.SLOW_MODE, 100);
        memory.apply(at(3), new SendIntended(DELIVERY));
        memory.apply(at(4), new CycleEnded(TENANT, new CycleId("1"), CycleStatus.COMPLETED));
        assertThat(told())
                .extracting(JournalEvent::type)
                .containsExactly("tenant_recalled", "session_recalled", "slow_mode_recalled", "gate_recalled");

        memory.apply(at(500), new Unrecognised("whatever shows the time"));
        assertThat(told())
                .containsExactly(
                        new TenantRecalled(TENANT, 1, null, null),
                        new SessionRecalled(SESSION, true, OptionalLong.of(seconds(2)), seconds(5), null, null));
    }

    @Test
    void aTenantThatComesAgainIsAnother() {
        startCycle(5);
        memory.apply(at(4), new CycleEnded(TENANT, new CycleId("1"), CycleStatus.COMPLETED));
        memory.apply(at(5), new TenantRemoved(TENANT));

        assertThat(tenant().nextCycle()).isEqualTo(new CycleId("1"));
        assertThat(tenant().nextCycleAt()).isEqualTo(Long.MIN_VALUE);
        assertThat(told()).isEmpty();
    }

    @Test
    void aSessionThatComesAgainIsAnotherToAllButTheClocks() {
        startCycle(5);
        settled(1, 1, OutcomeKind.NOT_PERMITTED, 0);
        settled(6, 6, OutcomeKind.FLOOD_WAIT, 100);
        memory.apply(at(7), new SessionFlagged(TENANT, SESSION, SessionFlag.LIMITED, ""));
        memory.apply(at(8), new SessionRemoved(SESSION));
        assertThat(told()).contains(new SessionRemoved(SESSION));
        memory.apply(at(9), new SessionAdded(SESSION, OptionalInt.empty()));

        assertThat(session().flag()).isNull();
        assertThat(memory.suspensions(TENANT).inRow(SESSION, GROUP)).isZero();
        assertThat(session().quietUntil()).isEqualTo(seconds(106));
        assertThat(session().afterDelay(0)).isEqualTo(seconds(11));
        assertThat(told()).doesNotContain(new SessionRemoved(SESSION));
    }

    @Test
    void aSessionThatIsGoneIsForgottenOnceNothingIsWaitedFor() {
        startCycle(5);
        settled(1, 1, OutcomeKind.FLOOD_WAIT, 100);
        memory.apply(at(2), new SessionRemoved(SESSION));
        memory.apply(at(101), new SessionAdded(SESSION, OptionalInt.empty()));
        memory.apply(opened(0, 101), new EngineOpened());

        assertThat(session().afterDelay(seconds(5))).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void aGateThatWasTakenAwayIsNotRecalled() {
        GateMemory gates =
                new GateMemory(GroupGates.everywhere(Duration.ofSeconds(60)).with(GROUP, Duration.ZERO));
        gates.recalled(new GateRecalled(GROUP, new RecalledWait(seconds(60), WALL, seconds(60))));

        assertThat(gates.opensAt(GROUP)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void gatesThatAreOpenAreForgottenInTime() {
        GateMemory gates = new GateMemory(GroupGates.everywhere(Duration.ofSeconds(60)));
        for (int i = 0; i < 5000; i++) {
            GroupId group = new GroupId("g" + i);
            gates.intended(new DeliveryId(TENANT, new CycleId("1"), SESSION, group), at(i));
        }

        assertThat(gates.opensAt(new GroupId("g4999"))).isEqualTo(seconds(5059));
        assertThat(gates.opensAt(new GroupId("g0"))).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void aLimitOutweighsALogin() {
        memory.apply(at(1), new SessionFlagged(TENANT, SESSION, SessionFlag.LIMITED, "PEER_FLOOD"));
        memory.apply(at(2), new SessionFlagged(TENANT, SESSION, SessionFlag.NEEDS_LOGIN, "AUTH_KEY_UNREGISTERED"));

        assertThat(session().flag()).isEqualTo(SessionFlag.LIMITED);
    }

    @Test
    void whatIsUnknownToTheMemoryIsPassedOver() {
        memory.apply(at(1), new Unrecognised("from the future"));

        assertThat(memory.tenants()).isEmpty();
    }

    private List<JournalEvent> told() {
        List<JournalEvent> told = new ArrayList<>();
        memory.checkpoint(told::add);
        return told;
    }

    private boolean isDone() {
        DoneDeliveries done = tenant().done();
        return done != null && done.contains(ExecutionMode.STARTER, SESSION, GROUP);
    }

    private SessionMemory session() {
        return memory.session(SESSION);
    }

    private TenantMemory tenant() {
        return memory.tenant(TENANT);
    }

    private void startCycle(int delay) {
        memory.apply(
                at(0),
                new CycleStarted(
                        TENANT,
                        new CycleId("1"),
                        ExecutionPlanner.plan(PlanRequest.builder(ExecutionMode.ENTERPRISE)
                                        .sessions(List.of(SESSION))
                                        .groups(List.of(GROUP))
                                        .delay(Duration.ofSeconds(delay))
                                        .build())
                                .orElseThrow(),
                        seconds(300),
                        null));
    }

    private void start(Tick at, String cycle, CycleId resumes) {
        memory.apply(
                at,
                new CycleStarted(
                        TENANT,
                        new CycleId(cycle),
                        ExecutionPlanner.plan(PlanRequest.builder(ExecutionMode.ENTERPRISE)
                                        .sessions(List.of(SESSION))
                                        .groups(List.of(GROUP))
                                        .build())
                                .orElseThrow(),
                        seconds(300),
                        resumes));
    }

    private void settled(int started, int at, OutcomeKind outcome, int retryAfter) {
        memory.apply(
                at(at),
                new SendSettled(
                        DELIVERY,
                        outcome,
                        OptionalLong.of(seconds(started)),
                        retryAfter == 0 ? OptionalLong.empty() : OptionalLong.of(seconds(retryAfter)),
                        !CycleRules.maySendAgain(outcome),
                        OptionalLong.empty(),
                        ""));
    }

    /** Both clocks agree. */
    private static Tick at(int second) {
        return new Tick(seconds(second), WALL.plusSeconds(second));
    }

    /** The monotonic clock began anew, the wall clock went on. */
    private static Tick opened(int second, int wall) {
        return new Tick(seconds(second), WALL.plusSeconds(wall));
    }

    private static long seconds(int count) {
        return count * Nanos.SECOND;
    }
}
