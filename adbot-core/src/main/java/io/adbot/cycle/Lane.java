package io.adbot.cycle;

import io.adbot.journal.SkipReason;
import io.adbot.message.MessagingPort.Sending;
import io.adbot.plan.ExecutionPlan;
import io.adbot.plan.SessionSchedule;
import io.adbot.time.Nanos;
import io.adbot.value.DeliveryId;
import io.adbot.value.SessionId;
import org.jspecify.annotations.Nullable;

/** One session within one cycle: where it is in its groups, and what it is doing about the one it is at. */
final class Lane {

    /** What the lane waits for at the moment; each stage is left in one way only. */
    enum Stage {
        /** Until a time. */
        WAITING,
        /** Until another session's send to the same group has settled. */
        BLOCKED,
        /** For the answer about permission. */
        CHECKING,
        /** For the intent to be durable. */
        INTENDING,
        /** For the answer to the send. */
        SENDING,
        /** For the confirmation that the send was taken back. */
        CANCELLING,
        /** Nothing: every delivery has ended. */
        DONE
    }

    final int index;
    final SessionId session;
    final SessionMemory memory;
    final Itinerary itinerary;
    final int from;
    final int groups;
    /** The slot, on the loop's clock. */
    final long slotStart;

    final long slotEnd;

    Stage stage = Stage.WAITING;
    WaitReason why = WaitReason.SLOT;

    /** When the lane is to be looked at again even without a reply; {@link Long#MAX_VALUE} for never. */
    long wakeAt;

    /** Where it stands in the {@link LaneQueue}; −1 if it does not. */
    int queuePosition = -1;

    /** Tells replies that are waited for from those that come too late: rises with each question. */
    int question;

    /** Why the session takes no further part in the cycle. */
    @Nullable
    SkipReason left;

    // Of the delivery that the lane is at:
    @Nullable
    DeliveryId delivery;

    boolean permitted;
    int attempt;
    long startedAt;

    @Nullable
    Sending sending;

    Lane(int index, ExecutionPlan plan, long cycleStart, SessionMemory memory) {
        SessionSchedule schedule = plan.sessions().get(index);
        this.index = index;
        this.session = schedule.session();
        this.memory = memory;
        this.from = schedule.from();
        this.groups = schedule.groups();
        this.itinerary = new Itinerary(schedule.from(), schedule.to());
        this.slotStart = Nanos.plus(cycleStart, plan.slotStart(index));
        this.slotEnd = Nanos.plus(cycleStart, plan.slotEnd(index));
        this.wakeAt = slotStart;
    }

    /** When the group at this position of the plan's list is due, on the loop's clock. */
    long due(int group, long delay) {
        return Nanos.plus(slotStart, (group - from) * delay);
    }

    /** The delivery that the lane is at. */
    DeliveryId delivery() {
        if (delivery == null) {
            throw new IllegalStateException("session " + session + " is at no delivery");
        }
        return delivery;
    }

    /** A request or a send of this lane is on its way, and its answer decides what happens next. */
    boolean inFlight() {
        return stage == Stage.INTENDING || stage == Stage.SENDING || stage == Stage.CANCELLING;
    }
}
