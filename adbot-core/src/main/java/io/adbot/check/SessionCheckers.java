package io.adbot.check;

import io.adbot.cycle.CycleRules;
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

    SessionCheckers(Breaches breaches) {
        this.breaches = breaches;
    }

    void opened(Opening now) {
        sessions.values().forEach(session -> session.reopened(now));
    }

    /** The checker of a session. */
    SessionChecker of(SessionId session) {
        SessionChecker checker = sessions.get(session);
        if (checker == null) {
            checker = new SessionChecker(session, breaches);
            sessions.put(session, checker);
        }
        return checker;
    }

    /**
     * Learns from a settlement that belongs to no running cycle what it says about the session. The delay of its cycle is
     * not known, but is no shorter than the floor.
     */
    void overhear(Tick at, SendSettled settled) {
        SessionChecker session = of(settled.delivery().session());
        if (settled.startedNanos().isPresent() && CycleRules.hasStart(settled.outcome())) {
            session.started(Math.min(settled.startedNanos().getAsLong(), at.nanos()), PlanRules.MINIMUM_DELAY_NANOS);
        }
        session.askedToWait(at, settled);
    }
}
