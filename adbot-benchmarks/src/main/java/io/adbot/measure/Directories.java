package io.adbot.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where figures keep their files: below the build's directory, so that it is a disk that is measured. Memory, as which a
 * temporary directory may be mounted, knows no wait for a disk.
 *
 * @param root holds one directory for each figure
 */
public record Directories(Path root) {

    /** An empty directory of this name; what was there is gone. */
    public Path fresh(String name) throws IOException {
        Path directory = root.resolve(name);
        delete(directory);
        return Files.createDirectories(directory);
    }

    public void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
