package io.adbot.store.json;

import io.adbot.store.StoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The right to write in a data directory, which one process has at a time: a lock of the operating system on the file
 * {@code adbot.lock} in it, which says who holds it ({@code {"pid":…,"host":…,"since":…}}). The lock ends with its process,
 * however that ends; the file stays.
 *
 * <p>Who only reads takes no lock, and finds out by {@link #holder} whether somebody writes.
 *
 * <p>Threads: any.
 */
public final class DataLock implements AutoCloseable {

    static final String NAME = "adbot.lock";

    private final Path directory;
    private final FileChannel channel;
    private final FileLock lock;

    private DataLock(Path directory, FileChannel channel, FileLock lock) {
        this.directory = directory;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the lock. Makes the directory if it is missing, for its owner alone.
     *
     * @param since what is told to those who come later
     * @throws DataLockedException if somebody holds it: another process, or this one already
     * @throws StoreException if the directory or the file cannot be made or written
     */
    public static DataLock take(Path directory, Instant since) {
        Path file = directory.resolve(NAME);
        FileChannel channel = null;
        try {
            OwnersOnly.makeDirectory(directory);
            channel = FileChannel.open(
                    file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OwnersOnly.file(directory));
            FileLock lock = tryLock(channel);
            if (lock == null) {
                throw new DataLockedException(directory, holder(directory));
            }
            Holder holder = new Holder(ProcessHandle.current().pid(), hostName(), since);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(holder.toJson()), 0);
            DataLock taken = new DataLock(directory, channel, lock);
            channel = null;
            return taken;
        } catch (IOException e) {
            throw FileFailure.of(file, "cannot be locked", e);
        } finally {
            close(channel);
        }
    }

    /** Who writes in the directory at the moment, as far as can be told without a lock; looks and changes nothing. */
    public static Optional<Holder> holder(Path directory) {
        Path file = directory.resolve(NAME);
        try {
            return Holder.ofJson(Files.readAllBytes(file)).filter(Holder::mayBeAlive);
        } catch (NoSuchFileException nobody) {
            return Optional.empty();
        } catch (IOException e) {
            throw FileFailure.of(file, "cannot be read", e);
        }
    }

    /** The directory that may be written in. */
    public Path directory() {
        return directory;
    }

    /** Is it still held? */
    boolean isHeld() {
        return lock.isValid();
    }

    /** Gives the right up. */
    @Override
    public void close() {
        try {
            if (lock.isValid()) {
                channel.truncate(0); // While it is held, so that nobody else's name is wiped out.
            }
        } catch (IOException whoReadsItSeesThatTheProcessIsGone) {
            // The lock itself is given up all the same.
        } finally {
            close(channel);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException thisProcess) {
            return null;
        }
    }

    private static void close(@Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException nothingIsLost) {
                // The descriptor is gone, and the lock with it.
            }
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "unknown";
        }
    }

    /**
     * Who holds the lock.
     *
     * @param pid the process
     * @param host the machine
     * @param since since when
     */
    public record Holder(long pid, String host, Instant since) {

        /** One line for a person. */
        @Override
        public String toString() {
            return "process " + pid + " on " + host + ", since " + since.truncatedTo(ChronoUnit.SECONDS);
        }

        byte[] toJson() {
            return LockFile.write(this);
        }

        static Optional<Holder> ofJson(byte[] json) {
            return LockFile.read(json);
        }

        /** A process of this machine can be looked for; of another's one cannot tell. */
        private boolean mayBeAlive() {
            return !host.equals(hostName())
                    || ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        }
    }
}
