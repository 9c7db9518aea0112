package io.adbot.cli.journal;

/** A file is no journal. The message says what stands in its first line instead. */
public final class NotAJournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotAJournalException(String message) {
        super(message);
    }
}
