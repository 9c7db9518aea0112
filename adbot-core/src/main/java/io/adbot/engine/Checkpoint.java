package io.adbot.engine;

import io.adbot.cycle.EngineMemory;
import io.adbot.cycle.GroupGates;
import io.adbot.journal.Fold;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.SetupEvent.EngineClosed;
import io.adbot.time.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What can stand for the beginning of a journal: a fold that is told the entries and says, in few, all that matters of them.
 * Whoever is told the checkpoint and the entries after it knows what the whole journal would have told, and can be told it again
 * by a checkpoint.
 *
 * <p>What is over and cannot matter any more is left out: waits that have ended, tenants and sessions that were removed. So a
 * checkpoint is in proportion to what there is: tenants, sessions, permissions, the deliveries of cycles that run or were cut
 * short, and what a group refused to a session. Of group gates it tells those that are closed under the gates in force; a gate
 * that is made longer later counts for what comes after.
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

    /** What stands for the entries that were told: each of these, in order, with the time of the last of them. */
    public List<JournalEvent> events() {
        List<JournalEvent> events = new ArrayList<>();
        forEach(events::add);
        return events;
    }

    /** The same one by one, so that they need not all be held at once. */
    public void forEach(Consumer<JournalEvent> out) {
        books.checkpoint(out);
        memory.checkpoint(out);
        if (books.snapshots().isClosed()) {
            // It says that nothing came after it, so nothing may.
            out.accept(new EngineClosed());
        }
    }
}
