package io.adbot.figures.store;

import java.io.IOException;
import java.sql.SQLException;

/** A store that takes several changes and then makes all of them durable. Belongs to one thread at a time. */
public interface Batches extends AutoCloseable {

    /** Puts this in the place of a tenant's record; not durable yet. */
    void put(int tenant, TenantRecord record) throws IOException, SQLException;

    /** Returns once what was put is on the disk, forced. */
    void commit() throws IOException, SQLException;

    @Override
    void close() throws IOException, SQLException;
}
