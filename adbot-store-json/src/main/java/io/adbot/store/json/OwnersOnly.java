package io.adbot.store.json;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** Files and directories that nobody but their owner reads, on file systems that know of owners. */
final class OwnersOnly {

    private static final FileAttribute<?>[] NONE = {};
    private static final FileAttribute<?>[] FILE = {
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
    private static final FileAttribute<?>[] DIRECTORY = {
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
    };

    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");

    private OwnersOnly() {}

    /** What a new file in the directory is given. */
    static FileAttribute<?>[] file(Path directory) {
        return knowsOwners(directory) ? FILE : NONE;
    }

    /** Makes the directory if it is missing, durably; its parents, which are not ours, as they usually are. */
    static void makeDirectory(Path directory) throws IOException {
        Path parent = directory.toAbsolutePath().normalize().getParent();
        if (makeDirectoryUnforced(directory) && parent != null) {
            force(parent);
        }
    }

    /** Makes the directory if it is missing, as {@link #makeDirectory} does but for its durability; was it missing? */
    static boolean makeDirectoryUnforced(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return false;
        }
        Path parent = directory.toAbsolutePath().normalize().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.createDirectory(directory, knowsOwners(directory) ? DIRECTORY : NONE);
        return true;
    }

    /** Takes from everybody but the owner what they may do with a file or directory, if it is there. */
    static void hide(Path path) throws IOException {
        if (!knowsOwners(path) || !Files.exists(path)) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        if (permissions.retainAll(OWNERS)) {
            Files.setPosixFilePermissions(path, permissions);
        }
    }

    /** Returns once the directory's names are on the disk; on a system where a directory cannot be opened, at once. */
    static void force(Path directory) throws IOException {
        if (!knowsOwners(directory)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static boolean knowsOwners(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** The directory that a file lies in. */
    static Path directoryOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a directory");
    }
}
