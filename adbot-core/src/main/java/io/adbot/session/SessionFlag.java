package io.adbot.session;

import io.adbot.value.InvalidValueException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a session takes no part in cycles until an operator clears it (rule S1); the graver, the further down. */
public enum SessionFlag {
    /** The login is no longer valid. */
    NEEDS_LOGIN,
    /** Telegram limits the account. */
    LIMITED,
    /** The account is banned. */
    BANNED;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The name in the journal. */
    public String wire() {
        return wire;
    }

    /** Of two flags at a time the graver one, which counts; this one if the other is null. */
    public SessionFlag orGraver(@Nullable SessionFlag other) {
        return other == null || compareTo(other) > 0 ? this : other;
    }

    /** Does losing a session so take an operator's acknowledgement (rule S5)? A login alone can be renewed. */
    public boolean takesAcknowledgement() {
        return this != NEEDS_LOGIN;
    }

    /** The flag of that name; throws {@link InvalidValueException} for any other. */
    public static SessionFlag ofWire(String wire) {
        for (SessionFlag flag : values()) {
            if (flag.wire.equals(wire)) {
                return flag;
            }
        }
        throw new InvalidValueException(
                "flag",
                wire,
                "one of "
                        + String.join(
                                ", ",
                                Arrays.stream(values()).map(SessionFlag::wire).toList()));
    }
}
