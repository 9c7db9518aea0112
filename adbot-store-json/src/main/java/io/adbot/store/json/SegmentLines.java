package io.adbot.store.json;

import io.adbot.journal.JournalEntry;
import io.adbot.store.json.line.JournalLines;
import io.adbot.store.json.line.Lines;
import io.adbot.store.json.line.NotAnEntryException;
import io.adbot.value.InvalidValueException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The lines of a segment one by one: each is an entry, or there is something to complain of. */
final class SegmentLines {

    private final JournalLines codec;
    private final Lines lines;
    private @Nullable JournalEntry entry;
    private String complaint = "";
    private long durable;
    private long covers;

    /** The first {@code size} bytes of the file; closing is the caller's business. */
    SegmentLines(Disk.Input in, long size, JournalLines codec) {
        this.codec = codec;
        this.lines = new Lines(new InputSlice(in, 0, size), size);
    }

    /** Goes to the next line that is not blank; false if there is none. */
    boolean next() throws IOException {
        do {
            if (!lines.next()) {
                return false;
            }
        } while (lines.complete() && lines.blank());
        entry = null;
        if (!lines.complete()) {
            complaint = "the line has no end";
            return true;
        }
        try {
            Optional<JournalEntry> read = codec.read(lines.bytes(), lines.from(), lines.to());
            durable = codec.durable().orElse(0);
            covers = codec.covers().orElse(0);
            complaint = complaint(read);
            entry = complaint.isEmpty() ? read.orElse(null) : null;
        } catch (NotAnEntryException | InvalidValueException broken) {
            complaint = String.valueOf(broken.getMessage());
        }
        return true;
    }

    /** Every line is written with its checksum: of torn ones, two halves can make a line that says something else. */
    private String complaint(Optional<JournalEntry> read) {
        if (read.isEmpty()) {
            return "an entry of a kind that is not known, without its place in the journal";
        }
        return codec.isSealed() ? "" : "crc: got nothing, expected 8 lower-case hexadecimal digits";
    }

    /** The line's entry; null if there is something to complain of. */
    @Nullable
    JournalEntry entry() {
        return entry;
    }

    String complaint() {
        return complaint;
    }

    /** Up to where the line says that the journal was durable; 0 if it says nothing. */
    long durable() {
        return entry == null ? 0 : durable;
    }

    /** Up to where the line's checkpoint stands for what was there; 0 if it is no checkpoint. */
    long covers() {
        return entry == null || !OwnLine.CHECKPOINT.is(entry) ? 0 : covers;
    }

    long number() {
        return lines.number();
    }

    long offset() {
        return lines.offset();
    }

    /** Where the next line begins. */
    long end() {
        return lines.end();
    }
}
