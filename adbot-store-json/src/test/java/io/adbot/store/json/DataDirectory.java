package io.adbot.store.json;

import io.adbot.engine.Books;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.SetupEvent.EngineClosed;
import io.adbot.store.ReadableFiles.Written;
import io.adbot.time.Tick;
import io.adbot.value.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A data directory and a journal beside it, of which a test decides how far an opening or a close gets. */
final class DataDirectory {

    static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    final Path path;
    final List<JournalEvent> journal = new ArrayList<>();

    DataDirectory(Path path) {
        this.path = path;
    }

    static TenantId tenant(String id) {
        return new TenantId(id);
    }

    DataDirectory with(String file, String text) {
        Path target = path.resolve(file);
        try {
            Files.createDirectories(target.getParent());
            Files.writeString(target, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    String text(String file) {
        try {
            return Files.readString(path.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonReadableFiles files() {
        DataFiles files = new DataFiles(path);
        files.removeLeftovers();
        return new JsonReadableFiles(files, new DirectoryShelf(path.resolve("sessions"), Runnable::run));
    }

    /** What the journal says. */
    Books books() {
        Books books = new Books();
        journal.forEach(event -> books.apply(new Tick(0, NOW), event));
        return books;
    }

    /** Opens as an engine does; answers what was taken over. */
    List<JournalEvent> open() {
        List<JournalEvent> edits = edits();
        journal.add(new JournalEvent.EngineOpened());
        journal.addAll(edits);
        return edits;
    }

    List<JournalEvent> edits() {
        return files().edits(books());
    }

    /** Closes in order. */
    void close() {
        Written written = files().write(books());
        journal.addAll(written.facts());
        written.putInPlace();
        journal.add(new EngineClosed());
    }
}
