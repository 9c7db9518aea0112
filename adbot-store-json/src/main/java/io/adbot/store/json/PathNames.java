package io.adbot.store.json;

import io.adbot.value.InvalidValueException;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Which ids can be the name of a file or directory, and nothing but that: the one place where an id becomes a path. A name
 * has no separator of any system, does not begin with a dot, has at most 255 bytes in UTF-8, and the file system takes it.
 */
final class PathNames {

    private static final int MOST_BYTES = 255;

    private PathNames() {}

    /** The tenant's directory in this one; throws {@link InvalidValueException} if the id cannot be one. */
    static Path resolve(Path directory, TenantId tenant) {
        return resolve(directory, "tenant", tenant.value());
    }

    /** The session's file in this directory; throws {@link InvalidValueException} if the id cannot be one. */
    static Path resolve(Path directory, SessionId session) {
        return resolve(directory, "session", session.value());
    }

    private static Path resolve(Path directory, String field, String name) {
        if (name.isEmpty()
                || name.startsWith(".")
                || name.indexOf('/') >= 0
                || name.indexOf('\\') >= 0
                || name.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw refusal(field, name);
        }
        try {
            Path path = directory.resolve(name);
            if (path.getNameCount() != directory.getNameCount() + 1 || !path.startsWith(directory)) {
                throw refusal(field, name);
            }
            return path;
        } catch (InvalidPathException notOnThisSystem) {
            throw refusal(field, name);
        }
    }

    private static InvalidValueException refusal(String field, String name) {
        return new InvalidValueException(
                field,
                name,
                "a name that a directory can bear: no / and no \\, no dot at the beginning, at most " + MOST_BYTES
                        + " bytes, and no character that this system does not take");
    }
}
