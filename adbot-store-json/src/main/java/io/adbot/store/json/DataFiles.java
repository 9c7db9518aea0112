package io.adbot.store.json;

import io.adbot.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the readable files of a data directory lie: flat in it, or under {@code data/}; each where it is found, and one that is
 * new beside the others, or else under {@code data/}.
 */
final class DataFiles {

    private static final String DATA = "data";
    private static final List<String> NAMES =
            List.of(UsersFile.NAME, StatsFile.NAME, DefaultGroupsFile.NAME, ApiPairsFile.NAME);

    private final Path directory;

    DataFiles(Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    /**
     * The path of a file.
     *
     * @throws StoreException if it lies in both places, or what lies there is a link
     */
    Path path(String name) {
        Path flat = directory.resolve(name);
        Path below = directory.resolve(DATA).resolve(name);
        boolean isFlat = Files.exists(flat, LinkOption.NOFOLLOW_LINKS);
        boolean isBelow = Files.exists(below, LinkOption.NOFOLLOW_LINKS);
        if (isFlat && isBelow) {
            throw new StoreException(
                    flat + " and " + below + ": got two files, expected one; remove the one that is wrong");
        }
        Path path = isFlat || (!isBelow && liesFlat()) ? flat : below;
        if (Files.isSymbolicLink(path)) {
            throw new StoreException(
                    path
                            + ": got a symbolic link, expected a file; a link would be replaced and what it leads to left behind");
        }
        return path;
    }

    /** All paths at which a file can lie, whether there is one or not. */
    List<Path> places() {
        return NAMES.stream()
                .flatMap(name -> Stream.of(
                        directory.resolve(name), directory.resolve(DATA).resolve(name)))
                .toList();
    }

    /** What is in a file; empty if there is none. */
    static Optional<byte[]> read(Path path) {
        try {
            return Optional.of(Files.readAllBytes(path));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        } catch (IOException e) {
            throw FileFailure.of(path, "cannot be read", e);
        }
    }

    /** Removes what a crash has left. Only for who may write. */
    void removeLeftovers() {
        for (Path path : places()) {
            try {
                Replacement.removeLeftover(path);
            } catch (IOException e) {
                throw FileFailure.of(path, "what an interrupted write has left beside it cannot be removed", e);
            }
        }
    }

    private boolean liesFlat() {
        return NAMES.stream().anyMatch(name -> Files.exists(directory.resolve(name), LinkOption.NOFOLLOW_LINKS))
                && NAMES.stream()
                        .noneMatch(name -> Files.exists(directory.resolve(DATA).resolve(name)));
    }
}
