package io.adbot.telegram;

import io.adbot.telegram.LoginException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A directory for a session, its owner's alone. */
final class LoginDirectory {

    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");

    private final Path path;
    private final boolean fresh;

    private LoginDirectory(Path path, boolean fresh) {
        this.path = path;
        this.fresh = fresh;
    }

    /** Makes it if it is missing, and closes it to others; throws {@link LoginException} if that cannot be. */
    static LoginDirectory prepare(Path path) {
        try {
            boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
            boolean fresh = !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
            if (fresh) {
                FileAttribute<?>[] attributes = posix
                        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNERS)}
                        : new FileAttribute<?>[0];
                Files.createDirectory(path, attributes);
            } else if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new LoginException(
                        Kind.DIRECTORY, path + ": got a file or a link, expected a directory or nothing");
            } else if (posix) {
                Files.setPosixFilePermissions(path, OWNERS);
            }
            return new LoginDirectory(path, fresh);
        } catch (IOException e) {
            throw new LoginException(Kind.DIRECTORY, path + ": cannot be made or closed to others: " + e);
        }
    }

    /** Deletes it if it was not there before; not under a client that has not closed. */
    void removeIfFresh() {
        try {
            Path real = path.toRealPath();
            if (fresh && DirectoryClaims.claim(real)) {
                try {
                    remove(path);
                } finally {
                    DirectoryClaims.release(real);
                }
            }
        } catch (IOException e) {
            throw new LoginException(Kind.DIRECTORY, path + ": cannot be deleted: " + e);
        }
    }

    /** Deletes a directory and all in it; throws {@link LoginException} if it cannot. */
    static void remove(Path path) {
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> fromTheInside = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : fromTheInside) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new LoginException(Kind.DIRECTORY, path + ": cannot be deleted: " + e);
        }
    }
}
