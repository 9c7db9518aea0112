package io.adbot.store.json;

import io.adbot.time.Tick;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the last segment and begins new ones. Belongs to whoever writes at the moment.
 *
 * <p>It goes on in the last segment that an opening has found, and cuts off first what stands behind its good end.
 *
 * <p>After a failure the file is not trusted any more: the next write begins a new segment, and with that gives up whatever
 * stands in the old one behind what was durable.
 */
final class SegmentWriter {

    private final Disk disk;
    private final LiveSegments segments;
    private final long segmentBytes;
    private Disk.@Nullable Output out;
    private boolean suspicious;

    SegmentWriter(Disk disk, LiveSegments segments, long segmentBytes) {
        this.disk = disk;
        this.segments = segments;
        this.segmentBytes = segmentBytes;
    }

    /** Returns once the lines are on the disk. */
    void write(ByteBuffer lines, Lines range) throws IOException {
        Disk.Output to = output(range.first());
        Segment before = segments.last();
        long bytes = lines.remaining();
        to.write(lines);
        to.force();
        segments.grow(new Segment(before.first(), range.last(), before.bytes() + bytes, range.at()));
    }

    /**
     * What is written.
     *
     * @param first the number of the first line
     * @param last the number of the last line
     * @param at the time of the last line
     */
    record Lines(long first, long last, Tick at) {}

    private Disk.Output output(long next) throws IOException {
        Disk.Output current = out;
        Segment last = segments.last();
        if (suspicious || last.bytes() >= segmentBytes || segments.now().isEmpty()) {
            return begin(next, last);
        }
        if (current == null) {
            current = disk.append(last.name(), last.bytes());
            out = current;
        }
        return current;
    }

    /** Begins a new segment, unless the last one has no line yet. */
    void roll() throws IOException {
        Segment last = segments.last();
        if (last.bytes() > 0) {
            begin(last.last() + 1, last);
        }
    }

    /** Cuts off what has failed, as far as the disk lets that happen, and lets go of the file. */
    void fail() {
        Disk.Output failed = out;
        out = null;
        suspicious = true;
        if (failed == null) {
            return;
        }
        try (failed) {
            failed.truncate(segments.last().bytes());
            failed.force();
        } catch (IOException | RuntimeException theDiskIsNoBetter) {
            // The next segment gives it up; until then it stands where a crash may leave anything.
        }
    }

    void close() throws IOException {
        if (out != null) {
            out.close();
            out = null;
        }
    }

    private Disk.Output begin(long first, Segment last) throws IOException {
        close();
        if (suspicious) {
            checkAllThere();
        }
        String name = Segment.name(first);
        disk.delete(name); // It may be there after a failure, and then nothing in it was ever promised.
        Disk.Output begun = disk.create(name);
        try {
            disk.force();
        } catch (IOException | RuntimeException e) {
            begun.close();
            throw e;
        }
        segments.begin(new Segment(first, first - 1, 0, last.at()));
        out = begun;
        suspicious = false;
        return begun;
    }

    /** A directory that was taken away is not to be taken for an empty one when it is there again. */
    private void checkAllThere() throws IOException {
        List<String> names = disk.list();
        for (Segment segment : segments.now()) {
            if (segment.bytes() > 0 && !names.contains(segment.name())) {
                throw new IOException(disk.where(segment.name()) + " is gone, and with it a part of the journal");
            }
        }
    }
}
