package io.adbot.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.adbot.journal.CycleStatus;
import io.adbot.journal.Journal;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.SkipReason;
import io.adbot.message.OutcomeKind;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.ExecutionPlan;
import io.adbot.plan.ExecutionPlanner;
import io.adbot.plan.PlanRequest;
import io.adbot.session.SessionFlag;
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
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Journal} must do, as tests: extend it for a store.
 *
 * <pre>{@code
 * class MyJournalContractTest extends JournalContract {
 *     @Override
 *     protected Journal open() { … }
 * }
 * }</pre>
 */
public abstract class JournalContract {

    private static final TenantId TENANT = new TenantId("tenant");
    private static final CycleId CYCLE = new CycleId("cycle");
    private static final SessionId SESSION = new SessionId("session");
    private static final GroupId GROUP = new GroupId("-1001#7");
    private static final DeliveryId DELIVERY = new DeliveryId(TENANT, CYCLE, SESSION, GROUP);
    private static final Instant WALL = Instant.parse("2026-01-01T00:00:00.123456789Z");

    private long nanos;

    /** For subclasses. */
    protected JournalContract() {}

    /** An empty journal; a new one for each test. */
    protected abstract Journal open();

    /**
     * Opens again what {@link #open} gave, as a process does that is started again.
     *
     * @return the journal with all that was durable; by default the test is left out, for stores that forget
     */
    protected Journal reopen(Journal journal) {
        return Assumptions.abort("this journal does not outlive its process");
    }

    /** Lets the next append fail; by default the test is left out. */
    protected void failNext(Journal journal) {
        Assumptions.abort("this journal cannot be told to fail");
    }

    /** Waits, at most ten seconds, until an entry is durable; for journals that need something else, override it. */
    protected JournalEntry await(CompletionStage<JournalEntry> stage) {
        try {
            return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("the entry did not become durable within ten seconds", e);
        }
    }

    /** A journal without entries has none. */
    @Test
    void beginsEmpty() {
        assertEquals(List.of(), entries(open()));
    }

    /** What was appended is read, in that order. */
    @Test
    void readsWhatWasAppendedInOrder() {
        Journal journal = open();
        List<JournalEntry> appended = appendAll(journal, everyEvent());

        assertSame(appended, entries(journal));
    }

    /** An entry is what was appended, with a number of its own. */
    @Test
    void givesBackWhatWasAppended() {
        Tick at = tick();
        JournalEvent event = new JournalEvent.SendIntended(DELIVERY);

        JournalEntry entry = await(open().append(at, event));

        assertEquals(at, entry.at());
        assertEquals(event, entry.event());
    }

    /** Numbers rise. */
    @Test
    void numbersRise() {
        List<JournalEntry> entries = appendAll(open(), everyEvent());

        for (int i = 1; i < entries.size(); i++) {
            long before = entries.get(i - 1).seq();
            long after = entries.get(i).seq();
            assertTrue(before < after, "the number after " + before + " is " + after);
        }
    }

    /** Stages complete in the order of the appends. */
    @Test
    void becomesDurableInOrder() {
        Journal journal = open();
        List<Integer> order = new ArrayList<>();
        List<CompletableFuture<JournalEntry>> stages = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            CompletionStage<JournalEntry> stage = journal.append(tick(), new JournalEvent.SendIntended(DELIVERY));
            stages.add(stage.whenComplete((entry, failure) -> {
                        synchronized (order) {
                            order.add(number);
                        }
                    })
                    .toCompletableFuture());
        }
        stages.forEach(this::await);

