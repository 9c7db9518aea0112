package io.adbot.store.json;

import io.adbot.journal.JournalEntry;
import io.adbot.store.json.JournalScan.Findings;
import io.adbot.store.json.JournalScan.SegmentFinding;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Makes a journal that lies on the disk one that can be written. */
final class JournalOpening {

    private JournalOpening() {}

    /**
     * What a journal begins with.
     *
     * @param disk where it lies
     * @param segments the segments that there are
     * @param writer stands at their end
     * @param recovered what was found
     * @param marked up to where the last line says that the journal is durable, or all if it is a journal's last word
     */
    record Opened(Disk disk, LiveSegments segments, SegmentWriter writer, Recovered recovered, long marked) {}

    /**
     * Reads it all, then cuts off an unfinished tail, removes leftovers, and makes durable what was found.
     *
     * @param directory the data directory, as a command to a person names it
     * @throws DamagedJournalException before anything is changed
     */
    static Opened open(Disk disk, long segmentBytes, String directory, Consumer<? super JournalEntry> reader)
            throws IOException {
        Findings found = JournalScan.of(disk, reader);
        if (!found.damage().isEmpty()) {
            throw new DamagedJournalException(found.damage().get(0), directory);
        }
        for (String leftover : found.leftovers()) {
            disk.delete(leftover);
        }
        List<Segment> there =
                found.segments().stream().map(SegmentFinding::segment).toList();
        LiveSegments segments = new LiveSegments(disk, there);
        SegmentWriter writer = new SegmentWriter(disk, segments, segmentBytes);
        if (!there.isEmpty()) {
            writer.resume(there.get(there.size() - 1), found.tail().isPresent() || found.mark() < found.lastSeq());
        }
        Recovered recovered = new Recovered(found.entries(), found.lastSeq(), found.tail());
        return new Opened(disk, segments, writer, recovered, found.closed() ? found.lastSeq() : found.mark());
    }
}
