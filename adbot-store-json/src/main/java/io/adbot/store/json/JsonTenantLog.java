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
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
 * refuses is kept and written with the next lines; when that gets too much, the files that it refuses are left to the next opening,
 * which has their lines from the journal. One tenant's file that cannot be read or written costs no other its lines.
 *
 * <p>Up to which entry all lines are on the disk stands in {@code logs/.upto}, so that the journal need not be read for them
 * again, and may forget them.
 */
final class JsonTenantLog implements TenantLog {

    static final String NAME = "logs";

    private static final String UP_TO = ".upto";
    private static final int MOST_AT_ONCE = 1 << 14;

    /** After so many entries the files are forced, so that an opening after a crash has no more to hold against them. */
    private static final long MOST_UNSETTLED = 1 << 17;

    /** But not before there were so many for each file: to force one costs far more than to read an entry again. */
    private static final long FOR_EACH_FILE = 1 << 6;

    /** How many characters are kept that the disk has refused. */
    private static final int MOST_KEPT = 1 << 20;

    private final Path root;
    private final OptionalInt keepDays;
    private final OneByOne worker;
    private final Executor later;
    private final ConcurrentLinkedQueue<JournalEntry> offered = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    // What follows is touched by one task at a time.
    private final Map<DayLog, Lines> unwritten = new LinkedHashMap<>();

    /** Files that are left to the next opening, each with the first entry whose line it lacks. */
    private final Map<DayLog, Long> left = new HashMap<>();

    private final Set<DayLog> doubtful = new LinkedHashSet<>();
    private final Set<DayLog> unforced = new LinkedHashSet<>();
    private final Set<String> tenants = new HashSet<>();
    private long last;
    private long upTo;

    /** At which entry the files were last forced, or that was tried. */
    private long triedAt;

    /** From which entry on all lines are left to the next opening, as the journal could not be read for them. */
    private long allLeftFrom = Long.MAX_VALUE;

    private volatile int incomplete;

