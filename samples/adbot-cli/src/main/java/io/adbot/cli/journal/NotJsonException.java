package io.adbot.cli.journal;

/** A line is no JSON object. The message says why, and at which column. */
final class NotJsonException extends NotAnEntryException {

    private static final long serialVersionUID = 1L;

    NotJsonException(String message) {
        super(message);
    }
}
