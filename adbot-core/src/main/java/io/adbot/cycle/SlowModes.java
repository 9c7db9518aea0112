package io.adbot.cycle;

import io.adbot.journal.CheckpointEvent;
import io.adbot.journal.CheckpointEvent.SlowModeRecalled;
import io.adbot.time.Tick;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import java.util.HashMap;
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
            waits.values().removeIf(wait -> wait.until() <= answered.nanos());
            sweepAt = Math.max(FEW, 2 * waits.size());
        }
        // Two waits at a time: the one that ends later counts.
        waits.merge(
                new SessionGroup(session, group),
                Wait.from(answered, length),
                (known, told) -> told.until() > known.until() ? told : known);
    }

    void recalled(SlowModeRecalled told) {
        waits.put(new SessionGroup(told.session(), told.group()), Wait.recalled(told.quiet()));
    }

    void checkpoint(Consumer<? super CheckpointEvent> out) {
        waits.forEach((pair, wait) -> out.accept(new SlowModeRecalled(pair.session(), pair.group(), wait.toRecall())));
    }

    void reopened(Tick opened) {
        waits.replaceAll((pair, wait) -> wait.reopened(opened));
    }
}
