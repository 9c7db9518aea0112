package io.adbot.store.json.line;

import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.time.Tick;
import io.adbot.value.InvalidValueException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * A journal's entries as lines of JSON, and back: {@link #read} gives what {@link #write(JournalEntry)} was given.
 *
 * <p>A line is one JSON object: {@code seq}, {@code at_ns}, {@code wall}, {@code type}, what the kind of event has besides,
 * what the store adds ({@code durable}: up to which {@code seq} the journal was known to be on disk when the line was
 * written; {@code covers}: up to which {@code seq} a checkpoint stands for what was there before), and as the last field
 * {@code crc}, the CRC-32C of the bytes before its comma as 8 hexadecimal digits.
 *
 * <p>Reading takes whatever says the same: fields in any order, fields that it does not know, a {@code null} for a field
 * that does not apply, a cycle that is a number, a time with an offset. An entry of a kind that it does not know becomes
 * {@link JournalEvent.Unrecognised}. A {@code crc} that is not there, or is {@code null}, is not checked: see
 * {@link #isSealed}.
 *
 * <p>Of the kinds of entries six are everybody's: {@code engine_opened}, {@code cycle_started}, {@code send_intended},
 * {@code send_settled}, {@code delivery_skipped} and {@code cycle_ended}. The others are of whoever wrote the journal. A codec
 * takes them for this engine's own, so that one with something wrong in it is refused; one that is {@link #ofAnyWriter} takes
 * it for somebody else's.
 *
 * <p>Threads: an instance belongs to one thread at a time.
 */
public final class JournalLines {

    /** When it was. */
    static final String WALL = "wall";

    private static final String DURABLE = "durable";
    private static final String COVERS = "covers";
    private static final long NONE = -1;

    /** Shared, so that names which one instance has seen are known to all. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            // One generator writes all lines, and what stands between them is not its business.
            .rootValueSeparator("")
            // An instance belongs to one thread at a time, so its buffers need no pool that many share.
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            // Ids of 256 characters in lists of any length: what bounds a line is the memory alone.
            .streamReadConstraints(StreamReadConstraints.defaults())
            .build();

    private final LineParser parser = new LineParser(JSON);
    private final EventFields fields = new EventFields(parser.fields());
    private final Checksum checksum = new Checksum();
    private final WallTime times = new WallTime();
    private final LineBuffer scratch = new LineBuffer(512);
    private final boolean ownKinds;
    private JsonGenerator generator = generator();
    private FieldWriter writer = new FieldWriter(generator);

    /** A codec without a past, for a journal of this engine's. */
    public JournalLines() {
        this(true);
    }

    private JournalLines(boolean ownKinds) {
        this.ownKinds = ownKinds;
    }

    /**
     * A codec without a past, for a journal of whoever's: an entry of a kind that is not everybody's, and whose own fields are
     * not those that this engine gives it, is read as {@link JournalEvent.Unrecognised}. Its {@code seq}, {@code at_ns},
     * {@code wall} and {@code crc} have to be right all the same.
     */
    public static JournalLines ofAnyWriter() {
        return new JournalLines(false);
    }

    /** The entry as one line of UTF-8, without the line's end. */
    public byte[] write(JournalEntry entry) {
        byte[] line = encode(entry, NONE, NONE);
        return Arrays.copyOf(line, scratch.size());
    }

    /**
     * Writes the entry and the line's end behind what the buffer holds.
     *
     * @param durable the highest {@code seq} that is known to be on disk
     */
    public void write(JournalEntry entry, long durable, LineBuffer to) {
        byte[] line = encode(entry, durable, NONE);
        to.write(line, 0, scratch.size());
        to.write('\n');
    }

    /**
     * Writes an entry that begins a checkpoint, and the line's end, behind what the buffer holds.
     *
     * @param covers the last {@code seq} that the checkpoint stands for; all before it was on disk
     */
    public void writeCheckpoint(JournalEntry entry, long covers, LineBuffer to) {
        byte[] line = encode(entry, covers, covers);
        to.write(line, 0, scratch.size());
        to.write('\n');
    }

    /**
     * Reads one line, without the line's end.
     *
     * @param bytes holds the line
     * @param from where it begins
     * @param to where it has ended
     * @return the entry, or empty if it is of a kind that this version does not know and has no place in the journal
     * @throws NotAnEntryException if it is no JSON object, or one that has nothing of an entry
     * @throws InvalidValueException if it is an entry with something wrong in it
     */
    public Optional<JournalEntry> read(byte[] bytes, int from, int to) {
        parser.parse(bytes, from, to);
        LineFields line = parser.fields();
        if (!line.has("type") && !line.has("seq")) {
            throw new NotAnEntryException("neither type nor seq is in it, expected an entry");
        }
        line.check();
        String type = line.text("type");
        return EventForms.isKnown(type) ? Optional.of(entry(line, known(type))) : unknown(line, type);
    }

    private JournalEvent known(String type) {
        try {
            return EventForms.read(type, fields);
        } catch (InvalidValueException refusal) {
            if (ownKinds || EventForms.isEverybodys(type)) {
                throw refusal;
            }
            return new JournalEvent.Unrecognised(type);
        }
    }

    private Optional<JournalEntry> unknown(LineFields line, String type) {
        try {
            return Optional.of(entry(line, new JournalEvent.Unrecognised(type)));
        } catch (InvalidValueException withoutPlace) {
            return Optional.empty();
        }
    }

    /** Did the line that was read last bear a {@code crc}? */
    public boolean isSealed() {
        return parser.isSealed();
    }

    /** The mark {@code durable} of the line that was read last, if it has one; throws {@link InvalidValueException} if it is no number. */
    public OptionalLong durable() {
        return parser.fields().optionalInteger(DURABLE);
    }

    /** The field {@code covers} of the line that was read last, if it has one; throws {@link InvalidValueException} if it is no number. */
    public OptionalLong covers() {
        return parser.fields().optionalInteger(COVERS);
    }

    private JournalEntry entry(LineFields line, JournalEvent event) {
        return new JournalEntry(
                line.integer("seq"), new Tick(line.length("at_ns"), times.parse(line.characters(WALL))), event);
    }

    private byte[] encode(JournalEntry entry, long durable, long covers) {
        scratch.truncate(0);
        try {
            generator.writeStartObject();
            writer.number("seq", entry.seq())
                    .number("at_ns", entry.at().nanos())
                    .text(WALL, times.text(entry.at().wall()))
                    .text("type", entry.event().type());
            EventForms.write(entry.event(), writer);
            if (covers != NONE) {
                writer.number(COVERS, covers);
            }
            if (durable != NONE) {
                writer.number(DURABLE, durable);
            }
            generator.writeEndObject();
            generator.flush();
        } catch (RuntimeException unwritable) {
            // What it has begun is not to show in the next line.
            generator = generator();
            writer = new FieldWriter(generator);
            throw unwritable;
        }
        scratch.truncate(scratch.size() - 1);
        checksum.seal(scratch);
        return scratch.bytes();
    }

    private JsonGenerator generator() {
        return JSON.createGenerator(ObjectWriteContext.empty(), scratch);
    }
}
