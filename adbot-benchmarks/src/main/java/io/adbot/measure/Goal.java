package io.adbot.measure;

import java.util.function.DoublePredicate;

/**
 * What a figure is to reach.
 *
 * @param text the goal for a person; empty for a figure that is only told
 * @param isMet does a median reach it?
 */
public record Goal(String text, DoublePredicate isMet) {

    public static Goal below(double limit, String text) {
        return new Goal("< " + text, median -> median < limit);
    }

    public static Goal above(double limit, String text) {
        return new Goal("> " + text, median -> median > limit);
    }

    public static Goal atMost(double limit, String text) {
        return new Goal("≤ " + text, median -> median <= limit);
    }

    public static Goal none() {
        return new Goal("", median -> true);
    }

    public String verdict(double median) {
        return text.isEmpty() ? "" : isMet.test(median) ? "met" : "NOT MET";
    }
}
