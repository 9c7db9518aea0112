package io.adbot.store.json;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A directory of the real file system. What it makes is its owner's alone. */
final class FileDisk implements Disk {

    private final Path directory;
    private final boolean forces;

    FileDisk(Path directory) {
        this(directory, true);
    }

    private FileDisk(Path directory, boolean forces) {
        this.directory = directory;
        this.forces = forces;
    }

    /** The same without waiting for the disk: what the system has taken counts as durable. */
    static FileDisk unforced(Path directory) {
        return new FileDisk(directory, false);
    }

    @Override
    public List<String> list() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                names.add(String.valueOf(file.getFileName()));
            }
        } catch (NoSuchFileException missing) {
            return List.of();
        }
        return names;
    }

    @Override
    public Output create(String name) throws IOException {
        Path file = directory.resolve(name);
        return new FileOutput(
                file,
                FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        OwnersOnly.file(directory)),
                forces);
    }

    @Override
    public Output append(String name, long size) throws IOException {
        Path file = directory.resolve(name);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        try {
            if (channel.size() > size) {
                channel.truncate(size);
            }
            channel.position(size);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        return new FileOutput(file, channel, forces);
    }

    @Override
    public Input open(String name) throws IOException {
        return new FileInput(FileChannel.open(directory.resolve(name), StandardOpenOption.READ));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(
                directory.resolve(from),
                directory.resolve(to),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(directory.resolve(name));
    }

    @Override
    public void force() throws IOException {
        if (forces) {
            OwnersOnly.force(directory);
        }
    }

    @Override
    public String where(String name) {
        return directory.resolve(name).toString();
    }

    private static final class FileOutput implements Output {

        private final Path file;
        private final FileChannel channel;
        private final boolean forces;
        private final @Nullable Object key;

        FileOutput(Path file, FileChannel channel, boolean forces) throws IOException {
            this.file = file;
            this.channel = channel;
            this.forces = forces;
            this.key = key(file);
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        @Override
        public void force() throws IOException {
            if (!forces) {
                return;
            }
            channel.force(false);
            // A file whose directory was taken away takes bytes as if nothing had happened, and nobody finds them
            // again.
            if (!Objects.equals(key, key(file))) {
                throw new IOException(file + " is not the file any more that is being written");
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
            channel.position(size);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }

        private static @Nullable Object key(Path file) throws IOException {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        }
    }

    private record FileInput(FileChannel channel) implements Input {
        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return channel.read(into, position);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
