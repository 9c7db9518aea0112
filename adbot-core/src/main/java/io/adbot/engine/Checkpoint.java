package io.adbot.engine;

import io.adbot.cycle.EngineMemory;
import io.adbot.cycle.GroupGates;
import io.adbot.journal.Fold;
import io.adbot.journal.JournalEvent;
import io.adbot.time.Tick;
import java.util.ArrayList;
import java.util.List;

/**
 * What can stand for the beginning of a journal: a fold that is told the entries and says, in few, all that matters of them
 * (rule for a reader: whoever is told the checkpoint and the entries after it knows what he would know from the whole
 * journal).
 *
 * <p>Threads: one at a time.
 */
public final class Checkpoint implements Fold {

    private final Books books = new Books();
    private final EngineMemory memory;

    /**
     * Nothing to say yet.
     *
     * @param gates the gates in force
     */
    public Checkpoint(GroupGates gates) {
        this.memory = new EngineMemory(gates);
    }

    @Override
    public void apply(Tick at, JournalEvent event) {
        books.apply(at, event);
        memory.apply(at, event);
    }

    /** What the books say after the entries that were told. */
    public Books books() {
        return books;
    }

    /** What stands for the entries that were told. */
    public List<JournalEvent> events() {
        List<JournalEvent> events = new ArrayList<>();
        books.checkpoint(events::add);
        memory.checkpoint(events::add);
        return events;
    }
}
