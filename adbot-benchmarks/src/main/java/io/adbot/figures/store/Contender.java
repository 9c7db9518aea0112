package io.adbot.figures.store;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.CompletionStage;

/**
 * Keeps a record for each of some tenants, each at its recommended settings and all with the same durability: the disk is
 * forced before a change is answered.
 *
 * <p>Threads: any, many at a time; stages may complete on any.
 */
public interface Contender extends AutoCloseable {

    /** Puts this in the place of a tenant's record; done once that is durable. */
    CompletionStage<?> change(int tenant, TenantRecord record);

    @Override
    void close() throws IOException, SQLException;
}
