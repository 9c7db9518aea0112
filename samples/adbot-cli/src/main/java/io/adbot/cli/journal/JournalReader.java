package io.adbot.cli.journal;

import io.adbot.journal.JournalEntry;
import io.adbot.store.json.line.JournalLines;
import io.adbot.store.json.line.Lines;
import io.adbot.store.json.line.NotAnEntryException;
import io.adbot.store.json.line.NotJsonException;
import io.adbot.value.Breach;
import io.adbot.value.InvalidValueException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a written journal from its first line to its last, in the memory of its longest line.
 *
 * <p>A line that is not an entry is a breach of rule {@code J}, and reading goes on behind it. A last line without an end
 * that is no JSON object was torn by a crash: it is reported, and is no breach. Blank lines and kinds of entries that are
 * not known, or that another writer means something else by, are passed over ({@link JournalLines#ofAnyWriter}).
 */
public final class JournalReader {

    /** The rule that a journal is one: each line an entry, with all that belongs to it, under its checksum. */
    public static final String RULE = "J";

    /** So many lines before the first entry may be damaged; a file that begins with more of them is something else. */
    private static final int LONGEST_PRELUDE = 100;

    private final Visitor visitor;
    private final JournalLines codec = JournalLines.ofAnyWriter();
    private final List<Broken> prelude = new ArrayList<>();
    private boolean begun;

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
     * @throws NotAJournalException if nothing like an entry is in it, or comes too late, so that this is no journal at all;
     *     says what stands in its first line instead
     */
    public void read(InputStream in) throws IOException {
        Lines lines = new Lines(in);
        while (lines.next()) {
            if (!lines.blank()) {
                read(lines);
            }
        }
        if (!begun && !prelude.isEmpty()) {
            throw notAJournal();
        }
    }

    private void read(Lines lines) {
        Optional<JournalEntry> entry;
        try {
            entry = codec.read(lines.bytes(), lines.from(), lines.to());
        } catch (NotAnEntryException foreign) {
            foreign(lines, foreign);
            return;
        } catch (InvalidValueException refusal) {
            begin();
            visitor.broken(lines.number(), new Breach(RULE, String.valueOf(refusal.getMessage())));
            return;
        }
        begin();
        entry.ifPresent(found -> visitor.entry(lines.number(), found));
    }

    private void foreign(Lines lines, NotAnEntryException why) {
        Broken line = new Broken(lines.number(), new Breach(RULE, String.valueOf(why.getMessage())));
        if (!begun) {
            prelude.add(line);
            if (prelude.size() > LONGEST_PRELUDE) {
                throw notAJournal();
            }
        } else if (!lines.complete() && why instanceof NotJsonException) {
            visitor.torn(lines.number());
        } else {
            visitor.broken(line.number(), line.breach());
        }
    }

    /** It is a journal after all: what stood before the first entry is damaged. */
    private void begin() {
        begun = true;
        prelude.forEach(line -> visitor.broken(line.number(), line.breach()));
        prelude.clear();
    }

    private NotAJournalException notAJournal() {
        Broken first = prelude.get(0);
        return new NotAJournalException(
                "line " + first.number() + ": " + first.breach().message());
    }

    /** A line that is no entry. */
    private record Broken(long number, Breach breach) {}
}
