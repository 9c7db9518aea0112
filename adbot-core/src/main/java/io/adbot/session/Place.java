package io.adbot.session;

import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Where a session stands. What depends on it, {@link Places} keeps up to date. */
final class Place {

    final SessionId session;
    SessionState state = SessionState.UNUSED;

    @Nullable
    TenantId tenant;

    /** The tenant whose running cycle uses it, whosever it has become meanwhile. */
    @Nullable
    TenantId usedBy;

    @Nullable
    SessionFlag flag;

    OptionalInt apiPair;

    /** Of a session with a flag: an operator knows of it. */
    boolean acknowledged;

    /** Of a banned session: another has taken its place. */
    boolean replaced;

    Place(SessionId session, OptionalInt apiPair) {
        this.session = session;
        this.apiPair = apiPair;
    }

    boolean isAssignedTo(TenantId who) {
        return state == SessionState.ASSIGNED && who.equals(tenant);
    }

    boolean isFree() {
        return wouldBeFree() && usedBy == null;
    }

    /** Is it free but for a running cycle that uses it? */
    boolean wouldBeFree() {
        return state == SessionState.UNUSED && flag == null;
    }

    boolean awaitsAcknowledgement() {
        return flag != null && flag.takesAcknowledgement() && !acknowledged;
    }

    void acknowledge() {
        acknowledged = flag != null;
    }

    PooledSession view() {
        return new PooledSession(session, state, tenant, flag, apiPair);
    }
}
