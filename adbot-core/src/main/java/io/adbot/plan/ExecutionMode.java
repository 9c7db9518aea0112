package io.adbot.plan;

import io.adbot.value.InvalidValueException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the groups are spread over the sessions (rule T1). On the wire {@code starter} and {@code enterprise}. */
public enum ExecutionMode {

    /** Rotational broadcast: every session posts to all groups, each in its own slot of the cycle. */
    STARTER,

    /** Parallel distributed: the groups are cut into parts, one a session, and all sessions post at once. */
    ENTERPRISE;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The name on the wire. */
    public String wire() {
        return wire;
    }

    /** Reads the name on the wire; throws {@link InvalidValueException} for anything but the two names. */
    public static ExecutionMode ofWire(String wire) {
        for (ExecutionMode mode : values()) {
            if (mode.wire.equals(wire)) {
                return mode;
            }
        }
        throw new InvalidValueException("execution_mode", wire, "starter or enterprise");
    }

    /**
     * Reads the mode of a stored record: a record written before modes existed has none and reads as
     * {@link #ENTERPRISE}; a value that is present but not a mode is refused, never replaced.
     *
     * @param wire the field's value, or null where the record has no such field
     */
    public static ExecutionMode ofRecord(@Nullable String wire) {
        return wire == null ? ENTERPRISE : ofWire(wire);
    }
}
