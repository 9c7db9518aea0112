package io.adbot.telegram;

import io.adbot.time.EventLoop;
import io.adbot.time.Tick;
import java.time.Instant;

/** A loop on which time passes faster than it does: the engine's shortest delay of 3 s takes a fraction of that. */
final class QuickLoop implements EventLoop {

    private final EventLoop real;
    private final int times;
    private final Instant began;

    QuickLoop(EventLoop real, int times) {
        this.real = real;
        this.times = times;
        this.began = real.now().wall();
    }

    @Override
    public Tick now() {
        long nanos = real.now().nanos() * times;
        return new Tick(nanos, began.plusNanos(nanos));
    }

    @Override
    public Alarm wakeAt(long nanos, Runnable task) {
        return real.wakeAt(nanos <= 0 ? 0 : Math.floorDiv(nanos - 1, times) + 1, task);
    }

    @Override
    public void execute(Runnable task) {
        real.execute(task);
    }
}
