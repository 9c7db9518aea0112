package io.adbot.cycle;

import io.adbot.time.Tick;
import io.adbot.value.GroupId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** When the last intent to each gated group was, across sessions, cycles and tenants. Holds nothing for groups without a gate. */
final class GateMemory {

    private static final long LONG_AGO = Long.MIN_VALUE;

    private final GroupGates gates;
    private final boolean any;
    private final Map<GroupId, LastIntent> last = new HashMap<>();

    GateMemory(GroupGates gates) {
        this.gates = gates;
        this.any = gates.any();
    }

    /** G3: when the next post to the group may be intended. */
    long opensAt(GroupId group) {
        LastIntent intent = any ? last.get(group) : null;
        return intent == null ? LONG_AGO : CycleRules.gateOpens(intent.nanos, gates.nanos(group));
    }

    /** G3, once the intent is durable: is the intent of {@code intendedAt} still the last one, so that the gate is its own? */
    boolean heldBy(GroupId group, long intendedAt) {
        LastIntent intent = any ? last.get(group) : null;
        return intent == null || intent.nanos == intendedAt;
    }

    void intended(GroupId group, Tick at) {
        if (any && gates.nanos(group) > 0) {
            last.put(group, new LastIntent(at.nanos(), at.wall()));
        }
    }

    void reopened(Tick opened) {
        last.replaceAll((group, intent) -> {
            long gate = gates.nanos(group);
            long passed = gate - CycleRules.waitLeft(intent.wall, gate, opened.wall());
            return new LastIntent(opened.nanos() - passed, intent.wall);
        });
    }

    private record LastIntent(long nanos, Instant wall) {}
}
