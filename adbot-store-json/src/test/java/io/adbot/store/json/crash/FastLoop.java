package io.adbot.store.json.crash;

import io.adbot.time.EventLoop;
import io.adbot.time.Tick;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A loop whose clocks run many times faster than the world's, so that a process that lives for half a second sees minutes. The
 * wall clock is the same for all processes that are told the same beginning.
 */
final class FastLoop implements EventLoop {

    private final ScheduledExecutorService executor;
    private final int times;
    private final long began = System.nanoTime();
    private final Instant wallBegan;

    /**
     * A loop.
     *
     * @param beginning the time of the world at which the fast wall clock showed the same
     */
    FastLoop(ScheduledExecutorService executor, int times, Instant beginning) {
        this.executor = executor;
        this.times = times;
        long sinceThen = Instant.now().toEpochMilli() - beginning.toEpochMilli();
        this.wallBegan = beginning.plusMillis(sinceThen * times);
    }

    @Override
    public Tick now() {
        long nanos = (System.nanoTime() - began) * times;
        return new Tick(nanos, wallBegan.plusNanos(nanos));
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(() -> run(task));
    }

    @Override
    public Alarm wakeAt(long nanos, Runnable task) {
        Wakeup wakeup = new Wakeup(nanos, task);
        wakeup.arm();
        return wakeup;
    }

    private final class Wakeup implements Alarm, Runnable {
        private final long nanos;
        private final Runnable task;
        private volatile boolean cancelled;
        private volatile @Nullable ScheduledFuture<?> timer;

        Wakeup(long nanos, Runnable task) {
            this.nanos = nanos;
            this.task = task;
        }

        void arm() {
            long wait = Math.max(0, nanos - now().nanos());
            timer = executor.schedule(this, wait / times + 1, TimeUnit.NANOSECONDS);
        }

        @Override
        public void run() {
            if (now().nanos() < nanos) {
                arm();
            } else if (!cancelled) {
                FastLoop.run(task);
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            ScheduledFuture<?> pending = timer;
            if (pending != null) {
                pending.cancel(false);
            }
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error failure) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
        }
    }
}
