package io.adbot.cycle;

import io.adbot.time.Tick;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * G2: until when a session waits before it posts again to a group in slow mode, whatever a later question about permission
 * says. Holds the waits that last, and now and then some that are over.
 */
final class SlowModes {

    private static final int FEW = 1024;

    private final Map<SessionGroup, Wait> waits = new HashMap<>();
    private int sweepAt = FEW;

    /** When the wait ends, or a time long ago. */
    long until(SessionId session, GroupId group) {
        Wait wait = waits.isEmpty() ? null : waits.get(new SessionGroup(session, group));
        return wait == null ? Long.MIN_VALUE : wait.until;
    }

    void met(SessionId session, GroupId group, Tick answered, long length) {
        if (waits.size() >= sweepAt) {
            waits.values().removeIf(wait -> wait.until <= answered.nanos());
            sweepAt = Math.max(FEW, 2 * waits.size());
        }
        waits.put(
                new SessionGroup(session, group),
                new Wait(CycleRules.floodEnd(answered.nanos(), length), answered.wall(), length));
    }

    /** The monotonic clock began anew: what is left of the waits counts from here. */
    void reopened(Tick opened) {
        waits.replaceAll((pair, wait) -> new Wait(
                CycleRules.floodEnd(opened.nanos(), CycleRules.waitLeft(wait.answered, wait.length, opened.wall())),
                wait.answered,
                wait.length));
    }

    private record Wait(long until, Instant answered, long length) {}
}
