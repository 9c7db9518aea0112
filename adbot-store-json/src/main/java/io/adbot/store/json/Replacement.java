package io.adbot.store.json;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.util.Set;

/**
 * A file that is to take another's place: written beside it, on the disk, and its owner's alone. Until it is put in place
 * nothing has changed, and what a crash leaves of it bears a name by which it is known and removed.
 */
final class Replacement {

    private final Path file;
    private final Path beside;
    private final String sha256;

    private Replacement(Path file, Path beside, String sha256) {
        this.file = file;
        this.beside = beside;
        this.sha256 = sha256;
    }

    /** Writes what is to be there, in a directory that exists. */
    static Replacement write(Path file, Content content) throws IOException {
        Path beside = beside(file);
        Files.deleteIfExists(beside);
        boolean written = false;
        try (FileChannel channel = FileChannel.open(
                beside,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                OwnersOnly.file(OwnersOnly.directoryOf(file)))) {
            DigestOutputStream digest = new DigestOutputStream(Channels.newOutputStream(channel), Sha256.digest());
            OutputStream out = new BufferedOutputStream(digest, 1 << 16);
            content.writeTo(out);
            out.flush();
            channel.force(true);
            written = true;
            return new Replacement(file, beside, Sha256.hex(digest.getMessageDigest()));
        } finally {
            if (!written) {
                Files.deleteIfExists(beside);
            }
        }
    }

    /** What is written. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** The hash of what was written. */
    String sha256() {
        return sha256;
    }

    Path file() {
        return file;
    }

    /** The name of the file. */
    String name() {
        return String.valueOf(file.getFileName());
    }

    /** Puts it in place; durable once its directory is {@linkplain OwnersOnly#force forced}. */
    void putInPlace() throws IOException {
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The same, and durable. */
    void putInPlaceForGood() throws IOException {
        putInPlace();
        OwnersOnly.force(OwnersOnly.directoryOf(file));
    }

    /** Nothing is replaced after all. */
    void discard() {
        try {
            Files.deleteIfExists(beside);
        } catch (IOException leftForTheNextOpening) {
            // It bears a name by which that knows it.
        }
    }

    /** Removes what a crash has left beside the file. */
    static void removeLeftover(Path file) throws IOException {
        Files.deleteIfExists(beside(file));
    }

    private static Path beside(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".tmp");
    }
}
