package io.adbot.cycle;

import io.adbot.journal.CycleStatus;
import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.journal.JournalEvent.DeliverySkipped;
import io.adbot.journal.SkipReason;
import io.adbot.plan.ExecutionPlan;
import io.adbot.session.SessionFlag;
import io.adbot.time.Tick;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of one cycle: when each wants to be looked at, at which delivery it is, and how deliveries end without a send.
 */
final class Lanes {

    /**
     * How many deliveries one step ends without a send. A cycle that leaves out millions does so in many steps, and others
     * have their turn between them (rule M1).
     */
    private static final int SKIPS_IN_A_STEP = 64;

    private final CycleStarted started;
    private final ExecutionPlan plan;
    private final Effects effects;
    private final Lane[] lanes;
    private final LaneQueue queue;
    private final CycleTally tally;

    /** What the cycle that this one resumes has done. */
    private final @Nullable DoneDeliveries done;

    private int skipsLeft = SKIPS_IN_A_STEP;

    /** Why nothing more is begun, once that is so. */
    private @Nullable SkipReason halted;

    Lanes(Tick now, CycleStarted started, EngineMemory memory, @Nullable DoneDeliveries done, Effects effects) {
        this.started = started;
        this.done = done;
        this.plan = started.plan();
        this.effects = effects;
        this.lanes = new Lane[plan.sessions().size()];
        this.queue = new LaneQueue(lanes.length);
        this.tally = new CycleTally(plan);
        for (int i = 0; i < lanes.length; i++) {
            SessionMemory session = memory.session(plan.sessions().get(i).session());
            lanes[i] = new Lane(i, plan, now.nanos(), session);
            if (done != null) {
                lanes[i].wakeAt = now.nanos(); // what is done already is left out at once, not when its slot comes
            }
            queue.update(lanes[i]);
        }
    }

    CycleTally tally() {
        return tally;
    }

    int count() {
        return lanes.length;
    }

    Lane get(int index) {
        return lanes[index];
    }

    void forEach(Consumer<Lane> action) {
        for (Lane lane : lanes) {
            action.accept(lane);
        }
    }

    // ---------------------------------------------------------------- time

    /** The step is over, and with it the turn of this cycle. */
    void endStep() {
        skipsLeft = SKIPS_IN_A_STEP;
    }

    /** Takes the first lane that is due, in session order where several are (T8); null if none is, or if it must wait for the next step. */
    @Nullable
    Lane pollDue(long now) {
        return skipsLeft > 0 ? queue.pollDue(now) : null;
    }

    /** When the first lane wants to be looked at; {@link Long#MAX_VALUE} if only a reply can change anything. */
    long nextAt() {
        return queue.nextAt();
    }

    void wakeAt(Lane lane, long nanos) {
        lane.wakeAt = nanos;
        queue.update(lane);
    }

    void await(Lane lane, long until) {
        lane.stage = Lane.Stage.WAITING;
        wakeAt(lane, until);
    }

    /** The lane that wants to be looked at first, of those that are not done; null if all are. */
    @Nullable
    Lane first() {
        Lane first = null;
        for (Lane lane : lanes) {
            if (lane.stage != Lane.Stage.DONE && (first == null || lane.wakeAt < first.wakeAt)) {
                first = lane;
            }
        }
        return first;
    }

    // ---------------------------------------------------------------- deliveries

    /** Goes on to the lane's next delivery; false if it has none left, so that it is done. */
    boolean advance(Lane lane) {
        if (!lane.itinerary.advance()) {
            finish(lane);
            return false;
        }
        GroupId group = plan.groups().get(lane.itinerary.current());
        lane.delivery = new DeliveryId(started.tenant(), started.cycle(), lane.session, group);
        lane.permitted = false;
        return true;
    }

    /** E12: a delivery moves once, and not while it holds the session to be tried again; then it is waited for where it is. */
    void waitForGroup(Lane lane, long until, WaitReason why, SkipReason otherwise, Tick now) {
        if (!CycleRules.fitsSlot(until, lane.slotEnd)) {
            skip(lane, otherwise, now);
        } else if (lane.itinerary.stays()) {
            lane.itinerary.hold(until, why);
        } else {
            lane.itinerary.moveToEnd(until, why);
        }
    }

