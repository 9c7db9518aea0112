package io.adbot.store.json;

import io.adbot.journal.Journal;
import io.adbot.testkit.contract.JournalContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The port's contract, on real files. */
class JsonJournalTest extends JournalContract {

    @TempDir
    Path directory;

    private final List<JsonJournal> opened = new ArrayList<>();
    private FailingDisk disk;

    @Override
    protected Journal open() {
        disk = new FailingDisk(new FileDisk(directory));
        try {
            ExecutorService thread = Executors.newSingleThreadExecutor();
            JsonJournal journal = new JsonJournal(
                    JournalOpening.look(disk, directory.toString(), entry -> {}).open(1_000),
                    new Workers(thread, thread, List.of(thread)));
            opened.add(journal);
            return journal;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected Journal reopen(Journal journal) {
        ((JsonJournal) journal).close();
        return open();
    }

    @Override
    protected void failNext(Journal journal) {
        disk.failNext();
    }

    @AfterEach
    void close() {
        opened.forEach(JsonJournal::close);
    }
}
