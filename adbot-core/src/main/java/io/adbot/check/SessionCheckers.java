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
    private boolean seenFromTheBeginning = true;

    SessionCheckers(Breaches breaches) {
        this.breaches = breaches;
    }

    /** The journal does not begin with the first entry: what sessions were told to wait before is not known. */
    void beginLate() {
        seenFromTheBeginning = false;
    }

    void opened(Opening now) {
        sessions.values().forEach(session -> session.reopened(now));
    }

    /** The checker of a session. */
    SessionChecker of(SessionId session) {
        SessionChecker checker = sessions.get(session);
        if (checker == null) {
            checker = new SessionChecker(session, seenFromTheBeginning, breaches);
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
