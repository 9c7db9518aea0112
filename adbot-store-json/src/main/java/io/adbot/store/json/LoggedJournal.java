package io.adbot.store.json;

import io.adbot.journal.Journal;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.time.Tick;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The store's journal: whoever keeps a view of it is shown each entry once it is durable, before the stage completes. */
final class LoggedJournal implements Journal {

    private final JsonJournal journal;
    private final Consumer<JournalEntry> durable;
    private Tick lastAt;

    /** Goes on behind an entry of that time; {@code durable} is shown the entries in order. */
    LoggedJournal(JsonJournal journal, @Nullable Tick lastAt, Consumer<JournalEntry> durable) {
        this.journal = journal;
        this.lastAt = lastAt == null ? new Tick(0, Instant.EPOCH) : lastAt;
        this.durable = durable;
    }

    @Override
    public synchronized CompletionStage<JournalEntry> append(Tick at, JournalEvent event) {
        lastAt = at;
        return journal.append(at, event).thenApply(entry -> {
            durable.accept(entry);
            return entry;
        });
    }

    /** Appends facts of the store's own, at the time of the entry before them. Done once they are durable. */
    synchronized CompletionStage<@Nullable Void> appendOwn(List<? extends JournalEvent> events) {
        List<CompletableFuture<JournalEntry>> stages = new ArrayList<>();
        for (JournalEvent event : events) {
            stages.add(append(lastAt, event).toCompletableFuture());
        }
        return CompletableFuture.allOf(stages.toArray(CompletableFuture<?>[]::new));
    }

    @Override
    public void recover() {
        journal.recover();
    }

    @Override
    public Stream<JournalEntry> read() {
        return journal.read();
    }
}
