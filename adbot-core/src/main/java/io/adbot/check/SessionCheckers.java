package io.adbot.check;

import io.adbot.journal.JournalEvent.SendSettled;
import io.adbot.plan.PlanRules;
import io.adbot.time.Tick;
import io.adbot.value.SessionId;
import java.util.HashMap;
import java.util.Map;

/** Every session that the journal has named. */
final class SessionCheckers {

    private final Map<SessionId, SessionChecker> sessions = new HashMap<>();
    private final Breaches breaches;
    private Opening opening;

    SessionCheckers(Opening opening, Breaches breaches) {
        this.opening = opening;
        this.breaches = breaches;
    }

    void opened(Opening now) {
        opening = now;
    }

    /** The checker of a session, its times on the axis of this opening. */
    SessionChecker of(SessionId session) {
        SessionChecker checker = sessions.get(session);
        if (checker == null) {
            checker = new SessionChecker(session, opening, breaches);
            sessions.put(session, checker);
        }
        checker.meet(opening);
        return checker;
    }

    /**
     * Learns from a settlement that belongs to no running cycle what it says about the session. The delay of its cycle is
     * not known, but is no shorter than the floor.
     */
    void overhear(Tick at, SendSettled settled) {
        SessionChecker session = of(settled.delivery().session());
        if (settled.startedNanos().isPresent()) {
            session.started(Math.min(settled.startedNanos().getAsLong(), at.nanos()), PlanRules.MINIMUM_DELAY_NANOS);
        }
        session.askedToWait(at, settled);
    }
}
