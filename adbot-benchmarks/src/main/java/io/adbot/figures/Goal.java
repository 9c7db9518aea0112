package io.adbot.figures;

import java.util.function.DoublePredicate;

/**
 * What a figure is to reach.
 *
 * @param text the goal for a person; empty for a figure that is only told
 * @param isMet does a median reach it?
 */
record Goal(String text, DoublePredicate isMet) {

    static Goal below(double limit, String text) {
        return new Goal("< " + text, median -> median < limit);
    }

    static Goal above(double limit, String text) {
        return new Goal("> " + text, median -> median > limit);
    }

    static Goal atMost(double limit, String text) {
        return new Goal("≤ " + text, median -> median <= limit);
    }

    static Goal none() {
        return new Goal("", median -> true);
    }

    String verdict(double median) {
        return text.isEmpty() ? "" : isMet.test(median) ? "met" : "NOT MET";
    }
}
