package io.adbot.cli.report;

import io.adbot.time.Nanos;
import java.math.BigDecimal;

/** Times for people. */
public final class Clock {

    private Clock() {}

    /** Hours, minutes and seconds, with a fraction where there is one: {@code 0:30:00}, {@code 0:00:02.5}. */
    public static String text(long nanos) {
        long seconds = nanos / Nanos.SECOND;
        String whole = String.format("%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
        long rest = nanos % Nanos.SECOND;
        return rest == 0 ? whole : whole + fraction(rest);
    }

    /** As {@link #text}, to the millisecond. */
    public static String rounded(long nanos) {
        return text(toMillisecond(nanos));
    }

    /** Seconds to the millisecond: {@code 2.5s}. */
    public static String seconds(long nanos) {
        return Nanos.text(toMillisecond(nanos));
    }

    private static long toMillisecond(long nanos) {
        return nanos - nanos % 1_000_000;
    }

    private static String fraction(long nanos) {
        return BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString().substring(1);
    }
}
