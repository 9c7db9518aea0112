package io.adbot.store.json;

import io.adbot.value.InvalidValueException;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Which ids can be the name of a file or directory, and nothing but that: the one place where an id becomes a path. A name
 * has no separator of any system, does not begin with a dot, has at most 255 bytes in UTF-8, and the file system takes it.
 */
final class PathNames {

    private static final int MOST_BYTES = 255;

    private PathNames() {}

    /** Throws {@link InvalidValueException} if the id cannot be a directory's name. */
    static void check(TenantId tenant) {
        check(FileSystems.getDefault(), "tenant", tenant.value());
    }

    /** Throws {@link InvalidValueException} if the id cannot be a file's name. */
    static void check(SessionId session) {
        check(FileSystems.getDefault(), "session", session.value());
    }

    /** The tenant's directory in this one; throws {@link InvalidValueException} if the id cannot be one. */
    static Path resolve(Path directory, TenantId tenant) {
        check(directory.getFileSystem(), "tenant", tenant.value());
        return directory.resolve(tenant.value());
    }

    /** The session's file in this directory; throws {@link InvalidValueException} if the id cannot be one. */
    static Path resolve(Path directory, SessionId session) {
        check(directory.getFileSystem(), "session", session.value());
        return directory.resolve(session.value());
    }

    private static void check(FileSystem system, String field, String name) {
        if (name.isEmpty()
                || name.startsWith(".")
                || name.indexOf('/') >= 0
                || name.indexOf('\\') >= 0
                || name.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw refusal(field, name);
        }
        try {
            Path path = system.getPath(name);
            if (path.isAbsolute() || path.getNameCount() != 1) {
                throw refusal(field, name);
            }
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
