package io.adbot.plan;

import io.adbot.time.Nanos;
import io.adbot.value.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Plans a cycle: a pure function of the request, without clock, I/O or chance.
 *
 * <p>Costs O(N) in time and memory whatever the number of groups; the plan shares the request's {@link GroupList}.
 */
public final class ExecutionPlanner {

    private ExecutionPlanner() {}

    /**
     * Plans a cycle.
     *
     * @return the plan, or why there is none (starter only, rule T6)
     * @throws InvalidValueException if an enterprise cycle would be longer than 2⁶³−1 ns
     */
    public static PlanResult plan(PlanRequest request) {
        long delay = Math.max(request.delayNanos(), request.minimumDelayNanos());
        return request.mode() == ExecutionMode.STARTER
                ? planStarter(request, delay, request.cycleNanos().getAsLong())
                : planEnterprise(request, delay);
    }

    private static PlanResult planStarter(PlanRequest request, long delay, long cycle) {
        int sessions = request.sessions().size();
        int groups = request.groups().size();
        if (!PlanRules.feasible(sessions, groups, delay, cycle)) {
            return new Infeasible(sessions, groups, delay, cycle);
        }
        return new ExecutionPlan(
                ExecutionMode.STARTER,
                delay,
                OptionalLong.of(cycle),
                cycle,
                request.groups(),
                new PlannedSchedules.Starter(request.sessions(), groups, cycle),
                adjustments(request, delay));
    }

    private static PlanResult planEnterprise(PlanRequest request, long delay) {
        int largest = PlanRules.largestPart(
                request.sessions().size(), request.groups().size());
        if (delay > (Long.MAX_VALUE - request.graceNanos()) / largest) {
            throw new InvalidValueException(
                    "delay_between_posts",
                    Nanos.text(delay),
                    "at most " + Nanos.text((Long.MAX_VALUE - request.graceNanos()) / largest) + " with " + largest
                            + (largest == 1 ? " group" : " groups")
                            + " for a session, so that the cycle stays within 2^63-1 ns");
        }
        return new ExecutionPlan(
                ExecutionMode.ENTERPRISE,
                delay,
                OptionalLong.empty(),
                PlanRules.enterpriseSlotEnd(largest, delay, request.graceNanos()),
                request.groups(),
                new PlannedSchedules.Enterprise(
                        request.sessions(), request.groups().size()),
                adjustments(request, delay));
    }

    private static List<Adjustment> adjustments(PlanRequest request, long delay) {
        List<Adjustment> adjustments = new ArrayList<>(0);
        if (delay != request.delayNanos()) {
            adjustments.add(new Adjustment.DelayRaised(request.delayNanos(), delay));
        }
        if (!request.sessions().duplicates().isEmpty()) {
            adjustments.add(new Adjustment.DuplicateSessions(request.sessions().duplicates()));
        }
        if (!request.groups().duplicates().isEmpty()) {
            adjustments.add(new Adjustment.DuplicateGroups(request.groups().duplicates()));
        }
        return List.copyOf(adjustments);
    }
}
