package io.adbot.cli.journal;

import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.value.InvalidValueException;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * A journal's entries as lines of JSON, and back: {@link #read} gives what {@link #write} was given.
 *
 * <p>Reading takes whatever says the same: fields in any order, fields that it does not know, a {@code null} for a field
 * that does not apply, a cycle that is a number, a time with an offset. An entry of a kind that it does not know becomes
 * {@link JournalEvent.Unrecognised}. A {@code crc}, if there is one, is the last field and the CRC-32C of the bytes before
 * its comma.
 *
 * <p>Threads: an instance belongs to one thread.
 */
public final class JournalLines {

    private final JsonFactory json = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            // Ids of 256 characters in lists of any length: what bounds a line is the memory alone.
            .streamReadConstraints(StreamReadConstraints.defaults())
            .build();
    private final LineParser parser = new LineParser(json);
    private final EntryReader reader = new EntryReader();
    private final EntryWriter writer = new EntryWriter();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);

    /** A codec without a past. */
    public JournalLines() {}

    /** The entry as one line of UTF-8, without the line's end. */
    public byte[] write(JournalEntry entry) {
        line.reset();
        writer.write(entry, json.createGenerator(tools.jackson.core.ObjectWriteContext.empty(), line));
        return line.toByteArray();
    }

    /**
     * Reads one line.
     *
     * @param bytes holds the line
     * @param length where the line ends in it, without the line's end; it begins at 0
     * @return the entry, or empty if it is of a kind that this version does not know and has no place in the journal
     * @throws NotAnEntryException if it is no JSON object, or one that has nothing of an entry
     * @throws InvalidValueException if it is an entry with something wrong in it
     */
    public Optional<JournalEntry> read(byte[] bytes, int length) {
        LineFields fields = parser.parse(bytes, length);
        return reader.read(fields);
    }
}
