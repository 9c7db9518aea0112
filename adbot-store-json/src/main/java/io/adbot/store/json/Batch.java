package io.adbot.store.json;

import io.adbot.journal.JournalEntry;
import io.adbot.store.json.line.LineBuffer;
import io.adbot.time.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Entries that go to the disk together. Filled by those who append, then emptied by the one who writes. */
final class Batch {

    private static final int CAPACITY = 1 << 12;

    /** A buffer that once was larger than this is not kept. */
    private static final int MOST_KEPT = 1 << 20;

    private LineBuffer lines = new LineBuffer(CAPACITY);
    private final List<JournalEntry> entries = new ArrayList<>();
    private final List<CompletableFuture<JournalEntry>> stages = new ArrayList<>();
    private final List<CompletableFuture<@Nullable Void>> seals = new ArrayList<>();
    private long mark;

    /** Where the next line goes. */
    LineBuffer lines() {
        return lines;
    }

    /** Adds the entry whose line has been written. */
    CompletableFuture<JournalEntry> add(JournalEntry entry, long durable) {
        CompletableFuture<JournalEntry> stage = new CompletableFuture<>();
        entries.add(entry);
        stages.add(stage);
        mark = durable;
        return stage;
    }

    /** Adds the wish that the segment be sealed behind these entries. */
    CompletableFuture<@Nullable Void> seal() {
        CompletableFuture<@Nullable Void> stage = new CompletableFuture<>();
        seals.add(stage);
        return stage;
    }

    /** Is there nothing to do? */
    boolean isEmpty() {
        return entries.isEmpty() && seals.isEmpty();
    }

    boolean hasEntries() {
        return !entries.isEmpty();
    }

    boolean isToBeSealed() {
        return !seals.isEmpty();
    }

    long first() {
        return entries.get(0).seq();
    }

    long last() {
        return entries.get(entries.size() - 1).seq();
    }

    Tick at() {
        return entries.get(entries.size() - 1).at();
    }

    /** The mark that its last line bears. */
    long mark() {
        return mark;
    }

    /** Tells everybody that their entry is durable. */
    void succeed() {
        for (int i = 0; i < stages.size(); i++) {
            stages.get(i).complete(entries.get(i));
        }
    }

    /** Tells everybody that the segment is sealed. */
    void succeedSealing() {
        seals.forEach(stage -> stage.complete(null));
    }

    /** Tells everybody that the segment is not sealed. */
    void failSealing(Throwable failure) {
        seals.forEach(stage -> stage.completeExceptionally(failure));
    }

    /** Tells everybody that their entry is not in the journal. */
    void fail(Throwable failure) {
        for (CompletableFuture<JournalEntry> stage : stages) {
            stage.completeExceptionally(failure);
        }
        failSealing(failure);
    }

    /** Empties it, to be filled again. */
    void clear() {
        entries.clear();
        stages.clear();
        seals.clear();
        if (lines.capacity() > MOST_KEPT) {
            lines = new LineBuffer(CAPACITY);
        }
        lines.truncate(0);
    }
}
