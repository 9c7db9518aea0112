package io.adbot.figures.store;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** What a good user builds around a store: one thread writes, and all that came while it did shares the next commit. */
public final class GroupCommit implements Contender {

    private final Batches store;
    private final BlockingQueue<Change> asked = new LinkedBlockingQueue<>();
    private final Thread writer = new Thread(this::write, "group-commit");
    private volatile boolean closed;

    private GroupCommit(Batches store) {
        this.store = store;
    }

    /** Shares the store; closes it in the end. */
    public static GroupCommit over(Batches store) {
        GroupCommit shared = new GroupCommit(store);
        shared.writer.start();
        return shared;
    }

    @Override
    public CompletionStage<?> change(int tenant, TenantRecord record) {
        Change change = new Change(tenant, record, new CompletableFuture<>());
        asked.add(change);
        return change.durable;
    }

    @Override
    public void close() throws IOException, SQLException {
        closed = true;
        writer.interrupt();
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        store.close();
    }

    private void write() {
        List<Change> batch = new ArrayList<>();
        while (!closed) {
            try {
                batch.add(asked.take());
                asked.drainTo(batch);
                for (Change change : batch) {
                    store.put(change.tenant, change.record);
                }
                store.commit();
                batch.forEach(change -> change.durable.complete(null));
            } catch (InterruptedException whenIdle) {
                return;
            } catch (IOException | SQLException | RuntimeException e) {
                batch.forEach(change -> change.durable.completeExceptionally(e));
            }
            batch.clear();
        }
    }

    private record Change(int tenant, TenantRecord record, CompletableFuture<@Nullable Void> durable) {}
}
