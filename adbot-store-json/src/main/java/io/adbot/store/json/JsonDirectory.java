package io.adbot.store.json;

import io.adbot.engine.Books;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.SetupEvent.SnapshotWritten;
import io.adbot.message.ApiCredentials;
import io.adbot.session.PooledSession;
import io.adbot.store.StoreException;
import io.adbot.store.Takeover;
import io.adbot.time.Tick;
import io.adbot.value.TenantId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A data directory looked at from outside: without a lock, and without changing anything, also while an engine has it open.
 *
 * <p>Threads: any. Errors: {@link StoreException} and {@link DamagedJournalException}, as {@link JsonStore} has them.
 */
public final class JsonDirectory {

    private final Path directory;
    private final DataFiles data;
    private final DirectoryShelf shelf;
    private final JsonReadableFiles files;

    private JsonDirectory(Path directory) {
        this.directory = directory;
        this.data = new DataFiles(directory);
        this.shelf = new DirectoryShelf(directory.resolve(DirectoryShelf.NAME), Runnable::run);
        this.files = new JsonReadableFiles(data, shelf);
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
            takeOver(edits(books), books);
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

    /**
     * What the next opening would do. Beside a running engine, whose files are behind its journal, nobody can say.
     *
     * @throws StoreException as the opening would be refused, whatever the reason, but for what only writing finds out
     * @throws DamagedJournalException if the journal is damaged where it was durable
     */
    public NextOpening nextOpening() {
        List<ApiCredentials> credentials = new ApiPairsFile(data).read();
        Books books = new Books();
        Recovered recovered = journal().read(entry -> books.apply(entry.at(), entry.event()));
        LogWitness.of(directory).check(recovered.lastSeq());
        shelf.checkNotMissing(
                books.sessions().all().stream().map(PooledSession::session).collect(Collectors.toSet()));
        List<JournalEvent> changes = Takeover.of(books, files.edits(books), credentials).stream()
                .filter(fact -> !(fact instanceof SnapshotWritten))
                .toList();
        return new NextOpening(recovered.entries() == 0, changes, files.behind(books));
    }

    /**
     * Puts a copy into another directory on which an engine can run in place of the real one: what the journal says and what
     * the next opening would take over, with all that the readable files say besides. There is nothing secret in it, and no
     * past: an empty file stands for each session, also for one whose file is missing here; there are no credentials, no
     * journal, no logs, and no session is flagged. This directory is read and not touched, also beside a running engine.
     *
     * @param target is made if it is missing; expected to be empty
     * @throws StoreException as {@link #books} and {@link #edits} have it, or if the copy cannot be written
     */
    public void copyForSimulation(Path target) {
        Books books = books();
        takeOver(edits(books), books);
        new SimulationCopy(data, books).writeInto(target);
    }

    /** Where a store keeps its files and directories, whether they are there or not. */
    public List<Path> places() {
        return Stream.concat(
                        data.places().stream(),
                        Stream.of(DirectoryShelf.NAME, JsonTenantLog.NAME, JsonJournal.DIRECTORY, DataLock.NAME)
                                .map(directory::resolve))
                .toList();
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

    private static void takeOver(List<JournalEvent> edits, Books books) {
        edits.forEach(event -> books.apply(new Tick(0, Instant.EPOCH), event));
    }
}
