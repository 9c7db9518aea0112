package io.adbot.journal;

/** A journal could not do what it was asked to. The message says which, where and what to do. */
public class JournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A failure without another behind it. */
    public JournalException(String message) {
        super(message);
    }

    /** A failure that another caused. */
    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
