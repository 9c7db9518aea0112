package io.adbot.bench.jmh;

import io.adbot.plan.ExecutionMode;
import io.adbot.plan.ExecutionPlan;
import io.adbot.plan.ExecutionPlanner;
import io.adbot.plan.PlanRequest;
import io.adbot.plan.PlanResult;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import java.time.Duration;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A starter plan of 10 sessions and 100 groups: made, and gone through. */
@State(Scope.Thread)
public class PlanLoops {

    private final PlanRequest request;
    private final ExecutionPlan plan;

    /** The plan that is gone through. */
    public PlanLoops() {
        request = PlanRequest.builder(ExecutionMode.STARTER)
                .sessions(IntStream.range(0, 10)
                        .mapToObj(i -> new SessionId("session-" + i))
                        .toList())
                .groups(IntStream.range(0, 100)
                        .mapToObj(i -> new GroupId("-100" + (1_000_000 + i)))
                        .toList())
                .delay(Duration.ofSeconds(5))
                .cycle(Duration.ofHours(2))
                .build();
        plan = ExecutionPlanner.plan(request).fold(made -> made, infeasible -> {
            throw new IllegalStateException(infeasible.message());
        });
    }

    /** From a request that is there. */
    @Benchmark
    public PlanResult plan() {
        return ExecutionPlanner.plan(request);
    }

    /** All 1,000 due times. */
    @Benchmark
    public void stream(Blackhole sink) {
        plan.forEachDue((session, group, due) -> sink.consume(due));
    }
}
