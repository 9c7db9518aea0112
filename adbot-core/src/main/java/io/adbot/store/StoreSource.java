package io.adbot.store;

import io.adbot.journal.JournalEntry;
import java.util.function.Consumer;

/**
 * Where an engine's store comes from: one that is to be opened, or one that is open. Whoever opens a store reads its journal
 * anyway, to see whether it is sound; so the engine listens, and the journal is read once.
 */
@FunctionalInterface
public interface StoreSource {

    /**
     * Opens the store. Blocks while the journal is read.
     *
     * @param past is shown every entry of the journal once, oldest first, by the thread that calls; if this fails, it may have
     *     been shown some of them
     * @return the store, which is the caller's to close
     * @throws StoreException if what is kept is damaged or cannot be read; nothing has been changed then, and nothing is open
     */
    Store open(Consumer<? super JournalEntry> past);
}
