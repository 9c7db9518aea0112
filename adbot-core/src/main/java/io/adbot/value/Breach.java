package io.adbot.value;

import java.util.Objects;

/**
 * A rule that does not hold, and how that shows.
 *
 * @param rule the rule's name ({@code T6}, {@code E4}, …), under which {@code docs/rules.md} has it
 * @param message one sentence with the numbers
 */
public record Breach(String rule, String message) {

    /** Checks that nothing is missing. */
    public Breach {
        Objects.requireNonNull(rule);
        Objects.requireNonNull(message);
    }

    @Override
    public String toString() {
        return rule + ": " + message;
    }
}
