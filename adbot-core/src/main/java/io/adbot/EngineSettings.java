package io.adbot;

import io.adbot.cycle.CycleSettings;
import io.adbot.cycle.GroupGates;
import io.adbot.session.ReplacementPolicy;
import io.adbot.tenant.PermissionPolicy;
import io.adbot.time.Nanos;
import java.time.Duration;
import java.util.Objects;

/**
 * How an engine bears itself, for all its tenants. Immutable; {@link #DEFAULT} is what the rules name as default.
 *
 * @param pause between two cycles of a tenant that sets none of its own; 300 s by default
 * @param cycles the limits within a cycle
 * @param gates the minimum times between two posts to a group; none by default
 * @param replacement when lost sessions are replaced; by default only by an operator
 * @param permissions what it takes that a tenant posts to a group; by default membership and the right to write
 * @param closeLimit how long a close waits for cycles to end, and for a journal that takes nothing; a minute by default
 */
public record EngineSettings(
        Duration pause,
        CycleSettings cycles,
        GroupGates gates,
        ReplacementPolicy replacement,
        PermissionPolicy permissions,
        Duration closeLimit) {

    /** What the rules name as default. */
    public static final EngineSettings DEFAULT = new EngineSettings(
            Duration.ofMinutes(5),
            CycleSettings.defaults(),
            GroupGates.none(),
            ReplacementPolicy.DEFAULT,
            PermissionPolicy.MEMBERSHIP,
            Duration.ofMinutes(1));

    /** Checks the times. */
    public EngineSettings {
        Nanos.of("delay_between_cycles", pause);
        Objects.requireNonNull(cycles);
        Objects.requireNonNull(gates);
        Objects.requireNonNull(replacement);
        Objects.requireNonNull(permissions);
        Nanos.of("close_limit", closeLimit);
    }

    /** The same with another pause. */
    public EngineSettings withPause(Duration between) {
        return new EngineSettings(between, cycles, gates, replacement, permissions, closeLimit);
    }

    /** The same with other limits within a cycle. */
    public EngineSettings withCycles(CycleSettings limits) {
        return new EngineSettings(pause, limits, gates, replacement, permissions, closeLimit);
    }

    /** The same with other gates. */
    public EngineSettings withGates(GroupGates between) {
        return new EngineSettings(pause, cycles, between, replacement, permissions, closeLimit);
    }

    /** The same with another policy of replacing. */
    public EngineSettings withReplacement(ReplacementPolicy policy) {
        return new EngineSettings(pause, cycles, gates, policy, permissions, closeLimit);
    }

    /** The same with another policy of permissions. */
    public EngineSettings withPermissions(PermissionPolicy policy) {
        return new EngineSettings(pause, cycles, gates, replacement, policy, closeLimit);
    }

    /** The same with another limit to a close. */
    public EngineSettings withCloseLimit(Duration limit) {
        return new EngineSettings(pause, cycles, gates, replacement, permissions, limit);
    }
}
