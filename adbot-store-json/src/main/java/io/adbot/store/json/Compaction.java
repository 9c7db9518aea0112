package io.adbot.store.json;

import io.adbot.engine.Books;
import io.adbot.engine.Checkpoint;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.Unrecognised;
import io.adbot.store.StoreException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * When the journal's beginning is cut off: once the sealed segments have grown by a given number of bytes and to three times
 * what the last checkpoint needed, so that a large state is not written over and over again. The tenants' logs are on the disk
 * before that, for what they are made from goes. If the disk refuses lines of theirs, that is waited for until the segments have
 * grown to twice that; then, and when something is to be forgotten, it is done all the same, and these lines are lost.
 */
final class Compaction {

    private static final int LOOK_EVERY = 1 << 10;

    private final JsonJournal journal;
    private final LoggedJournal appends;
    private final JsonTenantLog log;
    private final long growth;
    private final AtomicBoolean running = new AtomicBoolean();

    private volatile @Nullable Supplier<Checkpoint> checkpoints;
    private volatile long checkpointBytes;
    private int unseen;

    Compaction(JsonJournal journal, LoggedJournal appends, JsonTenantLog log, long growth) {
        this.journal = journal;
        this.appends = appends;
        this.log = log;
        this.growth = growth;
    }

    /** What may stand for the journal's beginning. Until this is called nothing is cut off. */
    void with(Supplier<Checkpoint> fresh) {
        checkpoints = fresh;
        look();
    }

    /** An entry is durable. From one thread at a time. */
    void appended() {
        if (++unseen >= LOOK_EVERY) {
            unseen = 0;
            look();
        }
    }

    /** What fails is tried again when the journal has grown on. */
    private void look() {
        Supplier<Checkpoint> fresh = checkpoints;
        long due = Math.max(growth + checkpointBytes, 3 * checkpointBytes);
        long sealed = journal.sealedBytes();
        boolean waits = sealed / 2 < due;
        if (fresh != null && sealed >= due && (log.incomplete() == 0 || !waits) && running.compareAndSet(false, true)) {
            compact(new Attempt(fresh.get(), waits)).whenComplete((done, failure) -> running.set(false));
        }
    }

    /**
     * Rewrites the journal, so that nothing is in it that a checkpoint does not tell of.
     *
     * @return what the books say after that, for the other files
     */
    CompletionStage<Books> rewrite() {
        Supplier<Checkpoint> fresh = checkpoints;
        if (fresh == null) {
            return CompletableFuture.failedFuture(new IllegalStateException(
                    "what may stand for the journal has not been said: call compactWith first"));
        }
        Attempt attempt = new Attempt(fresh.get(), false);
        return sealed(attempt)
                .thenCompose(done -> done.segments() > 0
                        ? CompletableFuture.completedFuture(attempt.books())
                        : rewriteWithRoom(attempt.events, fresh.get()));
    }

    /** A checkpoint needs a number for each line, and takes those of the entries it stands for: there must be enough of them. */
    private CompletionStage<Books> rewriteWithRoom(int lines, Checkpoint fresh) {
        List<JournalEvent> room = Collections.nCopies(lines + 2, new Unrecognised("room_for_a_checkpoint"));
        Attempt attempt = new Attempt(fresh, false);
        return appends.appendOwn(room).thenCompose(appended -> sealed(attempt)).thenApply(done -> {
            if (done.segments() == 0) {
                throw new StoreException("the journal could not be rewritten; try again");
            }
            return attempt.books();
        });
    }

    private CompletionStage<Compacted> sealed(Attempt attempt) {
        return journal.seal().thenCompose(begun -> compact(attempt));
    }

    private CompletionStage<Compacted> compact(Attempt attempt) {
        return journal.compact(entries -> {
                    entries.forEach(entry -> attempt.checkpoint.apply(entry.at(), entry.event()));
                    attempt.settle(log);
                    List<JournalEvent> events = attempt.checkpoint.events();
                    attempt.events = events.size();
                    return events.stream();
                })
                .whenComplete((done, failure) -> {
                    if (done != null && done.segments() > 0) {
                        checkpointBytes = done.bytesAfter();
                    }
                });
    }

    /** A checkpoint that is being made. */
    private static final class Attempt {
        private final Checkpoint checkpoint;
        private final boolean waitsForLogs;
        private volatile int events;

        Attempt(Checkpoint checkpoint, boolean waitsForLogs) {
            this.checkpoint = checkpoint;
            this.waitsForLogs = waitsForLogs;
        }

        /** Brings the logs to the disk, and fails if that cannot be and it may be waited for. */
        void settle(JsonTenantLog log) {
            try {
                log.settle().toCompletableFuture().join();
            } catch (CompletionException refused) {
                if (waitsForLogs) {
                    throw refused;
                }
            }
        }

        Books books() {
            return checkpoint.books();
        }
    }
}
