package io.adbot.store.json;

import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalException;
import io.adbot.store.json.line.JournalLines;
import io.adbot.store.json.line.NotAnEntryException;
import io.adbot.value.InvalidValueException;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The facts of some segments as a stream from the last to the first; a line that cannot be read is left out. */
final class BackwardStream extends Spliterators.AbstractSpliterator<JournalEntry> implements Closeable {

    private final Disk disk;
    private final List<Segment> segments;
    private final JournalLines codec = new JournalLines();
    private int left;
    private Disk.@Nullable Input file;
    private @Nullable BackwardLines lines;

    private BackwardStream(Disk disk, List<Segment> segments) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT);
        this.disk = disk;
        this.segments = segments;
        this.left = segments.size();
    }

    /** The stream is to be closed. */
    static Stream<JournalEntry> of(Disk disk, List<Segment> segments) {
        BackwardStream entries = new BackwardStream(disk, segments);
        return StreamSupport.stream(entries, false).onClose(entries::close);
    }

    @Override
    public boolean tryAdvance(Consumer<? super JournalEntry> action) {
        try {
            for (BackwardLines in = lines(); in != null; in = lines()) {
                while (in.next()) {
                    JournalEntry entry = entry(in);
                    if (entry != null && !OwnLine.any(entry)) {
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

    private @Nullable JournalEntry entry(BackwardLines in) {
        try {
            return codec.read(in.bytes(), in.from(), in.to()).orElse(null);
        } catch (NotAnEntryException | InvalidValueException broken) {
            return null;
        }
    }

    private @Nullable BackwardLines lines() throws IOException {
        if (lines == null && left > 0) {
            Segment segment = segments.get(--left);
            Disk.Input opened = disk.open(segment.name());
            file = opened;
            lines = new BackwardLines(opened, segment.bytes());
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
