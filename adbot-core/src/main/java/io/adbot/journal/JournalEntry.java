package io.adbot.journal;

import io.adbot.time.Tick;
import java.util.Objects;

/**
 * A fact with its place in the journal and its time.
 *
 * @param seq its number; rises over the whole journal and never restarts
 * @param at when, on both clocks; {@code nanos} counts from the last {@link JournalEvent.EngineOpened} and never falls
 *     until the next
 * @param event what
 */
public record JournalEntry(long seq, Tick at, JournalEvent event) {

    /** Checks that nothing is missing. */
    public JournalEntry {
        Objects.requireNonNull(at);
        Objects.requireNonNull(event);
    }
}
