package io.adbot.session;

import io.adbot.value.InvalidValueException;
import java.util.Arrays;
import java.util.Locale;

/** Why a session takes no part in cycles until an operator clears it (rule S1). */
public enum SessionFlag {
    /** Telegram limits the account. */
    LIMITED,
    /** The login is no longer valid. */
    NEEDS_LOGIN,
    /** The account is banned. */
    BANNED;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The name in the journal. */
    public String wire() {
        return wire;
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
