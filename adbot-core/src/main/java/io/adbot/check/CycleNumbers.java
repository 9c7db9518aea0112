package io.adbot.check;

import io.adbot.value.CycleId;

/**
 * E5: which ids a tenant's cycles have had, as far as that takes no room: the last row of numbers that followed one another.
 */
final class CycleNumbers {

    private static final long NONE = -1;

    private long first = NONE;
    private long last = NONE;

    /** Has a cycle had this id for certain? */
    boolean has(CycleId cycle) {
        long number = number(cycle);
        return number != NONE && first <= number && number <= last;
    }

    void add(CycleId cycle) {
        long number = number(cycle);
        if (number == NONE || has(cycle)) {
            return;
        }
        if (last == NONE || number - 1 != last) {
            first = number;
        }
        last = number;
    }

    /** The number that the id is, written as numbers are; else {@link #NONE}. */
    private static long number(CycleId cycle) {
        String text = cycle.value();
        if (text.length() > 18 || !text.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return NONE;
        }
        return text.length() > 1 && text.startsWith("0") ? NONE : Long.parseLong(text);
    }
}
