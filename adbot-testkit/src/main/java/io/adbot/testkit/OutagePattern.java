package io.adbot.testkit;

import io.adbot.time.Nanos;
import io.adbot.value.InvalidValueException;
import java.time.Duration;

/**
 * Outages that come again and again: in every stretch of {@code every} there is one of {@code length}, at a moment that is
 * drawn.
 *
 * @param every how long a stretch is
 * @param length how long the outage in it is, more than zero and less than the stretch
 */
public record OutagePattern(Duration every, Duration length) {

    /** Checks that an outage fits its stretch. */
    public OutagePattern {
        if (Nanos.of("length", length) == 0 || Nanos.of("every", every) <= length.toNanos()) {
            throw new InvalidValueException(
                    "outages", length + " in every " + every, "a length above 0 and below the stretch");
        }
    }

    /** Is there an outage at {@code now}? */
    boolean covers(long now, long seed) {
        long stretch = every.toNanos();
        long number = now / stretch;
        long latest = stretch - length.toNanos();
        long begins = number * stretch + Long.remainderUnsigned(Luck.draw(seed, number, Luck.Purpose.OUTAGE), latest);
        return now >= begins && now < begins + length.toNanos();
    }
}
