package io.adbot.figures;

import io.adbot.measure.Goal;
import io.adbot.measure.Meter;
import io.adbot.measure.Sample;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.ExecutionPlan;
import io.adbot.plan.ExecutionPlanner;
import io.adbot.plan.GroupList;
import io.adbot.plan.PlanRequest;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** 1,000 sessions × 100,000 groups in starter mode: what the plan costs (rule T9), and its 10⁸ due times. */
final class PlanningFigures {

    private static final int SESSIONS = 1_000;
    private static final int GROUPS = 100_000;
    private static final long DELAY = 5_000_000_000L;
    private static final long CYCLE = Duration.ofDays(6_000).toNanos();

    private static final int WARM_UP = 20_000;
    private static final int PLANS = 2_000;
    private static final int ROUNDS = 15;
    private static final int STREAMS = 9;

    private final FigureTable table;
    private final List<SessionId> sessions = IntStream.range(0, SESSIONS)
            .mapToObj(i -> new SessionId("session-" + i))
            .toList();
    private final GroupList groups = GroupList.of(IntStream.range(0, GROUPS)
            .mapToObj(i -> new GroupId("-100" + (1_000_000 + i)))
            .toList());

    /** What is computed goes here, so that it must be computed. */
    private long sink;

    PlanningFigures(FigureTable table) {
        this.table = table;
    }

    void measure() {
        PlanRequest request = request();
        plans("a plan, from its request", () -> plan(request));
        plans("a plan, from session ids and a GroupList", () -> plan(request()));
        streams(plan(request));
        if (sink == 42) {
            System.out.println();
        }
    }

    private PlanRequest request() {
        return PlanRequest.builder(ExecutionMode.STARTER)
                .sessions(sessions)
                .groups(groups)
                .delay(Duration.ofNanos(DELAY))
                .cycle(Duration.ofNanos(CYCLE))
                .build();
    }

    private static ExecutionPlan plan(PlanRequest request) {
        return ExecutionPlanner.plan(request).fold(plan -> plan, infeasible -> {
            throw new AssertionError(infeasible.message());
        });
    }

    private void plans(String figure, Supplier<ExecutionPlan> planning) {
        for (int i = 0; i < WARM_UP; i++) {
            sink += planning.get().posts();
        }
        Sample micros = new Sample();
        Sample kilobytes = new Sample();
        for (int round = 0; round < ROUNDS; round++) {
            Meter before = Meter.read();
            for (int i = 0; i < PLANS; i++) {
                sink += planning.get().posts();
            }
            Meter cost = Meter.read().since(before);
            micros.add(cost.wall() / 1e3 / PLANS);
            kilobytes.add(cost.allocated() / 1024.0 / PLANS);
        }
        table.row(figure + ", µs", micros, Goal.below(10, "10 µs"));
        table.row(figure + ", KB allocated", kilobytes, Goal.below(64, "64 KB"));
    }

    /** By turns, so that whatever else the machine does befalls both. */
    private void streams(ExecutionPlan plan) {
        Sample streamed = new Sample();
        Sample bare = new Sample();
        Sample ratio = new Sample();
        for (int round = -2; round < STREAMS; round++) {
            long start = System.nanoTime();
            plan.forEachDue((session, group, due) -> sink += due ^ (session + group));
            long half = System.nanoTime();
            bareLoop();
            long end = System.nanoTime();
            if (round >= 0) {
                streamed.add((half - start) / 1e6);
                bare.add((end - half) / 1e6);
                ratio.add((double) (half - start) / (end - half));
            }
        }
        table.row("10⁸ due times by forEachDue, ms", streamed, Goal.none());
        table.row("10⁸ due times by a bare loop, ms", bare, Goal.none());
        table.row("forEachDue : bare loop", ratio, Goal.below(3, "3"));
    }

    private void bareLoop() {
        for (int session = 0; session < SESSIONS; session++) {
            long offset = session * (CYCLE / SESSIONS);
            for (int group = 0; group < GROUPS; group++) {
                long due = offset + group * DELAY;
                sink += due ^ (session + group);
            }
        }
    }
}
