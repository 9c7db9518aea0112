package io.adbot.check;

import io.adbot.cycle.CycleRules;
import io.adbot.journal.JournalEvent.SendSettled;
import io.adbot.message.OutcomeKind;
import io.adbot.time.Nanos;
import io.adbot.time.Tick;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import java.util.HashMap;
import java.util.Map;

/** G2: slow mode that a send met is waited for in full before the session's next send to the group. */
final class SlowModeChecker {

    private static final int FEW = 1024;

    private final Breaches breaches;
    private final Map<Pair, Wait> waits = new HashMap<>();
    private int sweepAt = FEW;

    SlowModeChecker(Breaches breaches) {
        this.breaches = breaches;
    }

    void settled(Tick at, SendSettled settled, Opening now) {
        boolean met = settled.outcome() == OutcomeKind.SLOW_MODE;
        if (!met && waits.isEmpty()) {
            return;
        }
        DeliveryId delivery = settled.delivery();
        Pair pair = new Pair(delivery.session(), delivery.group());
        Wait wait = waits.get(pair);
        if (wait != null && settled.startedNanos().isPresent()) {
            long started = settled.startedNanos().getAsLong();
            if (started < wait.until(now)) {
                breaches.add(
                        "G2",
                        delivery + " starts at " + Nanos.text(started) + ", but the group's slow mode lasts until "
                                + Nanos.text(wait.until(now)));
            }
        }
        if (met) {
            sweep(at, now);
            waits.put(
                    pair,
                    new Wait(at, now, Math.max(0, settled.retryAfterNanos().orElse(0))));
        }
    }

    /** Forgets waits that are over; seldom enough to cost nothing. */
    private void sweep(Tick at, Opening now) {
        if (waits.size() >= sweepAt) {
            waits.values().removeIf(wait -> wait.until(now) <= at.nanos());
            sweepAt = Math.max(FEW, 2 * waits.size());
        }
    }

    private record Pair(SessionId session, GroupId group) {}

    private record Wait(Tick answered, Opening opening, long length) {

        long until(Opening now) {
            return opening.number() == now.number()
                    ? CycleRules.floodEnd(answered.nanos(), length)
                    : CycleRules.floodEnd(
                            now.at().nanos(),
                            CycleRules.waitLeft(
                                    answered.wall(), length, now.at().wall()));
        }
    }
}
