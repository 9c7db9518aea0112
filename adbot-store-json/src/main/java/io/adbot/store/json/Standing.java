package io.adbot.store.json;

import io.adbot.engine.SnapshotBook;
import io.adbot.journal.SetupEvent.SnapshotWritten;
import io.adbot.store.StoreException;
import java.nio.file.Path;
import java.util.Optional;

/** A readable file as it stands there, and what the journal knows of it (rule M9). */
final class Standing {

    private final Path path;
    private final String name;
    private final Optional<byte[]> bytes;
    private final String sha256;
    private final SnapshotBook snapshots;

    private Standing(Path path, String name, Optional<byte[]> bytes, SnapshotBook snapshots) {
        this.path = path;
        this.name = name;
        this.bytes = bytes;
        this.sha256 = bytes.map(Sha256::of).orElse("");
        this.snapshots = snapshots;
    }

    /**
     * Looks at a file.
     *
     * @throws StoreException if it was changed although the journal knows more recent things
     */
    static Standing of(DataFiles files, String name, SnapshotBook snapshots) {
        Path path = files.path(name);
        Standing standing = new Standing(path, files.name(path), DataFiles.read(path), snapshots);
        if (standing.exists() && standing.isKnown() && !standing.isOurs() && !snapshots.isClosed()) {
            throw new StoreException(path + ": it was changed by hand, but the engine was not closed in order before that, so the"
                    + " journal knows more recent things, which the change would undo. Nothing was changed. Put the file back"
                    + " as it was, or delete it: then it is written anew from the journal; `adbot doctor " + files.directory()
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

    /** To be journalled once what is in it has been: it says nothing new any more. */
    Optional<SnapshotWritten> read() {
        return exists() && !snapshots.isLast(name, sha256)
                ? Optional.of(new SnapshotWritten(name, sha256))
                : Optional.empty();
    }

    private boolean isOurs() {
        return exists() && snapshots.isOurs(name, sha256);
    }
}
