package io.adbot.cli.engine;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Whether the process is told to end, by Ctrl-C or SIGTERM. While this is open the process does not end before it is closed, or the
 * limit is reached: so whoever looks at it has the time to clear up.
 *
 * <p>Threads: any.
 */
public final class ToldToEnd implements AutoCloseable {

    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Duration limit;
    private final Thread hook = new Thread(this::end, "adbot-ending");

    private ToldToEnd(Duration limit) {
        this.limit = limit;
    }

    /**
     * Begins to listen.
     *
     * @param limit how long the process waits at most
     */
    public static ToldToEnd within(Duration limit) {
        ToldToEnd listening = new ToldToEnd(limit);
        Runtime.getRuntime().addShutdownHook(listening.hook);
        return listening;
    }

    /** Has the process been told? */
    public boolean isTold() {
        return told.getCount() == 0;
    }

    /** Waits until the process is told; false if it was not in so many nanoseconds. */
    boolean await(long nanos) throws InterruptedException {
        return told.await(nanos, TimeUnit.NANOSECONDS);
    }

    /**
     * What the process does when it is told: waits until all is cleared up. Not for the end of the main thread, which waits in its exit
     * for this one.
     */
    public void end() {
        told.countDown();
        try {
            closed.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** All is cleared up. Idempotent. */
    @Override
    public void close() {
        closed.countDown();
        stopListening();
    }

    /** Was it still listening? */
    boolean stopListening() {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            return false; // It is running.
        }
    }
}
