package io.adbot.cycle;

import java.util.Objects;

/**
 * Why a run is over.
 *
 * @param cause what kind of end it is
 * @param message one sentence for a person
 */
public record RunEnd(Cause cause, String message) {

    /** Checks that nothing is missing. */
    public RunEnd {
        Objects.requireNonNull(cause);
        Objects.requireNonNull(message);
    }

    /** What kind of end it is. */
    public enum Cause {
        /** All cycles that were ordered have been run. */
        DONE,
        /** It was stopped. */
        STOPPED,
        /** The next cycle could not be planned: no session is able to send, or the order is infeasible. */
        NOT_POSSIBLE,
        /** The engine broke one of its own rules and stopped the tenant rather than going on. */
        BROKEN
    }
}
