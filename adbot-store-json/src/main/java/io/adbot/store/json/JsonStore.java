package io.adbot.store.json;

import io.adbot.engine.Books;
import io.adbot.engine.Checkpoint;
import io.adbot.journal.CheckpointEvent.PooledRecalled;
import io.adbot.journal.Journal;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.SetupEvent.SessionAdded;
import io.adbot.journal.SetupEvent.SessionRemoved;
import io.adbot.journal.SetupEvent.TenantRemoved;
import io.adbot.journal.SetupEvent.TenantSet;
import io.adbot.message.ApiCredentials;
import io.adbot.store.ReadableFiles;
import io.adbot.store.SessionShelf;
import io.adbot.store.Store;
import io.adbot.store.StoreException;
import io.adbot.store.StoreSource;
import io.adbot.store.TenantLog;
import io.adbot.time.Tick;
import io.adbot.value.InvalidValueException;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A store in the files of a directory: what an embedded engine needs, and what a person can read and mend.
 *
 * <pre>
 * data/users.json            what each user has set, and its sessions
 * data/stats.json            what became of its posts
 * data/default_groups.json   the groups of users that have none
 * data/api_pairs.json        the API credentials, its owner's alone
 * sessions/unused/           an operator may put sessions there at any time
 * sessions/assigned/{user}/
 * sessions/banned/
 * logs/{user}/YYYY-MM-DD.log
 * journal/                   the truth, of which the other files are views: see {@link JsonJournal}
 * adbot.lock                 who has it open
 * </pre>
 *
 * <p>The four files of {@code data/} may lie in the directory itself too, and stay where they are found. What stands in them that
 * this library does not know is kept.
 *
 * <p>One process at a time has a directory open; {@link JsonDirectory} looks at it meanwhile.
 *
 * <p>Threads: as {@link Store} has it. The journal has a thread of its own, {@code adbot-journal}, and one named
 * {@code adbot-compaction} while it is compacted for the first time and after; the other files have one named
 * {@code adbot-files} unless an executor is handed in. All of them end with {@link #close}. Lines of logs are collected for a
 * quarter of a second before they are written; nothing waits while there are none.
 */
public final class JsonStore implements Store {

    /** A person who looks at a log does not notice it, and a busy engine opens a file for many lines and not for each. */
    private static final Duration LOG_PAUSE = Duration.ofMillis(250);

    private final DataLock lock;
    private final JsonJournal journal;
    private final LoggedJournal logged;
    private final Compaction compaction;
    private final JsonTenantLog log;
    private final DirectoryShelf shelf;
    private final JsonReadableFiles files;
    private final ApiPairsFile pairsFile;
    private final OneByOne worker;
    private final Runnable whenClosed;
    private volatile List<ApiCredentials> credentials;

    // Guarded by this.
    private CompletionStage<Void> forgetting = CompletableFuture.completedFuture(null);
    private boolean closed;

    private JsonStore(Parts parts, Builder options, Executor executor, Runnable whenClosed) {
        Path directory = parts.lock.directory();
        DataFiles data = new DataFiles(directory);
        this.lock = parts.lock;
        this.journal = parts.journal;
        this.pairsFile = new ApiPairsFile(data);
        this.credentials = parts.pairs;
        this.worker = new OneByOne(executor);
        this.shelf = new DirectoryShelf(directory.resolve(DirectoryShelf.NAME), executor);
        this.files = new JsonReadableFiles(data, shelf);
        this.log = new JsonTenantLog(
                directory.resolve(JsonTenantLog.NAME), options.keepLogDays, executor, options.logPause);
        this.logged = new LoggedJournal(journal, parts.found.lastAt, this::durable);
        this.compaction = new Compaction(journal, logged, log, options.compactionBytes);
        this.whenClosed = whenClosed;
        shelf.checkNotMissing(parts.found.sessions);
        data.removeLeftovers();
        pairsFile.hide();
        shelf.prepare();
        long lastSeq = journal.recovered().lastSeq();
        long settled = Math.min(log.upTo(), lastSeq);
        log.catchUp(parts.found.tenants, new JsonTenantLog.Gap(settled, lastSeq), () -> journal.readBehind(settled));
    }

    /** Opens the directory with what {@link #at} has by default. Makes it if it is missing. */
    public static JsonStore open(Path directory) {
        return at(directory).open();
    }

    /** Begins to say how a directory is opened. */
    public static Builder at(Path directory) {
        return new Builder(directory);
    }

    /** The directory. */
    public Path directory() {
        return lock.directory();
    }

    /** What the opening found in the journal. */
    public Recovered recovered() {
        return journal.recovered();
    }

    @Override
    public Journal journal() {
        return logged;
    }

    @Override
    public SessionShelf shelf() {
        return shelf;
    }

    @Override
    public TenantLog log() {
        return log;
    }

    @Override
    public ReadableFiles files() {
        return files;
    }

    @Override
    public void checkName(TenantId tenant) {
        log.checkName(tenant);
    }

    @Override
    public List<ApiCredentials> credentials() {
        return credentials;
    }

    @Override
    public CompletionStage<Void> keepCredentials(List<ApiCredentials> pairs) {
        List<ApiCredentials> kept = List.copyOf(pairs);
        return worker.ask(() -> {
            pairsFile.write(kept);
            credentials = kept;
            return null;
        });
    }

    @Override
    public void compactWith(Supplier<Checkpoint> fresh) {
        compaction.with(fresh);
    }

    /** {@inheritDoc} One after the other, for they write the same files. */
    @Override
    public synchronized CompletionStage<Void> forgetRemoved() {
        if (closed) {
            return CompletableFuture.failedFuture(new StoreException("the store is closed"));
        }
        CompletionStage<Void> forgotten =
                forgetting.thenCompose(before -> forget()).exceptionallyCompose(this::notForgotten);
        forgetting = forgotten.exceptionally(failure -> null);
        return forgotten;
    }

    /** {@inheritDoc} Not to be called by a stage of the journal's. What is being forgotten is cut off, and can be asked for again. */
    @Override
    public void close() {
        CompletionStage<Void> lastToForget;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            lastToForget = forgetting;
        }
        try {
            journal.close();
        } finally {
            lastToForget.toCompletableFuture().join(); // It writes files, which it must not do when another may.
            settleLogs();
            whenClosed.run();
            lock.close();
        }
    }

    private CompletionStage<Void> forget() {
        return compaction.rewrite().thenCompose(books -> log.forgetRemoved().thenCompose(gone -> rewriteFiles(books)));
    }

    private synchronized CompletionStage<Void> notForgotten(Throwable failure) {
        return CompletableFuture.failedFuture(
                closed
                        ? new StoreException(
                                "the store was closed before all was forgotten; ask again after the next opening",
                                failure)
                        : failure);
    }

    private CompletionStage<Void> rewriteFiles(Books books) {
        return worker.ask(() -> files.write(books))
                .thenCompose(written -> logged.appendOwn(written.facts()).thenApply(journalled -> written))
                .thenCompose(written -> worker.ask(() -> {
                    written.putInPlace();
                    return null;
                }));
    }

    private void durable(JournalEntry entry) {
        log.offer(entry);
        compaction.appended();
    }

    private void settleLogs() {
        try {
            log.settle().toCompletableFuture().join();
        } catch (CompletionException theNextOpeningWritesThem) {
            // They are made from the journal, and that is closed in order.
        }
    }

    /** What an opening takes in hand. */
    private record Parts(DataLock lock, JsonJournal journal, List<ApiCredentials> pairs, Found found) {}

    /** What the journal says that the files need to know. */
    private static final class Found implements Consumer<JournalEntry> {
        private final Set<TenantId> tenants = new HashSet<>();
        private final Set<SessionId> sessions = new HashSet<>();
        private @Nullable Tick lastAt;

        @Override
        public void accept(JournalEntry entry) {
            lastAt = entry.at();
            if (entry.event() instanceof TenantSet set) {
                tenants.add(set.tenant());
            } else if (entry.event() instanceof TenantRemoved removed) {
                tenants.remove(removed.tenant());
            } else if (entry.event() instanceof SessionAdded added) {
                sessions.add(added.session());
            } else if (entry.event() instanceof PooledRecalled told) {
                sessions.add(told.session().session());
            } else if (entry.event() instanceof SessionRemoved removed) {
                sessions.remove(removed.session());
            }
        }
    }

    /** How a directory is opened. */
    public static final class Builder implements StoreSource {

        private static final long SEGMENT_BYTES = 64L << 20;

        private final Path directory;
        private long segmentBytes = SEGMENT_BYTES;
        private long compactionBytes = 2 * SEGMENT_BYTES;
        private OptionalInt keepLogDays = OptionalInt.empty();
        private Duration logPause = LOG_PAUSE;
        private InstantSource clock = InstantSource.system();
        private @Nullable Executor executor;
        private UnaryOperator<JsonJournal.Builder> journal = UnaryOperator.identity();

        private Builder(Path directory) {
            this.directory = directory;
        }

        /** How long a segment of the journal gets before the next one begins, in bytes from 1; 64 MiB unless this is called. */
        public Builder segmentBytes(long bytes) {
            this.segmentBytes = positive("segment_bytes", bytes);
            return this;
        }

        /**
         * By how much the sealed segments grow before a checkpoint takes their place, in bytes from 1; 128 MiB unless this is
         * called.
         */
        public Builder compactionBytes(long bytes) {
            this.compactionBytes = positive("compaction_bytes", bytes);
            return this;
        }

        /** Of how many days a tenant's log is kept, from 1, counted from the last one; all unless this is called. */
        public Builder keepLogDays(int days) {
            this.keepLogDays = OptionalInt.of((int) positive("keep_log_days", days));
            return this;
        }

        /** What the lock file says the time was; the system's clock unless this is called. */
        public Builder clock(InstantSource source) {
            this.clock = source;
            return this;
        }

        /** Who moves sessions and writes logs and credentials; it may block. A thread of the store's own unless this is called. */
        public Builder executor(Executor blocking) {
            this.executor = blocking;
            return this;
        }

        /**
         * For a simulation in virtual time, on a {@linkplain JsonDirectory#copyForSimulation copy}: all is done at once and by the
         * thread that asks, so what is appended is durable at the same virtual instant and the same seed gives the same
         * journal; the journal does not wait for the disk, and nothing of it is compacted away. It survives its process, but not the
         * machine's failure: nothing to run a service on.
         */
        public Builder forSimulation() {
            this.compactionBytes = Long.MAX_VALUE;
            return atOnce(FileDisk::unforced);
        }

        /** All is done by the thread that asks, on this disk. */
        Builder atOnce(Function<Path, Disk> disk) {
            this.executor = Runnable::run;
            this.logPause = Duration.ZERO;
            this.journal = how -> how.disk(disk).writer(Runnable::run).background(Runnable::run);
            return this;
        }

        /**
         * Opens the directory. Blocks while the journal is read.
         *
         * @throws DataLockedException if another process has it open, or this one already
         * @throws DamagedJournalException if the journal is damaged where it was durable
         * @throws StoreException if a file cannot be read or written, or is not what it should be; it says which, where in it, and
         *     what would be
         */
        public JsonStore open() {
            return open(entry -> {});
        }

        /** {@inheritDoc} Fails as {@link #open()} does. */
        @Override
        public JsonStore open(Consumer<? super JournalEntry> past) {
            DataLock lock = DataLock.take(directory, clock.instant());
            try {
                List<ApiCredentials> pairs = new ApiPairsFile(new DataFiles(directory)).read();
                Found found = new Found();
                JsonJournal opened = journal.apply(JsonJournal.in(lock).segmentBytes(segmentBytes))
                        .check(LogWitness.of(directory)::check)
                        .open(entry -> {
                            found.accept(entry);
                            past.accept(entry);
                        });
                return open(new Parts(lock, opened, pairs, found));
            } catch (RuntimeException | Error e) {
                lock.close();
                throw e;
            }
        }

        private JsonStore open(Parts parts) {
            Executor given = executor;
            ExecutorService own = given == null ? Executors.newSingleThreadExecutor(Builder::thread) : null;
            try {
                return own == null
                        ? new JsonStore(parts, this, Objects.requireNonNull(given), () -> {})
                        : new JsonStore(parts, this, own, own::shutdown);
            } catch (RuntimeException | Error e) {
                parts.journal.close();
                if (own != null) {
                    own.shutdown();
                }
                throw e;
            }
        }

        private static Thread thread(Runnable task) {
            Thread thread = new Thread(task, "adbot-files");
            thread.setDaemon(true);
            return thread;
        }

        private static long positive(String field, long value) {
            if (value < 1) {
                throw new InvalidValueException(field, value, "a whole number from 1");
            }
            return value;
        }
    }
}
