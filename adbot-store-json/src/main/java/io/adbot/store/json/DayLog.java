package io.adbot.store.json;

import io.adbot.engine.LogLines;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The lines of one tenant's log that belong to one day in UTC. The file is open only while it is read or written. What has
 * no line end was cut short by a crash.
 *
 * @param directory the tenant's
 * @param day which
 */
record DayLog(Path directory, LocalDate day) {

    private static final String ENDING = ".log";

    /** A tenant's days that there is a file of, the last one first. */
    static List<DayLog> of(Path directory) throws IOException {
        List<DayLog> days = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(ENDING) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    add(directory, name.substring(0, name.length() - ENDING.length()), days);
                }
            }
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        days.sort(Comparator.comparing(DayLog::day).reversed());
        return days;
    }

    private static void add(Path directory, String day, List<DayLog> days) {
        try {
            days.add(new DayLog(directory, LocalDate.parse(day)));
        } catch (DateTimeException somebodyElses) {
            // It stays where it is.
        }
    }

    Path file() {
        return directory.resolve(day + ENDING);
    }

    boolean exists() {
        return Files.exists(file(), LinkOption.NOFOLLOW_LINKS);
    }

    /** Writes lines at the end; all of them, or what is there is what was there. Makes the file if it is missing. */
    void append(String lines) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file(),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                OwnersOnly.file(directory))) {
            long size = channel.size();
            channel.position(size);
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines);
            try {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            } catch (IOException e) {
                channel.truncate(size);
                throw e;
            }
        }
    }

    /** Returns once the file is on the disk, if there is one. */
    void force() throws IOException {
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (NoSuchFileException gone) {
            // Somebody has removed it.
        }
    }

    /** Cuts off what a crash has left of a line; answers the number of the last line's entry, or 0 if there is none. */
    long mend() throws IOException {
        if (!exists()) {
            return 0;
        }
        cutTornLine();
        long[] last = new long[1];
        backwards(line -> {
            OptionalLong seq = LogLines.seq(line);
            last[0] = seq.orElse(0);
            return seq.isEmpty(); // Another program's lines may stand there.
        });
        return last[0];
    }

    /** Shows the lines, the last one first, until the reader wants no more; answers whether it does. */
    boolean backwards(LineReader reader) throws IOException {
        try (Disk.Input in = new FileDisk(directory).open(String.valueOf(file().getFileName()))) {
            BackwardLines lines = new BackwardLines(in, in.size());
            while (lines.next()) {
                int length = lines.to() - lines.from();
                if (!reader.wantsMoreAfter(new String(lines.bytes(), lines.from(), length, StandardCharsets.UTF_8))) {
                    return false;
                }
            }
            return true;
        } catch (NoSuchFileException none) {
            return true;
        }
    }

    /** Is shown lines. */
    interface LineReader {
        boolean wantsMoreAfter(String line);
    }

    private void cutTornLine() throws IOException {
        try (FileChannel channel = FileChannel.open(
                file(), Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
            long end = channel.size();
            ByteBuffer block = ByteBuffer.allocate(1 << 13);
            while (end > 0) {
                long from = Math.max(0, end - block.capacity());
                block.clear().limit((int) (end - from));
                while (block.hasRemaining() && channel.read(block, from + block.position()) >= 0) {
                    // Reads on.
                }
                for (int i = block.position() - 1; i >= 0; i--) {
                    if (block.get(i) == '\n') {
                        cut(channel, from + i + 1);
                        return;
                    }
                }
                end = from;
            }
            cut(channel, 0);
        }
    }

    private static void cut(FileChannel channel, long size) throws IOException {
        if (channel.size() > size) {
            channel.truncate(size);
        }
    }
}
