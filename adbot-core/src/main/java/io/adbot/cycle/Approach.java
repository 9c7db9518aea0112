package io.adbot.cycle;

import io.adbot.journal.JournalEvent.SendIntended;
import io.adbot.journal.SkipReason;
import io.adbot.message.Permission;
import io.adbot.message.Post;
import io.adbot.message.SendOutcome;
import io.adbot.message.SendRequest;
import io.adbot.time.Nanos;
import io.adbot.time.Tick;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lane's way to a send: finds out what keeps its delivery from being sent, and if nothing does, goes through check, intent
 * and send, each of which may answer at once or later.
 */
final class Approach {

    private static final Logger log = LoggerFactory.getLogger(Cycle.class);

    private final Lanes lanes;
    private final GroupsInFlight inFlight;
    private final Consequences consequences;
    private final CycleSettings settings;
    private final EngineMemory memory;
    private final Effects effects;
    private final Post post;
    private final long delay;

    Approach(
            Lanes lanes,
            GroupsInFlight inFlight,
            Consequences consequences,
            CycleSettings settings,
            EngineMemory memory,
            Effects effects,
            Post post,
            long delay) {
        this.lanes = lanes;
        this.inFlight = inFlight;
        this.consequences = consequences;
        this.settings = settings;
        this.memory = memory;
        this.effects = effects;
        this.post = post;
        this.delay = delay;
    }

    /** Takes a lane as far as it gets: to a wait, to a question, or to its end. */
    void proceed(Lane lane, Tick now) {
        while (findDelivery(lane, now)) {
            long until = earliestStart(lane);
            if (!CycleRules.fitsSlot(Math.max(until, now.nanos()), lane.slotEnd)) {
                // Nothing more fits, whichever the delivery: a wait for a group is begun only if it fits.
                lanes.leaveCycle(lane, SkipReason.SLOT_CLOSED, now);
                return;
            } else if (until > now.nanos()) {
                lanes.await(lane, until);
                return;
            } else if (inFlight.contains(lane.itinerary.current())) {
                block(lane);
                return;
            } else if (groupIsOpen(lane, now)) {
                if (lane.permitted || isPermitted(lane, now)) {
                    intend(lane, now);
                }
                if (lane.stage != Lane.Stage.WAITING) {
                    return;
                }
            }
        }
    }

    /** E10: the intent is durable, and what was true before it is looked at again. */
    void startOrWithdraw(Lane lane, Tick now) {
        DeliveryId delivery = lane.delivery();
        if (!mayStart(lane, delivery, now)) {
            consequences.settle(lane, new SendOutcome.Withdrawn(), now);
            return;
        }
        lane.memory.started(now.nanos(), delay);
        lane.startedAt = now.nanos();
        lane.stage = Lane.Stage.SENDING;
        lane.why = WaitReason.ANSWER;
        lane.question++;
        lanes.tally().started(now.nanos(), lane.due(lane.itinerary.current(), delay), lane.attempt == 1);
        lanes.wakeAt(lane, Nanos.plus(now.nanos(), settings.sendLimitNanos()));
        lane.sending = effects.send(lane, new SendRequest(delivery, lane.attempt, post));
    }

    /** Makes sure that the lane is at a delivery that may be tried; false if it has none left. */
    private boolean findDelivery(Lane lane, Tick now) {
        if (lane.stage == Lane.Stage.DONE) {
            return false;
        }
        SkipReason reason = lanes.reasonToLeave(lane);
        if (reason != null) {
            lanes.leaveCycle(lane, reason, now);
            return false;
        }
        while (lane.itinerary.hasCurrent() || lanes.advance(lane)) {
            DeliveryId delivery = lane.delivery();
            if (!lanes.wasDoneBefore(delivery)
                    && !memory.suspensions(delivery.tenant()).leavesOut(lane.session, delivery.group())) {
                return true;
            }
            if (!lanes.maySkip(lane, now)) {
                return false;
            }
            lanes.skip(lane, SkipReason.GROUP_SUSPENDED, now);
        }
        return false;
    }

