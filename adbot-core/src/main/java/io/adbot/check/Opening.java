package io.adbot.check;

import io.adbot.time.Tick;

/**
 * A stretch of the journal between two openings of the engine: one axis of monotonic time.
 *
 * @param number 0 for what stands before the first opening in the journal, then rising by one
 * @param at its first reading of both clocks
 */
record Opening(int number, Tick at) {}
