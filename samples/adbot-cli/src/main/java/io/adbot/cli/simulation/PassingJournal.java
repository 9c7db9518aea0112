package io.adbot.cli.simulation;

import io.adbot.journal.Journal;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.time.Tick;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A journal without a past that passes its entries on and keeps none, however long a simulation is. */
final class PassingJournal implements Journal {

    private final Consumer<JournalEntry> reader;
    private long seq;

    PassingJournal(Consumer<JournalEntry> reader) {
        this.reader = reader;
    }

    @Override
    public CompletionStage<JournalEntry> append(Tick at, JournalEvent event) {
        JournalEntry entry = new JournalEntry(++seq, at, event);
        reader.accept(entry);
        return CompletableFuture.completedFuture(entry);
    }

    @Override
    public void recover() {
        // No append fails: an error of the reader ends the simulation.
    }

    @Override
    public Stream<JournalEntry> read() {
        return Stream.empty();
    }
}
