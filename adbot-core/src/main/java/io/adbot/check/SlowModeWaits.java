package io.adbot.check;

import io.adbot.time.Nanos;
import io.adbot.time.Tick;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import java.util.HashMap;
import java.util.Map;

/** G2: for which groups' slow mode a session still has to wait; now and then it forgets what is over. */
final class SlowModeWaits {

    private static final int FEW = 16;

    private final Breaches breaches;
    private Map<GroupId, AskedWait> waits = Map.of();
    private int sweepAt = FEW;

    SlowModeWaits(Breaches breaches) {
        this.breaches = breaches;
    }

    /** Telegram asked the session to wait before it posts to the group again. */
    void asked(Tick at, GroupId group, long retryAfter) {
        if (waits.isEmpty()) {
            waits = new HashMap<>();
        }
        if (waits.size() >= sweepAt) {
            forgetWhatIsOver(at);
            sweepAt = Math.max(FEW, 2 * waits.size());
        }
        waits.computeIfAbsent(group, first -> new AskedWait()).asked(at, retryAfter);
    }

    /** The monotonic time begins anew, having stood at {@code before}; what is left of the waits counts from here. */
    void reopened(long before, Tick at) {
        waits.values().forEach(wait -> wait.reopened(before, at));
        forgetWhatIsOver(at);
    }

    void checkStart(long started, DeliveryId delivery) {
        AskedWait wait = waits.get(delivery.group());
        if (wait != null && wait.covers(started)) {
            breaches.add(
                    "G2",
                    delivery + " starts at " + Nanos.text(started) + ", within a wait for the group's slow mode "
                            + wait.text());
        }
    }

    /** When the wait for a group's slow mode is over, or a time long ago. */
    long until(GroupId group) {
        AskedWait wait = waits.get(group);
        return wait == null ? Long.MIN_VALUE : wait.until();
    }

    private void forgetWhatIsOver(Tick at) {
        if (!waits.isEmpty()) {
            waits.values().removeIf(wait -> wait.until() <= at.nanos());
        }
    }
}
