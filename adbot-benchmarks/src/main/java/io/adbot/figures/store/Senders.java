package io.adbot.figures.store;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that each change one tenant after another, waiting for the one to be durable before the next. */
public final class Senders implements AutoCloseable {

    private final int count;
    private final int tenants;
    private final ExecutorService threads;
    private int turn;

    /** So many senders, who change the records of so many tenants. */
    public Senders(int count, int tenants) {
        this.count = count;
        this.tenants = tenants;
        this.threads = Executors.newFixedThreadPool(count);
    }

    /**
     * Lets all of them send for a time.
     *
     * @return how many changes became durable in a second
     */
    public double rate(Contender contender, Duration time) throws InterruptedException {
        int edition = 257 * ++turn;
        long start = System.nanoTime();
        long end = start + time.toNanos();
        List<Future<Integer>> running = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int sender = i;
            running.add(threads.submit(() -> send(contender, sender, edition, end)));
        }
        long changes = 0;
        for (Future<Integer> each : running) {
            changes += done(each);
        }
        return changes / ((System.nanoTime() - start) / 1e9);
    }

    private int send(Contender contender, int sender, int edition, long end) throws IOException, SQLException {
        int changes = 0;
        int tenant = sender * 7_919 % tenants;
        do {
            contender.change(tenant, TenantRecord.edition(edition + sender + changes));
            tenant = (tenant + 7_919) % tenants;
            changes++;
        } while (System.nanoTime() < end);
        return changes;
    }

    private static int done(Future<Integer> sender) throws InterruptedException {
        try {
            return sender.get();
        } catch (ExecutionException e) {
            throw new AssertionError("a change has failed", e);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
