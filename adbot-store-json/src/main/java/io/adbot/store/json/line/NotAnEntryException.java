package io.adbot.store.json.line;

/** A line is nothing like an entry of a journal: no JSON object, or one with neither type nor number. */
public class NotAnEntryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotAnEntryException(String message) {
        super(message);
    }
}
