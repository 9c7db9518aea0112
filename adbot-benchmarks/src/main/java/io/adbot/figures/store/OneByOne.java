package io.adbot.figures.store;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The plain way to share a store: one change after the other, and a commit for each. */
public final class OneByOne implements Contender {

    private final Batches store;
    private final ExecutorService writer = Executors.newSingleThreadExecutor();

    /** Shares the store; closes it in the end. */
    public OneByOne(Batches store) {
        this.store = store;
    }

    @Override
    public CompletionStage<?> change(int tenant, TenantRecord record) {
        CompletableFuture<@Nullable Void> durable = new CompletableFuture<>();
        writer.execute(() -> {
            try {
                store.put(tenant, record);
                store.commit();
                durable.complete(null);
            } catch (IOException | SQLException | RuntimeException e) {
                durable.completeExceptionally(e);
            }
        });
        return durable;
    }

    @Override
    public void close() throws IOException, SQLException {
        writer.shutdown();
        store.close();
    }
}
