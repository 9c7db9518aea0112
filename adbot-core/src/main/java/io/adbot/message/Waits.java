package io.adbot.message;

import java.time.Duration;

/** What a wait that Telegram asks for must be. */
final class Waits {

    private Waits() {}

    static void check(Duration wait) {
        if (wait.isNegative() || wait.isZero()) {
            throw new IllegalArgumentException("a wait is longer than zero; got " + wait);
        }
    }
}