    /** The latest of all that a send must wait for; {@code lane.why} says which that is. */
    private long earliestStart(Lane lane) {
        int group = lane.itinerary.current();
        long earliest = lane.due(group, delay);
        lane.why = group == lane.from ? WaitReason.SLOT : WaitReason.DELAY;
        long afterDelay = lane.memory.afterDelay(delay);
        if (afterDelay > earliest) {
            earliest = afterDelay;
            lane.why = WaitReason.DELAY;
        }
        if (lane.itinerary.notBefore() > earliest) {
            earliest = lane.itinerary.notBefore();
            lane.why = lane.itinerary.why();
        }
        if (lane.memory.quietUntil() > earliest) {
            earliest = lane.memory.quietUntil();
            lane.why = WaitReason.FLOOD_WAIT;
        }
        return earliest;
    }

    /** E3: another session's send to the group is in flight; its answer, or the end of the slot, changes that. */
    private void block(Lane lane) {
        if (lane.stage != Lane.Stage.BLOCKED) {
            lane.stage = Lane.Stage.BLOCKED;
            inFlight.addWaiting(lane);
        }
        lane.why = WaitReason.ANSWER;
        lanes.wakeAt(lane, lane.slotEnd);
    }

    /** G2, G3, E12: slow mode that the session met before, and a gate that is closed, move the delivery to the end, once. */
    private boolean groupIsOpen(Lane lane, Tick now) {
        GroupId group = lane.delivery().group();
        long slowUntil = memory.slowModes().until(lane.session, group);
        if (slowUntil > now.nanos()) {
            lanes.waitForGroup(lane, slowUntil, WaitReason.SLOW_MODE, SkipReason.SLOW_MODE, now);
            return false;
        }
        long opens = memory.gates().opensAt(group);
        if (opens > now.nanos()) {
            lanes.waitForGroup(lane, opens, WaitReason.GROUP_GATE, SkipReason.GROUP_GATE, now);
            return false;
        }
        return true;
    }

    /** G4, then G1. */
    private boolean isPermitted(Lane lane, Tick now) {
        lane.question++;
        lane.stage = Lane.Stage.WAITING;
        if (!effects.isOnRecord(lane.delivery(), now)) {
            lanes.skipUnrefused(lane, now);
            return false;
        }
        Permission permission = effects.check(lane, lane.delivery(), post);
        if (permission == null) {
            lane.stage = Lane.Stage.CHECKING;
            lane.why = WaitReason.ANSWER;
            lanes.wakeAt(lane, Nanos.plus(now.nanos(), settings.checkLimitNanos()));
            return false;
        }
        return consequences.isGranted(lane, permission, now);
    }

    private void intend(Lane lane, Tick now) {
        inFlight.add(lane.itinerary.current());
        lane.attempt = lane.itinerary.attempt();
        lane.stage = Lane.Stage.INTENDING;
        lane.why = WaitReason.JOURNAL;
        lane.question++;
        lanes.wakeAt(lane, Long.MAX_VALUE);
        Tick durable = effects.intend(now, new SendIntended(lane.delivery()), lane);
        if (durable != null) {
            startOrWithdraw(lane, durable);
        }
    }

    private boolean mayStart(Lane lane, DeliveryId delivery, Tick now) {
        if (lanes.reasonToLeave(lane) != null
                || !CycleRules.withinSlot(now.nanos(), lane.slotStart, lane.slotEnd)
                || lane.memory.quietUntil() > now.nanos()
                || memory.slowModes().until(lane.session, delivery.group()) > now.nanos()
                || !memory.gates().heldBy(delivery)
                || !effects.isOnRecord(delivery, now)) {
            return false;
        }
        if (lane.memory.afterDelay(delay) > now.nanos()) {
            log.error("E1: a send of {} was about to start too early and is withdrawn", delivery);
            return false;
        }
        return true;
    }
}
