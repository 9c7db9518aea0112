package io.adbot.testkit;

import io.adbot.time.Nanos;
import io.adbot.value.InvalidValueException;
import java.time.Duration;

/**
 * From how long to how long something may take; where in between is drawn, every length being equally likely.
 *
 * @param leastNanos the shortest, at least 0
 * @param mostNanos the longest, at least as long
 */
public record DurationRange(long leastNanos, long mostNanos) {

    /** No time at all. */
    public static final DurationRange NONE = new DurationRange(0, 0);

    /** Checks that it is a range. */
    public DurationRange {
        if (leastNanos < 0 || mostNanos < leastNanos) {
            throw new InvalidValueException(
                    "range", leastNanos + " to " + mostNanos + " ns", "from at least 0 to at least as much");
        }
    }

    /** From {@code least} to {@code most}, both included. */
    public static DurationRange between(Duration least, Duration most) {
        return new DurationRange(Nanos.of("least", least), Nanos.of("most", most));
    }

    /** Always as long. */
    public static DurationRange exactly(Duration length) {
        return between(length, length);
    }

    /** The length that a draw stands for. */
    long pick(long draw) {
        return Math.min(mostNanos, leastNanos + (long) (Luck.unit(draw) * (mostNanos - leastNanos + 1.0)));
    }

    @Override
    public String toString() {
        return leastNanos == mostNanos
                ? Nanos.text(leastNanos)
                : Nanos.text(leastNanos) + " to " + Nanos.text(mostNanos);
    }
}
