package io.adbot.figures.store;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Senders that each change one tenant after the other, and ask for the next change once the last one is durable. None of
 * them is a thread: to wake hundreds of those costs more than any store does, and would be all that is measured.
 *
 * @param count how many senders at a time
 * @param tenants how many tenants they change
 */
public record Senders(int count, int tenants) {

    private static final int STRIDE = 7_919;

    /**
     * Lets all of them send for a time.
     *
     * @return how many changes became durable in a second
     */
    public double rate(Contender contender, Duration time) {
        long start = System.nanoTime();
        Sender[] senders = Stream.iterate(0, i -> i + 1)
                .limit(count)
                .map(i -> new Sender(contender, i, start + time.toNanos()))
                .toArray(Sender[]::new);
        for (Sender sender : senders) {
            sender.send();
        }
        long changes = 0;
        for (Sender sender : senders) {
            changes += sender.changes.join();
        }
        return changes / ((System.nanoTime() - start) / 1e9);
    }

    private final class Sender {
        private final Contender contender;
        private final long end;
        private final CompletableFuture<Integer> changes = new CompletableFuture<>();
        private int tenant;
        private int edition;
        private int done;

        Sender(Contender contender, int number, long end) {
            this.contender = contender;
            this.end = end;
            this.tenant = (int) ((long) number * STRIDE % tenants);
            // The same tenant is never set to what it has: an engine does nothing for that.
            this.edition = (int) (end >>> 20 & 0xfff) + 31 * number;
        }

        void send() {
            CompletionStage<?> durable = contender.change(tenant, TenantRecord.edition(edition));
            durable.whenComplete((answer, failure) -> sent(failure));
        }

        private void sent(@Nullable Throwable failure) {
            done++;
            tenant = (tenant + STRIDE) % tenants;
            edition++;
            if (failure != null) {
                changes.completeExceptionally(failure);
            } else if (System.nanoTime() < end) {
                send();
            } else {
                changes.complete(done);
            }
        }
    }
}
