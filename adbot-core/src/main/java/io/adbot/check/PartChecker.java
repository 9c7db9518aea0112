package io.adbot.check;

import io.adbot.cycle.CycleRules;
import io.adbot.journal.JournalEvent.DeliverySkipped;
import io.adbot.journal.JournalEvent.SendSettled;
import io.adbot.journal.SkipReason;
import io.adbot.message.OutcomeKind;
import io.adbot.plan.SessionSchedule;
import io.adbot.time.Nanos;
import io.adbot.time.Tick;
import io.adbot.value.DeliveryId;
import java.util.function.IntConsumer;

/** A session's part in a running cycle: when it is due (T8), its slot (E4), its deliveries (E6, E8), their order (E12). */
final class PartChecker {

    private static final int NONE = -1;

    private final CycleChecker cycle;
    private final SessionChecker session;
    private final int index;
    private final int from;
    private final long slotStart;
    private final long slotEnd;
    private final PartOutcomes outcomes;
    private final PartOrder order = new PartOrder();
    private final Breaches breaches;

    private int open = NONE;
    /** The delivery that was intended or skipped last. */
    private int latest = NONE;

    /** Is there a delivery whose send failed in a way that may pass? How long the session holds still then is not written down. */
    private boolean backsOff;

    /** When the session asks again about permission. */
    private long asksAgain = Long.MIN_VALUE;

    /** Were deliveries given up because nothing fits the slot any more? */
    private boolean slotGivenUp;

    private long intended;

    /**
     * The part of a session.
     *
     * @param index the session's position in the plan
     * @param slotEnd when its slot ends, on the axis of the entries
     */
    PartChecker(
            CycleChecker cycle,
            SessionChecker session,
            int index,
            SessionSchedule schedule,
            long slotStart,
            long slotEnd,
            Breaches breaches) {
        this.cycle = cycle;
        this.session = session;
        this.index = index;
        this.slotStart = slotStart;
        this.slotEnd = slotEnd;
        this.breaches = breaches;
        // A recorded plan may say anything; what is out of range was reported when the cycle began.
        int groups = cycle.groups();
        this.from = Math.max(0, Math.min(schedule.from(), groups));
        this.outcomes = new PartOutcomes(Math.max(from, Math.min(schedule.to(), groups)) - from);
    }

    int index() {
        return index;
    }

    long delay() {
        return cycle.delay();
    }

    /** Is the group at this position of the plan the session's? */
    boolean has(int group) {
        return group >= from && group - from < outcomes.size();
    }

    /** The position in the plan of the group that the next entry is most likely about. */
    int likelyGroup() {
        return from + (open == NONE ? latest + 1 : open);
    }

    void intended(Tick at, DeliveryId delivery, int group) {
        int position = group - from;
        if (outcomes.mayHaveArrived(position)) {
            breaches.add("E6", delivery + " is intended again after it was delivered or became unknown");
        } else if (outcomes.hasEnded(position)) {
            breaches.add("E8", delivery + " is intended after it had ended");
        } else {
            String wrong = order.next(position);
            if (wrong != null) {
                breaches.add("E12", delivery + " is intended " + wrong);
            }
        }
        session.intended(at, delivery, this);
        outcomes.intended(position);
        open = position;
        backsOff = false;
        latest = position;
        intended = at.nanos();
    }

    /** T8, of the first try alone: those that follow have waits of their own. It may be intended earlier. */
    private void checkDue(long started, DeliveryId delivery, int position) {
        long due = due(position);
        if (started < due && !outcomes.wasTried(position)) {
            breaches.add(
                    "T8",
                    delivery + " starts at " + Nanos.text(started) + ", but by the plan it is due at "
                            + Nanos.text(due));
        }
    }

    private long due(int position) {
        return CycleRules.due(slotStart, position, cycle.delay());
    }

    void settled(Tick at, SendSettled settled, int group) {
        int position = group - from;
        DeliveryId delivery = settled.delivery();
        OutcomeKind outcome = settled.outcome();
        boolean isFinal = settled.isFinal() || !CycleRules.maySendAgain(outcome);
        if (outcomes.isOpen(position)) {
            checkStart(at, settled, position);
        } else if (outcomes.hasEnded(position) && isFinal) {
            breaches.add("E8", delivery + " ends a second time, as " + outcome.wire());
        } else {
            breaches.add("E10", delivery + " settles as " + outcome.wire() + " without having been intended");
        }
        learnStart(at, settled);
        checkFinal(settled);
        if (position == open) {
            open = NONE;
            session.landed(this);
        }
        outcomes.settled(position, outcome, isFinal);
        order.settled(position, outcome, isFinal);
        session.askedToWait(at, settled);
        backsOff = outcome == OutcomeKind.TRANSIENT && !isFinal;
    }

    /** E8, E7, E12: is an answer that ends the delivery final, and one that asks to wait not? */
    private void checkFinal(SendSettled settled) {
        OutcomeKind outcome = settled.outcome();
        if (!settled.isFinal() && !CycleRules.maySendAgain(outcome)) {
            breaches.add(
                    "E8",
                    settled.delivery() + " settles as " + outcome.wire() + ", which ends it, but does not say so");
        } else if (settled.isFinal() && !CycleRules.mayEnd(outcome)) {
            breaches.add(
                    outcome == OutcomeKind.FLOOD_WAIT ? "E7" : "E12",
                    settled.delivery() + " settles as " + outcome.wire() + " for good, but after a wait it is tried "
                            + "again, or skipped if the wait does not fit the slot");
        }
    }

