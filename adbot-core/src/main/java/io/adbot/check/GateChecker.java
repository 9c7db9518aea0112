package io.adbot.check;

import io.adbot.cycle.CycleRules;
import io.adbot.time.Nanos;
import io.adbot.time.Tick;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/** G3: the time between two posts to one group, counted from the last intent, whoever's it was. */
final class GateChecker {

    private static final int FEW = 1024;

    private final ToLongFunction<GroupId> gateNanos;
    private final Breaches breaches;
    private final Map<GroupId, Gate> gates = new HashMap<>();
    private int sweepAt = FEW;

    GateChecker(ToLongFunction<GroupId> gateNanos, Breaches breaches) {
        this.gateNanos = gateNanos;
        this.breaches = breaches;
    }

    void intended(Tick at, DeliveryId delivery) {
        long length = gateNanos.applyAsLong(delivery.group());
        if (length <= 0) {
            return;
        }
        Gate gate = gates.get(delivery.group());
        if (gate == null) {
            sweep(at);
            gates.put(delivery.group(), new Gate(at, length));
            return;
        }
        if (at.nanos() < gate.opens) {
            breaches.add(
                    "G3",
                    delivery + " is intended at " + Nanos.text(at.nanos()) + "; with a gate of " + Nanos.text(length)
                            + " after the last intent to the group it opens at " + Nanos.text(gate.opens));
        }
        gate.close(at, length);
    }

    /** The monotonic time begins anew; what is left of the gates counts from here, and what was open stays open. */
    void opened(Opening now) {
        gates.values().removeIf(gate -> gate.opens <= now.before());
        gates.values().forEach(gate -> gate.reopened(now.at()));
    }

    /** Forgets gates that are open again, so that groups of the past take no room; seldom enough to cost nothing. */
    private void sweep(Tick at) {
        if (gates.size() >= sweepAt) {
            gates.values().removeIf(gate -> gate.opens <= at.nanos());
            sweepAt = Math.max(FEW, 2 * gates.size());
        }
    }

    private static final class Gate {
        private Instant closed = Instant.EPOCH;
        private long length;
        private long opens;

        Gate(Tick at, long length) {
            close(at, length);
        }

        private void close(Tick at, long gate) {
            closed = at.wall();
            length = gate;
            opens = CycleRules.gateOpens(at.nanos(), gate);
        }

        void reopened(Tick at) {
            opens = CycleRules.gateOpens(at.nanos(), CycleRules.waitLeft(closed, length, at.wall()));
        }
    }
}
