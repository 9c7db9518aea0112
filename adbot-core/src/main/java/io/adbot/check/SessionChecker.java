package io.adbot.check;

import io.adbot.cycle.CycleRules;
import io.adbot.time.Nanos;
import io.adbot.time.Tick;
import io.adbot.value.DeliveryId;
import io.adbot.value.SessionId;
import org.jspecify.annotations.Nullable;

/** What holds of a session across cycles and tenants: the gaps (E1, E10), one send at a time (E2), waits (E7), flags (S1). */
final class SessionChecker {

    private static final long NONE = -1;

    private final SessionId session;
    private final Breaches breaches;
    private final SessionWait wait = new SessionWait();

    private int opening;
    private @Nullable PartChecker inFlight;
    private boolean flagged;
    /** D′ of the cycle of the last send; what an opening makes the session wait. */
    private long delay = NONE;
    /** On the axis of this opening. */
    private long lastStart = NONE;

    private long nextStart = Long.MIN_VALUE;

    SessionChecker(SessionId session, Opening now, Breaches breaches) {
        this.session = session;
        this.opening = now.number();
        this.breaches = breaches;
    }

    /** The session is met in an opening. If it is another than before, its times move over to the new axis. */
    void meet(Opening now) {
        if (now.number() == opening) {
            return;
        }
        opening = now.number();
        if (inFlight != null) {
            delay = inFlight.delay();
            inFlight = null;
        }
        if (delay != NONE) {
            nextStart = CycleRules.nextStart(now.at().nanos(), delay);
        }
        lastStart = NONE;
        flagged = false;
        wait.reopened(now.at());
    }

    /** A send is intended, in a cycle whose delay counts from its start on. */
    void intended(Tick at, DeliveryId delivery, PartChecker part) {
        if (inFlight != null) {
            breaches.add("E2", delivery + " is intended while another send of the session is in flight");
        }
        if (lastStart != NONE && at.nanos() < CycleRules.nextIntent(lastStart, delay)) {
            breaches.add(
                    "E10",
                    delivery + " is intended at " + Nanos.text(at.nanos()) + ", " + Nanos.text(at.nanos() - lastStart)
                            + " after the start of the session's last send; its delay is " + Nanos.text(delay));
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
                            : delivery + " starts at " + Nanos.text(started) + ", " + Nanos.text(started - lastStart)
                                    + " after the session's last start; its delay is " + Nanos.text(delay));
        }
        if (wait.covers(started)) {
            breaches.add("E7", delivery + " starts at " + Nanos.text(started) + ", within " + wait.text());
        }
    }

    /** A send started, whatever is to be said about it. */
    void started(long started, long delayOfCycle) {
        lastStart = Math.max(lastStart, Math.max(0, started));
        delay = Math.max(0, delayOfCycle);
        nextStart = CycleRules.nextStart(lastStart, delay);
    }

    void askedToWait(Tick at, long retryAfter) {
        wait.asked(at, retryAfter);
    }

    void flag(boolean flagged) {
        this.flagged = flagged;
    }

    @Override
    public String toString() {
        return session.toString();
    }
}
