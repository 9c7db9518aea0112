package io.adbot.store;

import io.adbot.engine.Books;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.SetupEvent.SnapshotWritten;
import java.util.List;

/**
 * The files that a person reads, and mends while the engine is closed: snapshots of the books (rule M9).
 *
 * <p>Called at an opening and at a close, from one thread. Blocks.
 */
public interface ReadableFiles {

    /**
     * What an operator changed by hand since the files were written, as facts to be journalled. At the first opening of a
     * directory that is everything in it. They are to be journalled in this order and before anything else but the opening itself:
     * so a crash in between loses none of them, and the next opening is told the rest. Only a new list of credentials may come between
     * them, behind the {@link SnapshotWritten}s that are the first of them.
     *
     * @param books what the journal says
     * @throws StoreException if a file is not what it should be, or was changed although the journal knows more recent
     *     things; nothing has been changed
     */
    List<JournalEvent> edits(Books books);

    /**
     * Writes the files anew, beside the old ones.
     *
     * @param books what is to stand in them
     * @return what was written; an empty one if all files say that already
     * @throws StoreException if it cannot be written, or a file was changed by hand while the engine was open; all files are as
     *     they were
     */
    Written write(Books books);

    /** Files that were written and are not in place yet. */
    interface Written {

        /** What is to be journalled before they are put in place. */
        List<SnapshotWritten> facts();

        /** Puts them in place. Durable when it returns. */
        void putInPlace();
    }
}
