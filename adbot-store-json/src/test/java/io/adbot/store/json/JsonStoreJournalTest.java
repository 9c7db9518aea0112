package io.adbot.store.json;

import io.adbot.journal.Journal;
import io.adbot.testkit.contract.JournalContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The journal as the store gives it. */
class JsonStoreJournalTest extends JournalContract {

    @TempDir
    Path temp;

    private JsonStore store;

    @BeforeEach
    void openStore() {
        store = JsonStore.open(temp);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Override
    protected Journal open() {
        return store.journal();
    }

    @Override
    protected Journal reopen(Journal journal) {
        store.close();
        store = JsonStore.open(temp);
        return store.journal();
    }
}
