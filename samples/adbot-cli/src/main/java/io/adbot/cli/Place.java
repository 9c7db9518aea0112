package io.adbot.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a file is or would be, whichever way leads there.
 *
 * @param path absolute, and without links as far as it exists
 */
record Place(Path path) {

    static Place of(Path file) {
        return new Place(real(file.toAbsolutePath()));
    }

    /** Do both ways lead to one file? */
    boolean is(Place other) {
        try {
            return path.equals(other.path) || Files.isSameFile(path, other.path);
        } catch (IOException missing) {
            return false;
        }
    }

    /** False for a device: two outputs may both go to the null device. */
    boolean holdsWhatIsWritten() {
        return Files.notExists(path) || Files.isRegularFile(path);
    }

    private static Path real(Path absolute) {
        try {
            return absolute.toRealPath();
        } catch (IOException missing) {
            Path parent = absolute.getParent();
            Path name = absolute.getFileName();
            return parent == null || name == null
                    ? absolute
                    : real(parent).resolve(name).normalize();
        }
    }
}
