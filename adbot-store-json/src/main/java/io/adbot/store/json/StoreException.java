package io.adbot.store.json;

import java.nio.file.Path;

/** The store cannot read or write a file. The message names it, and says why. */
public class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String file;

    StoreException(Path file, String message) {
        super(file + ": " + message);
        this.file = file.toString();
    }

    StoreException(Path file, String message, Throwable cause) {
        super(file + ": " + message + ": " + cause, cause);
        this.file = file.toString();
    }

    /** The file or directory. */
    public final String file() {
        return file;
    }
}
