package io.adbot.testkit;

/**
 * Chance without a generator: each draw is a hash of what it is about, so that nobody's luck depends on how often or in
 * which order the others drew.
 */
final class Luck {

    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private Luck() {}

    /** The stream of draws that belongs to a name within another stream. */
    static long stream(long within, String name) {
        long hash = within + GOLDEN;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    /** The stream that two streams have in common. */
    static long stream(long one, long other) {
        return mix(one + Long.rotateLeft(other, 32) * GOLDEN);
    }

    /** The draw of that number from a stream, for one purpose: any 64 bits. */
    static long draw(long stream, long number, Purpose purpose) {
        return mix(stream + GOLDEN * number ^ purpose.salt);
    }

    /** A draw as a number from 0 (inclusive) to 1 (exclusive). */
    static double unit(long draw) {
        return (draw >>> 11) * 0x1p-53;
    }

    /** What a draw is for: draws of one number for different purposes have nothing to do with each other. */
    enum Purpose {
        LATENCY,
        TROUBLE,
        LENGTH,
        POSTED,
        CHECK_LATENCY,
        CHECK_TROUBLE,
        CHECK_LENGTH,
        DENIED,
        REFUSED,
        SLOW_MODE,
        SOURCE,
        OUTAGE,
        CRASH;

        private final long salt = stream(GOLDEN, name());
    }

    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
