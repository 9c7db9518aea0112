package io.adbot.figures.store;

import java.io.IOException;
import java.sql.SQLException;

/**
 * Keeps a record for each of some tenants, each at its recommended settings and all with the same durability: a change is on
 * the disk, forced, before it returns.
 *
 * <p>Threads: any, many at a time.
 */
public interface Contender extends AutoCloseable {

    /** Puts this in the place of a tenant's record; returns once that is durable. */
    void change(int tenant, TenantRecord record) throws IOException, SQLException;

    @Override
    void close() throws IOException, SQLException;
}
