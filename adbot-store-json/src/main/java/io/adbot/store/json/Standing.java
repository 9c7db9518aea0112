package io.adbot.store.json;

import io.adbot.engine.SnapshotBook;
import io.adbot.journal.SetupEvent.SnapshotWritten;
import io.adbot.store.StoreException;
import java.nio.file.Path;
import java.util.Optional;

/** A readable file as it stands there, and what the journal knows of it (rule M9). */
final class Standing {

    /** Journalled before what an edit says; what follows, until the file itself is journalled, is the edit. */
    private static final String EDIT_OF = "edit of ";

    /** The hash of a file that is not there. */
    private static final String NO_FILE = "0".repeat(64);

    private final Path path;
    private final String name;
    private final Optional<byte[]> bytes;
    private final String sha256;
    private final SnapshotBook snapshots;

    private Standing(Path path, String name, Optional<byte[]> bytes, SnapshotBook snapshots) {
        this.path = path;
        this.name = name;
        this.bytes = bytes;
        this.sha256 = bytes.map(Sha256::of).orElse(NO_FILE);
        this.snapshots = snapshots;
    }

    /**
     * Looks at a file.
     *
     * @throws StoreException if it was changed although the journal knows more recent things
     */
    static Standing of(DataFiles files, String name, SnapshotBook snapshots) {
        Path path = files.path(name);
        Standing standing = new Standing(path, name, DataFiles.read(path), snapshots);
        if (!standing.mayBeTakenOver()) {
            throw new StoreException(
                    path + ": it was changed by hand, but the engine was not closed in order before that, so the"
                            + " journal knows more recent things, which the change would undo. Nothing was changed. Put the file back"
                            + " as it was, or delete it: then it is written anew from the journal; `adbot doctor "
                            + files.directory()
                            + "` shows what the journal knows");
        }
        return standing;
    }

    boolean exists() {
        return bytes.isPresent();
    }

    /** Was it ever written, or read in? */
    boolean isKnown() {
        return snapshots.isKnown(name);
    }

    /** What somebody wrote into it and the journal does not have; empty if there is no such thing. */
    Optional<JsonSource> edited() {
        return isOurs() ? Optional.empty() : bytes.map(text -> new JsonSource(path, text));
    }

    /** To be journalled before what somebody wrote into it: an opening that a crash cuts short is taken up again. */
    Optional<SnapshotWritten> begin() {
        return edited().map(source -> new SnapshotWritten(EDIT_OF + name, sha256));
    }

    /** To be journalled behind it: what is in the file, or that there is none, says nothing new any more. */
    Optional<SnapshotWritten> end() {
        boolean tellsNothing = exists() ? snapshots.isLast(name, sha256) : isKnown();
        return tellsNothing ? Optional.empty() : Optional.of(new SnapshotWritten(name, sha256));
    }

    /** Is it what was once written, and the journal knows more recent things? */
    boolean isBehind() {
        return isOurs() && !(snapshots.isClosed() && snapshots.isLast(name, sha256));
    }

    Path path() {
        return path;
    }

    private boolean mayBeTakenOver() {
        return !exists()
                || isOurs()
                || !isKnown() // An opening that was the first one was cut short.
                || snapshots.isClosed()
                || snapshots.isLast(EDIT_OF + name, sha256);
    }

    private boolean isOurs() {
        return exists() && snapshots.isOurs(name, sha256);
    }
}
