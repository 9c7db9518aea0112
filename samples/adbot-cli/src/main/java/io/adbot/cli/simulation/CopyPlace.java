package io.adbot.cli.simulation;

import io.adbot.cli.input.BadInputException;
import io.adbot.cli.input.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the copy of a directory lies: in a temporary directory that goes in the end, or in one that is to be kept. */
final class CopyPlace implements AutoCloseable {

    private final Path path;
    private final boolean temporary;
    private final boolean wasThere;
    private boolean complete;

    private CopyPlace(Path path, boolean temporary) {
        this.path = path;
        this.temporary = temporary;
        this.wasThere = !temporary && Files.exists(path);
    }

    /**
     * A place for the copy.
     *
     * @param original what is copied
     * @param keep where the copy is to stay; refused unless there is nothing yet, and nothing of the original around it
     */
    static CopyPlace of(Path original, Optional<Path> keep) {
        return keep.map(out -> kept(original, out)).orElseGet(CopyPlace::temporary);
    }

    private static CopyPlace temporary() {
        try {
            return new CopyPlace(Files.createTempDirectory("adbot-simulation"), true);
        } catch (IOException failure) {
            throw BadInputException.because(Path.of(System.getProperty("java.io.tmpdir", "")), failure);
        }
    }

    private static CopyPlace kept(Path original, Path out) {
        Place.checkRoom("--keep", out);
        if (Place.of(out).isIn(Place.of(original))) {
            throw refused(out, "lies in " + original + ", which is not to be touched, expected a directory elsewhere");
        }
        if (Files.exists(out, LinkOption.NOFOLLOW_LINKS) && !(Files.isDirectory(out) && isEmpty(out))) {
            throw refused(out, "is there already, expected an empty directory, or none");
        }
        return new CopyPlace(out, false);
    }

    private static BadInputException refused(Path out, String reason) {
        return new BadInputException("--keep: " + out + " " + reason);
    }

    Path path() {
        return path;
    }

    /** All is in it that is to be kept. */
    void complete() {
        complete = true;
    }

    /** Removes what nobody is to find: a temporary copy, and one that was not completed. */
    @Override
    public void close() {
        if (complete && !temporary) {
            return;
        }
        try {
            if (wasThere) {
                FileTree.deleteWithin(path);
            } else {
                FileTree.delete(path);
            }
        } catch (IOException failure) {
            throw BadInputException.because(path, failure);
        }
    }

    private static boolean isEmpty(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        } catch (IOException failure) {
            throw BadInputException.because(directory, failure);
        }
    }
}
