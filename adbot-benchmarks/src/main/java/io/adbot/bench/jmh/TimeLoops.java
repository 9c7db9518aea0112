package io.adbot.bench.jmh;

import io.adbot.testkit.VirtualTime;
import io.adbot.time.EventLoop;
import io.adbot.time.Nanos;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Virtual time with alarms that set themselves anew: one is rung, and set behind all others. */
@State(Scope.Thread)
public class TimeLoops {

    private static final Duration STEP = Duration.ofNanos(1_000);

    /** How many alarms are pending. */
    @Param({"100", "100000"})
    public int pending;

    private final VirtualTime time = new VirtualTime();
    private final EventLoop loop = time.loop();

    /** Sets all of them. */
    @Setup
    public void prepare() {
        for (int i = 0; i < pending; i++) {
            loop.wakeAt((i + 1L) * STEP.toNanos(), new Ringing());
        }
    }

    /** One alarm. */
    @Benchmark
    public void ring() {
        time.advance(STEP);
    }

    private final class Ringing implements Runnable {
        @Override
        public void run() {
            loop.wakeAt(Nanos.plus(loop.now().nanos(), pending * STEP.toNanos()), this);
        }
    }
}
