package io.adbot.measure;

import java.util.Locale;

/** Numbers for a table: as many digits as mean something. */
public final class Numbers {

    private Numbers() {}

    /** Two digits behind the point of what is small, none of what is large. */
    public static String text(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 1000 ? "%.1f" : "%,.0f", value);
    }
}
