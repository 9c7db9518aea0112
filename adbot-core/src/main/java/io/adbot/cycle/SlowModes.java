package io.adbot.cycle;

import io.adbot.journal.CheckpointEvent;
import io.adbot.journal.CheckpointEvent.RecalledWait;
import io.adbot.journal.CheckpointEvent.SlowModeRecalled;
import io.adbot.time.Tick;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

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
        return wait == null ? Long.MIN_VALUE : wait.until();
    }

    void met(SessionId session, GroupId group, Tick answered, long length) {
        if (waits.size() >= sweepAt) {
            waits.values().removeIf(wait -> wait.isOver(answered.nanos()));
            sweepAt = Math.max(FEW, 2 * waits.size());
        }
        // Two waits at a time: the one that ends later counts.
        waits.merge(
                new SessionGroup(session, group),
                Wait.from(answered, length),
                (known, told) -> told.until() > known.until() ? told : known);
    }

    void recalled(SlowModeRecalled told) {
        Wait wait = Wait.recalled(told.quiet());
        if (wait != null) {
            waits.put(new SessionGroup(told.session(), told.group()), wait);
        }
    }

    void checkpoint(long now, Consumer<? super CheckpointEvent> out) {
        waits.forEach((pair, wait) -> {
            RecalledWait left = Wait.toRecall(wait, now);
            if (left != null) {
                out.accept(new SlowModeRecalled(pair.session(), pair.group(), left));
            }
        });
    }

    /** The monotonic clock began anew, having stood at {@code before}. */
    void reopened(long before, Tick opened) {
        for (SessionGroup pair : List.copyOf(waits.keySet())) {
            waits.computeIfPresent(pair, (same, wait) -> Wait.reopened(wait, before, opened));
        }
    }
}
