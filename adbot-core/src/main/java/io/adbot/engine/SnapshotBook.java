package io.adbot.engine;

import io.adbot.journal.CheckpointEvent;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.EngineOpened;
import io.adbot.journal.SetupEvent.EngineClosed;
import io.adbot.journal.SetupEvent.SnapshotWritten;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which readable files were written, and what was in them (rule M9). A file's hash is journalled before the file is put in
 * place, so after a crash it may hold what was written last or the time before; anything else is an operator's edit.
 */
public final class SnapshotBook {

    private final Map<String, Hashes> files = new LinkedHashMap<>();
    private boolean closed;
    private boolean begun;

    SnapshotBook() {}

    /** Is this what was written to the file last, or the time before? */
    public boolean isOurs(String file, String sha256) {
        Hashes hashes = files.get(file);
        return hashes != null && (sha256.equals(hashes.last) || sha256.equals(hashes.before));
    }

    /** Is this what was written to the file last? */
    public boolean isLast(String file, String sha256) {
        Hashes hashes = files.get(file);
        return hashes != null && sha256.equals(hashes.last);
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
        } else if (event instanceof SnapshotWritten written) {
            Hashes known = files.get(written.file());
            files.put(written.file(), new Hashes(written.sha256(), known == null ? null : known.last));
        } else if (!(event instanceof EngineOpened) && !(event instanceof CheckpointEvent)) {
            closed = false;
        }
    }

    void checkpoint(Consumer<JournalEvent> out) {
        files.forEach((file, hashes) -> {
            if (hashes.before != null) {
                out.accept(new SnapshotWritten(file, hashes.before));
            }
            out.accept(new SnapshotWritten(file, hashes.last));
        });
        if (closed) {
            out.accept(new EngineClosed());
        }
    }

    private record Hashes(String last, @Nullable String before) {}
}
