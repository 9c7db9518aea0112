package io.adbot.plan;

import io.adbot.value.SessionId;
import java.util.Objects;

/**
 * What one session does in a cycle: the groups {@code from} to {@code to} (exclusive) of the plan's list, one after the
 * other, beginning at its offset.
 *
 * @param session who
 * @param offsetNanos when its slot begins, counted from the start of the cycle
 * @param from the first of its groups, as a position in the plan's {@link GroupList}
 * @param to the position after the last of its groups; equal to {@code from} if it has none
 */
public record SessionSchedule(SessionId session, long offsetNanos, int from, int to) {

    /** Checks that nothing is missing; whether the numbers obey the rules is for {@link PlanRules} to say. */
    public SessionSchedule {
        Objects.requireNonNull(session);
    }

    /** How many groups it has. */
    public int groups() {
        return to - from;
    }
}
