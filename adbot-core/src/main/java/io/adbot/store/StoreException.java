package io.adbot.store;

import io.adbot.journal.JournalException;

/**
 * What is kept could not be read or written. The message is one line for a person: the file, the position in it where there
 * is one, what was expected, what came, and what can be done. Nothing has been overwritten.
 */
public class StoreException extends JournalException {

    private static final long serialVersionUID = 1L;

    /** Says what is wrong, where, and what to do. */
    public StoreException(String message) {
        super(message);
    }

    /** The same, with the failure that was behind it. */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
