package io.adbot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.cycle.GroupGates;
import io.adbot.journal.CycleStatus;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.CycleEnded;
import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.journal.JournalEvent.DeliverySkipped;
import io.adbot.journal.JournalEvent.EngineOpened;
import io.adbot.journal.JournalEvent.LateAnswer;
import io.adbot.journal.JournalEvent.SendIntended;
import io.adbot.journal.JournalEvent.SendSettled;
import io.adbot.journal.JournalEvent.SessionCleared;
import io.adbot.journal.JournalEvent.SessionFlagged;
import io.adbot.journal.JournalEvent.SessionHeld;
import io.adbot.journal.SetupEvent.CredentialsSet;
import io.adbot.journal.SetupEvent.DefaultGroupsSet;
import io.adbot.journal.SetupEvent.EngineClosed;
import io.adbot.journal.SetupEvent.LossAcknowledged;
import io.adbot.journal.SetupEvent.PermissionRecorded;
import io.adbot.journal.SetupEvent.PermissionWithdrawn;
import io.adbot.journal.SetupEvent.SessionAdded;
import io.adbot.journal.SetupEvent.SessionRemoved;
import io.adbot.journal.SetupEvent.SessionReplaced;
import io.adbot.journal.SetupEvent.SessionsAssigned;
import io.adbot.journal.SetupEvent.SessionsReleased;
import io.adbot.journal.SetupEvent.SnapshotWritten;
import io.adbot.journal.SetupEvent.StatsSet;
import io.adbot.journal.SetupEvent.TenantRemoved;
import io.adbot.journal.SetupEvent.TenantSet;
import io.adbot.journal.SetupEvent.TenantStarted;
import io.adbot.journal.SetupEvent.TenantStopped;
import io.adbot.journal.SkipReason;
import io.adbot.message.OutcomeKind;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.ExecutionPlan;
import io.adbot.plan.ExecutionPlanner;
import io.adbot.plan.GroupList;
import io.adbot.plan.PlanRequest;
import io.adbot.session.Assignment;
import io.adbot.session.PooledSession;
import io.adbot.session.ReplacementPolicy;
import io.adbot.session.SessionFlag;
import io.adbot.tenant.PermissionRecord;
import io.adbot.tenant.TenantConfig;
import io.adbot.tenant.TenantStats;
import io.adbot.time.Tick;
import io.adbot.value.CycleId;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** M3, M5, M7, M9, G4: what the journal says of everything but sends. Each event comes a second after the one before. */
class BooksTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OTHER = new TenantId("other");
    private static final GroupId GROUP = new GroupId("-1001");
    private static final GroupId GROUP2 = new GroupId("-1002");
    private static final SessionId A = new SessionId("a");
    private static final SessionId B = new SessionId("b");
    private static final SessionId C = new SessionId("c");
    private static final TenantConfig CONFIG =
            TenantConfig.builder().groups(List.of(GROUP)).build();
    private static final TenantConfig EMPTY = TenantConfig.builder().build();

    private final Checkpoint checkpoint = new Checkpoint(GroupGates.none());
    private final Books books = checkpoint.books();
    private int second;

    // ---------------------------------------------------------------- tenants

    @Test
    void aTenantIsWhatItWasLastSetTo() {
        tell(new TenantSet(ACME, EMPTY), new TenantSet(OTHER, EMPTY), new TenantSet(ACME, CONFIG));

        assertThat(books.tenants()).containsExactly(ACME, OTHER);
        assertThat(books.config(ACME)).contains(CONFIG);
        assertThat(books.config(new TenantId("nobody"))).isEmpty();
    }

    @Test
    void aTenantThatIsGoneLeavesNothing() {
        tell(
                new TenantSet(ACME, CONFIG),
                new SessionAdded(A, OptionalInt.empty()),
                assigned(ACME, A),
                new PermissionRecorded(ACME, permission(GROUP)),
                new TenantStarted(ACME),
                intended(A),
                settled(A, OutcomeKind.DELIVERED),
                intended(A),
                new TenantStopped(ACME, "for good"),
                new TenantRemoved(ACME));

        assertThat(books.tenants()).isEmpty();
        assertThat(books.config(ACME)).isEmpty();
        assertThat(books.isRunning(ACME)).isFalse();
        assertThat(books.whyStopped(ACME)).isEmpty();
        assertThat(books.permissions(ACME)).isEmpty();
        assertThat(books.stats(ACME)).isEqualTo(TenantStats.NONE);
        assertThat(books.sessions().free()).isEqualTo(1);
        tell(new EngineOpened());
        assertThat(checkpoint.events().toString()).doesNotContain("acme");
    }

    @Test
    void aTenantRunsFromItsStartToItsStop() {
        tell(new TenantSet(ACME, CONFIG), new TenantSet(OTHER, CONFIG), new TenantStarted(ACME));
        assertThat(books.isRunning(ACME)).isTrue();
        assertThat(books.isRunning(OTHER)).isFalse();

        tell(new TenantStopped(ACME, "two accounts were lost"));
        assertThat(books.isRunning(ACME)).isFalse();
        assertThat(books.whyStopped(ACME)).contains("two accounts were lost");
        assertThat(books.whyStopped(OTHER)).isEmpty();
    }

    @Test
    void afterARestartEveryTenantIsStopped() {
        for (JournalEvent restart : List.of(new EngineOpened(), new EngineClosed())) {
            tell(new TenantSet(ACME, CONFIG), new TenantStarted(ACME), restart);

            assertThat(books.isRunning(ACME)).isFalse();
            assertThat(books.config(ACME)).contains(CONFIG);
        }
    }

    @Test
    void whatIsSaidOfATenantThatIsNotThereIsPassedOver() {
        tell(
                new TenantStarted(ACME),
                new TenantStopped(ACME, ""),
                new PermissionRecorded(ACME, permission(GROUP)),
                new PermissionWithdrawn(ACME, GROUP),
                new LossAcknowledged(ACME),
                new TenantRemoved(ACME));

        assertThat(books.tenants()).isEmpty();
        assertThat(books.permissions(ACME)).isEmpty();
    }

    // ---------------------------------------------------------------- groups and permissions

    @Test
    void aTenantWithoutGroupsHasTheDefaultOnes() {
        assertThat(books.groupsOf(EMPTY)).isEmpty();
        tell(new DefaultGroupsSet(List.of(GROUP2, GROUP2)));

        assertThat(books.groupsOf(EMPTY)).isInstanceOf(GroupList.class).containsExactly(GROUP2);
        assertThat(books.groupsOf(CONFIG)).containsExactly(GROUP);
        tell(new DefaultGroupsSet(List.of()));
        assertThat(books.defaultGroups()).isEmpty();
    }

    @Test
    void aPermissionIsOnRecordUntilItIsWithdrawn() {
        tell(
                new TenantSet(ACME, CONFIG),
                new PermissionRecorded(ACME, permission(GROUP)),
                new PermissionRecorded(ACME, permission(GROUP2)),
                new PermissionRecorded(ACME, new PermissionRecord(GROUP, "Bob", "more", START)));

        assertThat(books.permission(ACME, GROUP)).contains(new PermissionRecord(GROUP, "Bob", "more", START));
        assertThat(books.permissions(ACME)).hasSize(2);
        assertThat(books.permission(OTHER, GROUP)).isEmpty();

        tell(new PermissionWithdrawn(ACME, GROUP));
        assertThat(books.permissions(ACME)).containsExactly(permission(GROUP2));
    }

    // ---------------------------------------------------------------- sessions

    @Test
    void thePoolIsToldWhatHappensToSessions() {
        tell(
                new TenantSet(ACME, CONFIG),
                new SessionAdded(A, OptionalInt.of(1)),
                new SessionAdded(B, OptionalInt.empty()),
                new SessionAdded(C, OptionalInt.empty()),
                assigned(ACME, A),
                new SessionFlagged(ACME, A, SessionFlag.LIMITED, "PEER_FLOOD"));
        assertThat(books.sessions().unacknowledgedOf(ACME)).containsExactly(A);

        tell(
                new LossAcknowledged(ACME),
                new SessionReplaced(ACME, A, new Assignment(B, OptionalInt.empty()), true),
                new SessionCleared(A),
                new SessionRemoved(C));
        assertThat(books.sessions().unacknowledgedOf(ACME)).isEmpty();
        assertThat(books.sessions().assignedTo(ACME))
                .extracting(PooledSession::session)
                .containsExactly(B);
        assertThat(books.sessions().all()).extracting(PooledSession::session).containsExactly(A, B);
        assertThat(books.sessions().free()).isEqualTo(1);

        tell(new SessionFlagged(ACME, B, SessionFlag.NEEDS_LOGIN, ""));
        Instant now = START.plusSeconds(second);
        assertThat(books.sessions().decisions().mayReplaceByItself(ACME, B, policy(1), now))
                .isFalse();
        assertThat(books.sessions().decisions().mayReplaceByItself(ACME, B, policy(2), now))
                .isTrue();
        tell(new SessionsReleased(ACME, List.of(B)));
        assertThat(books.sessions().assignedTo(ACME)).isEmpty();
    }

    // ---------------------------------------------------------------- M5: numbers

    @Test
    void aRetryAndASkipCountInNoneOfTheNumbers() {
        tell(
                intended(A),
                settled(A, OutcomeKind.TRANSIENT, false),
                intended(A),
                settled(A, OutcomeKind.SLOW_MODE, false),
                new DeliverySkipped(delivery(A), SkipReason.SLOW_MODE));

        assertThat(books.stats(ACME).posts()).isZero();
        assertThat(books.stats(ACME).floodWaits()).isZero();
        assertThat(books.stats(ACME).lastActivity()).contains(START.plusSeconds(4));
    }

    @Test
    void everyFinalOutcomeCountsOnce() {
        tell(intended(A), settled(A, OutcomeKind.DELIVERED));
        tell(intended(A), settled(A, OutcomeKind.NOT_PERMITTED));
        tell(intended(A), settled(A, OutcomeKind.TRANSIENT));
        tell(intended(A), settled(A, OutcomeKind.UNKNOWN));

        assertThat(books.stats(ACME)).isEqualTo(new TenantStats(1, 2, 1, 0, START.plusSeconds(8)));
        assertThat(books.stats(OTHER)).isEqualTo(TenantStats.NONE);
    }

    @Test
    void whatWasWithdrawnWasNotSent() {
        tell(intended(A), settled(A, OutcomeKind.WITHDRAWN));

        assertThat(books.stats(ACME)).isEqualTo(TenantStats.NONE);
        assertThat(checkpoint.events()).noneMatch(StatsSet.class::isInstance);
    }

    @Test
    void aFloodWaitCountsWhateverMetIt() {
        tell(
                intended(A),
                settled(A, OutcomeKind.FLOOD_WAIT, false),
                new SessionHeld(delivery(A), 5),
                new LateAnswer(delivery(A), OutcomeKind.FLOOD_WAIT, OptionalLong.of(5), OptionalLong.empty(), ""));

        assertThat(books.stats(ACME)).isEqualTo(new TenantStats(0, 0, 0, 2, START.plusSeconds(2)));
    }

    @Test
    void anIntentThatACrashCutOffIsUnknownAndNotTheLastThatHappened() {
        tell(intended(A), intended(B), settled(B, OutcomeKind.DELIVERED));
        assertThat(books.stats(ACME).unknown()).isZero();

        tell(new EngineOpened(), new CycleEnded(ACME, new CycleId("1"), CycleStatus.INTERRUPTED));
        assertThat(books.stats(ACME)).isEqualTo(new TenantStats(1, 0, 1, 0, START.plusSeconds(3)));
    }

    /** E6: whoever wrote the journal may say so, too. */
    @Test
    void thatItIsUnknownCountsOnceThoughItIsSaidAfterTheOpening() {
        tell(intended(A), new EngineOpened(), settled(A, OutcomeKind.UNKNOWN));
        assertThat(books.stats(ACME)).isEqualTo(new TenantStats(0, 0, 1, 0, START.plusSeconds(1)));

        tell(intended(A), settled(A, OutcomeKind.UNKNOWN));
        assertThat(books.stats(ACME).unknown()).isEqualTo(2);
    }

    @Test
    void soIsOneThatAnErrorInTheEngineCutOff() {
        tell(
                intended(A),
                new SendIntended(new DeliveryId(OTHER, new CycleId("1"), B, GROUP)),
                new CycleEnded(ACME, new CycleId("1"), CycleStatus.INTERRUPTED));

        assertThat(books.stats(ACME).unknown()).isEqualTo(1);
        assertThat(books.stats(OTHER).unknown()).isZero();
    }

    @Test
    void aLateAnswerChangesNothing() {
        tell(intended(A), settled(A, OutcomeKind.UNKNOWN));
        tell(new LateAnswer(delivery(A), OutcomeKind.DELIVERED, OptionalLong.empty(), OptionalLong.of(7), ""));

        assertThat(books.stats(ACME)).isEqualTo(new TenantStats(0, 0, 1, 0, START.plusSeconds(2)));
    }

    @Test
    void anOpeningBalanceIsCountedOnFrom() {
        tell(new StatsSet(ACME, new TenantStats(10, 2, 1, 3, null)), intended(A), settled(A, OutcomeKind.DELIVERED));

        assertThat(books.stats(ACME)).isEqualTo(new TenantStats(11, 2, 1, 3, START.plusSeconds(3)));
    }

    // ---------------------------------------------------------------- checkpoints

    @Test
    void aCheckpointTellsAllOfIt() {
        everything();
        Checkpoint next = new Checkpoint(GroupGates.none());
        checkpoint.forEach(event -> next.apply(tick(), event));

        assertThat(new HashSet<>(next.events())).isEqualTo(new HashSet<>(checkpoint.events()));
        Books told = next.books();
        assertThat(told.tenants()).containsExactly(ACME, OTHER);
        assertThat(told.config(ACME)).contains(CONFIG);
        assertThat(told.isRunning(ACME)).isTrue();
        assertThat(told.isRunning(OTHER)).isFalse();
        assertThat(told.whyStopped(OTHER)).contains("enough");
        assertThat(told.defaultGroups()).containsExactly(GROUP2);
        assertThat(told.apiIds()).containsExactly(17, 4);
        assertThat(told.permissions(ACME)).containsExactly(permission(GROUP));
        assertThat(told.stats(ACME)).isEqualTo(books.stats(ACME));
        assertThat(told.sessions().all()).isEqualTo(books.sessions().all());
        assertThat(told.sessions().awaitsAcknowledgement(ACME, ReplacementPolicy.DEFAULT))
                .isTrue();
        assertThat(told.snapshots().isOurs("users.json", "hash")).isTrue();
        assertThat(told.snapshots().isFirstOpening()).isFalse();
        assertThat(told.snapshots().isClosed()).isFalse();
        next.apply(tick(), new EngineOpened());
        assertThat(told.stats(ACME).unknown()).isEqualTo(1);
    }

    @Test
    void aClosedEngineIsClosedInACheckpointToo() {
        everything();
        tell(new EngineClosed());
        Checkpoint next = new Checkpoint(GroupGates.none());
        checkpoint.forEach(event -> next.apply(tick(), event));

        assertThat(next.books().snapshots().isClosed()).isTrue();
        assertThat(next.books().isRunning(ACME)).isFalse();
    }

    @Test
    void aSessionOfACycleThatIsUnderWayIsNotFreeAfterACheckpointEither() {
        tell(new TenantSet(ACME, CONFIG), new SessionAdded(A, OptionalInt.empty()), assigned(ACME, A));
        tell(cycle("1"), new SessionsReleased(ACME, List.of(A)));
        Checkpoint next = new Checkpoint(GroupGates.none());
        checkpoint.forEach(event -> next.apply(tick(), event));
        assertThat(books.sessions().free()).isZero();
        assertThat(next.books().sessions().free()).isZero();

        next.apply(tick(), new CycleEnded(ACME, new CycleId("1"), CycleStatus.INTERRUPTED));
        assertThat(next.books().sessions().free()).isEqualTo(1);

        // It can be resumed, so a checkpoint tells of it; but it does not run.
        Checkpoint last = new Checkpoint(GroupGates.none());
        next.forEach(event -> last.apply(tick(), event));
        assertThat(last.books().sessions().free()).isEqualTo(1);
    }

    private static CycleStarted cycle(String id) {
        ExecutionPlan plan = ExecutionPlanner.plan(PlanRequest.builder(ExecutionMode.ENTERPRISE)
                        .sessions(List.of(A))
                        .groups(List.of(GROUP))
                        .build())
                .fold(found -> found, infeasible -> null);
        return new CycleStarted(ACME, new CycleId(id), plan, 0, null);
    }

    private void everything() {
        tell(
                new DefaultGroupsSet(List.of(GROUP2)),
                new CredentialsSet(List.of(17, 4)),
                new TenantSet(ACME, CONFIG),
                new TenantSet(OTHER, EMPTY),
                new PermissionRecorded(ACME, permission(GROUP)),
                new SessionAdded(A, OptionalInt.of(1)),
                new SessionAdded(B, OptionalInt.of(1)),
                new SessionAdded(C, OptionalInt.empty()),
                assigned(ACME, B, A),
                new TenantStarted(OTHER),
                new TenantStopped(OTHER, "enough"),
                new TenantStarted(ACME),
                new SnapshotWritten("users.json", "hash"),
                new SessionFlagged(ACME, A, SessionFlag.BANNED, ""),
                new SessionFlagged(ACME, B, SessionFlag.LIMITED, ""),
                intended(C),
                settled(C, OutcomeKind.DELIVERED),
                intended(C));
    }

    // ---------------------------------------------------------------- inside

    private void tell(JournalEvent... events) {
        for (JournalEvent event : events) {
            second++;
            checkpoint.apply(tick(), event);
        }
    }

    private Tick tick() {
        return new Tick(second, START.plusSeconds(second));
    }

    private static PermissionRecord permission(GroupId group) {
        return new PermissionRecord(group, "Ann", "offers", null);
    }

    private static ReplacementPolicy policy(int perDay) {
        return new ReplacementPolicy(perDay, ReplacementPolicy.DEFAULT.window());
    }

    private static SessionsAssigned assigned(TenantId tenant, SessionId... sessions) {
        return new SessionsAssigned(
                tenant,
                List.of(sessions).stream()
                        .map(session -> new Assignment(session, OptionalInt.empty()))
                        .toList());
    }

    private static DeliveryId delivery(SessionId session) {
        return new DeliveryId(ACME, new CycleId("1"), session, GROUP);
    }

    private static SendIntended intended(SessionId session) {
        return new SendIntended(delivery(session));
    }

    private static SendSettled settled(SessionId session, OutcomeKind outcome) {
        return settled(session, outcome, true);
    }

    private static SendSettled settled(SessionId session, OutcomeKind outcome, boolean isFinal) {
        return new SendSettled(
                delivery(session),
                outcome,
                outcome == OutcomeKind.WITHDRAWN ? OptionalLong.empty() : OptionalLong.of(0),
                OptionalLong.empty(),
                isFinal,
                OptionalLong.empty(),
                "");
    }
}
