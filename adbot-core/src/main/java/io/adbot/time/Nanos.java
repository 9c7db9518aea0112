package io.adbot.time;

import io.adbot.value.InvalidValueException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;

/** Lengths of time in whole nanoseconds, at most 2⁶³−1 of them: read exactly, added without overflow, shown in seconds. */
public final class Nanos {

    /** One second. */
    public static final long SECOND = 1_000_000_000L;

    /** One minute. */
    public static final long MINUTE = 60 * SECOND;

    /** Beyond so many digits before the point nothing fits, after it everything is zero: no need to compute. */
    private static final int DIGITS = 30;

    private Nanos() {}

    /**
     * A length given as a {@link Duration}.
     *
     * @param field what it is called, for the refusal
     * @throws InvalidValueException if it is negative or longer than 2⁶³−1 ns
     */
    public static long of(String field, Duration length) {
        return checked(
                field,
                length,
                new BigDecimal(length.getSeconds()).movePointRight(9).add(BigDecimal.valueOf(length.getNano())));
    }

    /** A decimal number of seconds, rounded to the nearest nanosecond; refused if negative or too long. */
    public static long ofSeconds(String field, BigDecimal seconds) {
        return ofUnits(field, seconds, SECOND);
    }

    /** A decimal number of minutes, rounded to the nearest nanosecond; refused if negative or too long. */
    public static long ofMinutes(String field, BigDecimal minutes) {
        return ofUnits(field, minutes, MINUTE);
    }

    /** The sum of two lengths, or the longest there is. */
    public static long plus(long a, long b) {
        long sum = a + b;
        return ((a ^ sum) & (b ^ sum)) < 0 ? Long.MAX_VALUE : sum;
    }

    /** A length as a {@link Duration} gives it, or the longest there is; a negative one is 0. */
    public static long saturated(Duration length) {
        if (length.isNegative()) {
            return 0;
        }
        try {
            return length.toNanos();
        } catch (ArithmeticException tooLong) {
            return Long.MAX_VALUE;
        }
    }

    /** Seconds for a person: {@code 50s}, {@code 2.5s}. */
    public static String text(long nanos) {
        return text(BigInteger.valueOf(nanos));
    }

    /** Seconds for a person, of a length that may be longer than any clock: {@code 50s}, {@code 2.5s}. */
    public static String text(BigInteger nanos) {
        BigDecimal seconds = new BigDecimal(nanos, 9).stripTrailingZeros();
        return seconds.toPlainString() + "s";
    }

    /** Seconds for a person whom less than a millisecond does not matter, rounded up to that: {@code 2.501s}. */
    public static String rounded(long nanos) {
        return text(new BigDecimal(BigInteger.valueOf(nanos), 9)
                .setScale(3, RoundingMode.CEILING)
                .movePointRight(9)
                .toBigIntegerExact());
    }

    private static long ofUnits(String field, BigDecimal units, long nanosInUnit) {
        // In long: a scale may be any int, and its negative need not be one.
        long magnitude = (long) units.precision() - units.scale();
        if (units.signum() < 0 || (units.signum() > 0 && magnitude > DIGITS)) {
            throw outOfRange(field, units);
        }
        if (units.signum() == 0 || magnitude < -DIGITS) {
            return 0;
        }
        return checked(field, units, units.multiply(BigDecimal.valueOf(nanosInUnit)));
    }

    private static long checked(String field, Object shown, BigDecimal nanos) {
        BigDecimal rounded = nanos.setScale(0, RoundingMode.HALF_UP);
        if (nanos.signum() < 0 || rounded.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw outOfRange(field, shown);
        }
        return rounded.longValueExact();
    }

    private static InvalidValueException outOfRange(String field, Object shown) {
        return new InvalidValueException(
                field, shown, "a length of time from 0 to 2^63-1 nanoseconds (about 292 years)");
    }
}
