package io.adbot.cli.input;

import io.adbot.store.json.FileFailure;
import io.adbot.value.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the user gave cannot be used. The message is one line that names it and says what would do. */
public final class BadInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Refuses what the message names. */
    public BadInputException(String message) {
        super(message);
    }

    /** Refuses a file for what stands in it. */
    public static BadInputException in(Path file, String reason) {
        return new BadInputException(file + ": " + reason);
    }

    /** Refuses a file for a value in it. */
    public static BadInputException in(Path file, InvalidValueException refusal) {
        return in(file, String.valueOf(refusal.getMessage()));
    }

    /** Refuses a file that could not be read or written. */
    public static BadInputException because(Path file, IOException failure) {
        return in(file, reason(file, failure));
    }

    private static String reason(Path file, IOException failure) {
        if (Files.isDirectory(file)) {
            return "is a directory, expected a file";
        }
        return FileFailure.reason(failure);
    }
}
