package io.adbot.check;

import io.adbot.cycle.CycleRules;
import io.adbot.time.Nanos;
import io.adbot.time.Tick;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
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

    void intended(Tick at, DeliveryId delivery, Opening now) {
        long length = gateNanos.applyAsLong(delivery.group());
        if (length <= 0) {
            return;
        }
        Gate gate = gates.get(delivery.group());
        if (gate == null) {
            sweep(at, now);
            gates.put(delivery.group(), new Gate(at, now, length));
            return;
        }
        long opens = gate.opens(length, now);
        if (at.nanos() < opens) {
            breaches.add(
                    "G3",
                    delivery + " is intended at " + Nanos.text(at.nanos()) + "; with a gate of " + Nanos.text(length)
                            + " after the last intent to the group it opens at " + Nanos.text(opens));
        }
        gate.last = at;
        gate.opening = now;
        gate.length = length;
    }

    /** Forgets gates that are open again, so that groups of the past take no room; seldom enough to cost nothing. */
    private void sweep(Tick at, Opening now) {
        if (gates.size() >= sweepAt) {
            gates.values().removeIf(gate -> gate.opens(gate.length, now) <= at.nanos());
            sweepAt = Math.max(FEW, 2 * gates.size());
        }
    }

    private static final class Gate {
        private Tick last;
        private Opening opening;
        private long length;

        Gate(Tick last, Opening opening, long length) {
            this.last = last;
            this.opening = opening;
            this.length = length;
        }

        long opens(long gate, Opening now) {
            return opening.number() == now.number()
                    ? CycleRules.gateOpens(last.nanos(), gate)
                    : CycleRules.gateOpens(
                            now.at().nanos(),
                            CycleRules.waitLeft(last.wall(), gate, now.at().wall()));
        }
    }
}
