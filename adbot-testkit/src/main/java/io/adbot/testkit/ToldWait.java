package io.adbot.testkit;

import org.jspecify.annotations.Nullable;

/**
 * A wait that a session was told of.
 *
 * @param at when it was told
 * @param until when the wait is over
 */
record ToldWait(long at, long until) {

    /** How much is left; 0 for nothing, and without a wait. What a session is told at this very instant is news. */
    static long left(@Nullable ToldWait wait, long now) {
        return wait == null || now <= wait.at ? 0 : Math.max(0, wait.until - now);
    }
}
