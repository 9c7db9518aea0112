package io.adbot.store.json.line;

/** A line is no JSON object. The message says why, and at which column. */
public final class NotJsonException extends NotAnEntryException {

    private static final long serialVersionUID = 1L;

    NotJsonException(String message) {
        super(message);
    }
}