    private void checkStart(Tick at, SendSettled settled, int position) {
        boolean hasStart = CycleRules.hasStart(settled.outcome());
        if (settled.startedNanos().isPresent() != hasStart) {
            breaches.add(
                    "E10",
                    settled.delivery() + " settles as " + settled.outcome().wire()
                            + (hasStart ? " without saying when it started" : " and yet says when it started"));
        } else if (hasStart) {
            checkStart(at, settled.delivery(), position, settled.startedNanos().getAsLong());
        }
    }

    private void checkStart(Tick at, DeliveryId delivery, int position, long started) {
        if (!CycleRules.startsBetween(position == open ? intended : Long.MIN_VALUE, started, at.nanos())) {
            breaches.add(
                    "E10",
                    delivery + " starts at " + Nanos.text(started)
                            + ", which is not between its intent and its outcome at " + Nanos.text(at.nanos()));
        }
        checkDue(started, delivery, position);
        if (!CycleRules.withinSlot(started, slotStart, slotEnd)) {
            breaches.add(
                    "E4",
                    delivery + " starts at " + Nanos.text(started) + ", outside its session's slot from "
                            + Nanos.text(slotStart) + " to " + Nanos.text(slotEnd));
        }
        session.checkStart(started, delivery);
        cycle.checkStart(started, delivery);
    }

    private void learnStart(Tick at, SendSettled settled) {
        if (settled.startedNanos().isPresent() && CycleRules.hasStart(settled.outcome())) {
            // What claims to lie in the future must not make everything after it look too soon.
            long believed = Math.min(settled.startedNanos().getAsLong(), at.nanos());
            session.started(believed, cycle.delay());
            cycle.started(believed);
        }
    }

    void skipped(Tick at, DeliverySkipped skipped, int group) {
        DeliveryId delivery = skipped.delivery();
        int position = group - from;
        latest = position;
        if (outcomes.isOpen(position)) {
            breaches.add("E8", delivery + " is skipped while its send is in flight");
            return;
        }
        if (outcomes.hasEnded(position)) {
            breaches.add("E8", delivery + " ends a second time, by being skipped");
        }
        if (skipped.reason() == SkipReason.SLOT_CLOSED && !slotGivenUp) {
            slotGivenUp = true; // All that follow are given up for the same reason.
            checkSlotIsClosed(at, delivery, position);
        }
        order.skipped(position, skipped.reason());
        outcomes.ended(position);
    }

    /** E4: nothing is given up before its time that could still start within the slot. */
    private void checkSlotIsClosed(Tick at, DeliveryId delivery, int position) {
        if (backsOff || !session.isSeenFromTheBeginning()) {
            return; // It may have waited for what the journal does not show.
        }
        long waits = Math.max(session.waitsUntil(delivery.group()), asksAgain);
        long next = Math.max(at.nanos(), Math.max(waits, due(position)));
        if (CycleRules.fitsSlot(next, slotEnd)) {
            breaches.add(
                    "E4",
                    delivery + " is skipped as slot_closed although it can start at " + Nanos.text(next)
                            + " and its session's slot is open until " + Nanos.text(slotEnd));
        }
    }

    /** An answer that came after its send had been given up. */
    void answeredLate(DeliveryId delivery, int group) {
        if (!outcomes.mayHaveArrived(group - from)) {
            breaches.add("E6", delivery + " is answered late, but was not given up as unknown");
        }
    }

    /** A question about permission failed, and is asked again then. */
    void asksAgain(long then) {
        asksAgain = then;
    }

    /** Something that the session was told outside of a settlement may make it leave the cycle. */
    void heard(OutcomeKind outcome) {
        order.heard(outcome);
    }

    /** After an opening: the send to the group ends as unknown. False if none was in flight. */
    boolean giveUp(int group) {
        boolean wasOpen = has(group) && outcomes.isOpen(group - from);
        if (wasOpen) {
            outcomes.settled(group - from, OutcomeKind.UNKNOWN, true);
        }
        return wasOpen;
    }

    /** After an opening: the delivery to the group is skipped. False if it was in flight or had ended. */
    boolean leave(int group) {
        boolean wasLeft = has(group) && !outcomes.isOpen(group - from) && !outcomes.hasEnded(group - from);
        if (wasLeft) {
            outcomes.ended(group - from);
        }
        return wasLeft;
    }

    /** May a post to the group have arrived, or be on its way? */
    boolean mayArrive(int group) {
        return outcomes.isOpen(group - from) || outcomes.mayHaveArrived(group - from);
    }

    /** Gives the positions in the plan of the groups that a post may have reached. */
    void forEachThatMayArrive(IntConsumer groups) {
        for (int group = from; group < from + outcomes.size(); group++) {
            if (mayArrive(group)) {
                groups.accept(group);
            }
        }
    }

    /** The cycle is over: what is still in flight is no longer its business. */
    void close() {
        session.landed(this);
        session.release(cycle);
    }

    /** E8: was the session told that it cannot see the source, and cannot have posted it anywhere before? */
    boolean seesNoSource() {
        return order.metNoSource() && !outcomes.mayAnyHaveArrived();
    }

    int deliveries() {
        return outcomes.size();
    }

    /** How many deliveries have not ended. */
    int missing() {
        return outcomes.missing();
    }

    /** The position in the plan of the first group whose delivery has not ended; there is one. */
    int firstMissing() {
        return from + outcomes.firstMissing();
    }

    @Override
    public String toString() {
        return session.toString();
    }
}
