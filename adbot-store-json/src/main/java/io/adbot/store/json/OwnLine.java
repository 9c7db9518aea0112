package io.adbot.store.json;

import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.time.Tick;

/** The lines that are about the journal itself. They have a number like every other, and no reader of facts is shown them. */
enum OwnLine {
    /** A checkpoint begins: what follows stands for all that was there up to {@code covers}. */
    CHECKPOINT("checkpoint"),
    /** A checkpoint is complete; bears the last number that it covers. */
    CHECKPOINT_ENDED("checkpoint_ended"),
    /** The journal was closed: all before is durable. */
    JOURNAL_CLOSED("journal_closed");

    private final String type;

    OwnLine(String type) {
        this.type = type;
    }

    JournalEntry entry(long seq, Tick at) {
        return new JournalEntry(seq, at, new JournalEvent.Unrecognised(type));
    }

    boolean is(JournalEntry entry) {
        return entry.event().type().equals(type);
    }

    static boolean any(JournalEntry entry) {
        return entry.event() instanceof JournalEvent.Unrecognised
                && (CHECKPOINT.is(entry) || CHECKPOINT_ENDED.is(entry) || JOURNAL_CLOSED.is(entry));
    }
}
