package io.adbot.figures.store;

import java.io.IOException;
import java.sql.SQLException;

/** The plain way to share a store: a lock, and a commit for every change. */
public final class OneByOne implements Contender {

    private final Batches store;

    /** Shares the store; closes it in the end. */
    public OneByOne(Batches store) {
        this.store = store;
    }

    @Override
    public synchronized void change(int tenant, TenantRecord record) throws IOException, SQLException {
        store.put(tenant, record);
        store.commit();
    }

    @Override
    public synchronized void close() throws IOException, SQLException {
        store.close();
    }
}
