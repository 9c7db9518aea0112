package io.adbot.journal;

import io.adbot.time.Tick;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * A journal in memory: for tests, and for engines whose past does not matter.
 *
 * <p>What is appended is durable at once, unless a test {@linkplain #hold holds} it back to see what the engine does while
 * an entry is on its way to the disk, {@linkplain #failNext lets appends fail}, or {@linkplain #afterCrash crashes}.
 *
 * <p>Threads: all methods may be called from any thread; stages complete on the thread that makes the entry durable.
 */
public final class InMemoryJournal implements Journal {

    private final List<JournalEntry> durable = new ArrayList<>();
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();
    private long lastSeq;
    private boolean holding;
    private int failures;
    private boolean failing;

    /** An empty journal. */
    public InMemoryJournal() {}

    @Override
    public CompletionStage<JournalEntry> append(Tick at, JournalEvent event) {
        JournalEntry entry;
        synchronized (this) {
            if (!failing && failures > 0) {
                failures--;
                failing = true;
            }
            if (failing) {
                return CompletableFuture.failedFuture(new JournalException("the journal was told to fail"));
            }
            entry = new JournalEntry(++lastSeq, at, event);
            if (holding || !pending.isEmpty()) { // While a release is under way, nothing overtakes what it releases.
                Pending waiting = new Pending(entry, new CompletableFuture<>());
                pending.add(waiting);
                return waiting.done;
            }
            durable.add(entry);
        }
        return CompletableFuture.completedFuture(entry);
    }

    @Override
    public synchronized void recover() {
        failing = false;
    }

    @Override
    public synchronized Stream<JournalEntry> read() {
        return List.copyOf(durable).stream();
    }

    /** The durable entries, oldest first. */
    public synchronized List<JournalEntry> entries() {
        return List.copyOf(durable);
    }

    /** From now on nothing becomes durable until it is {@linkplain #release released}. */
    public synchronized void hold() {
        holding = true;
    }

    /** How many entries are held back. */
    public synchronized int held() {
        return pending.size();
    }

    /** Makes the oldest {@code count} entries that are held back durable. */
    public void flush(int count) {
        for (int i = 0; i < count; i++) {
            Pending next;
            synchronized (this) {
                next = pending.poll();
                if (next == null) {
                    return;
                }
                durable.add(next.entry);
            }
            next.done.complete(next.entry);
        }
    }

    /** Makes everything durable that is held back, and holds nothing back any more. */
    public void release() {
        synchronized (this) {
            holding = false;
        }
        flush(Integer.MAX_VALUE);
    }

    /** Lets the next {@code count} tries fail: each is an append and all that follow it until {@link #recover}. */
    public synchronized void failNext(int count) {
        failures = count;
    }

    /**
     * What a new process finds after this one was killed: the durable entries, and the first {@code survivors} of those on
     * their way. This journal itself is of no more use to an engine.
     */
    public synchronized InMemoryJournal afterCrash(int survivors) {
        InMemoryJournal found = new InMemoryJournal();
        found.durable.addAll(durable);
        pending.stream().limit(survivors).forEach(p -> found.durable.add(p.entry));
        found.lastSeq = lastSeq;
        return found;
    }

    /**
     * Puts these facts in the place of all durable entries, as a store does that cuts off a journal's beginning. They get
     * numbers of their own, and the time of the last entry.
     *
     * @throws IllegalStateException while something is held back
     */
    public synchronized void compact(List<? extends JournalEvent> events) {
        if (!pending.isEmpty()) {
            throw new IllegalStateException(pending.size() + " entries are held back: release them first");
        }
        if (durable.isEmpty()) {
            return;
        }
        Tick at = durable.get(durable.size() - 1).at();
        durable.clear();
        events.forEach(event -> durable.add(new JournalEntry(++lastSeq, at, event)));
    }

    private record Pending(JournalEntry entry, CompletableFuture<JournalEntry> done) {}
}
