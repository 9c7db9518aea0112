package io.adbot.cycle;

import io.adbot.journal.JournalEvent.GroupSuspended;
import io.adbot.journal.JournalEvent.LateAnswer;
import io.adbot.journal.JournalEvent.QuestionFailed;
import io.adbot.journal.JournalEvent.SessionFlagged;
import io.adbot.journal.JournalEvent.SessionHeld;
import io.adbot.journal.SkipReason;
import io.adbot.message.OutcomeKind;
import io.adbot.message.Permission;
import io.adbot.message.SendOutcome;
import io.adbot.session.SessionFlag;
import io.adbot.time.Nanos;
import io.adbot.time.Tick;
import io.adbot.value.DeliveryId;
import io.adbot.value.SessionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an answer of Telegram's means: for the delivery, for its session, and for the cycle. */
final class Consequences {

    private static final Logger log = LoggerFactory.getLogger(Cycle.class);

    private final Lanes lanes;
    private final GroupsInFlight inFlight;
    private final CycleSettings settings;
    private final EngineMemory memory;
    private final Effects effects;

    Consequences(Lanes lanes, GroupsInFlight inFlight, CycleSettings settings, EngineMemory memory, Effects effects) {
        this.lanes = lanes;
        this.inFlight = inFlight;
        this.settings = settings;
        this.memory = memory;
        this.effects = effects;
    }

    // ---------------------------------------------------------------- of a send

    /** The send has its outcome; the lane waits again, at this delivery or at none. */
    void settle(Lane lane, SendOutcome outcome, Tick now) {
        DeliveryId delivery = lane.delivery();
        int group = lane.itinerary.current();
        OutcomeKind kind = outcome.kind();
        int failures = kind == OutcomeKind.TRANSIENT ? lane.itinerary.fail() : 0;
        boolean endsDelivery = !CycleRules.maySendAgain(kind) || failures > settings.retries();
        // The flag comes first: a crash between the two must not leave an account in use that is limited or lost.
        flagSession(delivery, outcome, now, effects);
        effects.append(now, Outcomes.settled(delivery, outcome, lane.startedAt, endsDelivery));
        lane.question++;
        lane.sending = null;
        lane.stage = Lane.Stage.WAITING;
        release(group);
        if (endsDelivery) {
            lanes.tally().ended(lane, group, Ending.settled(kind));
            lane.itinerary.leave();
        } else {
            lane.permitted = false;
        }
        switch (kind) {
            case FLOOD_WAIT -> {
                lanes.tally().floodWait();
                lane.itinerary.retry();
            }
            case SLOW_MODE -> metSlowMode(lane, Outcomes.retryAfter(outcome).getAsLong(), now);
            case TRANSIENT -> {
                if (!endsDelivery) {
                    lane.itinerary.retry();
                    retryLater(lane, failures, now);
                }
            }
            case NOT_PERMITTED -> suspendIfRefusedOften(lane, delivery, now);
            case REJECTED -> lanes.halt(SkipReason.CONTENT_REJECTED, now);
            default -> lane.left = CycleRules.leavesCycle(kind);
        }
    }

    /** An answer to a send that was given up; the delivery stays as it is, but what it says of the account is heeded. */
    static void late(DeliveryId delivery, SendOutcome outcome, Tick now, Effects effects) {
        flagSession(delivery, outcome, now, effects);
        effects.append(
                now,
                new LateAnswer(
                        delivery,
                        outcome.kind(),
                        Outcomes.retryAfter(outcome),
                        Outcomes.messageId(outcome),
                        outcome.reason()));
    }

    /**
     * A late answer for a tenant that is gone: nothing may name it any more. The session, which is not the tenant's any more, keeps
     * to a wait that it was told all the same; what else ails the account is found out at its next send.
     */
    static void lateForNobody(SessionId session, SendOutcome outcome, Tick now, EngineMemory memory, Effects effects) {
        if (outcome.kind() == OutcomeKind.FLOOD_WAIT) {
            long wait = Outcomes.retryAfter(outcome).getAsLong();
            effects.append(now, memory.session(session).heldBy(session, now, wait));
        }
    }

    /** E12: a send that met slow mode moves its delivery to the end, once. */
    private void metSlowMode(Lane lane, long remaining, Tick now) {
        if (lane.itinerary.moved()) {
            lanes.skip(lane, SkipReason.SLOW_MODE, now);
        } else {
            waitOutSlowMode(lane, remaining, now);
        }
    }

    /** E3: whoever waited for the group looks again in the next step. */
    private void release(int group) {
        for (Lane waiting : inFlight.remove(group)) {
            lanes.await(waiting, Long.MIN_VALUE);
        }
    }

