package io.adbot.cli.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a file is or would be, whichever way leads there.
 *
 * @param path absolute, and without links as far as it exists
 */
public record Place(Path path) {

    /** Checks that it is absolute. */
    public Place {
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException("got " + path + ", expected an absolute path");
        }
    }

    /**
     * Refuses an output that would lie in a directory that is not there: a file or a directory is made, what it lies in is not, for a
     * path that is misspelt would else be made, too.
     */
    public static void checkRoom(String option, Path out) {
        Path directory = out.toAbsolutePath().normalize().getParent();
        if (directory != null && !Files.isDirectory(directory)) {
            throw new BadInputException(option + ": " + out + " lies in " + directory
                    + ", which is no directory, expected one that is there");
        }
    }

    /** Where this file is. */
    public static Place of(Path file) {
        return new Place(real(file.toAbsolutePath()));
    }

    /** Do both ways lead to one file? */
    public boolean is(Place other) {
        try {
            return path.equals(other.path) || Files.isSameFile(path, other.path);
        } catch (IOException missing) {
            return false;
        }
    }

    /** Is it the other, or somewhere in it? */
    public boolean isIn(Place other) {
        return is(other) || path.startsWith(other.path);
    }

    /** False for a device: two outputs may both go to the null device. */
    public boolean holdsWhatIsWritten() {
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
