package io.adbot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.journal.JournalEvent.EngineOpened;
import io.adbot.journal.SetupEvent.EngineClosed;
import io.adbot.journal.SetupEvent.SnapshotWritten;
import io.adbot.journal.SetupEvent.TenantStarted;
import io.adbot.value.TenantId;
import org.junit.jupiter.api.Test;

/** M9: which files are ours, and which an operator's edits. */
class SnapshotBookTest {

    private static final String FILE = "users.json";

    private final SnapshotBook book = new SnapshotBook();

    @Test
    void anEmptyJournalIsAFirstOpening() {
        assertThat(book.isFirstOpening()).isTrue();
        assertThat(book.isKnown(FILE)).isFalse();
        assertThat(book.isOurs(FILE, "1")).isFalse();

        book.apply(new EngineOpened());
        assertThat(book.isFirstOpening()).isFalse();
    }

    @Test
    void aFileHoldsWhatWasWrittenLastOrBefore() {
        written("1", "2");

        assertThat(book.isKnown(FILE)).isTrue();
        assertThat(book.isOurs(FILE, "1")).isTrue();
        assertThat(book.isOurs(FILE, "2")).isTrue();
        assertThat(book.isOurs(FILE, "3")).isFalse();
        assertThat(book.isOurs("stats.json", "1")).isFalse();
    }

    @Test
    void crashesInARowJustBeforeAFileIsPutInPlaceDoNotMakeItAnEdit() {
        written("in place", "2", "3", "3", "4");

        assertThat(book.isOurs(FILE, "in place")).isTrue();
    }

    @Test
    void afterACloseAFileHoldsWhatWasWrittenLast() {
        written("1", "2");
        book.apply(new EngineClosed());

        assertThat(book.isOurs(FILE, "1")).isFalse();
        assertThat(book.isOurs(FILE, "2")).isTrue();
    }

    @Test
    void whatIsKeptDoesNotGrowWithTheCrashes() {
        for (int i = 0; i < 1000; i++) {
            written("hash" + i);
        }

        assertThat(book.isOurs(FILE, "hash999")).isTrue();
        assertThat(book.isOurs(FILE, "hash998")).isTrue();
        assertThat(book.isOurs(FILE, "hash1")).isFalse();
    }

    @Test
    void theEngineIsClosedUntilAnythingElseHappens() {
        assertThat(book.isClosed()).isFalse();
        book.apply(new EngineClosed());
        assertThat(book.isClosed()).isTrue();
        book.apply(new EngineOpened()); // an opening that was killed before it could take over an edit
        assertThat(book.isClosed()).isTrue();
        book.apply(new TenantStarted(new TenantId("t")));
        assertThat(book.isClosed()).isFalse();
    }

    @Test
    void aCheckpointTellsWhatTheFilesMayHold() {
        written("1", "2");
        SnapshotBook next = new SnapshotBook();
        book.checkpoint(next::apply);

        assertThat(next.isOurs(FILE, "1")).isTrue();
        next.apply(new EngineClosed());
        assertThat(next.isOurs(FILE, "1")).isFalse();
        assertThat(next.isOurs(FILE, "2")).isTrue();
    }

    private void written(String... hashes) {
        for (String sha256 : hashes) {
            book.apply(new SnapshotWritten(FILE, sha256));
        }
    }
}