    // ---------------------------------------------------------------- of a question about permission

    /** May the lane post? If not, the consequences have been drawn: it waits again, at this delivery or at none. */
    boolean isGranted(Lane lane, Permission permission, Tick now) {
        if (permission instanceof Permission.Granted) {
            return true;
        }
        if (permission instanceof Permission.SlowMode slow) {
            isInSlowMode(lane, Nanos.saturated(slow.remaining()), now);
        } else if (permission instanceof Permission.Denied) {
            DeliveryId delivery = lane.delivery();
            lanes.skip(lane, SkipReason.NOT_PERMITTED, now);
            suspendIfRefusedOften(lane, delivery, now);
        } else if (permission instanceof Permission.Unclear unclear) {
            isUnclear(lane, unclear.instead(), now);
        }
        return false;
    }

    /** An answer to a question about permission that was given up: what it says of the account is heeded all the same. */
    static void late(DeliveryId delivery, Permission permission, Tick now, Effects effects) {
        if (permission instanceof Permission.Unclear unclear) {
            holdSession(delivery, unclear.instead(), now, effects);
            flagSession(delivery, unclear.instead(), now, effects);
        }
    }

    private void isInSlowMode(Lane lane, long remaining, Tick now) {
        if (lane.itinerary.stays() && lane.itinerary.fail() > settings.retries()) {
            lanes.skip(lane, SkipReason.SLOW_MODE, now);
        } else {
            waitOutSlowMode(lane, remaining, now);
        }
    }

    /** The question was answered with something else; no send is under way. */
    private void isUnclear(Lane lane, SendOutcome instead, Tick now) {
        switch (instead.kind()) {
            case FLOOD_WAIT -> {
                lanes.tally().floodWait();
                holdSession(lane.delivery(), instead, now, effects);
            }
            case TRANSIENT -> {
                int failures = lane.itinerary.fail();
                if (failures > settings.retries()) {
                    lanes.skipUnrefused(lane, now);
                } else {
                    long pause = retryLater(lane, failures, now);
                    effects.append(now, new QuestionFailed(lane.delivery(), pause));
                }
            }
            case REJECTED -> lanes.halt(SkipReason.CONTENT_REJECTED, now);
            default -> {
                flagSession(lane.delivery(), instead, now, effects);
                lane.left = CycleRules.leavesCycle(instead.kind());
            }
        }
    }

    // ---------------------------------------------------------------- of either

    private void waitOutSlowMode(Lane lane, long remaining, Tick now) {
        long until = Nanos.plus(now.nanos(), remaining);
        lanes.waitForGroup(lane, until, WaitReason.SLOW_MODE, SkipReason.SLOW_MODE, now);
    }

    /** Holds still for a while; how long. */
    private long retryLater(Lane lane, int failures, Tick now) {
        long pause = settings.backoff().pause(lane.delivery(), failures);
        lane.itinerary.hold(Nanos.plus(now.nanos(), pause), WaitReason.RETRY);
        return pause;
    }

    private void suspendIfRefusedOften(Lane lane, DeliveryId delivery, Tick now) {
        int refusals = memory.suspensions(delivery.tenant()).inRow(lane.session, delivery.group());
        if (refusals >= settings.refusalsBeforeSuspension()) {
            int cycles = settings.suspensionCycles();
            effects.append(now, new GroupSuspended(delivery.tenant(), lane.session, delivery.group(), cycles));
            log.warn(
                    "{}: group {} keeps refusing session {} and is left out for {} cycles",
                    delivery.tenant(),
                    delivery.group(),
                    lane.session,
                    cycles);
        }
    }

    private static void holdSession(DeliveryId delivery, SendOutcome outcome, Tick now, Effects effects) {
        if (outcome.kind() == OutcomeKind.FLOOD_WAIT) {
            effects.append(
                    now, new SessionHeld(delivery, Outcomes.retryAfter(outcome).getAsLong()));
        }
    }

    private static void flagSession(DeliveryId delivery, SendOutcome outcome, Tick now, Effects effects) {
        SessionFlag flag = Outcomes.flag(outcome);
        if (flag != null) {
            effects.append(now, new SessionFlagged(delivery.tenant(), delivery.session(), flag, outcome.reason()));
            log.warn(
                    "{}: session {} is flagged {} in cycle {}: {}",
                    delivery.tenant(),
                    delivery.session(),
                    flag.wire(),
                    delivery.cycle(),
                    outcome.reason());
        }
    }
}
