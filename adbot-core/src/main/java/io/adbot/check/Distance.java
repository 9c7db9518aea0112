package io.adbot.check;

import io.adbot.time.Nanos;
import java.math.BigInteger;

/** How far one time is from another, for a person. */
final class Distance {

    private Distance() {}

    /** {@code 5s after}, or {@code 5s before} where time fell or a start is claimed for the past. */
    static String text(long time, long reference) {
        BigInteger distance = BigInteger.valueOf(time).subtract(BigInteger.valueOf(reference));
        return Nanos.text(distance.abs()) + (distance.signum() < 0 ? " before" : " after");
    }
}
