package io.adbot.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** Nothing more can be written to the standard output. */
final class OutputClosedException extends UncheckedIOException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    OutputClosedException(IOException cause) {
        super(cause);
        this.reason = String.valueOf(cause.getMessage());
    }

    String reason() {
        return reason;
    }

    /** Did the reader just go away, as {@code head} does when it has seen enough? */
    boolean readerLeft() {
        return reason.toLowerCase(Locale.ROOT).contains("pipe");
    }
}
