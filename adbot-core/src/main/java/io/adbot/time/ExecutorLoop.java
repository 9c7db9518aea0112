package io.adbot.time;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Real time on somebody's executor: tasks queue up here, and one thread at a time drains them.
 *
 * <p>The executor's timers only say that it is time to look; what is due is queued from a list in order, since two timers of
 * the same nanosecond may fire on two threads, the later one first.
 */
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
    private final TreeSet<Wakeup> wakeups = new TreeSet<>();
    private long asked;
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
        Wakeup wakeup;
        synchronized (lock) {
            wakeup = new Wakeup(nanos, ++asked, Objects.requireNonNull(task));
            wakeups.add(wakeup);
        }
        try {
            arm(wakeup);
        } catch (RejectedExecutionException closed) {
            wakeup.cancel();
            throw closed;
        }
        return wakeup;
    }

    private void arm(Wakeup wakeup) {
        long now = now().nanos();
        long wait = wakeup.nanos <= now ? 0 : wakeup.nanos - now;
        wakeup.timer = executor.schedule(() -> ring(wakeup), wait, TimeUnit.NANOSECONDS);
    }

    private void ring(Wakeup wakeup) {
        boolean early;
        boolean idle;
        synchronized (lock) {
            long now = now().nanos();
            while (!wakeups.isEmpty() && wakeups.first().nanos <= now) {
                queue.add(wakeups.pollFirst());
            }
            early = wakeups.contains(wakeup);
            idle = !draining && !queue.isEmpty();
            draining |= idle;
        }
        try {
            if (early) {
                arm(wakeup);
            }
        } finally {
            if (idle) {
                drain();
            }
        }
    }

    /** Asks the executor for a thread. One that is closed will never give it: what is queued goes, and somebody is told. */
    private void takeTurn() {
        try {
            executor.execute(this::drain);
        } catch (RejectedExecutionException closed) {
            synchronized (lock) {
                draining = false;
                queue.clear();
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
            } catch (Throwable e) { // Checked ones too: other languages throw them where Java does not see it.
                log.error("A task of the event loop failed: {}", task, e);
            }
        }
        try {
            takeTurn();
        } catch (RejectedExecutionException closed) {
            log.warn("The executor was closed under the event loop: the tasks that were queued are dropped", closed);
        }
    }

    private final class Wakeup implements Alarm, Runnable, Comparable<Wakeup> {
        private final long nanos;
        private final long order;
        private final Runnable task;
        private volatile boolean cancelled;
        private volatile @Nullable ScheduledFuture<?> timer;

        Wakeup(long nanos, long order, Runnable task) {
            this.nanos = nanos;
            this.order = order;
            this.task = task;
        }

        @Override
        public void cancel() {
            cancelled = true;
            synchronized (lock) {
                wakeups.remove(this);
            }
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
        public int compareTo(Wakeup other) {
            return nanos != other.nanos ? Long.compare(nanos, other.nanos) : Long.compare(order, other.order);
        }

        @Override
        public String toString() {
            return task.toString();
        }
    }
}
