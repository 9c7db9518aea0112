package io.adbot.cli.journal;

import io.adbot.journal.JournalEntry;
import io.adbot.value.Breach;
import io.adbot.value.InvalidValueException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads a written journal from its first line to its last, in the memory of its longest line.
 *
 * <p>A line that is not an entry is a breach of rule {@code J}, and reading goes on behind it. A last line without an end
 * that is no JSON object was torn by a crash: it is reported, and is no breach. Blank lines and kinds of entries that are
 * not known are passed over.
 */
public final class JournalReader {

    /** The rule that a journal is one: each line an entry, with all that belongs to it, under its checksum. */
    public static final String RULE = "J";

    private final Visitor visitor;
    private final JournalLines codec = new JournalLines();

    /** A reader that shows what it reads to the visitor. */
    public JournalReader(Visitor visitor) {
        this.visitor = visitor;
    }

    /** Is shown a journal, in its order. Lines count from 1. */
    public interface Visitor {

        /** An entry. */
        void entry(long line, JournalEntry entry);

        /** A line that is none. */
        void broken(long line, Breach breach);

        /** A last line that was torn by a crash. */
        void torn(long line);
    }

    /**
     * Reads the stream to its end.
     *
     * @throws NotJsonException if the first line is no JSON object, so that this is no journal at all
     */
    public void read(InputStream in) throws IOException {
        Lines lines = new Lines(in);
        while (lines.next()) {
            if (!lines.blank()) {
                read(lines);
            }
        }
    }

    private void read(Lines lines) {
        Optional<JournalEntry> entry;
        try {
            entry = codec.read(lines.bytes(), lines.length());
        } catch (NotJsonException malformed) {
            notJson(lines, malformed);
            return;
        } catch (InvalidValueException refusal) {
            visitor.broken(lines.number(), new Breach(RULE, String.valueOf(refusal.getMessage())));
            return;
        }
        entry.ifPresent(found -> visitor.entry(lines.number(), found));
    }

    private void notJson(Lines lines, NotJsonException malformed) {
        boolean first = lines.number() == 1;
        if (!lines.complete() && (!first || lines.bytes()[0] == '{')) {
            visitor.torn(lines.number());
        } else if (first) {
            throw malformed;
        } else {
            visitor.broken(lines.number(), new Breach(RULE, String.valueOf(malformed.getMessage())));
        }
    }
}
