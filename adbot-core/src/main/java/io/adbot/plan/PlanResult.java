package io.adbot.plan;

import java.util.function.Function;

/** What planning gives: a plan, or the reason why there is none. */
public sealed interface PlanResult permits ExecutionPlan, Infeasible {

    /** Calls the one function that fits. */
    <R> R fold(Function<ExecutionPlan, R> planned, Function<Infeasible, R> infeasible);

    /** The plan; throws {@link InfeasiblePlanException} with the numbers and the ways out, if there is none. */
    default ExecutionPlan orElseThrow() {
        return fold(plan -> plan, infeasible -> {
            throw new InfeasiblePlanException(infeasible);
        });
    }
}
