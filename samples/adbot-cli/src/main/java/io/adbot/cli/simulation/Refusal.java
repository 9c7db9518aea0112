package io.adbot.cli.simulation;

import io.adbot.plan.Infeasible;
import io.adbot.value.TenantId;
import java.util.Objects;

/**
 * A tenant cannot be simulated, because its plan is infeasible.
 *
 * @param tenant which tenant
 * @param source where it was read, for messages
 * @param plan the numbers, and the ways out
 */
public record Refusal(TenantId tenant, String source, Infeasible plan) {

    /** Checks that nothing is missing. */
    public Refusal {
        Objects.requireNonNull(tenant);
        Objects.requireNonNull(source);
        Objects.requireNonNull(plan);
    }
}
