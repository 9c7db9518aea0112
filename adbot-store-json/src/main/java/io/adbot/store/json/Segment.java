package io.adbot.store.json;

import io.adbot.time.Tick;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A file of a journal, as far as it is durable.
 *
 * @param first the number after that of all entries before it; gives the file its name
 * @param last the number of its last entry; one less than {@code first} if it has none
 * @param bytes how long it is
 * @param at when its last entry is from
 */
record Segment(long first, long last, long bytes, Tick at) {

    private static final Pattern NAME = Pattern.compile("\\d{20}\\.jsonl");
    private static final Pattern TEMPORARY = Pattern.compile("\\d{20}\\.jsonl\\.tmp");
    private static final int DIGITS = 20;

    String name() {
        return name(first);
    }

    static String name(long first) {
        String digits = Long.toString(first);
        return "0".repeat(DIGITS - digits.length()) + digits + ".jsonl";
    }

    /** The name of a file that is on its way to become the segment. */
    static String temporaryName(long first) {
        return name(first) + ".tmp";
    }

    /** The number in a segment's name; empty if the name is none. */
    static OptionalLong first(String name) {
        if (!NAME.matcher(name).matches()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(name.substring(0, DIGITS)));
        } catch (NumberFormatException tooLarge) {
            return OptionalLong.empty();
        }
    }

    static boolean isTemporary(String name) {
        return TEMPORARY.matcher(name).matches();
    }
}
