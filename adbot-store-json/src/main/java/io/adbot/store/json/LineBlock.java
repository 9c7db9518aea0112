package io.adbot.store.json;

import io.adbot.journal.JournalEntry;
import io.adbot.store.json.line.JournalLines;
import io.adbot.store.json.line.Lines;
import io.adbot.store.json.line.NotAnEntryException;
import io.adbot.value.InvalidValueException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Some lines of a segment that were read one after the other: each is an entry, or there is something to complain of.
 *
 * @param lines those that are not blank
 * @param count how many there are, the blank ones included
 */
record LineBlock(List<Line> lines, long count) {

    /**
     * A line.
     *
     * @param number its number in the block, from 1
     * @param offset where in the block it begins
     * @param end where in the block the next one begins
     * @param entry its entry; null if there is something to complain of
     * @param complaint what; empty if nothing
     * @param durable up to where the line says that the journal was durable; 0 if it says nothing
     * @param covers up to where the line's checkpoint stands for what was there; 0 if it says nothing
     */
    record Line(
            long number,
            long offset,
            long end,
            @Nullable JournalEntry entry,
            String complaint,
            long durable,
            long covers) {}

    /** Reads the lines in the first bytes of an array. */
    static LineBlock read(byte[] bytes, int size, JournalLines codec) throws IOException {
        Lines in = new Lines(new ByteArrayInputStream(bytes, 0, size), size);
        List<Line> lines = new ArrayList<>();
        long count = 0;
        while (in.next()) {
            count++;
            if (!in.complete()) {
                lines.add(bad(in, "the line has no end"));
            } else if (!in.blank()) {
                lines.add(line(in, codec));
            }
        }
        return new LineBlock(lines, count);
    }

    private static Line line(Lines in, JournalLines codec) {
        try {
            Optional<JournalEntry> read = codec.read(in.bytes(), in.from(), in.to());
            long durable = codec.durable().orElse(0);
            long covers = codec.covers().orElse(0);
            String complaint = complaint(read, codec);
            return complaint.isEmpty()
                    ? new Line(in.number(), in.offset(), in.end(), read.orElse(null), "", durable, covers)
                    : bad(in, complaint);
        } catch (NotAnEntryException | InvalidValueException broken) {
            return bad(in, String.valueOf(broken.getMessage()));
        }
    }

    private static Line bad(Lines in, String complaint) {
        return new Line(in.number(), in.offset(), in.end(), null, complaint, 0, 0);
    }

    /** Every line is written with its checksum: of torn ones, two halves can make a line that says something else. */
    private static String complaint(Optional<JournalEntry> read, JournalLines codec) {
        if (read.isEmpty()) {
            return "an entry of a kind that is not known, without its place in the journal";
        }
        return codec.isSealed() ? "" : "crc: got nothing, expected 8 lower-case hexadecimal digits";
    }
}
