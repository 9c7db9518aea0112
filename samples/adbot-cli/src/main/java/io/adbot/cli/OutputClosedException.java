package io.adbot.cli;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Nothing more can be written to the standard output. */
final class OutputClosedException extends UncheckedIOException {

    private static final long serialVersionUID = 1L;

    OutputClosedException(IOException cause) {
        super(cause);
    }

    /** Did the reader just go away, as {@code head} does when it has seen enough? */
    boolean readerLeft() {
        String message = String.valueOf(getMessage()).toLowerCase(java.util.Locale.ROOT);
        return message.contains("pipe");
    }
}
