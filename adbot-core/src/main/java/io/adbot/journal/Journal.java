package io.adbot.journal;

import io.adbot.time.Tick;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Where facts are kept. One journal serves all tenants of an engine.
 *
 * <p>Contract, which {@code JournalContract} of the testkit checks:
 *
 * <ul>
 *   <li>{@link #append} answers at once; its stage completes when the entry is durable. Entries become durable in the order
 *       in which they were appended, and stages complete in that order.
 *   <li>A stage that fails means that the entry is not in the journal and never will be. From then on every append fails,
 *       those still on their way behind it included, until {@link #recover} says that this was heard; so no entry can slip in
 *       before one that failed and is appended again.
 *   <li>{@code seq} rises by at least one from entry to entry and never restarts.
 * </ul>
 *
 * <p>Threads: the engine appends from its loop alone. Stages may complete on any thread. A reader may read at any time
 * and sees the durable entries.
 */
public interface Journal {

    /**
     * Appends a fact.
     *
     * @param at when it happened; {@code nanos} is not before that of the entry before it, save for
     *     {@link JournalEvent.EngineOpened}, which begins anew
     * @param event what happened
     * @return the entry, once it is durable
     */
    CompletionStage<JournalEntry> append(Tick at, JournalEvent event);

    /**
     * The failure of an append has been heard, and what failed is about to be appended again. Whether that succeeds is another
     * matter. Does nothing if no append has failed.
     */
    void recover();

    /** Reads every durable entry, oldest first. The caller closes the stream. */
    Stream<JournalEntry> read();
}
