package io.adbot.telegram.td;

import io.adbot.telegram.td.Answers.TdError;

/** TDLib has answered with an error. */
public final class TdException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient TdError error;

    TdException(TdError error) {
        super(error.code() + " " + error.message(), null, false, false);
        this.error = error;
    }

    /** The error, as TDLib gave it. */
    public TdError error() {
        return error;
    }
}
