package io.adbot.cycle;

import io.adbot.journal.CheckpointEvent;
import io.adbot.journal.CheckpointEvent.CycleRecalled;
import io.adbot.journal.CheckpointEvent.DoneRecalled;
import io.adbot.journal.CheckpointEvent.TenantRecalled;
import io.adbot.journal.CycleStatus;
import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.time.Tick;
import io.adbot.value.CycleId;
import io.adbot.value.GroupId;
import io.adbot.value.TenantId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is remembered of a tenant from one cycle to the next. */
final class TenantMemory {

    private final Suspensions suspensions = new Suspensions();

    private long cycles;
    private @Nullable CycleStarted running;

    private @Nullable Wait pause;

    private @Nullable DoneDeliveries done;

    /** Told by a checkpoint: the cycle that it tells of next does not run any more. */
    private @Nullable CycleId cutShort;

    Suspensions suspensions() {
        return suspensions;
    }

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
            done = done.carriedOver(event);
        } else {
            done = followDeliveries ? new DoneDeliveries(event) : null;
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

    /** The monotonic clock began anew, having stood at {@code before}. */
    void reopened(long before, Tick opened) {
        if (running != null && done != null) {
            suspensions.notRefused(done); // What it left in flight is unknown, and that is no refusal.
        }
        pause = Wait.reopened(pause, before, opened);
    }

    void recalled(TenantRecalled told) {
        cycles = told.cycles();
        pause = Wait.recalled(told.pause());
        cutShort = told.cutShort();
    }

    void recalled(CycleRecalled told) {
        CycleStarted started = told.started();
        running = started.cycle().equals(cutShort) ? null : started;
        done = new DoneDeliveries(started);
    }

    void recalled(DoneRecalled told) {
        if (done != null) {
            for (GroupId group : told.groups()) {
                done.add(told.session(), group);
            }
        }
    }

    /** Says what is remembered at {@code now}: nothing of a tenant that has had no cycle. */
    void checkpoint(TenantId tenant, long now, Consumer<? super CheckpointEvent> out) {
        suspensions.checkpoint(tenant, out);
        CycleStarted last = running;
        CycleId toResume = null;
        if (last == null && done != null) {
            last = done.started();
            toResume = last.cycle();
        }
        if (cycles == 0 && last == null) {
            return;
        }
        out.accept(new TenantRecalled(tenant, cycles, Wait.toRecall(pause, now), toResume));
        if (last != null) {
            out.accept(new CycleRecalled(last));
        }
        if (done != null) {
            done.forEachSession((session, groups) -> out.accept(new DoneRecalled(tenant, session, groups)));
        }
    }

    private static long numberOf(CycleId cycle) {
        try {
            return Long.parseLong(cycle.value());
        } catch (NumberFormatException somebodyElsesNumbering) {
            return 0;
        }
    }
}
