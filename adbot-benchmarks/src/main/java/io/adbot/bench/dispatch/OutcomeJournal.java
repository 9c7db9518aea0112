package io.adbot.bench.dispatch;

import io.adbot.journal.Journal;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.EngineOpened;
import io.adbot.journal.JournalEvent.SendSettled;
import io.adbot.time.Tick;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Records the outcomes, as every contender does, and hands entries on to whoever keeps them; all is durable at once. It goes by the
 * engine's own clock, on which a send has started when the engine has read it for the last time before.
 */
final class OutcomeJournal implements Journal {

    private final Sends sends;
    private final Consumer<JournalEntry> keeper;
    private long seq;

    OutcomeJournal(Sends sends, Consumer<JournalEntry> keeper) {
        this.sends = sends;
        this.keeper = keeper;
    }

    @Override
    public CompletionStage<JournalEntry> append(Tick at, JournalEvent event) {
        JournalEntry entry = new JournalEntry(++seq, at, event);
        keeper.accept(entry);
        if (event instanceof SendSettled settled) {
            sends.started(
                    EngineContender.indexOf(settled.delivery().session()),
                    settled.startedNanos().getAsLong());
        } else if (event instanceof EngineOpened) {
            sends.begin(0); // That is when the engine was opened, and its clock then shows a moment more.
        }
        return CompletableFuture.completedFuture(entry);
    }

    @Override
    public void recover() {
        // Nothing fails.
    }

    @Override
    public Stream<JournalEntry> read() {
        return Stream.empty();
    }
}
