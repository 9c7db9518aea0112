package io.adbot.store.json;

import io.adbot.store.StoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** What is said of a file that the system refuses: words for a person, and no name of a class. */
public final class FileFailure {

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

    /** Why it was refused, as the end of a sentence that has named the file. */
    public static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "something else of that name is in the way";
        }
        if (failure instanceof NotDirectoryException) {
            return "not a directory";
        }
        if (failure instanceof DirectoryNotEmptyException) {
            return "a directory that is not empty";
        }
        if (failure instanceof AtomicMoveNotSupportedException) {
            return "its new place is on another file system; a data directory lies on one";
        }
        String reason = failure instanceof FileSystemException named && named.getReason() != null
                ? named.getReason()
                : failure.getMessage();
        return reason == null ? "the system does not say why" : small(reason);
    }

    /** Systems begin with a capital; {@code I/O error} stays as it is. */
    private static String small(String reason) {
        return reason.length() > 1 && Character.isLowerCase(reason.charAt(1))
                ? Character.toLowerCase(reason.charAt(0)) + reason.substring(1)
                : reason;
    }
}
