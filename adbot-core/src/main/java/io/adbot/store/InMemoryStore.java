package io.adbot.store;

import io.adbot.engine.Books;
import io.adbot.engine.Checkpoint;
import io.adbot.journal.InMemoryJournal;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.SetupEvent.SnapshotWritten;
import io.adbot.session.ApiCredentials;
import io.adbot.session.PooledSession;
import io.adbot.session.SessionState;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A store for tests: everything is in memory, and gone with the process. Handed to the next engine it is what the last one
 * left; {@link #afterCrash} makes one that lost what was not durable.
 *
 * <p>It keeps no readable files. Its shelf has the sessions that {@link #putSession} put there.
 *
 * <p>Threads: any.
 */
public final class InMemoryStore implements Store {

    private final InMemoryJournal journal;
    private final Map<SessionId, PooledSession> shelf;
    private List<ApiCredentials> credentials = List.of();

    /** An empty store. */
    public InMemoryStore() {
        this(new InMemoryJournal(), new LinkedHashMap<>());
    }

    private InMemoryStore(InMemoryJournal journal, Map<SessionId, PooledSession> shelf) {
        this.journal = journal;
        this.shelf = shelf;
    }

    /** Puts a session with the unused, as an operator would. */
    public synchronized void putSession(SessionId session) {
        shelf.put(session, new PooledSession(session, SessionState.UNUSED, null, null, OptionalInt.empty()));
    }

    /**
     * What a crash leaves.
     *
     * @param survivors how many of the entries that are not durable yet survive; see {@link InMemoryJournal#afterCrash}
     */
    public synchronized InMemoryStore afterCrash(int survivors) {
        InMemoryStore left = new InMemoryStore(journal.afterCrash(survivors), new LinkedHashMap<>(shelf));
        left.credentials = credentials;
        return left;
    }

    /** The journal, whose durability a test can delay and whose appends it can make fail. */
    @Override
    public InMemoryJournal journal() {
        return journal;
    }

    @Override
    public SessionShelf shelf() {
        return new Shelf();
    }

    @Override
    public TenantLog log() {
        return this::lastLines;
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
        credentials = List.copyOf(pairs);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void compactWith(Supplier<Checkpoint> fresh) {
        // A test's journal does not grow long.
    }

    @Override
    public CompletionStage<Void> forgetRemoved() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        // What it holds is for the next engine.
    }

    private CompletionStage<List<String>> lastLines(TenantId tenant, int count) {
        return CompletableFuture.completedFuture(List.of());
    }

    private final class Shelf implements SessionShelf {
        @Override
        public boolean keepsFiles() {
            return true;
        }

        @Override
        public CompletionStage<Set<SessionId>> unused() {
            synchronized (InMemoryStore.this) {
                return CompletableFuture.completedFuture(shelf.values().stream()
                        .filter(session -> session.state() == SessionState.UNUSED)
                        .map(PooledSession::session)
                        .collect(Collectors.toSet()));
            }
        }

        @Override
        public Map<SessionId, PooledSession> all() {
            synchronized (InMemoryStore.this) {
                return Map.copyOf(shelf);
            }
        }

        @Override
        public CompletionStage<Void> place(PooledSession session) {
            synchronized (InMemoryStore.this) {
                shelf.computeIfPresent(session.session(), (name, before) -> session);
            }
            return CompletableFuture.completedFuture(null);
        }
    }

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
