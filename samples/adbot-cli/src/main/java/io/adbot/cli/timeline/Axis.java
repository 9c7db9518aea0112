package io.adbot.cli.timeline;

import io.adbot.time.Nanos;
import java.util.StringJoiner;

/**
 * Marks on an axis of time: at round times, and no more of them than there is room for.
 *
 * @param step from one mark to the next, in nanoseconds
 */
record Axis(long step) {

    private static final long[] SECONDS = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400
    };

    /** An axis of this length with at most so many marks. */
    static Axis of(long length, int most) {
        for (long seconds : SECONDS) {
            if (length / (seconds * Nanos.SECOND) <= most) {
                return new Axis(seconds * Nanos.SECOND);
            }
        }
        long days = length / (SECONDS[SECONDS.length - 1] * Nanos.SECOND);
        return new Axis((days / most + 1) * SECONDS[SECONDS.length - 1] * Nanos.SECOND);
    }

    /** A time with its units: {@code 0}, {@code 45 s}, {@code 1 h 30 min}. */
    static String label(long nanos) {
        long seconds = nanos / Nanos.SECOND;
        StringJoiner text = new StringJoiner(" ").setEmptyValue("0");
        part(text, seconds / 86400, "d");
        part(text, seconds / 3600 % 24, "h");
        part(text, seconds / 60 % 60, "min");
        part(text, seconds % 60, "s");
        return text.toString();
    }

    private static void part(StringJoiner text, long count, String unit) {
        if (count > 0) {
            text.add(count + " " + unit);
        }
    }
}