    /** Ends the delivery that the lane is at; as done before, if it was, whatever else there is to say of it (E10). */
    void skip(Lane lane, SkipReason reason, Tick now) {
        skip(lane, reason, true, now);
    }

    /** The same for want of a permission, which the group did not refuse: nobody is on record (G4), or nobody could say. */
    void skipUnrefused(Lane lane, Tick now) {
        skip(lane, SkipReason.NOT_PERMITTED, false, now);
    }

    private void skip(Lane lane, SkipReason reason, boolean refused, Tick now) {
        DeliveryId delivery = lane.delivery();
        SkipReason told = wasDoneBefore(delivery) ? SkipReason.RESUMED : reason;
        tally.ended(lane, lane.itinerary.current(), Ending.skipped(told));
        lane.itinerary.leave();
        effects.append(now, new DeliverySkipped(delivery, told, refused));
        skipsLeft--;
    }

    /** E10: what a cycle that was cut short has done is not done again. */
    boolean wasDoneBefore(DeliveryId delivery) {
        return done != null && done.contains(plan.mode(), delivery.session(), delivery.group());
    }

    /** May the lane end another delivery in this step? If not, it goes on in the next. */
    boolean maySkip(Lane lane, Tick now) {
        if (skipsLeft > 0) {
            return true;
        }
        lane.why = WaitReason.JOURNAL;
        await(lane, now.nanos());
        return false;
    }

    // ---------------------------------------------------------------- ends

    /** Why the lane begins nothing more; null while it may. */
    @Nullable
    SkipReason reasonToLeave(Lane lane) {
        if (halted != null) {
            return halted;
        }
        if (lane.left != null) {
            return lane.left;
        }
        SessionFlag flag = lane.memory.flag();
        if (flag != null) {
            return flag == SessionFlag.LIMITED ? SkipReason.SESSION_LIMITED : SkipReason.SESSION_LOST;
        }
        return null;
    }

    /** Skips what the lane still has to do, as much of it as a step may. */
    void leaveCycle(Lane lane, SkipReason reason, Tick now) {
        if (CycleRules.leavesCycle(reason)) {
            lane.left = reason; // For good, though its flag may be cleared before all is skipped.
        }
        boolean more = lane.itinerary.hasCurrent() || advance(lane);
        while (more && maySkip(lane, now)) {
            skip(lane, reason, now);
            more = advance(lane);
        }
    }

    /** Nothing more is begun, by any lane; what is in flight goes on. */
    void halt(SkipReason reason, Tick now) {
        if (halted != null) {
            return;
        }
        halted = reason;
        for (Lane lane : lanes) {
            if (!lane.inFlight() && lane.stage != Lane.Stage.DONE) {
                lane.question++;
                await(lane, now.nanos());
            }
        }
    }

    @Nullable
    SkipReason halted() {
        return halted;
    }

    /** How the cycle ended, all deliveries having ended. */
    CycleStatus status() {
        if (halted != null) {
            return halted == SkipReason.STOPPED ? CycleStatus.STOPPED : CycleStatus.FAILED;
        }
        return nobodySeesTheSource() ? CycleStatus.FAILED : CycleStatus.COMPLETED;
    }

    /** Every session with something to do has left, one at least for want of the source, and none has delivered anything. */
    private boolean nobodySeesTheSource() {
        boolean unseen = false;
        for (Lane lane : lanes) {
            if (lane.groups > 0 && (lane.left == null || tally.delivered(lane))) {
                return false;
            }
            unseen |= lane.left == SkipReason.SOURCE_UNAVAILABLE;
        }
        return unseen;
    }

    private void finish(Lane lane) {
        lane.stage = Lane.Stage.DONE;
        lane.delivery = null;
        wakeAt(lane, Long.MAX_VALUE);
    }
}
