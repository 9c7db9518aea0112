package io.adbot.cycle;

/** What something waits for (rule E11). */
public enum WaitReason {
    /** The session's slot has not begun. */
    SLOT,
    /** The delay between two posts of the session, or after the last send of the cycle. */
    DELAY,
    /** The pause between two cycles. */
    PAUSE,
    /** Telegram asked the session to wait. */
    FLOOD_WAIT,
    /** The group's slow mode. */
    SLOW_MODE,
    /** The group's gate. */
    GROUP_GATE,
    /** The backoff after a transient failure. */
    RETRY,
    /** An answer from Telegram: about permission, about a send, or another session's send to the same group. */
    ANSWER,
    /** An intent that is on its way to the disk. */
    JOURNAL,
    /** Somebody who must do something: nothing happens by itself. */
    OPERATOR
}
