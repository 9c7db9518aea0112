package io.adbot.figures.store;

import java.nio.file.Path;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** H2's MVStore, which writes when it is told to: {@code commit}, then {@code sync}. */
public final class MvStore implements Batches, Contender {

    private final MVStore store;
    private final MVMap<Integer, byte[]> tenants;

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

    /** It may be shared as it is: a commit takes along what others have put, and finds nothing to do if another took it. */
    @Override
    public void change(int tenant, TenantRecord record) {
        put(tenant, record);
        commit();
    }

    @Override
    public void put(int tenant, TenantRecord record) {
        tenants.put(tenant, record.json());
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
