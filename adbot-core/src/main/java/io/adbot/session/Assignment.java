package io.adbot.session;

import io.adbot.value.SessionId;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A session that goes to a tenant, with the credentials that it is used with.
 *
 * @param session which
 * @param apiPair the position of its credentials in the list of pairs; empty if it needs none
 */
public record Assignment(SessionId session, OptionalInt apiPair) {
    /** Checks that nothing is missing. */
    public Assignment {
        Objects.requireNonNull(session);
        Objects.requireNonNull(apiPair);
    }
}
