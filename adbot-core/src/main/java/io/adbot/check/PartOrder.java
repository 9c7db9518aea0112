package io.adbot.check;

import io.adbot.cycle.CycleRules;
import io.adbot.journal.SkipReason;
import io.adbot.message.OutcomeKind;
import org.jspecify.annotations.Nullable;

/**
 * E12: in which order a session goes through its part: once forward, then once more forward through those that were moved to
 * the end, holding still for a delivery that is tried again, until something makes it leave.
 */
final class PartOrder {

    private static final int NONE = -1;

    private int last = NONE;
    private boolean secondPass;
    private int held = NONE;
    private @Nullable SkipReason left;
    private boolean noSource;

    /** What is wrong with it that the delivery at this position is the session's next; null if nothing. */
    @Nullable
    String next(int position) {
        if (left != null) {
            return "although the session's remaining deliveries are to be skipped as " + left.wire();
        }
        if (position == held) {
            held = NONE;
            return null;
        }
        boolean forward = position > last;
        last = position;
        if (held != NONE) {
            held = NONE;
            return "although another delivery, which holds the session, neither was tried again nor skipped";
        }
        if (forward) {
            return null;
        }
        if (!secondPass) {
            secondPass = true;
            return null;
        }
        return "after one that comes later in the session's second pass, and there is no third";
    }

    void settled(int position, OutcomeKind outcome, boolean isFinal) {
        heard(outcome);
        if (!isFinal && CycleRules.holdsSession(outcome)) {
            held = position;
        } else if (isFinal) {
            ended(position);
        }
    }

    /** An answer, in time or late, may make the session leave the cycle. */
    void heard(OutcomeKind outcome) {
        SkipReason reason = CycleRules.leavesCycle(outcome);
        if (reason != null) {
            leaves(reason);
        }
    }

    /** A skip may be the first that shows that the session has left. */
    void skipped(int position, SkipReason reason) {
        if (CycleRules.leavesCycle(reason)) {
            leaves(reason);
        }
        ended(position);
    }

    /** Has the session left because it cannot see the source, or met that besides? */
    boolean metNoSource() {
        return noSource;
    }

    private void leaves(SkipReason reason) {
        left = reason;
        noSource |= reason == SkipReason.SOURCE_UNAVAILABLE;
    }

    /** A delivery ended, so that it holds nobody. */
    private void ended(int position) {
        if (position == held) {
            held = NONE;
        }
    }
}
