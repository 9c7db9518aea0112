package io.adbot.cycle;

import io.adbot.journal.CheckpointEvent.RecalledWait;
import io.adbot.time.Tick;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A wait that outlives the engine: on the monotonic clock while the engine runs, by the wall clock from one opening to the
 * next (rule E7).
 *
 * @param until when it is over, on the monotonic clock
 * @param since the wall time at which it began
 * @param length how long it is
 */
record Wait(long until, Instant since, long length) {

    static Wait from(Tick beginning, long length) {
        return new Wait(CycleRules.floodEnd(beginning.nanos(), length), beginning.wall(), length);
    }

    /** What a checkpoint says of a wait; null for none. */
    static @Nullable Wait recalled(@Nullable RecalledWait told) {
        return told == null ? null : new Wait(told.until(), told.since(), told.length());
    }

    /** For a checkpoint that is made at {@code now}: null if there is no wait, or none any more. */
    static @Nullable RecalledWait toRecall(@Nullable Wait wait, long now) {
        return wait == null || wait.isOver(now) ? null : new RecalledWait(wait.until, wait.since, wait.length);
    }

    /**
     * The monotonic clock began anew, having stood at {@code before}: what is left of the wait counts from here. Null if there
     * was none, or none any more; whatever the wall clock says, what was over does not begin again.
     */
    static @Nullable Wait reopened(@Nullable Wait wait, long before, Tick opened) {
        if (wait == null || wait.isOver(before)) {
            return null;
        }
        long left = CycleRules.waitLeft(wait.since, wait.length, opened.wall());
        return new Wait(CycleRules.floodEnd(opened.nanos(), left), wait.since, wait.length);
    }

    boolean isOver(long now) {
        return until <= now;
    }
}
