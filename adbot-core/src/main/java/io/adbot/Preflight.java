package io.adbot;

import io.adbot.cycle.StartRefusedException.Reason;
import io.adbot.plan.ExecutionPlan;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a start would do, found out without sending anything (rule M2).
 *
 * @param timing when what would be sent, counted from the start; null if it could not be started
 * @param reasons why it could not be started; empty if it could
 * @param obstacles the deliveries that would not be sent, or later than planned, as things stand
 */
public record Preflight(@Nullable ExecutionPlan timing, List<Reason> reasons, List<Obstacle> obstacles) {

    /** Copies the lists. */
    public Preflight {
        reasons = List.copyOf(reasons);
        obstacles = List.copyOf(obstacles);
    }

    /** When what would be sent, counted from the start. */
    public Optional<ExecutionPlan> plan() {
        return Optional.ofNullable(timing);
    }

    /**
     * A delivery that would not go as planned.
     *
     * @param session which session
     * @param group to which group
     * @param why what Telegram answered, in one line for a person
     */
    public record Obstacle(SessionId session, GroupId group, String why) {
        /** Checks that nothing is missing. */
        public Obstacle {
            Objects.requireNonNull(session);
            Objects.requireNonNull(group);
            Objects.requireNonNull(why);
        }
    }
}
