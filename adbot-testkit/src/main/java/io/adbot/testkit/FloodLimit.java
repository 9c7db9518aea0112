package io.adbot.testkit;

import io.adbot.time.Nanos;
import io.adbot.value.InvalidValueException;
import java.time.Duration;

/**
 * How much an account may send before it is asked to wait: a bucket of {@code burst} sends that fills up again by one every
 * {@code refill}. A send that finds it empty gets a flood wait of {@code firstWait}; one that comes while that is in force
 * gets twice as long a wait, and so on up to {@code longestWait}.
 *
 * @param burst how many sends the full bucket holds, at least 1
 * @param refill how long one takes to come back, more than zero
 * @param firstWait the first wait, more than zero
 * @param longestWait the longest, at least as long
 */
public record FloodLimit(int burst, Duration refill, Duration firstWait, Duration longestWait) {

    /** Checks the numbers. */
    public FloodLimit {
        if (burst < 1) {
            throw new InvalidValueException("burst", burst, "at least 1");
        }
        if (Nanos.of("refill", refill) == 0) {
            throw new InvalidValueException("refill", refill, "a length of time above 0");
        }
        if (Nanos.of("first_wait", firstWait) == 0) {
            throw new InvalidValueException("first_wait", firstWait, "a length of time above 0");
        }
        if (Nanos.of("longest_wait", longestWait) < firstWait.toNanos()) {
            throw new InvalidValueException("longest_wait", longestWait, "at least the first wait, " + firstWait);
        }
    }
}
