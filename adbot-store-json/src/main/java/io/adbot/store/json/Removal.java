package io.adbot.store.json;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Removes a file, or a directory with all that is in it, in one step: first it is given a hidden name beside it, durably, and then it
 * is deleted. What a crash or a failure has left under that name goes with the next removal, or with {@link #finish}. Links are
 * deleted and not followed.
 *
 * <p>One at a time in each directory.
 */
final class Removal {

    private static final String HIDDEN = ".removed";

    private Removal() {}

    /** Once this returns it does not come back; if it fails after the first step, it is gone under its name all the same. */
    static void remove(Path path) throws IOException {
        Path directory = OwnersOnly.directoryOf(path);
        finish(directory);
        Path hidden = directory.resolve(HIDDEN);
        Files.move(path, hidden, StandardCopyOption.ATOMIC_MOVE);
        OwnersOnly.force(directory);
        delete(hidden);
    }

    /** Deletes what is left of an earlier removal in the directory. */
    static void finish(Path directory) throws IOException {
        Path hidden = directory.resolve(HIDDEN);
        if (Files.exists(hidden, LinkOption.NOFOLLOW_LINKS)) {
            delete(hidden);
        }
    }

    private static void delete(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
