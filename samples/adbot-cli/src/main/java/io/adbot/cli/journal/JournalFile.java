package io.adbot.cli.journal;

import io.adbot.journal.JournalEntry;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Writes the entries that it is shown to a file, one a line. Not durable before it is closed. */
public final class JournalFile implements Consumer<JournalEntry>, Closeable {

    private final JournalLines codec = new JournalLines();
    private final OutputStream out;

    /** Begins the file anew. */
    public JournalFile(Path file) throws IOException {
        this.out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    }

    @Override
    public void accept(JournalEntry entry) {
        try {
            out.write(codec.write(entry));
            out.write('\n');
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
