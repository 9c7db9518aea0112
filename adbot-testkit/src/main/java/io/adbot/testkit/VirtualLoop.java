package io.adbot.testkit;

import io.adbot.time.EventLoop;
import io.adbot.time.Nanos;
import io.adbot.time.Tick;
import org.jspecify.annotations.Nullable;

/** One engine's view of a {@link VirtualTime}: its own zero, its own tasks and timers, which end with it. */
final class VirtualLoop implements EventLoop {

    private final VirtualTime time;
    private final long origin;
    private boolean killed;
    private @Nullable Tick tick;
    private long tickedAt;
    private int tickedSteps;

    VirtualLoop(VirtualTime time, long origin) {
        this.time = time;
        this.origin = origin;
    }

    @Override
    public Tick now() {
        Tick known = tick;
        if (known != null && tickedAt == time.nanos() && tickedSteps == time.wallSteps()) {
            return known;
        }
        Tick fresh = new Tick(time.nanos() - origin, time.wall());
        tick = fresh;
        tickedAt = time.nanos();
        tickedSteps = time.wallSteps();
        return fresh;
    }

    @Override
    public void execute(Runnable task) {
        if (!killed) {
            time.enqueue(this, task);
        }
    }

    @Override
    public Alarm wakeAt(long nanos, Runnable task) {
        VirtualAlarm alarm = new VirtualAlarm(this, task);
        if (!killed) {
            time.schedule(alarm, Nanos.plus(origin, nanos));
        }
        return alarm;
    }

    boolean belongsTo(VirtualTime other) {
        return time == other;
    }

    void kill() {
        killed = true;
    }

    private void cancel(VirtualAlarm alarm) {
        time.cancel(alarm);
    }

    /** A timer: what waits in the heap, and what its owner cancels. */
    static final class VirtualAlarm extends TimerHeap.Timer implements Alarm {
        private final VirtualLoop loop;
        private final Runnable task;

        VirtualAlarm(VirtualLoop loop, Runnable task) {
            this.loop = loop;
            this.task = task;
        }

        VirtualLoop loop() {
            return loop;
        }

        Runnable task() {
            return task;
        }

        @Override
        public void cancel() {
            loop.cancel(this);
        }

        @Override
        public String toString() {
            return task.toString();
        }
    }
}
