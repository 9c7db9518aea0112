package io.adbot.store.json;

import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalException;
import io.adbot.store.StoreException;
import io.adbot.store.json.JournalScan.Findings;
import io.adbot.store.json.JournalScan.SegmentFinding;
import io.adbot.store.json.line.JournalLines;
import io.adbot.store.json.line.LineBuffer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A journal looked at from outside: without a lock, and without changing anything. It may be written meanwhile; what is
 * seen is then how it was at one moment after the call, and the entry that was just being written counts as a tail.
 *
 * <p>Threads: any. Errors: a {@link JournalException} if a file cannot be read.
 */
public final class JournalView {

    private final Path data;
    private final Disk disk;

    private JournalView(Path data, Disk disk) {
        this.data = data;
        this.disk = disk;
    }

    /** Looks at the journal of a data directory. One that is not there is an empty journal. */
    public static JournalView of(Path data) {
        return of(data, new FileDisk(data.resolve(JsonJournal.DIRECTORY)));
    }

    static JournalView of(Path data, Disk disk) {
        return new JournalView(data, disk);
    }

    /** Reads it all, and says what there is and what is wrong with it. */
    public JournalExamination examine() {
        return JournalExamination.of(scan(entry -> {}), disk);
    }

    /**
     * Shows the reader every entry, oldest first.
     *
     * @throws DamagedJournalException if it is damaged where it was durable; what the reader has seen is then void
     */
    public Recovered read(Consumer<? super JournalEntry> reader) {
        Findings found = scan(reader);
        if (!found.damage().isEmpty()) {
            throw new DamagedJournalException(found.damage().get(0), data.toString());
        }
        return new Recovered(found.entries(), found.lastEntry(), found.tail());
    }

    /**
     * Reads the entries, the newest first, from the end of the files on, whatever stands before; lines that cannot be read
     * are left out. The caller closes the stream.
     */
    public Stream<JournalEntry> readBackwards() {
        try (SegmentFiles files = SegmentFiles.open(disk, new JournalLines())) {
            List<Segment> segments = files.files().stream()
                    .map(file -> new Segment(file.first(), file.first(), file.size(), JournalScan.BEGINNING))
                    .toList();
            return BackwardStream.of(disk, segments);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * Copies what is sound into another data directory: everything before the first damage, without an unfinished tail. This
     * journal stays as it is.
     *
     * @param target a data directory that has no journal yet; it is made if it is missing
     * @throws StoreException if there is a journal already, or it cannot be written
     */
    public JournalRepair repairInto(Path target) {
        Path directory = target.resolve(JsonJournal.DIRECTORY);
        try {
            OwnersOnly.makeDirectory(target);
            OwnersOnly.makeDirectory(directory);
            FileDisk copy = new FileDisk(directory);
            if (!copy.list().isEmpty()) {
                throw new StoreException(
                        directory + ": expected a directory without a journal, but there are files in it");
            }
            return repairInto(copy);
        } catch (IOException e) {
            throw FileFailure.of(directory, "the copy cannot be written", e);
        }
    }

    private JournalRepair repairInto(Disk copy) throws IOException {
        Findings found = scan(entry -> {});
        long copied = 0;
        long lost = 0;
        for (SegmentFinding finding : found.segments()) {
            Segment segment = finding.segment();
            if (segment.bytes() > 0) {
                copy(finding, copy);
            }
            copied += segment.bytes();
            lost += finding.size() - segment.bytes() - finding.givenUp();
        }
        copy.force();
        return new JournalRepair(
                found.entries(),
                found.lastSeq(),
                copied,
                lost,
                found.damage().stream().findFirst());
    }

    private void copy(SegmentFinding finding, Disk copy) throws IOException {
        Segment segment = finding.segment();
        try (Disk.Input in = disk.open(segment.name());
                Disk.Output out = copy.create(segment.name())) {
            new InputSlice(in, 0, segment.bytes()).copyTo(out);
            if (segment.last() < finding.covers()) {
                // Some of the state is lost, but without its end it would be no checkpoint at all.
                LineBuffer line = new LineBuffer(256);
                new JournalLines()
                        .write(OwnLine.CHECKPOINT_ENDED.entry(finding.covers(), segment.at()), finding.covers(), line);
                out.write(line.view());
            }
            out.force();
        }
    }

    private Findings scan(Consumer<? super JournalEntry> reader) {
        try {
            return JournalScan.of(disk, reader);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private JournalException unreadable(IOException e) {
        return new JournalException("the journal in " + data + " cannot be read: " + FileFailure.reason(e), e);
    }
}
