package io.adbot.engine;

import io.adbot.journal.CheckpointEvent;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.EngineOpened;
import io.adbot.journal.SetupEvent.EngineClosed;
import io.adbot.journal.SetupEvent.SnapshotWritten;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which readable files were written, and what was in them (rule M9). A file's hash is journalled before the file is put in
 * place. So after a close it holds what was written last; after a crash, or several in a row, it may hold something that was
 * written before. Anything else is an operator's edit.
 */
public final class SnapshotBook {

    /** So many crashes in a row, each of them just before a file is put in place, do not happen. */
    private static final int MOST_KEPT = 16;

    /** For each file what it may hold, the last first. */
    private final Map<String, ArrayDeque<String>> files = new LinkedHashMap<>();

    private boolean closed;
    private boolean begun;

    SnapshotBook() {}

    /** Is this what was written to the file, as far as a crash can have left it there? */
    public boolean isOurs(String file, String sha256) {
        ArrayDeque<String> hashes = files.get(file);
        return hashes != null && hashes.contains(sha256);
    }

    /** Is this what was written to the file last? */
    public boolean isLast(String file, String sha256) {
        ArrayDeque<String> hashes = files.get(file);
        return hashes != null && sha256.equals(hashes.getFirst());
    }

    /** Was the file ever written? */
    public boolean isKnown(String file) {
        return files.containsKey(file);
    }

    /** Is there anything in the journal yet? If not, the files are the opening balance. */
    public boolean isFirstOpening() {
        return !begun;
    }

    /** Was the engine closed in order, and has nothing been journalled since but that it was opened again? */
    public boolean isClosed() {
        return closed;
    }

    void apply(JournalEvent event) {
        begun = true;
        if (event instanceof EngineClosed) {
            closed = true;
            files.values().forEach(hashes -> hashes.retainAll(Set.of(hashes.getFirst())));
        } else if (event instanceof SnapshotWritten written) {
            written(written.file(), written.sha256());
        } else if (!(event instanceof EngineOpened) && !(event instanceof CheckpointEvent)) {
            closed = false;
        }
    }

    private void written(String file, String sha256) {
        ArrayDeque<String> hashes = files.computeIfAbsent(file, first -> new ArrayDeque<>(2));
        hashes.remove(sha256);
        hashes.addFirst(sha256);
        if (hashes.size() > MOST_KEPT) {
            hashes.removeLast();
        }
    }

    void checkpoint(Consumer<JournalEvent> out) {
        files.forEach((file, hashes) ->
                hashes.descendingIterator().forEachRemaining(sha256 -> out.accept(new SnapshotWritten(file, sha256))));
    }
}
