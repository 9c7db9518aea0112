package io.adbot.figures.store;

import io.adbot.journal.SetupEvent.TenantSet;
import io.adbot.store.json.JsonStore;
import io.adbot.time.Tick;
import io.adbot.value.TenantId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** This library's store: a change is an entry of its journal. */
public final class JournalContender implements Contender {

    private final JsonStore store;
    private final long opened = System.nanoTime();

    private JournalContender(JsonStore store) {
        this.store = store;
    }

    /** Opens a store in a directory. */
    public static JournalContender in(Path directory) {
        return new JournalContender(JsonStore.open(directory));
    }

    @Override
    public CompletionStage<?> change(int tenant, TenantRecord record) {
        TenantSet event = new TenantSet(new TenantId("tenant-" + tenant), record.config());
        synchronized (this) { // In a journal time does not fall.
            return store.journal().append(new Tick(System.nanoTime() - opened, Instant.now()), event);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
