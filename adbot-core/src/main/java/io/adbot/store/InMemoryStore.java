package io.adbot.store;

import io.adbot.engine.Books;
import io.adbot.engine.Checkpoint;
import io.adbot.engine.LogLines;
import io.adbot.journal.InMemoryJournal;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.SetupEvent.SnapshotWritten;
import io.adbot.message.ApiCredentials;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory: for tests, and for engines whose past does not matter. It outlives the engine that closes it: the next
 * one that is given it finds what was durable.
 *
 * <p>What a test wants to see going wrong it says: {@link InMemoryJournal#hold} and {@link InMemoryJournal#failNext} of
 * {@link #journal}, {@link InMemoryShelf#failNext} of {@link #shelf}, {@link #failNextCredentials},
 * {@link #failNextForgetting}, and {@link #afterCrash}.
 *
 * <p>It has no readable files, so {@link #files} finds no edits and writes nothing.
 *
 * <p>Threads: any. Stages are complete when they are returned, save those of a journal that holds back.
 */
public final class InMemoryStore implements Store {

    private final InMemoryJournal journal;
    private final InMemoryShelf shelf;
    private final Map<TenantId, List<String>> lines = new HashMap<>();
    private List<ApiCredentials> credentials = List.of();
    private @Nullable Supplier<Checkpoint> checkpoints;
    private long logged;
    private int failures;
    private int forgettingFailures;

    /** An empty store. */
    public InMemoryStore() {
        this(new InMemoryJournal(), new InMemoryShelf());
    }

    private InMemoryStore(InMemoryJournal journal, InMemoryShelf shelf) {
        this.journal = journal;
        this.shelf = shelf;
    }

    /**
     * What a new process finds after this one was killed: what is durable, and the first {@code survivors} of the entries that
     * the journal {@linkplain InMemoryJournal#hold holds} back. This store itself is of no more use.
     */
    public synchronized InMemoryStore afterCrash(int survivors) {
        writeLines();
        InMemoryStore found = new InMemoryStore(journal.afterCrash(survivors), shelf);
        lines.forEach((tenant, log) -> found.lines.put(tenant, new ArrayList<>(log)));
        found.logged = logged;
        found.credentials = credentials;
        return found;
    }

    /** Puts a session with the unused, as an operator would. */
    public void putSession(SessionId session) {
        shelf.put(session);
    }

    @Override
    public InMemoryJournal journal() {
        return journal;
    }

    @Override
    public InMemoryShelf shelf() {
        return shelf;
    }

    @Override
    public TenantLog log() {
        return (tenant, count) -> CompletableFuture.completedFuture(last(tenant, count));
    }

    @Override
    public ReadableFiles files() {
        return new NoFiles();
    }

    @Override
    public void checkName(TenantId tenant) {
        // Any name will do.
    }

    @Override
    public synchronized List<ApiCredentials> credentials() {
        return credentials;
    }

    @Override
    public synchronized CompletionStage<Void> keepCredentials(List<ApiCredentials> pairs) {
        if (failures > 0) {
            failures--;
            return CompletableFuture.failedFuture(new StoreException("the credentials were told to fail"));
        }
        credentials = List.copyOf(pairs);
        return CompletableFuture.completedFuture(null);
    }

    /** Lets the next {@code count} calls of {@link #keepCredentials} fail. */
    public synchronized void failNextCredentials(int count) {
        failures = count;
    }

    /** Lets the next {@code count} calls of {@link #forgetRemoved} fail. */
    public synchronized void failNextForgetting(int count) {
        forgettingFailures = count;
    }

    @Override
    public synchronized void compactWith(Supplier<Checkpoint> fresh) {
        checkpoints = fresh;
    }

    /** {@inheritDoc} Fails while the journal holds entries back. */
    @Override
    public synchronized CompletionStage<Void> forgetRemoved() {
        if (checkpoints == null) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("what is to be kept has not been said: call compactWith first"));
        }
        if (forgettingFailures > 0) {
            forgettingFailures--;
            return CompletableFuture.failedFuture(new StoreException("the forgetting was told to fail"));
        }
        writeLines();
        Checkpoint checkpoint = checkpoints.get();
        journal.entries().forEach(entry -> checkpoint.apply(entry.at(), entry.event()));
        try {
            journal.compact(checkpoint.events());
        } catch (IllegalStateException held) {
            return CompletableFuture.failedFuture(new StoreException("the journal cannot be rewritten", held));
        }
        logged = lastSeq(journal.entries());
        lines.keySet().retainAll(checkpoint.books().tenants());
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        // What it holds is for the next engine.
    }

    private synchronized List<String> last(TenantId tenant, int count) {
        writeLines();
        List<String> all = lines.getOrDefault(tenant, List.of());
        return List.copyOf(all.subList(Math.max(0, all.size() - count), all.size()));
    }

    private void writeLines() {
        List<JournalEntry> entries = journal.entries();
        entries.stream()
                .filter(entry -> entry.seq() > logged)
                .flatMap(entry -> LogLines.of(entry).stream())
                .forEach(line -> lines.computeIfAbsent(line.tenant(), tenant -> new ArrayList<>())
                        .add(line.text()));
        logged = lastSeq(entries);
    }

    private static long lastSeq(List<JournalEntry> entries) {
        return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).seq();
    }

    /** There is nothing that a person could read. */
    private static final class NoFiles implements ReadableFiles {
        @Override
        public List<JournalEvent> edits(Books books) {
            return List.of();
        }

        @Override
        public Written write(Books books) {
            return new Written() {
                @Override
                public List<SnapshotWritten> facts() {
                    return List.of();
                }

                @Override
                public void putInPlace() {
                    // There is nothing to put.
                }
            };
        }
    }
}
