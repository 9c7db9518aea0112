package io.adbot.store.json;

import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.store.json.line.JournalLines;
import io.adbot.store.json.line.LineBuffer;
import io.adbot.time.Tick;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Puts a checkpoint in the place of the sealed segments.
 *
 * <p>A checkpoint is a segment that begins with a line of type {@code checkpoint}, which says up to which entry it stands
 * for what was there, and ends with one of type {@code checkpoint_ended}, which bears that entry's number. Between them are
 * the events that describe the state; they are numbered from the first entry's on, which leaves more than enough, as a
 * checkpoint that had more lines than what it stands for would not be worth its while. All bear the time of the last entry
 * that it covers, which belongs to the opening in force there.
 *
 * <p>It is written under another name and forced; then it is given its name, and that is forced; then what it covers is
 * deleted. Whenever that is cut short, a file without its name is not looked at, and segments that a checkpoint covers are
 * not read.
 */
final class Compactor {

    private static final int CHUNK = 1 << 16;

    private final Disk disk;
    private final LiveSegments live;
    private final BooleanSupplier cancelled;

    /** One that gives up, with a {@link CancellationException} and nothing done, when it is told to. */
    Compactor(Disk disk, LiveSegments live, BooleanSupplier cancelled) {
        this.disk = disk;
        this.live = live;
        this.cancelled = cancelled;
    }

    Compacted compact(Function<? super Stream<JournalEntry>, ? extends Stream<? extends JournalEvent>> fold)
            throws IOException {
        List<Segment> sealed = live.sealed();
        if (sealed.isEmpty()) {
            return Compacted.NOTHING;
        }
        long first = live.unusedNameAfter(sealed.get(0).first());
        Segment last = sealed.get(sealed.size() - 1);
        String temporary = Segment.temporaryName(first);
        disk.delete(temporary);
        long bytes;
        try (Stream<JournalEntry> entries = EntryStream.of(disk, sealed);
                Stream<? extends JournalEvent> events = fold.apply(entries.peek(entry -> goOn()))) {
            bytes = write(temporary, events.iterator(), new Range(first, last.last(), last.at()));
        } catch (IOException | RuntimeException e) {
            forget(temporary);
            throw e;
        }
        if (bytes == 0) {
            forget(temporary);
            return Compacted.NOTHING;
        }
        disk.rename(temporary, Segment.name(first));
        disk.force();
        live.replace(sealed, new Segment(first, last.last(), bytes, last.at()));
        return new Compacted(
                sealed.size(), sealed.stream().mapToLong(Segment::bytes).sum(), bytes);
    }

    /** Writes the checkpoint, durably; answers how long it is, or 0 if it needs more numbers than there are. */
    private long write(String name, Iterator<? extends JournalEvent> events, Range range) throws IOException {
        JournalLines codec = new JournalLines();
        LineBuffer lines = new LineBuffer(CHUNK);
        long bytes = 0;
        try (Disk.Output out = disk.create(name)) {
            long seq = range.first();
            codec.writeCheckpoint(OwnLine.CHECKPOINT.entry(seq++, range.at()), range.last(), lines);
            for (; events.hasNext(); seq++) {
                goOn();
                if (seq >= range.last()) {
                    return 0;
                }
                codec.write(new JournalEntry(seq, range.at(), events.next()), range.last(), lines);
                if (lines.size() >= CHUNK) {
                    bytes += flush(lines, out);
                }
            }
            if (seq > range.last()) {
                return 0;
            }
            codec.write(OwnLine.CHECKPOINT_ENDED.entry(range.last(), range.at()), range.last(), lines);
            bytes += flush(lines, out);
            out.force();
        }
        return bytes;
    }

    /**
     * What a checkpoint has for itself.
     *
     * @param first its first number
     * @param last its last number
     * @param at the time that its lines bear
     */
    private record Range(long first, long last, Tick at) {}

    private static int flush(LineBuffer lines, Disk.Output out) throws IOException {
        int size = lines.size();
        out.write(lines.view());
        lines.truncate(0);
        return size;
    }

    private void forget(String temporary) {
        try {
            disk.delete(temporary);
        } catch (IOException left) {
            // The next opening knows it by its name.
        }
    }

    private void goOn() {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("the journal is being closed");
        }
    }
}
