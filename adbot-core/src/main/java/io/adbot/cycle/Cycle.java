package io.adbot.cycle;

import io.adbot.journal.CycleStatus;
import io.adbot.journal.JournalEvent.CycleEnded;
import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.journal.JournalEvent.StopRequested;
import io.adbot.journal.SkipReason;
import io.adbot.message.MessagingPort.Sending;
import io.adbot.message.Permission;
import io.adbot.message.Post;
import io.adbot.message.SendOutcome;
import io.adbot.time.Nanos;
import io.adbot.time.Tick;
import io.adbot.value.DeliveryId;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One cycle, as a state machine without clock, thread or I/O: it is stepped with the time, told the answers, and asks for
 * what it wants through {@link Effects}. All of it happens on the engine's loop.
 *
 * <p>Each session has a {@link Lane}, which is in one stage at a time. {@link Approach} takes a lane to its next send,
 * {@link Consequences} draws from the answer what follows, {@link Lanes} keeps them and ends what is not sent.
 */
final class Cycle {

    private final CycleStarted started;
    private final CycleSettings settings;
    private final Effects effects;
    private final long startNanos;

    private final Lanes lanes;
    private final Consequences consequences;
    private final Approach approach;
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
        this.settings = settings;
        this.effects = effects;
        this.startNanos = now.nanos();
        GroupsInFlight inFlight = new GroupsInFlight();
        this.lanes = new Lanes(now, started, memory, done, effects);
        this.consequences = new Consequences(lanes, inFlight, settings, memory, effects);
        this.approach = new Approach(
                lanes,
                inFlight,
                consequences,
                settings,
                memory,
                effects,
                post,
                started.plan().delayNanos());
    }

    // ---------------------------------------------------------------- time

    /**
     * Does what is due.
     *
     * @return when to be called again; empty if only a reply can change anything, or if the cycle is over
     */
    OptionalLong step(Tick now) {
        for (Lane lane = lanes.pollDue(now.nanos()); lane != null; lane = lanes.pollDue(now.nanos())) {
            timeIsUp(lane, now);
        }
        lanes.endStep();
        if (!lanes.tally().allEnded()) {
            long next = lanes.nextAt();
            return next == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(Math.max(next, now.nanos()));
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

    private void timeIsUp(Lane lane, Tick now) {
        switch (lane.stage) {
            case WAITING, BLOCKED -> approach.proceed(lane, now);
            case CHECKING ->
                decided(
                        lane,
                        Permission.unclear(new SendOutcome.Transient(
                                "no answer about permission within " + Nanos.text(settings.checkLimitNanos()))),
                        now);
            case SENDING -> cancel(lane, now);
            case CANCELLING -> settled(lane, unanswered(lane, now), now);
            case INTENDING, DONE -> {}
        }
    }

    /** E9: nothing starts any more; what is in flight may go on until the stop limit. */
    void stop(Tick now) {
        if (lanes.tally().allEnded() || isStopping()) {
            return;
        }
        effects.append(now, new StopRequested(started.tenant(), started.cycle()));
        lanes.halt(SkipReason.STOPPED, now);
        long limit = Nanos.plus(now.nanos(), settings.stopLimitNanos());
        lanes.forEach(lane -> {
            if (lane.stage == Lane.Stage.SENDING) {
                lanes.wakeAt(lane, Math.min(lane.wakeAt, limit));
            }
        });
    }

    private void cancel(Lane lane, Tick now) {
        lane.stage = Lane.Stage.CANCELLING;
        lanes.wakeAt(lane, Nanos.plus(now.nanos(), settings.cancelLimitNanos()));
        Sending sending = lane.sending;
        if (sending != null) {
            effects.cancel(sending);
        }
    }

    // ---------------------------------------------------------------- replies

    /** The answer about permission is there; false if the lane has given the question up, so that it comes too late. */
    boolean permissionAnswered(Lane lane, int question, Permission permission, Tick now) {
        if (lane.question != question || lane.stage != Lane.Stage.CHECKING) {
            return false;
        }
        decided(lane, permission, now);
        return true;
    }

    /** The intent is durable. */
    void intentDurable(Lane lane, int question, Tick now) {
        if (lane.question == question && lane.stage == Lane.Stage.INTENDING) {
            approach.startOrWithdraw(lane, now);
            if (lane.stage == Lane.Stage.WAITING) {
                approach.proceed(lane, now);
            }
        }
    }

    /** Telegram's answer is there; false if the lane has given the send up, so that it comes too late. */
    boolean sendAnswered(Lane lane, int question, SendOutcome outcome, Tick now) {
        if (lane.question != question || (lane.stage != Lane.Stage.SENDING && lane.stage != Lane.Stage.CANCELLING)) {
            return false;
        }
        if (lane.stage == Lane.Stage.SENDING || CycleRules.countsPastLimit(outcome.kind())) {
            settled(lane, outcome, now);
        } else {
            DeliveryId delivery = lane.delivery();
            consequences.settle(lane, unanswered(lane, now), now);
            // What it says of the account counts before the lane goes on.
            Consequences.late(delivery, outcome, now, effects);
            approach.proceed(lane, now);
        }
        return true;
    }

    /** E6, E9: it was not answered in time, and it is not certain that it was taken back. */
    private SendOutcome unanswered(Lane lane, Tick now) {
        boolean sendLimit = Nanos.plus(lane.startedAt, settings.sendLimitNanos()) <= now.nanos();
        return new SendOutcome.Unknown("no answer within the " + (sendLimit ? "send" : "stop") + " limit");
    }

    private void decided(Lane lane, Permission permission, Tick now) {
        lane.question++;
        lane.stage = Lane.Stage.WAITING;
        // Where it is yes, the world has moved on meanwhile: slot, gate and stop are looked at once more.
        lane.permitted = consequences.isGranted(lane, permission, now);
        approach.proceed(lane, now);
    }

    private void settled(Lane lane, SendOutcome outcome, Tick now) {
        consequences.settle(lane, outcome, now);
        approach.proceed(lane, now);
    }

    // ---------------------------------------------------------------- state

    /** How it ended; null while it has not. */
    @Nullable
    CycleReport report() {
        return report;
    }

    boolean isStopping() {
        return lanes.halted() == SkipReason.STOPPED;
    }

    /** What a cycle that resumes this one leaves out. */
    DoneDeliveries done() {
        return lanes.tally().done(started);
    }

    /** Gives up the cycle with whatever is in flight, and says what a cycle that resumes it leaves out. */
    DoneDeliveries abandon() {
        DoneDeliveries done = done();
        lanes.forEach(lane -> {
            if (lane.inFlight()) {
                done.add(lane.delivery());
                Sending sending = lane.sending;
                if (sending != null) {
                    effects.cancel(sending);
                }
            }
        });
        return done;
    }

    int sessions() {
        return lanes.count();
    }

    Lane lane(int index) {
        return lanes.get(index);
    }

    /** E11: what a session waits for. */
    Waiting waiting(Lane lane, Tick now) {
        return LaneWaiting.of(lane, started.plan(), now);
    }

    /** E11: what the cycle waits for: its end, or whatever of its sessions comes first. */
    Waiting waiting(Tick now) {
        if (lanes.tally().allEnded()) {
            return new Waiting(WaitReason.DELAY, endsAt(), now, "the delay after the last send of the cycle");
        }
        Lane first = lanes.first();
        return first == null
                ? new Waiting(WaitReason.ANSWER, Long.MAX_VALUE, now, "the last answers")
                : waiting(first, now);
    }

    /** E5. */
    private long endsAt() {
        CycleTally tally = lanes.tally();
        return tally.anyStarted()
                ? CycleRules.cycleEnd(tally.lastStart(), started.plan().delayNanos())
                : startNanos;
    }

    private void end(Tick now) {
        CycleStatus status = lanes.status();
        effects.append(now, new CycleEnded(started.tenant(), started.cycle(), status));
        report = lanes.tally().report(started.tenant(), started.cycle(), status, startNanos, now.nanos());
    }
}
