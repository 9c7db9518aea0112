package io.adbot.store.json;

import io.adbot.journal.JournalEntry;
import io.adbot.store.json.JournalScan.Findings;
import io.adbot.store.json.JournalScan.SegmentFinding;
import io.adbot.store.json.line.JournalLines;
import io.adbot.store.json.line.Lines;
import io.adbot.store.json.line.NotAnEntryException;
import io.adbot.time.Tick;
import io.adbot.value.InvalidValueException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Makes a journal that lies on the disk one that can be written. */
final class JournalOpening {

    private final Disk disk;
    private final Findings found;

    private JournalOpening(Disk disk, Findings found) {
        this.disk = disk;
        this.found = found;
    }

    /**
     * What a journal begins with.
     *
     * @param disk where it lies
     * @param segments the segments that there are, all of them durable
     * @param writer stands at their end
     * @param recovered what was found
     * @param marked up to where the journal says that it is durable
     */
    record Opened(Disk disk, LiveSegments segments, SegmentWriter writer, Recovered recovered, long marked) {}

    /**
     * Reads it all, and changes nothing.
     *
     * @param directory the data directory, as a command to a person names it
     * @throws DamagedJournalException if it is damaged where it was durable
     */
    static JournalOpening look(Disk disk, String directory, Consumer<? super JournalEntry> reader) throws IOException {
        Findings found = JournalScan.of(disk, reader);
        if (!found.damage().isEmpty()) {
            throw new DamagedJournalException(found.damage().get(0), directory);
        }
        return new JournalOpening(disk, found);
    }

    /** The number of the last entry; 0 if there is none. */
    long lastEntry() {
        return found.lastEntry();
    }

    /** Removes leftovers, and makes durable what was found. */
    Opened open(long segmentBytes) throws IOException {
        // Whoever came before may have been killed between giving a file its name and forcing that. First of all the
        // names that
        // were found are to last, else a checkpoint could go while what it stands for is gone already.
        disk.force();
        for (String leftover : found.leftovers()) {
            disk.delete(leftover);
        }
        List<Segment> there = new ArrayList<>(
                found.segments().stream().map(SegmentFinding::segment).toList());
        long lastSeq = found.lastEntry();
        if (found.isClosed()) {
            there.add(withoutClosingLine(there.remove(there.size() - 1)));
        } else if (found.mark() < lastSeq) {
            rewriteTail(there);
        }
        LiveSegments segments = new LiveSegments(disk, there);
        return new Opened(
                disk,
                segments,
                new SegmentWriter(disk, segments, segmentBytes),
                new Recovered(found.entries(), lastSeq, found.tail()),
                Math.min(found.mark(), lastSeq));
    }

    /** It is overwritten by what is appended, and till then it says what it says. */
    private Segment withoutClosingLine(Segment last) {
        return new Segment(last.first(), last.last() - 1, found.closedAt(), last.at());
    }

    /**
     * Puts what is not known to be durable into a segment of its own, durably. To force the file that it is in would not do: a
     * disk that has failed to write it, when the process before this one was told so, may have forgotten it, and has
     * nothing left to force.
     */
    private void rewriteTail(List<Segment> there) throws IOException {
        Segment last = there.remove(there.size() - 1);
        Tick before = there.isEmpty()
                ? JournalScan.BEGINNING
                : there.get(there.size() - 1).at();
        long first = found.mark() + 1;
        Segment durable;
        String temporary = Segment.temporaryName(first);
        try (Disk.Input in = disk.open(last.name());
                Disk.Output out = disk.create(temporary)) {
            durable = durablePart(last, in, before);
            new InputSlice(in, durable.bytes(), last.bytes()).copyTo(out);
            out.force();
        }
        disk.rename(temporary, Segment.name(first));
        disk.force();
        if (durable.bytes() > 0) {
            there.add(durable);
            giveUp(durable);
        }
        there.add(new Segment(first, last.last(), last.bytes() - durable.bytes(), last.at()));
    }

    /** Looks for it from the end: what lies behind the mark is little, what lies before it may be all of a segment. */
    private Segment durablePart(Segment last, Disk.Input in, Tick before) throws IOException {
        BackwardLines lines = new BackwardLines(in, last.bytes());
        JournalLines codec = new JournalLines();
        while (lines.next()) {
            if (!Lines.isBlank(lines.bytes(), lines.from(), lines.to())) {
                JournalEntry entry = entry(last, codec, lines);
                if (entry.seq() <= found.mark()) {
                    return new Segment(last.first(), found.mark(), lines.end(), entry.at());
                }
            }
        }
        return new Segment(last.first(), found.mark(), 0, before);
    }

    private JournalEntry entry(Segment last, JournalLines codec, BackwardLines lines) throws IOException {
        try {
            return codec.read(lines.bytes(), lines.from(), lines.to()).orElseThrow(() -> changed(last));
        } catch (NotAnEntryException | InvalidValueException broken) {
            throw changed(last);
        }
    }

    private IOException changed(Segment last) {
        return new IOException(disk.where(last.name()) + " has changed while it was read");
    }

    /** For tidiness: what stands behind is no part of the journal any more, now that the next segment has begun. */
    private void giveUp(Segment durable) {
        try {
            disk.append(durable.name(), durable.bytes()).close();
        } catch (IOException left) {
            // It is not read.
        }
    }
}
