package io.adbot.plan;

import io.adbot.value.Counted;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.StringJoiner;

/**
 * The nearest feasible plans, one parameter changed at a time. Each is feasible and one step less (or more) is not; a way
 * that does not exist is empty.
 *
 * @param totalCycleMinutes the shortest feasible cycle in whole minutes
 * @param groups the largest feasible number of groups
 * @param sessions the largest feasible number of sessions
 */
public record WaysOut(OptionalLong totalCycleMinutes, OptionalInt groups, OptionalInt sessions) {

    /** One sentence for a person; says so if there is no way out. */
    public String message() {
        StringJoiner ways =
                new StringJoiner(", or ", "Feasible with ", ".").setEmptyValue("No single change makes it feasible.");
        totalCycleMinutes.ifPresent(minutes -> ways.add("total_cycle_minutes of at least " + minutes));
        groups.ifPresent(most -> ways.add("at most " + Counted.of(most, "group")));
        sessions.ifPresent(most -> ways.add("at most " + Counted.of(most, "session")));
        return ways.toString();
    }
}
