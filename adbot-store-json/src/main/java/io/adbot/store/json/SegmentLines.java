package io.adbot.store.json;

import io.adbot.journal.JournalEntry;
import io.adbot.store.json.LineBlock.Line;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of a segment one by one: each is an entry, or there is something to complain of. */
final class SegmentLines {

    private static final Line NONE = new Line(1, 0, 0, null, "", 0, 0);

    private final BlocksAhead blocks;
    private LineBlock block = new LineBlock(List.of(), 0);
    private Iterator<Line> left = block.lines().iterator();
    private Line line = NONE;

    /** How many lines and bytes stand before the block. */
    private long linesBefore;

    private long bytesBefore;

    /** The first {@code size} bytes of the file; closing is the caller's business. */
    SegmentLines(Disk.Input in, long size, Codecs codecs) {
        this.blocks = new BlocksAhead(new InputSlice(in, 0, size), size, codecs);
    }

    /** Goes to the next line that is not blank; false if there is none. */
    boolean next() throws IOException {
        while (!left.hasNext()) {
            bytesBefore = blocks.bytes();
            linesBefore += block.count();
            LineBlock following = blocks.next();
            if (following == null) {
                block = new LineBlock(List.of(), 0);
                line = NONE;
                return false;
            }
            block = following;
            left = block.lines().iterator();
        }
        line = left.next();
        return true;
    }

    /** The line's entry; null if there is something to complain of. */
    @Nullable
    JournalEntry entry() {
        return line.entry();
    }

    String complaint() {
        return line.complaint();
    }

    /** Up to where the line says that the journal was durable; 0 if it says nothing. */
    long durable() {
        return line.durable();
    }

    /** Up to where the line's checkpoint stands for what was there; 0 if it is no checkpoint. */
    long covers() {
        JournalEntry entry = line.entry();
        return entry == null || !OwnLine.CHECKPOINT.is(entry) ? 0 : line.covers();
    }

    /** The line's number, from 1; behind the last line that of the one which would follow. */
    long number() {
        return linesBefore + line.number();
    }

    long offset() {
        return bytesBefore + line.offset();
    }

    /** Where the next line begins. */
    long end() {
        return bytesBefore + line.end();
    }
}
