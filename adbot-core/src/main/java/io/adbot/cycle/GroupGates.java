package io.adbot.cycle;

import io.adbot.time.Nanos;
import io.adbot.value.GroupId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The minimum time between two posts to the same group, whoever of the engine's tenants and sessions posts (rule G3).
 * Immutable.
 */
public final class GroupGates {

    private static final GroupGates NONE = new GroupGates(0, Map.of());

    private final long defaultNanos;
    private final Map<GroupId, Long> perGroup;

    private GroupGates(long defaultNanos, Map<GroupId, Long> perGroup) {
        this.defaultNanos = defaultNanos;
        this.perGroup = perGroup;
    }

    /** No gates: the default. */
    public static GroupGates none() {
        return NONE;
    }

    /** The same gate for every group. */
    public static GroupGates everywhere(Duration gate) {
        return new GroupGates(Nanos.of("group_gate", gate), Map.of());
    }

    /** These gates, but another one for this group; zero opens it. */
    public GroupGates with(GroupId group, Duration gate) {
        Map<GroupId, Long> gates = new HashMap<>(perGroup);
        gates.put(group, Nanos.of("group_gate", gate));
        return new GroupGates(defaultNanos, Map.copyOf(gates));
    }

    /** The gate of a group in nanoseconds; 0 if it has none. */
    public long nanos(GroupId group) {
        return perGroup.isEmpty() ? defaultNanos : perGroup.getOrDefault(group, defaultNanos);
    }

    /** Is there any gate at all? */
    public boolean any() {
        return defaultNanos > 0 || perGroup.values().stream().anyMatch(gate -> gate > 0);
    }

    @Override
    public String toString() {
        return "GroupGates[default " + Nanos.text(defaultNanos) + ", " + perGroup + "]";
    }
}
