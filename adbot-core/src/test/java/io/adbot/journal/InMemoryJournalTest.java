package io.adbot.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.adbot.journal.JournalEvent.Unrecognised;
import io.adbot.time.Tick;
import io.adbot.value.InvalidValueException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InMemoryJournalTest {

    private static final Tick AT = new Tick(5, Instant.EPOCH);

    private final InMemoryJournal journal = new InMemoryJournal();
    private final List<String> completed = new ArrayList<>();

    @Test
    void keepsEntriesInTheOrderInWhichTheyCame() {
        append("a", "b", "c");

        assertThat(journal.entries())
                .containsExactly(
                        new JournalEntry(1, AT, new Unrecognised("a")),
                        new JournalEntry(2, AT, new Unrecognised("b")),
                        new JournalEntry(3, AT, new Unrecognised("c")));
        assertThat(journal.read()).isEqualTo(journal.entries());
        assertThat(completed).containsExactly("a", "b", "c");
    }

    @Test
    void answersWithTheEntryOnceItIsDurable() throws Exception {
        assertThat(journal.append(AT, new Unrecognised("a"))
                        .toCompletableFuture()
                        .get())
                .isEqualTo(new JournalEntry(1, AT, new Unrecognised("a")));
    }

    @Test
    void holdsEntriesBackUntilTheyAreFlushed() {
        append("a");
        journal.hold();
        append("b", "c", "d");

        assertThat(durable()).containsExactly("a");
        assertThat(completed).containsExactly("a");
        assertThat(journal.held()).isEqualTo(3);

        journal.flush(2);

        assertThat(durable()).containsExactly("a", "b", "c");
        assertThat(completed).containsExactly("a", "b", "c");
        assertThat(journal.held()).isEqualTo(1);
    }

    @Test
    void goesOnHoldingAfterAFlushAndNotAfterARelease() {
        journal.hold();
        append("a");
        journal.flush(5);
        append("b");
        assertThat(durable()).containsExactly("a");

        journal.release();
        append("c");

        assertThat(durable()).containsExactly("a", "b", "c");
        assertThat(completed).containsExactly("a", "b", "c");
        assertThat(journal.held()).isZero();
    }

    @Test
    void letsNothingOvertakeWhatIsBeingReleased() {
        journal.hold();
        journal.append(AT, new Unrecognised("a")).thenRun(() -> append("while a completes"));
        append("b");

        journal.release();

        assertThat(durable()).containsExactly("a", "b", "while a completes");
        assertThat(journal.entries()).extracting(JournalEntry::seq).containsExactly(1L, 2L, 3L);
        assertThat(completed).containsExactly("b", "while a completes");
    }

    @Test
    void failsUntilItHearsThatTheFailureWasHeard() {
        journal.failNext(1);

        assertThat(fails("lost")).isTrue();
        assertThat(fails("lost too")).isTrue();
        journal.recover();
        assertThat(fails("kept")).isFalse();

        assertThat(durable()).containsExactly("kept");
    }

    @Test
    void failsAsManyTriesAsItWasToldTo() {
        journal.failNext(2);

        for (int i = 0; i < 2; i++) {
            assertThat(fails("lost")).isTrue();
            journal.recover();
        }
        assertThat(fails("kept")).isFalse();
        journal.recover();

        assertThat(durable()).containsExactly("kept");
    }

    @Test
    void keepsWhatASnapshotShowedThatWasTakenBefore() {
        append("a");
        List<JournalEntry> before = journal.entries();
        append("b");

        assertThat(before).hasSize(1);
        assertThat(journal.entries()).hasSize(2);
    }

    @Test
    void losesInACrashWhatWasOnItsWayButForTheSurvivors() {
        append("a");
        journal.hold();
        append("b", "c", "d");

        assertThat(IntStream.rangeClosed(0, 5).mapToObj(journal::afterCrash))
                .extracting(found -> found.entries().size())
                .containsExactly(1, 2, 3, 4, 4, 4);
        assertThat(completed).containsExactly("a");
    }

    @Test
    void neverUsesANumberAgainAfterACrash() {
        append("a");
        journal.hold();
        append("b", "c");

        InMemoryJournal found = journal.afterCrash(1);
        found.append(AT, new JournalEvent.EngineOpened());

        assertThat(found.entries()).extracting(JournalEntry::seq).containsExactly(1L, 2L, 4L);
    }

    @Test
    void doesNotHoldOrFailAfterACrash() {
        journal.hold();
        journal.failNext(1);

        InMemoryJournal found = journal.afterCrash(0);
        found.append(AT, new Unrecognised("a"));

        assertThat(found.entries()).hasSize(1);
    }

    @Test
    void readsTheNamesThatItWrites() {
        for (SkipReason reason : SkipReason.values()) {
            assertThat(SkipReason.ofWire(reason.wire())).isEqualTo(reason);
        }
        for (CycleStatus status : CycleStatus.values()) {
            assertThat(CycleStatus.ofWire(status.wire())).isEqualTo(status);
        }
        assertThat(SkipReason.values())
                .extracting(SkipReason::wire)
                .containsExactly(
                        "slot_closed",
                        "stopped",
                        "not_permitted",
                        "slow_mode",
                        "group_gate",
                        "group_suspended",
                        "session_limited",
                        "session_lost",
                        "source_unavailable",
                        "content_rejected",
                        "resumed");
        assertThat(CycleStatus.values())
                .extracting(CycleStatus::wire)
                .containsExactly("completed", "failed", "stopped", "interrupted");
    }

    @Test
    void refusesNamesThatItDoesNotWrite() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> SkipReason.ofWire("SLOT_CLOSED"))
                .withMessageStartingWith("reason: got \"SLOT_CLOSED\", expected one of slot_closed, stopped, ");
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> CycleStatus.ofWire("done"))
                .withMessage("status: got \"done\", expected one of completed, failed, stopped, interrupted");
    }

    private void append(String... types) {
        for (String type : types) {
            journal.append(AT, new Unrecognised(type)).thenRun(() -> completed.add(type));
        }
    }

    private boolean fails(String type) {
        CompletableFuture<JournalEntry> stage =
                journal.append(AT, new Unrecognised(type)).toCompletableFuture();
        if (stage.isCompletedExceptionally()) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(stage::get)
                    .withCauseInstanceOf(JournalException.class);
        }
        return stage.isCompletedExceptionally();
    }

    private List<String> durable() {
        return journal.entries().stream().map(entry -> entry.event().type()).toList();
    }
}
