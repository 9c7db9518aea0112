package io.adbot.cycle;

import io.adbot.journal.JournalEntry;
import java.util.function.Consumer;

/**
 * Hears what happens, in journal order.
 *
 * <p>Threads: called on the executor it was registered with, never twice at a time. It may take its time: entries wait in a
 * bounded queue of its own, and when that is full the oldest are dropped and {@link #onDropped} tells how many. An exception
 * is logged, and the listener hears the next entry all the same. Nothing that a listener does holds up the engine or another
 * listener.
 */
@FunctionalInterface
public interface CycleListener {

    /** An entry became durable. */
    void onEntry(JournalEntry entry);

    /** A cycle ended; follows its {@code cycle_ended} entry. */
    default void onReport(CycleReport report) {}

    /**
     * A listener to the reports alone. The entries are not queued for it, so that they cost nothing.
     *
     * @param reports is told of every cycle that ended
     */
    static CycleListener ofReports(Consumer<CycleReport> reports) {
        return new ReportListener(reports);
    }

    /** The listener was too slow: so many calls were left out before the next one. */
    default void onDropped(long count) {}
}
