package io.adbot.plan;

import java.util.List;
import java.util.stream.Collectors;

/** Lists in messages: the first few, and how many more. */
final class Lists {

    private static final int SHOWN = 5;

    private Lists() {}

    static String shortened(List<?> items) {
        String shown = items.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        return items.size() <= SHOWN ? shown : shown + " and " + (items.size() - SHOWN) + " more";
    }
}
