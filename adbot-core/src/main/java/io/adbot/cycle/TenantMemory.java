package io.adbot.cycle;

import io.adbot.journal.CycleStatus;
import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.time.Tick;
import io.adbot.value.CycleId;
import org.jspecify.annotations.Nullable;

/** What is remembered of a tenant from one cycle to the next. */
final class TenantMemory {

    private long cycles;
    private @Nullable CycleStarted running;

    private @Nullable Wait pause;

    private @Nullable DoneDeliveries done;

    /** An id that no cycle of the tenant has had. */
    CycleId nextCycle() {
        return new CycleId(Long.toString(cycles + 1));
    }

    /** D′ of the running cycle; 0 without one. */
    long delay() {
        return running == null ? 0 : running.plan().delayNanos();
    }

    /** The cycle that has started and not ended. */
    @Nullable
    CycleStarted running() {
        return running;
    }

    /** E5: when the next cycle may start. */
    long nextCycleAt() {
        return pause == null ? Long.MIN_VALUE : pause.until();
    }

    /** What a cycle that resumes the last one leaves out; null if the last one was not cut short. */
    @Nullable
    DoneDeliveries done() {
        return done;
    }

    /** The running engine knows the deliveries of its cycles itself; only recovery has to follow them one by one. */
    void started(CycleStarted event, boolean followDeliveries) {
        running = event;
        pause = null;
        cycles = Math.max(cycles + 1, numberOf(event.cycle()));
        if (event.resumes() != null && done != null) {
            done = done.carriedOver(event.cycle());
        } else {
            done = followDeliveries ? new DoneDeliveries(event.cycle()) : null;
        }
    }

    /** The cycle that ended was cut short, and has done this much. */
    void cutShort(DoneDeliveries deliveries) {
        if (done != null) {
            deliveries.addAll(done); // It resumed another, and what that one had done stays done.
        }
        done = deliveries;
    }

    void ended(Tick at, CycleStatus status) {
        if (running != null && CycleRules.pausesAfter(status)) {
            pause = Wait.from(at, running.pauseNanos());
            done = null;
        }
        running = null;
    }

    void reopened(Tick opened) {
        pause = pause == null ? null : pause.reopened(opened);
    }

    private static long numberOf(CycleId cycle) {
        try {
            return Long.parseLong(cycle.value());
        } catch (NumberFormatException somebodyElsesNumbering) {
            return 0;
        }
    }
}
