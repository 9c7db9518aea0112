package io.adbot.telegram.transport;

/** TDLib's library is not there, cannot be loaded, or is too old. The message says what was looked for and what to install. */
public final class TdLibraryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TdLibraryException(String message) {
        super(message);
    }

    TdLibraryException(String message, Throwable cause) {
        super(message, cause);
    }
}
