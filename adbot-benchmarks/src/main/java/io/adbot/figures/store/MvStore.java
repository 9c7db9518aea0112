package io.adbot.figures.store;

import java.nio.file.Path;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** The MVStore of h2database, which writes when it is told to: {@code commit}, then {@code sync}. */
public final class MvStore implements Batches {

    private final MVStore store;
    private final MVMap<Integer, byte[]> tenants;
    private final RecordJson json = new RecordJson();

    private MvStore(MVStore store) {
        this.store = store;
        this.tenants = store.openMap("tenants");
    }

    /** Opens a store in a file. */
    public static MvStore in(Path file) {
        return new MvStore(new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .open());
    }

    @Override
    public void put(int tenant, TenantRecord record) {
        tenants.put(tenant, json.of(record));
    }

    @Override
    public void commit() {
        store.commit();
        store.sync();
    }

    @Override
    public void close() {
        store.close();
    }
}
