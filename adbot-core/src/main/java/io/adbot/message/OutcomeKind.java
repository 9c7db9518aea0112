package io.adbot.message;

import io.adbot.value.InvalidValueException;
import java.util.Arrays;
import java.util.Locale;

/** What a send can end in. The names are, in snake case, those of the journal. */
public enum OutcomeKind {
    /** The message was accepted and its final id is known. */
    DELIVERED,
    /** Telegram asks this session to wait. */
    FLOOD_WAIT,
    /** The group's slow mode asks this session to wait before it posts there again. */
    SLOW_MODE,
    /** Not a member, no right to write or to post this kind of content, group private or gone. */
    NOT_PERMITTED,
    /** This session cannot see the message to forward. */
    SOURCE_UNAVAILABLE,
    /** Telegram limits what this account may do. */
    ACCOUNT_LIMITED,
    /** The account is banned, or its login is no longer valid. */
    ACCOUNT_LOST,
    /** The content itself is refused; every group would answer the same. */
    REJECTED,
    /** It is certain that nothing was posted, and another try may succeed. */
    TRANSIENT,
    /** It may have been posted. */
    UNKNOWN,
    /** Intended but not sent, or cancelled for sure. */
    WITHDRAWN;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The name in the journal. */
    public String wire() {
        return wire;
    }

    /** Does it count as a failure, once it is final? Waits, retries and skips do not. */
    public boolean isFailure() {
        return switch (this) {
            case NOT_PERMITTED, SOURCE_UNAVAILABLE, ACCOUNT_LIMITED, ACCOUNT_LOST, REJECTED, TRANSIENT -> true;
            default -> false;
        };
    }

    /** The kind of that name; throws {@link InvalidValueException} for any other. */
    public static OutcomeKind ofWire(String wire) {
        for (OutcomeKind kind : values()) {
            if (kind.wire.equals(wire)) {
                return kind;
            }
        }
        throw new InvalidValueException(
                "outcome",
                wire,
                "one of "
                        + String.join(
                                ", ",
                                Arrays.stream(values()).map(OutcomeKind::wire).toList()));
    }
}
