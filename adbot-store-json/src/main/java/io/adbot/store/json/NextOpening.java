package io.adbot.store.json;

import io.adbot.journal.JournalEvent;
import java.nio.file.Path;
import java.util.List;

/**
 * What the next opening of a data directory would do.
 *
 * @param first whether the directory was never opened, so that its files are the opening balance
 * @param changes what it would take over of what was changed by hand, and of sessions that were put there
 * @param behind the readable files that are as they were once written, though the journal knows more recent things: as a crash, or a
 *     close that failed, leaves them. The next close writes them anew
 */
public record NextOpening(boolean first, List<JournalEvent> changes, List<Path> behind) {

    /** Copies the lists. */
    public NextOpening {
        changes = List.copyOf(changes);
        behind = List.copyOf(behind);
    }
}
