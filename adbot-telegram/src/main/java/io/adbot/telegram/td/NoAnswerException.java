package io.adbot.telegram.td;

/** TDLib has not answered in time, or its client has been closed: whether it has done what it was asked for is not known. */
public final class NoAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoAnswerException(String message) {
        super(message, null, false, false);
    }
}
