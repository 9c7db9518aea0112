package io.adbot.journal;

import io.adbot.value.InvalidValueException;
import java.util.Arrays;
import java.util.Locale;

/** How a cycle ended. */
public enum CycleStatus {
    /** Every delivery has its outcome. */
    COMPLETED,
    /** The content was refused, or no session could see the message to forward. */
    FAILED,
    /** It was stopped. */
    STOPPED,
    /** The engine went down in the middle of it. */
    INTERRUPTED;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The name in the journal. */
    public String wire() {
        return wire;
    }

    /** The constant of that name; throws {@link InvalidValueException} for any other. */
    public static CycleStatus ofWire(String wire) {
        for (CycleStatus constant : values()) {
            if (constant.wire.equals(wire)) {
                return constant;
            }
        }
        String names =
                String.join(", ", Arrays.stream(values()).map(CycleStatus::wire).toList());
        throw new InvalidValueException("status", wire, "one of " + names);
    }
}
