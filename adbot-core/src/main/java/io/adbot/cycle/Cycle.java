package io.adbot.cycle;

import io.adbot.journal.CycleStatus;
import io.adbot.journal.JournalEvent.CycleEnded;
import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.journal.JournalEvent.DeliverySkipped;
import io.adbot.journal.JournalEvent.GroupSuspended;
import io.adbot.journal.JournalEvent.LateAnswer;
import io.adbot.journal.JournalEvent.SendIntended;
import io.adbot.journal.JournalEvent.SessionFlagged;
import io.adbot.journal.JournalEvent.SessionHeld;
import io.adbot.journal.JournalEvent.StopRequested;
import io.adbot.journal.SkipReason;
import io.adbot.message.MessagingPort.Sending;
import io.adbot.message.OutcomeKind;
import io.adbot.message.Permission;
import io.adbot.message.Post;
import io.adbot.message.SendOutcome;
import io.adbot.message.SendRequest;
import io.adbot.plan.ExecutionPlan;
import io.adbot.session.SessionFlag;
import io.adbot.time.Nanos;
import io.adbot.time.Tick;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One cycle, as a state machine without clock, thread or I/O: it is stepped with the time, told the answers, and asks for
 * what it wants through {@link Effects}. All of it happens on the engine's loop.
 *
 * <p>Each session has a {@link Lane}, and each lane is in one stage. {@link #proceed} is the heart: it looks at the delivery
 * that a waiting lane has come to and finds out what keeps it from being sent; if nothing does, it goes through check, intent
 * and send, each of which may answer at once or later.
 */
final class Cycle {

    private static final Logger log = LoggerFactory.getLogger(Cycle.class);

    private final CycleStarted started;
    private final ExecutionPlan plan;
    private final Post post;
    private final CycleSettings settings;
    private final EngineMemory memory;
    private final Effects effects;

    private final long startNanos;
    private final long delay;
    private final Lane[] lanes;
    private final LaneQueue queue;
    private final CycleTally tally;

    /** E3: the groups with a send in flight, and the lanes that wait for one. */
    private final BitSet busy;

    private final ArrayDeque<Lane> blocked = new ArrayDeque<>();

    /** Why nothing more is begun, once that is so. */
    private @Nullable SkipReason halted;

    private boolean sourceUnseen;
    private @Nullable CycleReport report;

    /** A cycle that begins now; {@code started} has been journalled with this tick. */
    Cycle(
            Tick now,
            CycleStarted started,
            Post post,
            CycleSettings settings,
            EngineMemory memory,
            @Nullable DoneDeliveries done,
            Effects effects) {
        this.started = started;
        this.plan = started.plan();
        this.post = post;
        this.settings = settings;
        this.memory = memory;
        this.effects = effects;
        this.startNanos = now.nanos();
        this.delay = plan.delayNanos();
        this.lanes = new Lane[plan.sessions().size()];
        this.queue = new LaneQueue(lanes.length);
        this.tally = new CycleTally(plan);
        this.busy = new BitSet();
        for (int i = 0; i < lanes.length; i++) {
            SessionMemory session = memory.session(plan.sessions().get(i).session());
            lanes[i] = new Lane(i, plan, startNanos, session);
            queue.update(lanes[i]);
        }
        if (done != null) {
            skipWhatIsDone(now, done);
        }
    }

    // ---------------------------------------------------------------- time

    /**
     * Does what is due.
     *
     * @return when to be called again; empty if only a reply can change anything, or if the cycle is over
     */
    OptionalLong step(Tick now) {
        for (Lane lane = queue.pollDue(now.nanos()); lane != null; lane = queue.pollDue(now.nanos())) {
            switch (lane.stage) {
                case WAITING, BLOCKED -> proceed(lane, now);
                case CHECKING -> {
                    lane.question++;
                    refused(
                            lane,
                            new SendOutcome.Transient(
                                    "no answer about permission within " + Nanos.text(settings.checkLimitNanos())),
                            now);
                }
                case SENDING -> cancel(lane, now);
                case CANCELLING -> settle(lane, new SendOutcome.Unknown("no answer within the send limit"), now);
                case INTENDING, DONE -> {}
            }
        }
        if (!tally.allEnded()) {
            return queue.nextAt() == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(queue.nextAt());
        }
        long end = endsAt();
        if (now.nanos() < end) {
            return OptionalLong.of(end);
        }
        if (report == null) {
            end(now);
        }
        return OptionalLong.empty();
    }

    /** E9: nothing starts any more; what is in flight may go on until the stop limit. */
    void stop(Tick now) {
        if (tally.allEnded() || halted == SkipReason.STOPPED) {
            return;
        }
        effects.append(now, new StopRequested(started.tenant(), started.cycle()));
        halt(SkipReason.STOPPED, now);
        for (Lane lane : lanes) {
            if (lane.stage == Lane.Stage.SENDING) {
                wakeAt(lane, Math.min(lane.wakeAt, Nanos.plus(now.nanos(), settings.stopLimitNanos())));
            }
        }
    }

    // ---------------------------------------------------------------- replies

    /** The answer about permission is there; false if the lane has given the question up, so that it comes too late. */
    boolean permissionAnswered(Lane lane, int question, Permission permission, Tick now) {
        if (lane.question != question || lane.stage != Lane.Stage.CHECKING) {
            return false;
        }
        lane.stage = Lane.Stage.WAITING;
        // Where it is yes, the world has moved on meanwhile: slot, gate and stop are looked at once more.
        lane.permitted = decide(lane, permission, now);
        proceed(lane, now);
        return true;
    }

    /** The intent is durable. */
    void intentDurable(Lane lane, int question, Tick now) {
        if (lane.question == question && lane.stage == Lane.Stage.INTENDING) {
            startOrWithdraw(lane, now);
        }
    }

    /** Telegram's answer is there; false if the lane has given the send up, so that it comes too late. */
    boolean sendAnswered(Lane lane, int question, SendOutcome outcome, Tick now) {
        if (lane.question != question || (lane.stage != Lane.Stage.SENDING && lane.stage != Lane.Stage.CANCELLING)) {
            return false;
        }
        settle(lane, outcome, now);
        return true;
    }

    /** An answer to a send that was given up; the delivery stays as it is, but what it says of the account is heeded. */
    static void lateAnswer(DeliveryId delivery, SendOutcome outcome, Tick now, Effects effects) {
        effects.append(
                now,
                new LateAnswer(
                        delivery,
                        outcome.kind(),
                        Outcomes.retryAfter(outcome),
                        Outcomes.messageId(outcome),
                        outcome.reason()));
        flagSession(delivery, outcome, now, effects);
    }

    /** An answer to a question about permission that was given up: what it says of the account is heeded all the same. */
    static void latePermission(DeliveryId delivery, Permission permission, Tick now, Effects effects) {
        if (permission instanceof Permission.Unclear unclear) {
            holdSession(delivery, unclear.instead(), now, effects);
            flagSession(delivery, unclear.instead(), now, effects);
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

    // ---------------------------------------------------------------- state

    /** How it ended; null while it has not. */
    @Nullable
    CycleReport report() {
        return report;
    }

    boolean isStopping() {
        return halted == SkipReason.STOPPED;
    }

    /** What a cycle that resumes this one leaves out. */
    DoneDeliveries done() {
        return tally.done(started.cycle());
    }

    /** Gives up the cycle with whatever is in flight, and says what a cycle that resumes it leaves out. */
    DoneDeliveries abandon() {
        DoneDeliveries done = done();
        for (Lane lane : lanes) {
            if (lane.inFlight()) {
                done.add(deliveryOf(lane));
                Sending sending = lane.sending;
                if (sending != null) {
                    effects.cancel(sending);
                }
            }
        }
        return done;
    }

    int sessions() {
        return lanes.length;
    }

    Lane lane(int index) {
        return lanes[index];
    }

    /** E11: what a session waits for. */
    Waiting waiting(Lane lane, Tick now) {
        return LaneWaiting.of(lane, plan, now);
    }

    /** E11: what the cycle waits for: its end, or whatever of its sessions comes first. */
    Waiting waiting(Tick now) {
        if (tally.allEnded()) {
            return new Waiting(WaitReason.DELAY, endsAt(), now, "the delay after the last send of the cycle");
        }
        Lane first = null;
        for (Lane lane : lanes) {
            if (lane.stage != Lane.Stage.DONE && (first == null || lane.wakeAt < first.wakeAt)) {
                first = lane;
            }
        }
        return first == null
                ? new Waiting(WaitReason.ANSWER, Long.MAX_VALUE, now, "the last answers")
                : waiting(first, now);
    }

    // ---------------------------------------------------------------- a lane's way to a send

    /** Takes a lane as far as it gets: to a wait, to a question, or to its end. */
    private void proceed(Lane lane, Tick now) {
        while (findDelivery(lane, now)) {
            long until = earliestStart(lane);
            if (until > now.nanos()) {
                if (CycleRules.fitsSlot(until, lane.slotEnd)) {
                    await(lane, until);
                    return;
                }
                doesNotFit(lane, now);
            } else if (!CycleRules.withinSlot(now.nanos(), lane.slotStart, lane.slotEnd)) {
                leaveCycle(lane, SkipReason.SLOT_CLOSED, now);
            } else if (busy.get(lane.itinerary.current())) {
                block(lane);
                return;
            } else if (groupIsOpen(lane, now)) {
                if (lane.permitted || isPermitted(lane, now)) {
                    intend(lane, now);
                    return;
                }
                if (lane.stage == Lane.Stage.CHECKING) {
                    return;
                }
            }
        }
    }

    /** Makes sure that the lane is at a delivery that may be tried; false if it has none left. */
    private boolean findDelivery(Lane lane, Tick now) {
        if (lane.stage == Lane.Stage.DONE) {
            return false;
        }
        SkipReason reason = reasonToLeave(lane);
        if (reason != null) {
            leaveCycle(lane, reason, now);
            return false;
        }
        while (!lane.itinerary.hasCurrent()) {
            if (!lane.itinerary.advance()) {
                finish(lane);
                return false;
            }
            int group = lane.itinerary.current();
            if (!tally.isOpen(lane, group)) {
                lane.itinerary.leave();
                continue;
            }
            GroupId id = plan.groups().get(group);
            lane.delivery = new DeliveryId(started.tenant(), started.cycle(), lane.session, id);
            lane.permitted = false;
            if (memory.suspensions().leavesOut(lane.session, id)) {
                skip(lane, SkipReason.GROUP_SUSPENDED, now);
            }
        }
        return true;
    }

    private @Nullable SkipReason reasonToLeave(Lane lane) {
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

    /** E7, E12: a wait of the session leaves nothing of its slot to any delivery; a wait of the group only to this one. */
    private void doesNotFit(Lane lane, Tick now) {
        if (lane.why == WaitReason.SLOW_MODE) {
            skip(lane, SkipReason.SLOW_MODE, now);
        } else if (lane.why == WaitReason.GROUP_GATE) {
            skip(lane, SkipReason.GROUP_GATE, now);
        } else {
            leaveCycle(lane, SkipReason.SLOT_CLOSED, now);
        }
    }

    /** G2, G3, E12: slow mode that the session met before, and a gate that is closed, move the delivery to the end, once. */
    private boolean groupIsOpen(Lane lane, Tick now) {
        GroupId group = deliveryOf(lane).group();
        long slowUntil = memory.slowModes().until(lane.session, group);
        if (slowUntil > now.nanos()) {
            waitForGroup(lane, slowUntil, WaitReason.SLOW_MODE, SkipReason.SLOW_MODE, now);
            return false;
        }
        long opens = memory.gates().opensAt(group);
        if (opens > now.nanos()) {
            waitForGroup(lane, opens, WaitReason.GROUP_GATE, SkipReason.GROUP_GATE, now);
            return false;
        }
        return true;
    }

    /** E12: a delivery moves once, and not while it holds the session to be tried again; then it is waited for where it is. */
    private void waitForGroup(Lane lane, long until, WaitReason why, SkipReason otherwise, Tick now) {
        if (!CycleRules.fitsSlot(until, lane.slotEnd)) {
            skip(lane, otherwise, now);
        } else if (lane.itinerary.stays()) {
            lane.itinerary.hold(until, why);
        } else {
            lane.itinerary.moveToEnd(until, why);
        }
    }

    /** G1. */
    private boolean isPermitted(Lane lane, Tick now) {
        lane.question++;
        Permission permission = effects.check(lane, deliveryOf(lane));
        if (permission == null) {
            lane.stage = Lane.Stage.CHECKING;
            lane.why = WaitReason.ANSWER;
            wakeAt(lane, Nanos.plus(now.nanos(), settings.checkLimitNanos()));
            return false;
        }
        return decide(lane, permission, now);
    }

    private boolean decide(Lane lane, Permission permission, Tick now) {
        if (permission instanceof Permission.Granted) {
            return true;
        }
        if (permission instanceof Permission.SlowMode slow) {
            slowMode(lane, Nanos.saturated(slow.remaining()), now);
        } else if (permission instanceof Permission.Denied) {
            skip(lane, SkipReason.NOT_PERMITTED, now);
            suspendIfRefusedOften(lane, now);
        } else if (permission instanceof Permission.Unclear unclear) {
            unclear(lane, unclear.instead(), now);
        }
        return false;
    }

    private void refused(Lane lane, SendOutcome instead, Tick now) {
        lane.stage = Lane.Stage.WAITING;
        unclear(lane, instead, now);
        proceed(lane, now);
    }

    /** The question about permission was answered with something else; no send is under way. */
    private void unclear(Lane lane, SendOutcome instead, Tick now) {
        switch (instead.kind()) {
            case FLOOD_WAIT -> {
                tally.floodWait();
                holdSession(deliveryOf(lane), instead, now, effects);
            }
            case TRANSIENT -> {
                int failures = lane.itinerary.fail();
                if (failures > settings.retries()) {
                    skip(lane, SkipReason.NOT_PERMITTED, now);
                } else {
                    retryLater(lane, failures, now);
                }
            }
            case REJECTED -> halt(SkipReason.CONTENT_REJECTED, now);
            default -> leavesBecauseOf(lane, instead, now);
        }
    }

    private void slowMode(Lane lane, long remaining, Tick now) {
        if (lane.itinerary.stays() && lane.itinerary.fail() > settings.retries()) {
            skip(lane, SkipReason.SLOW_MODE, now);
        } else {
            waitForGroup(lane, Nanos.plus(now.nanos(), remaining), WaitReason.SLOW_MODE, SkipReason.SLOW_MODE, now);
        }
    }

    /** E12: a send that met slow mode moves its delivery to the end, once. */
    private void metSlowMode(Lane lane, long remaining, Tick now) {
        if (lane.itinerary.moved()) {
            skip(lane, SkipReason.SLOW_MODE, now);
        } else {
            waitForGroup(lane, Nanos.plus(now.nanos(), remaining), WaitReason.SLOW_MODE, SkipReason.SLOW_MODE, now);
        }
    }

    private void intend(Lane lane, Tick now) {
        DeliveryId delivery = deliveryOf(lane);
        busy.set(lane.itinerary.current());
        lane.attempt = lane.itinerary.attempt();
        lane.intendedAt = now.nanos();
        lane.stage = Lane.Stage.INTENDING;
        lane.why = WaitReason.JOURNAL;
        lane.question++;
        wakeAt(lane, Long.MAX_VALUE);
        if (effects.intend(now, new SendIntended(delivery), lane)) {
            startOrWithdraw(lane, now);
        }
    }

    /** E10: the intent is durable, and what was true before it is looked at again. */
    private void startOrWithdraw(Lane lane, Tick now) {
        DeliveryId delivery = deliveryOf(lane);
        if (!mayStart(lane, delivery, now)) {
            settle(lane, new SendOutcome.Withdrawn(), now);
            return;
        }
        lane.memory.started(now.nanos(), delay);
        lane.startedAt = now.nanos();
        lane.stage = Lane.Stage.SENDING;
        lane.why = WaitReason.ANSWER;
        lane.question++;
        tally.started(now.nanos(), lane.due(lane.itinerary.current(), delay), lane.attempt == 1);
        wakeAt(lane, Nanos.plus(now.nanos(), settings.sendLimitNanos()));
        lane.sending = effects.send(lane, new SendRequest(delivery, lane.attempt, post));
    }

    private boolean mayStart(Lane lane, DeliveryId delivery, Tick now) {
        if (reasonToLeave(lane) != null
                || !CycleRules.withinSlot(now.nanos(), lane.slotStart, lane.slotEnd)
                || lane.memory.quietUntil() > now.nanos()
                || memory.slowModes().until(lane.session, delivery.group()) > now.nanos()
                || !memory.gates().heldBy(delivery.group(), lane.intendedAt)) {
            return false;
        }
        if (lane.memory.afterDelay(delay) > now.nanos()) {
            log.error("E1: a send of {} was about to start too early and is withdrawn", delivery);
            return false;
        }
        return true;
    }

    private void cancel(Lane lane, Tick now) {
        lane.stage = Lane.Stage.CANCELLING;
        wakeAt(lane, Nanos.plus(now.nanos(), settings.cancelLimitNanos()));
        Sending sending = lane.sending;
        if (sending != null) {
            effects.cancel(sending);
        }
    }

    // ---------------------------------------------------------------- what comes of a send

    private void settle(Lane lane, SendOutcome outcome, Tick now) {
        DeliveryId delivery = deliveryOf(lane);
        int group = lane.itinerary.current();
        OutcomeKind kind = outcome.kind();
        int failures = kind == OutcomeKind.TRANSIENT ? lane.itinerary.fail() : 0;
        boolean endsDelivery = !CycleRules.maySendAgain(kind) || failures > settings.retries();
        effects.append(now, Outcomes.settled(delivery, outcome, lane.startedAt, endsDelivery));
        lane.question++;
        lane.sending = null;
        lane.stage = Lane.Stage.WAITING;
        release(group);
        if (endsDelivery) {
            tally.ended(lane, group, Ending.settled(kind));
            lane.itinerary.leave();
        } else {
            lane.permitted = false;
        }
        switch (kind) {
            case FLOOD_WAIT -> {
                tally.floodWait();
                lane.itinerary.retry();
            }
            case SLOW_MODE -> metSlowMode(lane, Outcomes.retryAfter(outcome).getAsLong(), now);
            case TRANSIENT -> {
                if (!endsDelivery) {
                    lane.itinerary.retry();
                    retryLater(lane, failures, now);
                }
            }
            case NOT_PERMITTED -> suspendIfRefusedOften(lane, now);
            case REJECTED -> halt(SkipReason.CONTENT_REJECTED, now);
            case ACCOUNT_LIMITED, ACCOUNT_LOST, SOURCE_UNAVAILABLE -> leavesBecauseOf(lane, outcome, now);
            default -> {}
        }
        proceed(lane, now);
    }

    private void retryLater(Lane lane, int failures, Tick now) {
        long pause = settings.backoff().pause(deliveryOf(lane), failures);
        lane.itinerary.hold(Nanos.plus(now.nanos(), pause), WaitReason.RETRY);
    }

    private void leavesBecauseOf(Lane lane, SendOutcome outcome, Tick now) {
        lane.left = CycleRules.leavesCycle(outcome.kind());
        sourceUnseen |= outcome.kind() == OutcomeKind.SOURCE_UNAVAILABLE;
        flagSession(deliveryOf(lane), outcome, now, effects);
    }

    private void suspendIfRefusedOften(Lane lane, Tick now) {
        GroupId group = deliveryOf(lane).group();
        if (memory.suspensions().inRow(lane.session, group) >= settings.refusalsBeforeSuspension()) {
            effects.append(now, new GroupSuspended(started.tenant(), lane.session, group, settings.suspensionCycles()));
            log.warn(
                    "{}: group {} keeps refusing session {} and is left out for {} cycles",
                    started.tenant(),
                    group,
                    lane.session,
                    settings.suspensionCycles());
        }
    }

    // ---------------------------------------------------------------- waits, skips and ends

    private void await(Lane lane, long until) {
        lane.stage = Lane.Stage.WAITING;
        wakeAt(lane, until);
    }

    private void block(Lane lane) {
        if (lane.stage != Lane.Stage.BLOCKED) {
            lane.stage = Lane.Stage.BLOCKED;
            blocked.add(lane);
        }
        lane.why = WaitReason.ANSWER;
        wakeAt(lane, lane.slotEnd);
    }

    /** E3: the group is free again; whoever waited for it looks again in the next step. */
    private void release(int group) {
        busy.clear(group);
        for (int waiting = blocked.size(); waiting > 0; waiting--) {
            Lane lane = blocked.remove();
            if (lane.stage == Lane.Stage.BLOCKED && lane.itinerary.current() == group) {
                await(lane, Long.MIN_VALUE);
            } else if (lane.stage == Lane.Stage.BLOCKED) {
                blocked.add(lane);
            }
        }
    }

    private void skip(Lane lane, SkipReason reason, Tick now) {
        DeliveryId delivery = deliveryOf(lane);
        tally.ended(lane, lane.itinerary.current(), Ending.skipped(reason));
        lane.itinerary.leave();
        effects.append(now, new DeliverySkipped(delivery, reason));
    }

    /** Skips all that the lane still has to do. */
    private void leaveCycle(Lane lane, SkipReason reason, Tick now) {
        if (lane.itinerary.hasCurrent()) {
            skip(lane, reason, now);
        }
        while (lane.itinerary.advance()) {
            int group = lane.itinerary.current();
            if (tally.isOpen(lane, group)) {
                lane.delivery = new DeliveryId(
                        started.tenant(),
                        started.cycle(),
                        lane.session,
                        plan.groups().get(group));
                skip(lane, reason, now);
            }
        }
        finish(lane);
    }

    private void halt(SkipReason reason, Tick now) {
        if (halted != null) {
            return;
        }
        halted = reason;
        for (Lane lane : lanes) {
            if (!lane.inFlight() && lane.stage != Lane.Stage.DONE) {
                lane.question++;
                lane.stage = Lane.Stage.WAITING;
                leaveCycle(lane, reason, now);
            }
        }
    }

    private void finish(Lane lane) {
        lane.stage = Lane.Stage.DONE;
        lane.delivery = null;
        wakeAt(lane, Long.MAX_VALUE);
    }

    private void skipWhatIsDone(Tick now, DoneDeliveries done) {
        for (Lane lane : lanes) {
            for (int group = lane.from; group < lane.from + lane.groups; group++) {
                GroupId id = plan.groups().get(group);
                if (done.contains(plan.mode(), lane.session, id)) {
                    tally.ended(lane, group, Ending.skipped(SkipReason.RESUMED));
                    effects.append(
                            now,
                            new DeliverySkipped(
                                    new DeliveryId(started.tenant(), started.cycle(), lane.session, id),
                                    SkipReason.RESUMED));
                }
            }
        }
    }

    /** E5. */
    private long endsAt() {
        return tally.anyStarted() ? CycleRules.cycleEnd(tally.lastStart(), delay) : startNanos;
    }

    private void end(Tick now) {
        CycleStatus status = status();
        effects.append(now, new CycleEnded(started.tenant(), started.cycle(), status));
        report = tally.report(started.tenant(), started.cycle(), status, startNanos, now.nanos());
    }

    private CycleStatus status() {
        if (halted != null) {
            return halted == SkipReason.STOPPED ? CycleStatus.STOPPED : CycleStatus.FAILED;
        }
        return sourceUnseen && nobodySeesTheSource() ? CycleStatus.FAILED : CycleStatus.COMPLETED;
    }

    /** Every session with something to do has left, and none has delivered anything. */
    private boolean nobodySeesTheSource() {
        for (Lane lane : lanes) {
            if (lane.groups > 0 && (lane.left == null || tally.delivered(lane))) {
                return false;
            }
        }
        return true;
    }

    private void wakeAt(Lane lane, long nanos) {
        lane.wakeAt = nanos;
        queue.update(lane);
    }

    private static DeliveryId deliveryOf(Lane lane) {
        DeliveryId delivery = lane.delivery;
        if (delivery == null) {
            throw new IllegalStateException("session " + lane.session + " is at no delivery");
        }
        return delivery;
    }
}
