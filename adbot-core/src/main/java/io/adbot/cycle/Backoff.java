package io.adbot.cycle;

import io.adbot.value.DeliveryId;

/**
 * Exponential backoff with full jitter. The jitter is a hash of what is retried, so that it is the same in every replay and
 * differs between deliveries that failed together.
 *
 * @param baseNanos the longest pause before the second try
 * @param capNanos the longest pause before any try
 * @param seed changes all of the jitter
 */
record Backoff(long baseNanos, long capNanos, long seed) {

    /** The pause before the next try of a delivery that has failed {@code failures} times, at least once. */
    long pause(DeliveryId delivery, int failures) {
        int doublings = Math.min(failures - 1, Long.numberOfLeadingZeros(baseNanos) - 1);
        long longest = Math.min(capNanos, baseNanos << doublings);
        return Long.remainderUnsigned(mix(mix(seed + failures) ^ delivery.hashCode()), longest + 1);
    }

    /** The finalizer of SplitMix64: every bit of the input changes every bit of the output. */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
