package io.adbot.time;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The one thread of control that may touch the engine's state, and the only thing in it that knows the time or waits.
 *
 * <p>Tasks run one at a time, in the order in which they were given; each sees what the earlier ones wrote. Tasks that
 * are due at the same nanosecond run in the order in which they were asked for. A task that throws is logged by the loop
 * and harms no other.
 *
 * <p>Threads: {@link #execute} may be called from any thread; {@link #now} and {@link #wakeAt} from any thread too, though
 * what is decided from them belongs on the loop.
 */
public interface EventLoop extends Executor {

    /** Reads both clocks. The monotonic one starts near 0 when the loop is made, and never falls. */
    Tick now();

    /**
     * Runs {@code task} on the loop once {@code nanos} is reached on the monotonic clock; never before.
     *
     * @param nanos on the axis of {@link Tick#nanos()}; a time that has passed means as soon as possible
     * @param task what to run; its {@code toString()} says what the wait is for, and is shown wherever timers are listed
     * @return the alarm, to be cancelled when it is no longer wanted
     */
    Alarm wakeAt(long nanos, Runnable task);

    /** A wait that can be called off. */
    interface Alarm {

        /** Calls the wait off. Once this returned on the loop, the task will not run any more. Idempotent. */
        void cancel();
    }

    /**
     * A loop in real time on threads that the caller owns and closes. Once they are closed nothing runs any more: what was
     * queued is dropped, and who asks for more gets the {@link java.util.concurrent.RejectedExecutionException} of the
     * executor.
     *
     * @param executor runs and waits; may have any number of threads, the loop uses one at a time
     */
    static EventLoop on(ScheduledExecutorService executor) {
        return new ExecutorLoop(executor, System::nanoTime, InstantSource.system());
    }
}
