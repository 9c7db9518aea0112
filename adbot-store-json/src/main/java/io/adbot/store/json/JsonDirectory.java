package io.adbot.store.json;

import io.adbot.engine.Books;
import io.adbot.journal.JournalEvent;
import io.adbot.store.StoreException;
import io.adbot.time.Tick;
import io.adbot.value.TenantId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A data directory looked at from outside: without a lock, and without changing anything, also while an engine has it open.
 *
 * <p>Threads: any. Errors: {@link StoreException} and {@link DamagedJournalException}, as {@link JsonStore} has them.
 */
public final class JsonDirectory {

    private final Path directory;
    private final JsonReadableFiles files;

    private JsonDirectory(Path directory) {
        this.directory = directory;
        this.files = new JsonReadableFiles(
                new DataFiles(directory), new DirectoryShelf(directory.resolve(DirectoryShelf.NAME), Runnable::run));
    }

    /** Looks at a directory, which need not have been opened yet, nor exist. */
    public static JsonDirectory of(Path directory) {
        return new JsonDirectory(directory);
    }

    /** Who has it open, as far as can be told. */
    public Optional<DataLock.Holder> holder() {
        return DataLock.holder(directory);
    }

    /**
     * What the journal says at this moment; of a directory that was never opened, what its files say.
     *
     * @throws DamagedJournalException if the journal is damaged where it was durable
     */
    public Books books() {
        Books books = new Books();
        Recovered recovered = JournalView.of(directory).read(entry -> books.apply(entry.at(), entry.event()));
        if (recovered.entries() == 0) {
            edits(books).forEach(event -> books.apply(new Tick(0, Instant.EPOCH), event));
        }
        return books;
    }

    /**
     * What the next opening would take over from the readable files.
     *
     * @param books what the journal says
     * @throws StoreException if a file is not what it should be, or cannot be taken over; beside a running engine also if one
     *     was just being changed
     */
    public List<JournalEvent> edits(Books books) {
        return files.edits(books);
    }

    /** Reads the whole journal, and says what is wrong with it. */
    public JournalExamination examine() {
        return JournalView.of(directory).examine();
    }

    /** The journal. */
    public JournalView journal() {
        return JournalView.of(directory);
    }

    /** The last lines of a tenant's log, oldest first, as far as they are written; {@code count} at most. */
    public List<String> log(TenantId tenant, int count) {
        return JsonTenantLog.last(PathNames.resolve(directory.resolve(JsonTenantLog.NAME), tenant), count);
    }
}
