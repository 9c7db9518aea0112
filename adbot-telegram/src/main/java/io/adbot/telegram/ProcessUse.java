package io.adbot.telegram;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What the process uses, all accounts and all else together: TDLib does not tell what one account takes. Known on Linux alone.
 *
 * @param residentBytes main memory
 * @param fileDescriptors open files and sockets
 * @param threads threads, those of TDLib included
 */
public record ProcessUse(OptionalLong residentBytes, OptionalLong fileDescriptors, OptionalLong threads) {

    private static final Path SELF = Path.of("/proc/self");

    /** At this moment. Reads three small files. */
    public static ProcessUse now() {
        return new ProcessUse(kilobytes("VmRSS:"), descriptors(), status("Threads:"));
    }

    private static OptionalLong kilobytes(String field) {
        OptionalLong kilobytes = status(field);
        return kilobytes.isPresent() ? OptionalLong.of(kilobytes.getAsLong() * 1024) : kilobytes;
    }

    private static OptionalLong status(String field) {
        try {
            return Files.readAllLines(SELF.resolve("status")).stream()
                    .filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst();
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong descriptors() {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(SELF.resolve("fd"))) {
            long count = 0;
            for (Path each : open) {
                count += each.getNameCount() > 0 ? 1 : 0;
            }
            return OptionalLong.of(count);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
