package io.adbot.check;

import io.adbot.cycle.CycleRules;
import io.adbot.journal.JournalEvent.SendSettled;
import io.adbot.message.OutcomeKind;
import io.adbot.time.Nanos;
import io.adbot.time.Tick;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import org.jspecify.annotations.Nullable;

/** What holds of a session across cycles and tenants: the gaps (E1, E10), one send at a time (E2), waits (E7, G2), flags (S1). */
final class SessionChecker {

    private static final long NONE = -1;

    private final SessionId session;
    private final boolean seenFromTheBeginning;
    private final Breaches breaches;
    private final AskedWait floodWait = new AskedWait();
    private final SlowModeWaits slowModes;

    /** The running cycle that took the session last. */
    private @Nullable CycleChecker holder;

    private @Nullable PartChecker inFlight;
    private boolean flagged;
    /** D′ of the cycle of the last send; what an opening makes the session wait. */
    private long delay = NONE;
    /** On the axis of this opening. */
    private long lastStart = NONE;

    private long nextStart = Long.MIN_VALUE;

    /** The longest D′ of the cycles that it took part in: who keeps to that keeps to each. */
    private long longestDelay;

    SessionChecker(SessionId session, boolean seenFromTheBeginning, Breaches breaches) {
        this.session = session;
        this.seenFromTheBeginning = seenFromTheBeginning;
        this.breaches = breaches;
        this.slowModes = new SlowModeWaits(breaches);
    }

    /** An opening: the session's times move over to the new axis. */
    void reopened(Opening now) {
        if (inFlight != null) {
            delay = inFlight.delay();
            inFlight = null;
        }
        if (delay != NONE) {
            nextStart = CycleRules.nextStart(now.at().nanos(), delay);
        }
        lastStart = NONE;
        holder = null;
        floodWait.reopened(now.before(), now.at());
        slowModes.reopened(now.before(), now.at());
    }

    /** A cycle begins in which the session takes part: it is with one tenant at a time. */
    void take(CycleChecker cycle) {
        if (holder != null && !holder.tenant().equals(cycle.tenant())) {
            breaches.add("S1", cycle + " begins with session " + session + ", which is taking part in " + holder);
        }
        holder = cycle;
        longestDelay = Math.max(longestDelay, cycle.delay());
    }

    /** The cycle is over. */
    void release(CycleChecker cycle) {
        if (holder == cycle) {
            holder = null;
        }
    }

    /** A send is intended, in a cycle whose delay counts from its start on. */
    void intended(Tick at, DeliveryId delivery, PartChecker part) {
        if (inFlight != null) {
            breaches.add("E2", delivery + " is intended while another send of the session is in flight");
        }
        if (lastStart != NONE && at.nanos() < CycleRules.nextIntent(lastStart, delay)) {
            breaches.add(
                    "E10",
                    delivery + " is intended at " + Nanos.text(at.nanos()) + ", " + Distance.text(at.nanos(), lastStart)
                            + " the start of the session's last send; its delay is " + Nanos.text(delay));
        }
        if (flagged) {
            breaches.add("S1", delivery + " is intended although the session is flagged and was not cleared");
        }
        inFlight = part;
    }

    /** A send of this part settled or its cycle ended: the session has no send in flight any more. */
    void landed(PartChecker part) {
        if (inFlight == part) {
            inFlight = null;
        }
    }

    /** Holds the start of a send against the one before it and against waits. */
    void checkStart(long started, DeliveryId delivery) {
        if (started < nextStart) {
            breaches.add(
                    "E1",
                    lastStart == NONE
                            ? delivery + " starts at " + Nanos.text(started) + "; after the opening the session waits "
                                    + "its delay of " + Nanos.text(delay)
                            : delivery + " starts at " + Nanos.text(started) + ", " + Distance.text(started, lastStart)
                                    + " the session's last start; its delay is " + Nanos.text(delay));
        }
        if (floodWait.covers(started)) {
            breaches.add(
                    "E7", delivery + " starts at " + Nanos.text(started) + ", within a flood wait " + floodWait.text());
        }
        slowModes.checkStart(started, delivery);
    }

    /** A send started, whatever is to be said about it. */
    void started(long started, long delayOfCycle) {
        lastStart = Math.max(lastStart, Math.max(0, started));
        delay = Math.max(0, delayOfCycle);
        nextStart = CycleRules.nextStart(lastStart, delay);
    }

    void askedToWait(Tick at, long retryAfter) {
        floodWait.asked(at, retryAfter);
    }

    /** The wait that a settlement asked for, whichever kind it is. */
    void askedToWait(Tick at, SendSettled settled) {
        long retryAfter = settled.retryAfterNanos().orElse(0);
        if (settled.outcome() == OutcomeKind.FLOOD_WAIT) {
            askedToWait(at, retryAfter);
        } else if (settled.outcome() == OutcomeKind.SLOW_MODE) {
            slowModes.asked(at, settled.delivery().group(), retryAfter);
        }
    }

    /** Does the journal show all that the session has to wait for, whoever asked it to? */
    boolean isSeenFromTheBeginning() {
        return seenFromTheBeginning;
    }

    /** Until when it waits before it posts to the group, at the most: for its delay, a flood wait, the group's slow mode. */
    long waitsUntil(GroupId group) {
        long delayed =
                nextStart == Long.MIN_VALUE ? nextStart : Nanos.plus(nextStart, Math.max(0, longestDelay - delay));
        return Math.max(delayed, Math.max(floodWait.until(), slowModes.until(group)));
    }

    void flag(boolean flagged) {
        this.flagged = flagged;
    }

    @Override
    public String toString() {
        return session.toString();
    }
}
