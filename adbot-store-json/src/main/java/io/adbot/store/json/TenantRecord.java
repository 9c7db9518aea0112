package io.adbot.store.json;

import io.adbot.session.Assignment;
import io.adbot.tenant.PermissionRecord;
import io.adbot.tenant.TenantConfig;
import io.adbot.value.SessionId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What {@code users.json} says of a user.
 *
 * @param config what it has set
 * @param assigned its sessions
 * @param pairs the credentials of each of them; empty if nothing is said of any
 * @param banned its sessions that were banned
 * @param permissions who allowed it to post where
 * @param messagesSent how many posts were delivered, as far as the file says
 */
record TenantRecord(
        TenantConfig config,
        List<SessionId> assigned,
        Optional<List<OptionalInt>> pairs,
        List<SessionId> banned,
        List<PermissionRecord> permissions,
        long messagesSent) {

    /** The credentials that the record gives the session at a place in {@code assigned}. */
    OptionalInt pair(int place) {
        return pairs.map(list -> list.get(place)).orElseGet(OptionalInt::empty);
    }

    /** The assignment at a place in {@code assigned}, with other credentials if the record says nothing of them. */
    Assignment assignment(int place, OptionalInt otherwise) {
        return new Assignment(assigned.get(place), pairs.isPresent() ? pair(place) : otherwise);
    }
}
