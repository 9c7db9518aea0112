package io.adbot.cycle;

import io.adbot.journal.CheckpointEvent;
import io.adbot.journal.CheckpointEvent.GateRecalled;
import io.adbot.journal.CheckpointEvent.RecalledWait;
import io.adbot.time.Tick;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * G3: the last intent to each gated group, across sessions, cycles and tenants. Holds the gates that are closed, and now and then
 * some that are open again.
 */
final class GateMemory {

    private static final long LONG_AGO = Long.MIN_VALUE;
    private static final int FEW = 1024;

    private final GroupGates gates;
    private final boolean any;
    private final Map<GroupId, LastIntent> last = new HashMap<>();
    private int sweepAt = FEW;

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
            if (last.size() >= sweepAt) {
                last.values().removeIf(intent -> intent.gate.isOver(at.nanos()));
                sweepAt = Math.max(FEW, 2 * last.size());
            }
            Wait gate = Wait.from(at, gates.nanos(delivery.group()));
            last.put(delivery.group(), new LastIntent(delivery, gate));
        }
    }

    void recalled(GateRecalled told) {
        Wait gate = Wait.recalled(told.closed());
        if (gate != null && gates.nanos(told.group()) > 0) {
            last.put(told.group(), new LastIntent(null, gate));
        }
    }

    void checkpoint(long now, Consumer<? super CheckpointEvent> out) {
        last.forEach((group, intent) -> {
            RecalledWait left = Wait.toRecall(intent.gate, now);
            if (left != null) {
                out.accept(new GateRecalled(group, left));
            }
        });
    }

    /** The monotonic clock began anew, having stood at {@code before}. */
    void reopened(long before, Tick opened) {
        for (GroupId group : List.copyOf(last.keySet())) {
            last.computeIfPresent(group, (same, intent) -> {
                Wait left = Wait.reopened(intent.gate, before, opened);
                return left == null ? null : new LastIntent(intent.delivery, left);
            });
        }
    }

    /**
     * The last intent to a group.
     *
     * @param delivery whose it was; null if only a checkpoint tells of it
     */
    private record LastIntent(@Nullable DeliveryId delivery, Wait gate) {}
}
