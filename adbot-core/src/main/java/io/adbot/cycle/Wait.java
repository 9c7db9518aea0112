package io.adbot.cycle;

import io.adbot.journal.CheckpointEvent.RecalledWait;
import io.adbot.time.Tick;
import java.time.Instant;

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

    /** What a checkpoint says of a wait. */
    static Wait recalled(RecalledWait told) {
        return new Wait(told.until(), told.since(), told.length());
    }

    RecalledWait toRecall() {
        return new RecalledWait(until, since, length);
    }

    /** The monotonic clock began anew: what is left of the wait counts from here. */
    Wait reopened(Tick opened) {
        long left = CycleRules.waitLeft(since, length, opened.wall());
        return new Wait(CycleRules.floodEnd(opened.nanos(), left), since, length);
    }
}
