package io.adbot.check;

import io.adbot.value.CycleId;
import io.adbot.value.TenantId;
import java.util.Objects;

/**
 * A cycle that a journal shows begun and neither ended nor interrupted.
 *
 * @param tenant whose
 * @param cycle which
 * @param withoutOutcome how many of its deliveries have no outcome yet
 * @param message one sentence for a person, with the first of them
 */
public record OpenCycle(TenantId tenant, CycleId cycle, long withoutOutcome, String message) {

    /** Checks that nothing is missing. */
    public OpenCycle {
        Objects.requireNonNull(tenant);
        Objects.requireNonNull(cycle);
        Objects.requireNonNull(message);
    }

    @Override
    public String toString() {
        return message;
    }
}
