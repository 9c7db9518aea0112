package io.adbot.time;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Real time on somebody's executor: tasks queue up here, and one thread at a time drains them. */
final class ExecutorLoop implements EventLoop {

    private static final Logger log = LoggerFactory.getLogger(EventLoop.class);

    /** How many tasks one turn on the executor runs, so that loops that share it are fair to each other. */
    private static final int TURN = 256;

    private final ScheduledExecutorService executor;
    private final LongSupplier nanoTime;
    private final InstantSource wall;
    private final long origin;

    private final Object lock = new Object();
    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
    private boolean draining;

    ExecutorLoop(ScheduledExecutorService executor, LongSupplier nanoTime, InstantSource wall) {
        this.executor = executor;
        this.nanoTime = nanoTime;
        this.wall = wall;
        this.origin = nanoTime.getAsLong();
    }

    @Override
    public Tick now() {
        return new Tick(Math.max(0, nanoTime.getAsLong() - origin), wall.instant());
    }

    @Override
    public void execute(Runnable task) {
        synchronized (lock) {
            queue.add(task);
            if (draining) {
                return;
            }
            draining = true;
        }
        takeTurn();
    }

    @Override
    public Alarm wakeAt(long nanos, Runnable task) {
        Wakeup wakeup = new Wakeup(task);
        long wait = Math.max(0, nanos - now().nanos());
        wakeup.timer = executor.schedule(() -> execute(wakeup), wait, TimeUnit.NANOSECONDS);
        return wakeup;
    }

    private void takeTurn() {
        try {
            executor.execute(this::drain);
        } catch (RejectedExecutionException closed) {
            synchronized (lock) {
                draining = false;
            }
            throw closed;
        }
    }

    private void drain() {
        for (int i = 0; i < TURN; i++) {
            Runnable task;
            synchronized (lock) {
                task = queue.poll();
                if (task == null) {
                    draining = false;
                    return;
                }
            }
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                log.error("A task of the event loop failed: {}", task, e);
            }
        }
        takeTurn();
    }

    private static final class Wakeup implements Alarm, Runnable {
        private final Runnable task;
        private volatile boolean cancelled;
        private volatile @Nullable ScheduledFuture<?> timer;

        Wakeup(Runnable task) {
            this.task = task;
        }

        @Override
        public void cancel() {
            cancelled = true;
            ScheduledFuture<?> pending = timer;
            if (pending != null) {
                pending.cancel(false);
            }
        }

        @Override
        public void run() {
            if (!cancelled) {
                task.run();
            }
        }

        @Override
        public String toString() {
            return task.toString();
        }
    }
}
