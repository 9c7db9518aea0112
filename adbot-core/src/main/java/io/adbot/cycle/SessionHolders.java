package io.adbot.cycle;

import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which running tenant has which sessions (rule S1): a session is with one tenant at a time. */
final class SessionHolders {

    private final Map<SessionId, TenantId> holders = new HashMap<>();
    private final Map<TenantId, Set<SessionId>> held = new HashMap<>();

    /** Has another tenant than this one the session? */
    boolean isAnothers(SessionId session, TenantId tenant) {
        TenantId holder = holders.get(session);
        return holder != null && !holder.equals(tenant);
    }

    /** The tenant has these sessions from now on, and no others. None of them is another tenant's. */
    void hold(TenantId tenant, Collection<SessionId> sessions) {
        release(tenant);
        sessions.forEach(session -> holders.put(session, tenant));
        held.put(tenant, new HashSet<>(sessions));
    }

    /** The tenant has none any more. */
    void release(TenantId tenant) {
        Set<SessionId> sessions = held.remove(tenant);
        if (sessions != null) {
            sessions.forEach(holders::remove);
        }
    }
}
