package io.adbot.store.json;

import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalException;
import io.adbot.store.json.line.JournalLines;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The facts of some segments as a stream, in the memory of the longest line. */
final class EntryStream extends Spliterators.AbstractSpliterator<JournalEntry> implements Closeable {

    private final Disk disk;
    private final Iterator<Segment> segments;
    private final JournalLines codec = new JournalLines();
    private Disk.@Nullable Input file;
    private @Nullable SegmentLines lines;

    private EntryStream(Disk disk, List<Segment> segments) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT);
        this.disk = disk;
        this.segments = segments.iterator();
    }

    /** The facts from the first to the last. The stream is to be closed. */
    static Stream<JournalEntry> of(Disk disk, List<Segment> segments) {
        EntryStream entries = new EntryStream(disk, segments);
        return StreamSupport.stream(entries, false).onClose(entries::close);
    }

    @Override
    public boolean tryAdvance(Consumer<? super JournalEntry> action) {
        try {
            for (SegmentLines in = lines(); in != null; in = lines()) {
                while (in.next()) {
                    JournalEntry entry = in.entry();
                    if (entry == null) {
                        throw new JournalException("a line of the journal cannot be read any more: line " + in.number()
                                + ": " + in.complaint());
                    }
                    if (!OwnLine.any(entry)) {
                        action.accept(entry);
                        return true;
                    }
                }
                close();
            }
            return false;
        } catch (IOException e) {
            throw new JournalException("the journal cannot be read: " + FileFailure.reason(e), e);
        }
    }

    private @Nullable SegmentLines lines() throws IOException {
        if (lines == null && segments.hasNext()) {
            Segment segment = segments.next();
            Disk.Input opened = disk.open(segment.name());
            file = opened;
            lines = new SegmentLines(opened, segment.bytes(), codec);
        }
        return lines;
    }

    @Override
    public void close() {
        lines = null;
        if (file != null) {
            try {
                file.close();
            } catch (IOException nothingIsLost) {
                // It was read only.
            }
            file = null;
        }
    }
}