        synchronized (order) {
            assertEquals(order.stream().sorted().toList(), order);
        }
    }

    /** What is durable can be read while the journal is in use, and reading takes nothing away. */
    @Test
    void canBeReadAtAnyTime() {
        Journal journal = open();
        appendAll(journal, List.of(new JournalEvent.EngineOpened()));
        int before = entries(journal).size();
        appendAll(journal, List.of(new JournalEvent.SendIntended(DELIVERY)));

        assertEquals(1, before);
        assertEquals(2, entries(journal).size());
    }

    /** After an opening the monotonic clock begins anew, and the numbers do not. */
    @Test
    void theClockMayBeginAnewAfterAnOpening() {
        Journal journal = open();
        await(journal.append(new Tick(1_000, WALL), new JournalEvent.EngineOpened()));
        await(journal.append(new Tick(2_000, WALL), new JournalEvent.SendIntended(DELIVERY)));
        await(journal.append(new Tick(0, WALL.minusSeconds(60)), new JournalEvent.EngineOpened()));

        List<JournalEntry> entries = entries(journal);
        assertEquals(0, entries.get(2).at().nanos());
        assertEquals(WALL.minusSeconds(60), entries.get(2).at().wall());
        assertTrue(entries.get(1).seq() < entries.get(2).seq(), "numbers rise over openings");
    }

    /** What was durable is there after a restart, and the numbers go on. */
    @Test
    void outlivesItsProcess() {
        Journal journal = open();
        List<JournalEntry> appended = appendAll(journal, everyEvent());

        Journal again = reopen(journal);
        assertSame(appended, entries(again));
        JournalEntry next = await(again.append(new Tick(0, WALL), new JournalEvent.EngineOpened()));
        assertTrue(appended.get(appended.size() - 1).seq() < next.seq(), "numbers never restart");
    }

    /** An append that fails leaves nothing behind, and after the failure was heard it may be said again. */
    @Test
    void whatFailedIsNotThereAndMayBeAppendedAgain() {
        Journal journal = open();
        JournalEvent event = new JournalEvent.SendIntended(DELIVERY);
        failNext(journal);

        assertFails(journal.append(tick(), event));
        assertEquals(List.of(), entries(journal));

        journal.recover();
        JournalEntry entry = await(journal.append(tick(), event));
        assertSame(List.of(entry), entries(journal));
    }

    /** After a failure nothing slips in before what failed is appended again. */
    @Test
    void whatFollowsAFailureFailsUntilItWasHeard() {
        Journal journal = open();
        JournalEntry before = await(journal.append(tick(), new JournalEvent.EngineOpened()));
        failNext(journal);

        List<CompletionStage<JournalEntry>> stages = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            stages.add(journal.append(tick(), new JournalEvent.SendIntended(DELIVERY)));
        }
        stages.forEach(this::assertFails);
        assertSame(List.of(before), entries(journal));

        journal.recover();
        JournalEntry after = await(journal.append(tick(), new JournalEvent.SendIntended(DELIVERY)));
        assertTrue(before.seq() < after.seq(), "numbers rise over failures");
        assertSame(List.of(before, after), entries(journal));
    }

    /** To recover from nothing does nothing. */
    @Test
    void recoversFromNothing() {
        Journal journal = open();
        journal.recover();
        JournalEntry first = await(journal.append(tick(), new JournalEvent.EngineOpened()));
        journal.recover();

        assertSame(List.of(first), entries(journal));
    }

    /** One event of each kind that is written, with all fields that it can have. */
    protected static List<JournalEvent> everyEvent() {
        ExecutionPlan starter = plan(ExecutionMode.STARTER);
        ExecutionPlan enterprise = plan(ExecutionMode.ENTERPRISE);
        OptionalLong some = OptionalLong.of(30_000_000_000L);
        OptionalLong none = OptionalLong.empty();
        return List.of(
                new JournalEvent.EngineOpened(),
                new JournalEvent.CycleStarted(TENANT, CYCLE, starter, 300_000_000_000L, null),
                new JournalEvent.CycleStarted(TENANT, new CycleId("other"), enterprise, 0, CYCLE),
                new JournalEvent.SendIntended(DELIVERY),
                new JournalEvent.SendSettled(
                        DELIVERY, OutcomeKind.FLOOD_WAIT, OptionalLong.of(5), some, false, none, "FLOOD_WAIT"),
                new JournalEvent.SendIntended(DELIVERY),
                new JournalEvent.SendSettled(
                        DELIVERY, OutcomeKind.DELIVERED, OptionalLong.of(7), none, true, OptionalLong.of(1L << 20), ""),
                new JournalEvent.SendSettled(DELIVERY, OutcomeKind.WITHDRAWN, none, none, true, none, "stopped"),
                new JournalEvent.DeliverySkipped(DELIVERY, SkipReason.SLOT_CLOSED),
                new JournalEvent.LateAnswer(DELIVERY, OutcomeKind.DELIVERED, none, OptionalLong.of(2L << 20), "late"),
                new JournalEvent.DeliverySkipped(DELIVERY, SkipReason.NOT_PERMITTED, false),
                new JournalEvent.SessionHeld(DELIVERY, 1),
                new JournalEvent.QuestionFailed(DELIVERY, 1),
                new JournalEvent.SessionFlagged(TENANT, SESSION, SessionFlag.NEEDS_LOGIN, "AUTH_KEY_UNREGISTERED"),
                new JournalEvent.SessionCleared(SESSION),
                new JournalEvent.GroupSuspended(TENANT, SESSION, GROUP, 3),
                new JournalEvent.StopRequested(TENANT, CYCLE),
                new JournalEvent.CycleEnded(TENANT, CYCLE, CycleStatus.STOPPED));
    }

    private static ExecutionPlan plan(ExecutionMode mode) {
        return ExecutionPlanner.plan(PlanRequest.builder(mode)
                        .sessions(List.of(SESSION, new SessionId("session \"2\" \\ ж 😀")))
                        .groups(List.of(GROUP, new GroupId("-1002"), new GroupId("@public")))
                        .cycle(Duration.ofHours(1))
                        .build())
                .orElseThrow();
    }

    private List<JournalEntry> appendAll(Journal journal, List<JournalEvent> events) {
        List<CompletionStage<JournalEntry>> stages = new ArrayList<>();
        for (JournalEvent event : events) {
            stages.add(journal.append(tick(), event));
        }
        return stages.stream().map(this::await).toList();
    }

    private void assertFails(CompletionStage<JournalEntry> stage) {
        assertThrows(CompletionException.class, () -> await(stage));
    }

    private Tick tick() {
        nanos += 1_000_000_007L;
        return new Tick(nanos, WALL.plusNanos(nanos));
    }

    private static List<JournalEntry> entries(Journal journal) {
        try (Stream<JournalEntry> entries = journal.read()) {
            return entries.toList();
        }
    }

    private static void assertSame(List<JournalEntry> expected, List<JournalEntry> found) {
        assertEquals(
                expected.stream().map(JournalContract::text).toList(),
                found.stream().map(JournalContract::text).toList());
    }

    /** A plan is the same if it says the same; it has no equality of its own. */
    private static String text(JournalEntry entry) {
        String text = entry.toString();
        if (entry.event() instanceof JournalEvent.CycleStarted started) {
            ExecutionPlan plan = started.plan();
            text += List.of(plan.mode(), plan.delayNanos(), plan.endNanos(), plan.groups(), plan.sessions());
        }
        return text;
    }
}
