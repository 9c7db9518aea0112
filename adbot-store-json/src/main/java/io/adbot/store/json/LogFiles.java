package io.adbot.store.json;

import io.adbot.engine.LogLines;
import io.adbot.value.Counted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The files of all tenants' logs, and the lines on their way to them. What the disk refuses is kept and written with the next
 * lines; when that gets too much, the files that it refuses are left to the next opening. One file that cannot be written costs
 * no other its lines.
 *
 * <p>Threads: one at a time, but for {@link #incomplete}.
 */
final class LogFiles {

    private static final String UP_TO = ".upto";

    /** After so many entries the files are forced, so that an opening after a crash has no more to hold against them. */
    private static final long MOST_UNSETTLED = 1 << 17;

    /** But not before there were so many for each file: to force one costs far more than to read an entry again. */
    private static final long FOR_EACH_FILE = 1 << 6;

    /** How many characters are kept that the disk has refused. */
    private static final int MOST_KEPT = 1 << 20;

    private final Path root;
    private final OptionalInt keepDays;
    private final Map<DayLog, Lines> unwritten = new LinkedHashMap<>();

    /** Files that are left to the next opening, each with the first entry whose line it lacks. */
    private final Map<DayLog, Long> left = new HashMap<>();

    private final Set<DayLog> doubtful = new LinkedHashSet<>();
    private final Set<DayLog> unforced = new LinkedHashSet<>();
    private long upTo;

    /** At which entry the files were last forced, or that was tried. */
    private long triedAt;

    /** From which entry on all lines are left to the next opening, as the journal could not be read for them. */
    private long allLeftFrom = Long.MAX_VALUE;

    private volatile int incomplete;

    /**
     * The files below a directory, which need not exist.
     *
     * @param keepDays of how many days with lines a tenant's log is kept; empty for all
     */
    LogFiles(Path root, OptionalInt keepDays) {
        this.root = root;
        this.keepDays = keepDays;
    }

    /** Up to which entry all lines are on the disk, as the files have it. Blocks. */
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

    /** All lines up to an entry are on the disk. */
    void begin(long settled) {
        upTo = settled;
        triedAt = settled;
    }

    /** How many files lack lines that the disk has not taken. From any thread. */
    int incomplete() {
        return incomplete;
    }

    /** Does the file get the line of an entry, or is that left to the next opening? */
    boolean takes(DayLog day, long seq) {
        return !left.containsKey(day) && seq < allLeftFrom;
    }

    /** The file is left to the next opening, from an entry on. */
    void leave(DayLog day, long from) {
        left.put(day, from);
    }

    /** All files are left to the next opening, from an entry on. */
    void leaveAll(long from) {
        allLeftFrom = from;
    }

    /** Takes a line for a file; answers how many characters that one is to be given by now. */
    int add(DayLog day, long seq, String line) {
        Lines lines = unwritten.computeIfAbsent(day, file -> new Lines(seq));
        lines.text.append(line).append('\n');
        return lines.text.length();
    }

    /** Makes the files durable up to the last entry, if there are many that are not. What fails is tried again later. */
    void settleIfMany(long last) {
        if (last - triedAt >= Math.max(MOST_UNSETTLED, FOR_EACH_FILE * unforced.size())) {
            triedAt = last;
            try {
                settle(last);
            } catch (IOException e) {
                // What is not forced is tried again with the next lines, and written anew after a crash.
            }
        }
    }

    /** Writes what there is to write. What cannot be written stays. */
    void write() {
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

    /** Makes durable what is written, and fails if that is not all up to the last entry. */
    void settle(long last) throws IOException {
        long settled = Math.min(last, firstMissing() - 1);
        if (settled > upTo) {
            force(settled);
        }
        if (settled < last) {
            throw new IOException(Counted.of(incomplete, "file lacks", "files lack") + " lines");
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

    /** Deletes the logs of whoever is not among these, by the names of their directories. */
    void keepOnly(Set<String> names) throws IOException {
        for (Path directory : directories()) {
            if (!names.contains(String.valueOf(directory.getFileName()))) {
                delete(directory);
            }
        }
        if (Files.isDirectory(root)) {
            OwnersOnly.force(root);
        }
    }

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
