package io.adbot.session;

import io.adbot.value.InvalidValueException;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A session as the pool knows it.
 *
 * @param session which
 * @param state where it stands
 * @param tenant whose it is, or was when it was banned; null for one that is unused
 * @param flag why it takes no part until it is cleared; null if it does
 * @param apiPair the position of its credentials in the list of pairs; empty if it has none
 */
public record PooledSession(
        SessionId session,
        SessionState state,
        @Nullable TenantId tenant,
        @Nullable SessionFlag flag,
        OptionalInt apiPair) {

    /** Checks that there is a tenant where there must be one, and none where there is none. */
    public PooledSession {
        Objects.requireNonNull(session);
        Objects.requireNonNull(state);
        Objects.requireNonNull(apiPair);
        if (state == SessionState.ASSIGNED ? tenant == null : state == SessionState.UNUSED && tenant != null) {
            throw new InvalidValueException(
                    "tenant", String.valueOf(tenant), "one for an assigned session, none for an unused one");
        }
    }

    /** Whose it is, or was when it was banned. */
    public Optional<TenantId> holder() {
        return Optional.ofNullable(tenant);
    }

    /** Why it takes no part until it is cleared. */
    public Optional<SessionFlag> whyNot() {
        return Optional.ofNullable(flag);
    }

    /** May it take part in its tenant's next cycle? */
    public boolean isAbleToSend() {
        return state == SessionState.ASSIGNED && flag == null;
    }
}
