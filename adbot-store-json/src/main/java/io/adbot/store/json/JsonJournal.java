package io.adbot.store.json;

import io.adbot.journal.Journal;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalException;
import io.adbot.store.json.line.JournalLines;
import io.adbot.store.json.line.LineBuffer;
import io.adbot.time.Tick;
import io.adbot.value.InvalidValueException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A journal in files: {@code journal/} in the data directory holds segments, each named after the {@code seq} with which it
 * begins, with one JSON object a line ({@link JournalLines} says which).
 *
 * <p>Durability: a stage completes once its entry is on the disk. What is appended while the disk is busy goes there
 * together and shares one wait for it. Each line says up to which entry the journal was known to be durable when the line
 * was written; a clean {@link #close} writes a line that says so of all.
 *
 * <p>Failures: whatever the disk refuses fails the append and all behind it, as {@link Journal} has it, with a
 * {@link JournalException} that names the file. What was partly written is cut off. After {@link #recover} the next append
 * begins a new segment, so nothing is built on a file that failed. One thing nobody can promise: if the disk
 * refuses even the cut, and the process ends before an append has succeeded again, an entry that was said to have failed may be
 * found by the next opening.
 *
 * <p>Threads: all methods may be called from any thread. No caller of {@link #append} waits for the disk: one thread writes, the
 * journal's own unless an executor is handed in, and completes the stages in order. An idle journal does nothing.
 */
public final class JsonJournal implements Journal, AutoCloseable {

    static final String DIRECTORY = "journal";

    private final Disk disk;
    private final LiveSegments segments;
    private final SegmentWriter writer;
    private final Executor executor;
    private final Executor background;
    private final Runnable whenClosed;
    private final Recovered recovered;

    /** Held by who writes. */
    private final ReentrantLock writing = new ReentrantLock();

    /** Held by who compacts. */
    private final ReentrantLock compacting = new ReentrantLock();

    /** Held, for moments, by who touches what follows. */
    private final Object lock = new Object();

    private final JournalLines codec = new JournalLines();
    private Batch filling = new Batch();
    private Batch spare = new Batch();
    private long nextSeq;
    private long durable;
    private boolean scheduled;
    private boolean closed;
    private @Nullable JournalException failure;

    /** What the last line that was written says is durable, and whether it was the journal's last word. */
    private long marked;

    JsonJournal(JournalOpening.Opened opened, Workers workers) {
        this.disk = opened.disk();
        this.segments = opened.segments();
        this.writer = opened.writer();
        this.recovered = opened.recovered();
        this.durable = opened.recovered().lastSeq();
        this.nextSeq = durable + 1;
        this.marked = opened.marked();
        this.executor = workers.writer();
        this.background = workers.background();
        this.whenClosed = workers::close;
    }

    /** The journal of the directory whose lock is held; its owner closes the journal before the lock. */
    public static Builder in(DataLock lock) {
        return new Builder(lock);
    }

    /** What the opening found. */
    public Recovered recovered() {
        return recovered;
    }

    @Override
    public CompletionStage<JournalEntry> append(Tick at, JournalEvent event) {
        CompletableFuture<JournalEntry> stage;
        boolean wake;
        synchronized (lock) {
            if (closed) {
                return CompletableFuture.failedFuture(new JournalException("the journal is closed"));
            }
            if (failure != null) {
                return CompletableFuture.failedFuture(failure);
            }
            JournalEntry entry = new JournalEntry(nextSeq, at, event);
            LineBuffer lines = filling.lines();
            codec.write(entry, durable, lines);
            nextSeq++;
            stage = filling.add(entry, durable);
            wake = !scheduled;
            scheduled = true;
        }
        if (wake) {
            wake();
        }
        return stage;
    }

    @Override
    public void recover() {
        synchronized (lock) {
            failure = null;
        }
    }

    @Override
    public Stream<JournalEntry> read() {
        return readBehind(0);
    }

    /** Reads every durable entry with a higher number than this; the caller closes the stream. */
    Stream<JournalEntry> readBehind(long seq) {
        LiveSegments.Pinned pinned = segments.pin();
        List<Segment> behind = pinned.segments().stream()
                .filter(segment -> segment.last() > seq)
                .toList();
        return EntryStream.of(disk, behind)
                .dropWhile(entry -> entry.seq() <= seq)
                .onClose(pinned::close);
    }

    /** Reads every durable entry, the newest first, from the end of the files on; the caller closes the stream. */
    public Stream<JournalEntry> readBackwards() {
        LiveSegments.Pinned pinned = segments.pin();
        return BackwardStream.of(disk, pinned.segments()).onClose(pinned::close);
    }

    /** How long the segments are that a {@linkplain #compact compaction} would put a checkpoint in the place of. */
    public long sealedBytes() {
        return segments.sealed().stream().mapToLong(Segment::bytes).sum();
    }

    /**
     * Begins a new segment behind what has been appended, so that a {@linkplain #compact compaction} takes that in.
     *
     * @return completes once it has begun
     */
    public CompletionStage<@Nullable Void> seal() {
        CompletableFuture<@Nullable Void> stage;
        boolean wake;
        synchronized (lock) {
            if (closed || failure != null) {
                return CompletableFuture.failedFuture(closed ? new JournalException("the journal is closed") : failure);
            }
            stage = filling.seal();
            wake = !scheduled;
            scheduled = true;
        }
        if (wake) {
            wake();
        }
        return stage;
    }

    /**
     * Puts a checkpoint in the place of the sealed segments, which are all but the last one. Runs in the background; appends and
     * readers go on meanwhile, and a kill at any point leaves either the segments or the checkpoint.
     *
     * @param fold makes of all facts in those segments, which may be a former checkpoint's, the events that say the same about
     *     where things stand; their times will be that of the last entry. Both streams are closed for it. What it throws
     *     fails the stage, and changes nothing
     * @return completes with what was done; nothing if no segment is sealed, or if the checkpoint would have as many lines as
     *     what it stands for. Fails with {@link java.util.concurrent.CancellationException} if the journal is closed meanwhile,
     *     with an {@link IOException} if a file cannot be read or written, and then changes nothing
     */
    public CompletionStage<Compacted> compact(
            Function<? super Stream<JournalEntry>, ? extends Stream<? extends JournalEvent>> fold) {
        CompletableFuture<Compacted> stage = new CompletableFuture<>();
        try {
            background.execute(() -> compact(fold, stage));
        } catch (RejectedExecutionException e) {
            stage.completeExceptionally(e);
        }
        return stage;
    }

    private void compact(
            Function<? super Stream<JournalEntry>, ? extends Stream<? extends JournalEvent>> fold,
            CompletableFuture<Compacted> stage) {
        Compacted done;
        compacting.lock();
        try {
            done = new Compactor(disk, segments, this::isClosed).compact(fold);
        } catch (Throwable e) {
            stage.completeExceptionally(e);
            return;
        } finally {
            compacting.unlock();
        }
        stage.complete(done);
    }

    private boolean isClosed() {
        synchronized (lock) {
            return closed;
        }
    }

    /**
     * Writes what has been appended, marks it as durable, and lets go of the files and of threads of its own. Appends fail from
     * now on. Waits for the disk; to be called from no stage of an append. Closing again does nothing.
     */
    @Override
    public void close() {
        if (writing.isHeldByCurrentThread() || compacting.isHeldByCurrentThread()) {
            throw new IllegalStateException("a journal is not closed by a stage that it completes, or by a fold");
        }
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
        }
        compacting.lock(); // One that runs gives up; none begins any more.
        try {
            finish();
        } finally {
            compacting.unlock();
            whenClosed.run();
        }
    }

    private void finish() {
        writing.lock();
        try {
            drain();
            markClosed();
            writer.close();
        } catch (IOException e) {
            throw failure("the journal was not closed cleanly; nothing that was durable is lost", e);
        } finally {
            writing.unlock();
        }
    }

    private void wake() {
        try {
            executor.execute(this::write);
        } catch (RejectedExecutionException e) {
            writing.lock();
            try {
                fail(new Batch(), e);
            } finally {
                writing.unlock();
            }
        }
    }

    private void write() {
        writing.lock();
        try {
            drain();
        } finally {
            writing.unlock();
        }
    }

    /** Writes until nothing is left that could be written. */
    private void drain() {
        for (Batch batch = take(); batch != null; batch = take()) {
            if (!batch.hasEntries() || write(batch)) {
                if (batch.isToBeSealed()) {
                    seal(batch);
                }
                batch.clear();
                synchronized (lock) {
                    spare = batch;
                }
            }
        }
    }

    private boolean write(Batch batch) {
        try {
            writer.write(batch.lines().view(), new SegmentWriter.Lines(batch.first(), batch.last(), batch.at()));
        } catch (Throwable e) {
            fail(batch, e);
            return false;
        }
        synchronized (lock) {
            durable = batch.last();
        }
        marked = batch.mark();
        batch.succeed();
        return true;
    }

    private void seal(Batch batch) {
        try {
            writer.roll();
        } catch (Throwable e) {
            writer.fail();
            batch.failSealing(failure("the segment was not sealed", e));
            return;
        }
        batch.succeedSealing();
    }

    private @Nullable Batch take() {
        synchronized (lock) {
            if (filling.isEmpty()) {
                scheduled = false;
                return null;
            }
            Batch full = filling;
            filling = spare;
            return full;
        }
    }

    /** The batch has failed, and so has all that was appended behind it. */
    private void fail(Batch batch, Throwable cause) {
        writer.fail();
        JournalException why = failure("the journal takes no entries", cause);
        Batch behind;
        synchronized (lock) {
            failure = why;
            nextSeq = durable + 1;
            behind = filling;
            filling = new Batch();
            spare = new Batch();
        }
        batch.fail(why);
        behind.fail(why);
    }

    /** Without it a crash later on could be told to have left a tail, though all is well. */
    private void markClosed() throws IOException {
        synchronized (lock) {
            if (failure != null || marked >= durable) {
                return;
            }
        }
        LineBuffer line = new LineBuffer(256);
        Tick at = segments.last().at();
        codec.write(OwnLine.JOURNAL_CLOSED.entry(nextSeq, at), durable, line);
        writer.write(line.view(), new SegmentWriter.Lines(nextSeq, nextSeq, at));
    }

    private JournalException failure(String what, Throwable cause) {
        String why = cause instanceof IOException failed ? FileFailure.reason(failed) : String.valueOf(cause);
        return new JournalException(what + ": " + why, cause);
    }

    /** How a journal is opened. */
    public static final class Builder {

        private static final long SEGMENT_BYTES = 64L << 20;

        private final DataLock lock;
        private long segmentBytes = SEGMENT_BYTES;
        private Function<Path, Disk> disk = FileDisk::new;
        private @Nullable Executor writer;
        private @Nullable Executor background;
        private LongConsumer check = last -> {};

        private Builder(DataLock lock) {
            this.lock = lock;
        }

        /** How long a segment gets before the next one begins, in bytes from 1; 64 MiB unless this is called. */
        public Builder segmentBytes(long bytes) {
            if (bytes < 1) {
                throw new InvalidValueException("segmentBytes", bytes, "a number of bytes from 1");
            }
            this.segmentBytes = bytes;
            return this;
        }

        /**
         * Who writes: runs a task whenever there is something to write, and the stages complete on it. Unless this is called the
         * journal has a thread of its own for that, named {@code adbot-journal}, which ends with {@link JsonJournal#close}.
         */
        public Builder writer(Executor writer) {
            this.writer = writer;
            return this;
        }

        /**
         * Who compacts. Unless this is called the journal has a thread of its own for that, named {@code adbot-compaction}, which
         * begins with the first compaction and ends with {@link JsonJournal#close}.
         */
        public Builder background(Executor background) {
            this.background = background;
            return this;
        }

        /** What stands between the journal and its directory. */
        Builder disk(Function<Path, Disk> made) {
            this.disk = made;
            return this;
        }

        /** Is shown the number of the last entry, 0 if there is none, before anything is changed; what it throws fails the opening. */
        Builder check(LongConsumer lastEntry) {
            this.check = lastEntry;
            return this;
        }

        /** Opens the journal: see {@link #open(Consumer)}. */
        public JsonJournal open() {
            return open(entry -> {});
        }

        /**
         * Opens the journal: reads it from its first entry to its last, and cuts off what a crash left unfinished at its end.
         *
         * @param reader is shown every entry on the way; if the opening fails, what it has seen is void
         * @throws DamagedJournalException if it is damaged where it was durable; then nothing was changed
         * @throws JournalException if a file cannot be read or written
         */
        public JsonJournal open(Consumer<? super JournalEntry> reader) {
            if (!lock.isHeld()) {
                throw new IllegalStateException("the lock on " + lock.directory() + " is not held any more");
            }
            Path directory = lock.directory().resolve(DIRECTORY);
            try {
                OwnersOnly.makeDirectory(directory);
                JournalOpening opening = JournalOpening.look(
                        disk.apply(directory), lock.directory().toString(), reader);
                check.accept(opening.lastEntry());
                return new JsonJournal(opening.open(segmentBytes), Workers.of(writer, background));
            } catch (IOException e) {
                throw new JournalException(
                        "the journal in " + directory + " cannot be opened: " + FileFailure.reason(e), e);
            }
        }
    }
}
