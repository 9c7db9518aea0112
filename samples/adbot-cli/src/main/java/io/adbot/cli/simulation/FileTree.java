package io.adbot.cli.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory with all that is in it. */
public final class FileTree {

    private FileTree() {}

    /** Deletes it, if it is there; what links lead to stays. */
    public static void delete(Path root) throws IOException {
        deleteWithin(root);
        Files.deleteIfExists(root);
    }

    /** Deletes what is in it, if it is there. */
    static void deleteWithin(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(root)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            if (!each.equals(root)) {
                Files.delete(each);
            }
        }
    }
}
