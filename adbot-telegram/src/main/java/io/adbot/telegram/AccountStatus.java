package io.adbot.telegram;

import io.adbot.value.SessionId;
import java.time.Duration;

/**
 * Where an account stands.
 *
 * @param session which
 * @param state open, or not
 * @param frozen whether Telegram says that it may only be looked at
 * @param hiddenWaits how many of its sends took so long that they must have waited inside TDLib
 * @param longestWait the longest of these; zero if there was none
 * @param lookups how many public names it has looked up on the last day on which it looked up any; 0 while it is closed
 */
public record AccountStatus(
        SessionId session, State state, boolean frozen, int hiddenWaits, Duration longestWait, int lookups) {

    /** Open, or not. */
    public enum State {
        /** Not open; it is opened when it is used. */
        CLOSED,
        /** Being opened. */
        OPENING,
        /** Open and logged in. */
        READY,
        /** Being closed. */
        CLOSING,
        /** Banned, or in need of a login. */
        LOST
    }
}
