package io.adbot.cycle;

import io.adbot.plan.ExecutionPlan;
import io.adbot.time.Tick;

/** E11: a lane's stage in words. */
final class LaneWaiting {

    private LaneWaiting() {}

    static Waiting of(Lane lane, ExecutionPlan plan, Tick now) {
        if (lane.stage == Lane.Stage.WAITING && lane.memory.quietUntil() > lane.wakeAt) {
            // A late answer told of it after the lane had begun to wait for something else.
            return new Waiting(
                    WaitReason.FLOOD_WAIT,
                    lane.memory.quietUntil(),
                    now,
                    "the end of a flood wait, which was told late");
        }
        return new Waiting(lane.why, lane.wakeAt, now, detail(lane, plan));
    }

    private static String detail(Lane lane, ExecutionPlan plan) {
        String group = lane.itinerary.hasCurrent()
                ? "group " + plan.groups().get(lane.itinerary.current())
                : "the first group";
        return switch (lane.stage) {
            case DONE -> "nothing: all deliveries of the cycle have ended";
            case CHECKING -> "the answer whether it may post to " + group;
            case INTENDING -> "the journal, before it posts to " + group;
            case SENDING -> "the answer to its post to " + group;
            case CANCELLING -> "the confirmation that its post to " + group + " was taken back";
            case BLOCKED -> "another session's post to " + group;
            case WAITING ->
                switch (lane.why) {
                    case SLOT -> "its slot, to post to " + group;
                    case FLOOD_WAIT -> "the end of a flood wait, to post to " + group;
                    case SLOW_MODE -> "the slow mode of " + group;
                    case GROUP_GATE -> "the gate of " + group;
                    case JOURNAL -> "its turn to tell the journal what it leaves out";
                    case RETRY -> "the next try after a failure, to post to " + group;
                    default -> "the delay between two posts, to post to " + group;
                };
        };
    }
}
