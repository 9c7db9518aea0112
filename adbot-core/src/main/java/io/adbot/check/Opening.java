package io.adbot.check;

import io.adbot.time.Tick;
import java.time.Instant;

/**
 * A stretch of the journal between two openings of the engine: one axis of monotonic time.
 *
 * @param number 0 for what stands before the first opening in the journal, then rising by one
 * @param before the last reading of the monotonic time before it
 * @param at its first reading of both clocks
 */
record Opening(int number, long before, Tick at) {

    /** What stands before the first opening. */
    static final Opening NONE = new Opening(0, Long.MIN_VALUE, new Tick(0, Instant.EPOCH));
}
