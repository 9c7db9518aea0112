package io.adbot.cycle;

import io.adbot.journal.CheckpointEvent;
import io.adbot.journal.CheckpointEvent.GateRecalled;
import io.adbot.time.Tick;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** G3: the last intent to each gated group, across sessions, cycles and tenants. Holds nothing for groups without a gate. */
final class GateMemory {

    private static final long LONG_AGO = Long.MIN_VALUE;

    private final GroupGates gates;
    private final boolean any;
    private final Map<GroupId, LastIntent> last = new HashMap<>();

    GateMemory(GroupGates gates) {
        this.gates = gates;
        this.any = gates.any();
    }

    /** When the next post to the group may be intended. */
    long opensAt(GroupId group) {
        LastIntent intent = any ? last.get(group) : null;
        return intent == null ? LONG_AGO : intent.gate.until();
    }

    /** Is the delivery's intent still the last one, so that the gate is its own? */
    boolean heldBy(DeliveryId delivery) {
        LastIntent intent = any ? last.get(delivery.group()) : null;
        return intent == null || delivery.equals(intent.delivery);
    }

    void intended(DeliveryId delivery, Tick at) {
        if (any && gates.nanos(delivery.group()) > 0) {
            Wait gate = Wait.from(at, gates.nanos(delivery.group()));
            last.put(delivery.group(), new LastIntent(delivery, gate));
        }
    }

    void recalled(GateRecalled told) {
        last.put(told.group(), new LastIntent(null, Wait.recalled(told.closed())));
    }

    void checkpoint(Consumer<? super CheckpointEvent> out) {
        last.forEach((group, intent) -> out.accept(new GateRecalled(group, intent.gate.toRecall())));
    }

    void reopened(Tick opened) {
        last.replaceAll((group, intent) -> new LastIntent(intent.delivery, intent.gate.reopened(opened)));
    }

    /**
     * The last intent to a group.
     *
     * @param delivery whose it was; null if only a checkpoint tells of it
     */
    private record LastIntent(@Nullable DeliveryId delivery, Wait gate) {}
}
