package io.adbot.value;

import java.util.Objects;

/**
 * One delivery: what one session owes one group in one cycle. It ends in exactly one way (rule E8).
 *
 * @param tenant whose cycle it is
 * @param cycle the cycle
 * @param session the session that sends
 * @param group the group that receives
 */
public record DeliveryId(TenantId tenant, CycleId cycle, SessionId session, GroupId group) {

    /** Checks that nothing is missing. */
    public DeliveryId {
        Objects.requireNonNull(tenant);
        Objects.requireNonNull(cycle);
        Objects.requireNonNull(session);
        Objects.requireNonNull(group);
    }

    @Override
    public String toString() {
        return tenant + "/" + cycle + "/" + session + "→" + group;
    }
}
