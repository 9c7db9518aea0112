package io.adbot.cli.journal;

import io.adbot.journal.JournalEntry;
import io.adbot.store.json.line.JournalLines;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the entries that it is shown to a file, one a line. What goes wrong is told by {@link #close}, before which nothing
 * is sure to be written: who shows the entries has other things to do.
 */
public final class JournalFile implements Consumer<JournalEntry>, Closeable {

    private final JournalLines codec = new JournalLines();
    private final OutputStream out;
    private @Nullable IOException failure;

    /** Begins the file anew. */
    public JournalFile(Path file) throws IOException {
        this.out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    }

    @Override
    public void accept(JournalEntry entry) {
        if (failure != null) {
            return;
        }
        try {
            out.write(codec.write(entry));
            out.write('\n');
        } catch (IOException first) {
            failure = first;
        }
    }

    @Override
    public void close() throws IOException {
        try (out) {
            if (failure != null) {
                throw failure;
            }
        }
    }
}
