package io.adbot.testkit;

import io.adbot.journal.Journal;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalException;
import io.adbot.time.Nanos;
import io.adbot.time.Tick;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A journal on a simulated disk: slow, failing and crashing as it is told, in virtual time. Everything that becomes durable
 * is shown to whoever watches.
 */
final class SimulatedJournal implements Journal {

    private final VirtualTime time;
    private final Consumer<JournalEntry> watcher;
    private final @Nullable List<JournalEntry> kept;
    private final ArrayDeque<OnItsWay> onTheirWay = new ArrayDeque<>();

    private long seq;
    private long heldUntil;
    private int failures;
    private boolean failing;
    private int life;

    /**
     * An empty journal.
     *
     * @param keeps whether entries are kept to be read; without it, memory does not grow with history
     */
    SimulatedJournal(VirtualTime time, boolean keeps, Consumer<JournalEntry> watcher) {
        this.time = time;
        this.kept = keeps ? new ArrayList<>() : null;
        this.watcher = watcher;
    }

    @Override
    public CompletionStage<JournalEntry> append(Tick at, JournalEvent event) {
        if (!failing && failures > 0) {
            failures--;
            failing = true;
        }
        if (failing) {
            return CompletableFuture.failedFuture(new JournalException("the simulated disk is failing"));
        }
        JournalEntry entry = new JournalEntry(++seq, at, event);
        if (time.nanos() >= heldUntil && onTheirWay.isEmpty()) {
            durable(entry);
            return CompletableFuture.completedFuture(entry);
        }
        OnItsWay next = new OnItsWay(entry, life);
        onTheirWay.add(next);
        time.wakeAt(heldUntil, next);
        return next.done;
    }

    @Override
    public void recover() {
        failing = false;
    }

    @Override
    public Stream<JournalEntry> read() {
        return kept == null ? Stream.empty() : kept.stream();
    }

    /** The durable entries; a view. */
    List<JournalEntry> entries() {
        if (kept == null) {
            throw new IllegalStateException("this journal keeps no entries");
        }
        return kept;
    }

    /** The number of the last entry, durable or on its way; 0 before the first. */
    long lastSeq() {
        return seq;
    }

    /** Makes nothing durable for so long, and then everything. */
    void holdFor(long nanos) {
        heldUntil = Math.max(heldUntil, Nanos.plus(time.nanos(), nanos));
    }

    /** Lets so many tries fail, each with all that follows until it is heard. */
    void failNext(int tries) {
        failures = tries;
    }

    /** The disk is sound again; what is still held back follows as it would have. */
    void mend() {
        heldUntil = 0;
        failures = 0;
    }

    /** The process was killed: of what was on its way to the disk only the first {@code survivors} arrived. */
    void crash(int survivors) {
        life++;
        failing = false;
        for (int i = 0; i < survivors && !onTheirWay.isEmpty(); i++) {
            durable(onTheirWay.remove().entry);
        }
        seq -= onTheirWay.size();
        onTheirWay.clear();
    }

    private void durable(JournalEntry entry) {
        if (kept != null) {
            kept.add(entry);
        }
        watcher.accept(entry);
    }

    private final class OnItsWay implements Runnable {
        private final JournalEntry entry;
        private final int ofLife;
        private final CompletableFuture<JournalEntry> done = new CompletableFuture<>();

        OnItsWay(JournalEntry entry, int ofLife) {
            this.entry = entry;
            this.ofLife = ofLife;
        }

        /** All up to this one are durable: a later one that took less time has waited for the earlier. */
        @Override
        public void run() {
            while (ofLife == life && !done.isDone()) {
                OnItsWay first = onTheirWay.remove();
                durable(first.entry);
                first.done.complete(first.entry);
            }
        }

        @Override
        public String toString() {
            return "the simulated disk, to write " + entry.event().type();
        }
    }
}