    /**
     * The logs below a directory, which need not exist.
     *
     * @param keepDays of how many days with lines a tenant's log is kept; empty for all
     * @param pause for how long lines are collected before they are written; whoever asks for the last ones does not wait
     */
    JsonTenantLog(Path root, OptionalInt keepDays, Executor executor, Duration pause) {
        this.root = root;
        this.keepDays = keepDays;
        this.worker = new OneByOne(executor);
        this.later = pause.isZero()
                ? worker
                : CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, worker);
    }

    /** Up to which entry all lines are on the disk, as far as is known. Blocks. */
    long upTo() {
        Path file = root.resolve(UP_TO);
        try {
            return DataFiles.read(file)
                    .map(bytes -> Long.parseLong(new String(bytes, StandardCharsets.US_ASCII).trim()))
                    .orElse(0L);
        } catch (NumberFormatException unreadable) {
            return 0; // The files themselves tell, if the journal still has what they should say.
        }
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
            upTo = gap.since;
            triedAt = gap.since;
            try {
                fill(gap, journal);
            } catch (RuntimeException | Error e) {
                allLeftFrom = gap.since + 1;
                throw e;
            } finally {
                last = gap.until;
                write();
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
        return incomplete;
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
                settleNow();
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
                for (Path directory : directories()) {
                    if (!tenants.contains(String.valueOf(directory.getFileName()))) {
                        delete(directory);
                    }
                }
                if (Files.isDirectory(root)) {
                    OwnersOnly.force(root);
                }
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
                write();
            }
        }
        write();
        if (last - triedAt >= Math.max(MOST_UNSETTLED, FOR_EACH_FILE * unforced.size())) {
            triedAt = last;
            try {
                settleNow();
            } catch (IOException e) {
                // What is not forced is tried again with the next lines, and written anew after a crash.
            }
        }
    }

    /** Lets go of a line to its file; with what {@code there} is known to have, only one that it has not. */
    private void take(JournalEntry entry, @Nullable Map<DayLog, Long> there) {
        last = entry.seq();
        Optional<LogLines.Line> line = LogLines.of(entry);
        if (line.isEmpty()) {
            return;
        }
        DayLog day = day(line.get().tenant(), entry);
        if (left.containsKey(day)
                || allLeftFrom <= entry.seq()
                || (there != null && isThere(day, entry.seq(), there))) {
            return;
        }
        Lines lines = unwritten.computeIfAbsent(day, file -> new Lines(entry.seq()));
        lines.text.append(line.get().text()).append('\n');
        if (there != null && lines.text.length() > 1 << 16) {
            write();
        }
    }

    /** Has the file the line already? If it cannot be read, it is left to the next opening. */
    private boolean isThere(DayLog day, long seq, Map<DayLog, Long> there) {
        try {
            return seq <= there.computeIfAbsent(day, JsonTenantLog::mended);
        } catch (UncheckedIOException unreadable) {
            left.put(day, seq);
            return true;
        }
    }

    private DayLog day(TenantId tenant, JournalEntry entry) {
        return new DayLog(directory(tenant), LocalDate.ofInstant(entry.at().wall(), ZoneOffset.UTC));
    }

    private static long mended(DayLog day) {
        try {
            return day.mend();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes what there is to write. What cannot be written stays. */
    private void write() {
        unwritten
                .entrySet()
                .removeIf(each -> write(each.getKey(), each.getValue().text.toString()));
        if (kept() > MOST_KEPT) {
            unwritten.forEach((day, lines) -> left.put(day, lines.first));
            unwritten.clear();
        }
        count();
    }

    /** How many characters are kept that are not written yet. */
    int kept() {
        return unwritten.values().stream()
                .mapToInt(lines -> lines.text.length())
                .sum();
    }

    private void count() {
        incomplete = unwritten.size() + left.size() + (allLeftFrom == Long.MAX_VALUE ? 0 : 1);
    }

    private boolean write(DayLog day, String lines) {
        try {
            boolean isNew = !day.exists();
            if (isNew) {
                OwnersOnly.makeDirectory(root);
                OwnersOnly.makeDirectoryUnforced(day.directory());
                if (isOver(day)) {
                    return true;
                }
            }
            String missing = lines;
            if (doubtful.contains(day)) {
                missing = without(day.mend(), lines);
            }
            unforced.add(day);
            day.append(missing);
            doubtful.remove(day);
            return true;
        } catch (IOException e) {
            doubtful.add(day);
            return false;
        }
    }

    /** Of lines that were perhaps written before the disk failed, those that were not. */
    private static String without(long upTo, String lines) {
        StringBuilder missing = new StringBuilder();
        lines.lines()
                .filter(line -> LogLines.seq(line).orElse(0) > upTo)
                .forEach(line -> missing.append(line).append('\n'));
        return missing.toString();
    }

    /** A day begins: those go for which it is one too many. Answers whether it is itself the one. */
    private boolean isOver(DayLog day) throws IOException {
        if (keepDays.isEmpty()) {
            return false;
        }
        LocalDate latest = day.day();
        List<DayLog> days = DayLog.of(day.directory());
        if (!days.isEmpty() && days.get(0).day().isAfter(latest)) {
            latest = days.get(0).day();
        }
        LocalDate first = latest.minusDays(keepDays.getAsInt() - 1L);
        for (DayLog each : days) {
            if (each.day().isBefore(first)) {
                Files.deleteIfExists(each.file());
                unforced.remove(each);
            }
        }
        return day.day().isBefore(first);
    }

    /** Makes durable what is written, and fails if that is not all. */
    private void settleNow() throws IOException {
        long settled = Math.min(last, firstMissing() - 1);
        if (settled > upTo) {
            force(settled);
        }
        if (settled < last) {
            throw new IOException(incomplete + " files lack lines");
        }
    }

    private long firstMissing() {
        long first = allLeftFrom;
        for (Lines lines : unwritten.values()) {
            first = Math.min(first, lines.first);
        }
        for (long missing : left.values()) {
            first = Math.min(first, missing);
        }
        return first;
    }

    private void force(long settled) throws IOException {
        Set<Path> directories = new LinkedHashSet<>();
        for (DayLog day : List.copyOf(unforced)) {
            day.force();
            directories.add(day.directory());
            unforced.remove(day);
        }
        OwnersOnly.makeDirectory(root);
        directories.add(root);
        for (Path directory : directories) {
            if (Files.isDirectory(directory)) {
                OwnersOnly.force(directory);
            }
        }
        Replacement.write(root.resolve(UP_TO), out -> out.write((settled + "\n").getBytes(StandardCharsets.US_ASCII)))
                .putInPlaceForGood();
        upTo = settled;
    }

    // ---------------------------------------------------------------- deleting

    private List<Path> directories() throws IOException {
        List<Path> directories = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
            for (Path entry : entries) {
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                        && !String.valueOf(entry.getFileName()).startsWith(".")) {
                    directories.add(entry);
                }
            }
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return directories;
    }

    /** Deletes a tenant's log; what is not a part of it stays, and the directory with it. */
    private void delete(Path directory) throws IOException {
        for (DayLog day : DayLog.of(directory)) {
            Files.deleteIfExists(day.file());
        }
        unwritten.keySet().removeIf(day -> day.directory().equals(directory));
        left.keySet().removeIf(day -> day.directory().equals(directory));
        unforced.removeIf(day -> day.directory().equals(directory));
        count();
        try (DirectoryStream<Path> left = Files.newDirectoryStream(directory)) {
            if (left.iterator().hasNext()) {
                return;
            }
        }
        Files.delete(directory);
    }

    /** May a tenant bear this name? Throws {@link InvalidValueException} if it cannot be a directory's. */
    void checkName(TenantId tenant) {
        directory(tenant);
    }

    /** Lines that are to be written. */
    private static final class Lines {
        private final StringBuilder text = new StringBuilder();
        private final long first;

        /** None yet; the first is that of the entry with this number. */
        Lines(long first) {
            this.first = first;
        }
    }
}
