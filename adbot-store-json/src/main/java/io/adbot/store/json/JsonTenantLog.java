package io.adbot.store.json;

import io.adbot.engine.LogLines;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.SetupEvent.TenantRemoved;
import io.adbot.journal.SetupEvent.TenantSet;
import io.adbot.store.TenantLog;
import io.adbot.value.InvalidValueException;
import io.adbot.value.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Logs in files: {@code logs/{user_id}/YYYY-MM-DD.log}, by the UTC day of an entry's wall time.
 *
 * <p>Lines are written in the background, those of many entries together: to open and close a file for each would cost more
 * than to journal the entry. A crash may leave the files behind the journal;
 * then what is missing is written from the journal, each line once, as each ends with its entry's number. What the disk
 * refuses for long is left to the next opening, which has the lines from the journal ({@link LogFiles}).
 *
 * <p>Up to which entry all lines are on the disk stands in {@code logs/.upto}, so that the journal need not be read for them
 * again, and may forget them.
 */
final class JsonTenantLog implements TenantLog {

    static final String NAME = "logs";

    private static final int MOST_AT_ONCE = 1 << 14;

    /** How many characters a file is given at once while what is missing is made up for. */
    private static final int MOST_CAUGHT_UP = 1 << 16;

    private final Path root;
    private final LogFiles files;
    private final OneByOne worker;
    private final Executor later;
    private final ConcurrentLinkedQueue<JournalEntry> offered = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    // What follows is touched by one task at a time.
    private final Set<String> tenants = new HashSet<>();
    private long last;

    /**
     * The logs below a directory, which need not exist.
     *
     * @param keepDays of how many days with lines a tenant's log is kept; empty for all
     * @param pause for how long lines are collected before they are written; whoever asks for the last ones does not wait
     */
    JsonTenantLog(Path root, OptionalInt keepDays, Executor executor, Duration pause) {
        this.root = root;
        this.files = new LogFiles(root, keepDays);
        this.worker = new OneByOne(executor);
        this.later = pause.isZero()
                ? worker
                : CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, worker);
    }

    /** Up to which entry all lines are on the disk, as far as is known. Blocks. */
    long upTo() {
        return files.upTo();
    }

    /** Takes durable entries, in the order of the journal; from any thread, one at a time. Does not block. */
    void offer(JournalEntry entry) {
        offered.add(entry);
        if (scheduled.compareAndSet(false, true)) {
            try {
                later.execute(this::takeOffered);
            } catch (RejectedExecutionException closed) {
                // The next opening finds in the journal what is missing here.
            }
        }
    }

    /**
     * Writes what a crash has left out, before anything that is offered is.
     *
     * @param known the tenants that there are
     * @param gap where something can be missing
     * @param journal the entries, which are closed
     */
    CompletionStage<@Nullable Void> catchUp(Set<TenantId> known, Gap gap, Supplier<Stream<JournalEntry>> journal) {
        return worker.ask(() -> {
            known.forEach(tenant -> tenants.add(tenant.value()));
            files.begin(gap.since);
            try {
                fill(gap, journal);
            } catch (RuntimeException | Error e) {
                files.leaveAll(gap.since + 1);
                throw e;
            } finally {
                last = gap.until;
                files.write();
            }
            return null;
        });
    }

    private void fill(Gap gap, Supplier<Stream<JournalEntry>> journal) {
        if (gap.since >= gap.until) {
            return;
        }
        Map<DayLog, Long> there = new HashMap<>();
        try (Stream<JournalEntry> entries = journal.get()) {
            entries.takeWhile(entry -> entry.seq() <= gap.until)
                    .filter(entry -> entry.seq() > gap.since)
                    .forEach(entry -> take(entry, there));
        }
    }

    /**
     * A stretch of the journal.
     *
     * @param since the number of the entry before it
     * @param until the number of its last entry
     */
    record Gap(long since, long until) {}

    @Override
    public CompletionStage<List<String>> last(TenantId tenant, int count) {
        return worker.ask(() -> {
            takeOffered();
            return last(directory(tenant), count);
        });
    }

    /** Reads the end of a tenant's log as it lies there. */
    static List<String> last(Path directory, int count) {
        List<String> lines = new ArrayList<>();
        try {
            for (DayLog day : DayLog.of(directory)) {
                if (lines.size() == count
                        || !day.backwards(line -> {
                            lines.add(line);
                            return lines.size() < count;
                        })) {
                    break;
                }
            }
        } catch (IOException e) {
            throw FileFailure.of(directory, "the log cannot be read", e);
        }
        Collections.reverse(lines);
        return lines;
    }

    @Override
    public int incomplete() {
        return files.incomplete();
    }

    /** The directory of a tenant's log. */
    Path directory(TenantId tenant) {
        return PathNames.resolve(root, tenant);
    }

    /** Done once all that was offered is on the disk; fails if the disk refuses that. */
    CompletionStage<@Nullable Void> settle() {
        return worker.ask(() -> {
            takeOffered();
            try {
                files.settle(last);
            } catch (IOException e) {
                throw FileFailure.of(root, "the logs cannot be written", e);
            }
            return null;
        });
    }

    /** Deletes the logs of whoever is no tenant by what was offered so far. */
    CompletionStage<@Nullable Void> forgetRemoved() {
        return worker.ask(() -> {
            takeOffered();
            try {
                files.keepOnly(tenants);
            } catch (IOException e) {
                throw FileFailure.of(root, "the logs of tenants that are gone cannot be deleted", e);
            }
            return null;
        });
    }

    // ---------------------------------------------------------------- writing

    private void takeOffered() {
        scheduled.set(false);
        int taken = 0;
        for (JournalEntry entry = offered.poll(); entry != null; entry = offered.poll()) {
            if (entry.event() instanceof TenantSet set) {
                tenants.add(set.tenant().value());
            } else if (entry.event() instanceof TenantRemoved removed) {
                tenants.remove(removed.tenant().value());
            }
            take(entry, null);
            if (++taken % MOST_AT_ONCE == 0) {
                files.write();
            }
        }
        files.write();
        files.settleIfMany(last);
    }

    /** Lets go of a line to its file; with what {@code there} is known to have, only one that it has not. */
    private void take(JournalEntry entry, @Nullable Map<DayLog, Long> there) {
        last = entry.seq();
        Optional<LogLines.Line> line = LogLines.of(entry);
        if (line.isEmpty()) {
            return;
        }
        DayLog day = day(line.get().tenant(), entry);
        if (!files.takes(day, entry.seq()) || (there != null && isThere(day, entry.seq(), there))) {
            return;
        }
        int length = files.add(day, entry.seq(), line.get().text());
        if (there != null && length > MOST_CAUGHT_UP) {
            files.write();
        }
    }

    /** Has the file the line already? If it cannot be read, it is left to the next opening. */
    private boolean isThere(DayLog day, long seq, Map<DayLog, Long> there) {
        try {
            return seq <= there.computeIfAbsent(day, JsonTenantLog::mended);
        } catch (UncheckedIOException unreadable) {
            files.leave(day, seq);
            return true;
        }
    }

    private DayLog day(TenantId tenant, JournalEntry entry) {
        return new DayLog(directory(tenant), LocalDate.ofInstant(entry.at().wall(), ZoneOffset.UTC));
    }

    /** How many characters are kept that are not written yet. */
    int kept() {
        return files.kept();
    }

    private static long mended(DayLog day) {
        try {
            return day.mend();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** May a tenant bear this name? Throws {@link InvalidValueException} if it cannot be a directory's. */
    void checkName(TenantId tenant) {
        directory(tenant);
    }
}
