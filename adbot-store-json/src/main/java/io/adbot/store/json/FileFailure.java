package io.adbot.store.json;

import io.adbot.store.StoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What is said of a file that the system refuses. */
final class FileFailure {

    private FileFailure() {}

    /**
     * The failure, in one line for a person.
     *
     * @param file which
     * @param what what cannot be done with it, as {@code cannot be read}
     */
    static StoreException of(Path file, String what, IOException failure) {
        return new StoreException(file + ": " + what + ": " + reason(failure), failure);
    }

    private static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof AtomicMoveNotSupportedException) {
            return "its new place is on another file system; a data directory lies on one";
        }
        if (failure instanceof FileSystemException named && named.getReason() != null) {
            return named.getReason();
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
