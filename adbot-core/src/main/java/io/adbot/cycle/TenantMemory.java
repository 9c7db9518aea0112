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

    private long cycles;
    private @Nullable CycleStarted running;
    private boolean removed;

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

    /** The tenant is gone, and with a checkpoint it is forgotten; until then its cycles are numbered on. */
    void removed() {
        removed = true;
        pause = null;
        done = null;
    }

    /** The tenant is there. */
    void set() {
        removed = false;
    }

    void recalled(TenantRecalled told) {
        cycles = told.cycles();
        pause = told.pause() == null ? null : Wait.recalled(told.pause());
        done = told.cutShort() == null ? null : new DoneDeliveries(told.cutShort());
    }

    void recalled(DoneRecalled told) {
        if (done != null) {
            for (GroupId group : told.groups()) {
                done.add(told.session(), group);
            }
        }
    }

    void recalled(CycleRecalled told) {
        running = told.started();
    }

    void checkpoint(TenantId tenant, Consumer<? super CheckpointEvent> out) {
        if (removed) {
            return;
        }
        out.accept(new TenantRecalled(
                tenant, cycles, pause == null ? null : pause.toRecall(), done == null ? null : done.cycle()));
        if (done != null) {
            done.bySession().forEach((session, groups) -> out.accept(new DoneRecalled(tenant, session, groups)));
        }
        if (running != null) {
            out.accept(new CycleRecalled(running));
        }
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
