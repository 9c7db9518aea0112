package io.adbot.plan;

import io.adbot.value.InvalidValueException;
import io.adbot.value.SessionId;
import java.util.Collection;

/** The sessions that take part in a cycle, in order, each once. Making one costs O(N). Immutable. */
public final class SessionList extends DistinctList<SessionId> {

    private SessionList(Collection<SessionId> sessions) {
        super(sessions);
    }

    /**
     * Keeps the first occurrence of each session; the others are {@link #duplicates()}.
     *
     * @throws InvalidValueException if there is no session
     */
    public static SessionList of(Collection<SessionId> sessions) {
        if (sessions.isEmpty()) {
            throw new InvalidValueException("sessions", "[]", "at least one session");
        }
        return new SessionList(sessions);
    }
}
