package io.adbot.journal;

import io.adbot.value.InvalidValueException;
import java.util.Arrays;
import java.util.Locale;

/** Why a delivery was not attempted, or not attempted again. */
public enum SkipReason {
    /** What was left no longer fitted the session's slot. */
    SLOT_CLOSED,
    /** The cycle was stopped. */
    STOPPED,
    /** The session may not post to the group. */
    NOT_PERMITTED,
    /** The group's slow mode does not end within the slot. */
    SLOW_MODE,
    /** The group's gate does not open within the slot. */
    GROUP_GATE,
    /** The group refused this session in several cycles in a row and is left out for some. */
    GROUP_SUSPENDED,
    /** The account is limited. */
    SESSION_LIMITED,
    /** The account is lost. */
    SESSION_LOST,
    /** The session cannot see the message to forward. */
    SOURCE_UNAVAILABLE,
    /** The content was refused elsewhere in this cycle. */
    CONTENT_REJECTED,
    /** The interrupted cycle had delivered it already, or left it unknown. */
    RESUMED;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The name in the journal. */
    public String wire() {
        return wire;
    }

    /** The constant of that name; throws {@link InvalidValueException} for any other. */
    public static SkipReason ofWire(String wire) {
        for (SkipReason constant : values()) {
            if (constant.wire.equals(wire)) {
                return constant;
            }
        }
        String names =
                String.join(", ", Arrays.stream(values()).map(SkipReason::wire).toList());
        throw new InvalidValueException("reason", wire, "one of " + names);
    }
}
