package io.adbot.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.cycle.CycleRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The examples that every implementation of the planner reproduces. */
class PlannerExamplesTest {

    private static final Examples EXAMPLES = read();

    record Examples(String about, List<Example> plans, List<Example> infeasible, List<CycleExample> cycles) {}

    record Example(
            String name,
            String mode,
            int sessions,
            int groups,
            BigDecimal delayS,
            @Nullable BigDecimal cycleS,
            @Nullable BigDecimal effectiveDelayS,
            @Nullable BigDecimal sessionRuntimeS,
            @Nullable BigDecimal perSessionOffsetS,
            @Nullable List<BigDecimal> offsetsS,
            @Nullable List<Integer> groupsPerSession,
            @Nullable List<List<BigDecimal>> due) {

        PlanRequest request() {
            PlanRequest.Builder builder = PlanRequest.builder(ExecutionMode.ofWire(mode))
                    .sessions(Ids.sessions(sessions))
                    .groups(Ids.groups(groups))
                    .delaySeconds(delayS);
            if (cycleS != null) {
                builder.cycle(Duration.ofNanos(nanos(cycleS)));
            }
            return builder.build();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    record CycleExample(
            String name,
            String mode,
            int sessions,
            int groups,
            BigDecimal delayS,
            BigDecimal cycleS,
            BigDecimal pauseS,
            BigDecimal firstStartS,
            List<BigDecimal> cycleStartsS,
            List<List<BigDecimal>> sessionTargetsS) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Example> plans() {
        return EXAMPLES.plans().stream();
    }

    static Stream<Example> infeasible() {
        return EXAMPLES.infeasible().stream();
    }

    static Stream<CycleExample> cycles() {
        return EXAMPLES.cycles().stream();
    }

    @ParameterizedTest
    @MethodSource("plans")
    void plansTheExamples(Example example) {
        ExecutionPlan plan = ExecutionPlanner.plan(example.request()).orElseThrow();

        assertThat(plan.sessions())
                .extracting(SessionSchedule::offsetNanos)
                .isEqualTo(Objects.requireNonNull(example.offsetsS()).stream()
                        .map(PlannerExamplesTest::nanos)
                        .toList());
        assertThat(plan.sessions()).extracting(SessionSchedule::groups).isEqualTo(example.groupsPerSession());
        BigDecimal delay = example.effectiveDelayS() == null ? example.delayS() : example.effectiveDelayS();
        assertThat(plan.delayNanos()).isEqualTo(nanos(delay));
        assertThat(plan.adjustments())
                .isEqualTo(
                        example.effectiveDelayS() == null
                                ? List.of()
                                : List.of(new Adjustment.DelayRaised(nanos(example.delayS()), nanos(delay))));
        if (example.sessionRuntimeS() != null) {
            assertThat(plan.sessionRuntimeNanos()).isEqualTo(nanos(example.sessionRuntimeS()));
        }
        // A session's position, a group's position, and when.
        for (List<BigDecimal> due : Objects.requireNonNull(example.due())) {
            int session = due.get(0).intValueExact();
            int group = due.get(1).intValueExact();
            long nanos = nanos(due.get(2));
            assertThat(plan.due(session, group - plan.sessions().get(session).from()))
                    .isEqualTo(nanos);
            assertThat(plan.duePosts())
                    .contains(new ExecutionPlan.DuePost(Ids.session(session), Ids.group(group), nanos));
        }
    }

    @ParameterizedTest
    @MethodSource("infeasible")
    void refusesTheInfeasibleExamplesWithTheirNumbers(Example example) {
        PlanResult result = ExecutionPlanner.plan(example.request());

        assertThat(result).isInstanceOfSatisfying(Infeasible.class, refusal -> {
            BigDecimal runtime = Objects.requireNonNull(example.sessionRuntimeS());
            BigDecimal offset = Objects.requireNonNull(example.perSessionOffsetS());
            assertThat(refusal.sessionRuntimeNanos()).isEqualTo(nanos(runtime));
            assertThat(refusal.perSessionOffsetNanos()).isEqualTo(nanos(offset));
            assertThat(refusal.message())
                    .startsWith("Starter mode infeasible: session runtime (" + runtime
                            + "s) must be less than per-session offset (" + offset
                            + "s). Increase total_cycle_minutes or reduce groups/delay. Feasible with ");
        });
    }

    @ParameterizedTest
    @MethodSource("cycles")
    void alignsEachCycleToItsOwnStart(CycleExample example) {
        ExecutionPlan plan = ExecutionPlanner.plan(PlanRequest.builder(ExecutionMode.ofWire(example.mode()))
                        .sessions(Ids.sessions(example.sessions()))
                        .groups(Ids.groups(example.groups()))
                        .delaySeconds(example.delayS())
                        .cycle(Duration.ofNanos(nanos(example.cycleS())))
                        .build())
                .orElseThrow();
        long lastDue = plan.due(example.sessions() - 1, example.groups() - 1);

        long start = nanos(example.firstStartS());
        for (int cycle = 0; cycle < example.cycleStartsS().size(); cycle++) {
            long thisStart = start;
            assertThat(thisStart).isEqualTo(nanos(example.cycleStartsS().get(cycle)));
            assertThat(plan.sessions())
                    .extracting(session -> thisStart + session.offsetNanos())
                    .isEqualTo(example.sessionTargetsS().get(cycle).stream()
                            .map(PlannerExamplesTest::nanos)
                            .toList());
            long ended = CycleRules.cycleEnd(thisStart + lastDue, plan.delayNanos());
            start = CycleRules.nextCycle(ended, nanos(example.pauseS()));
        }
    }

    private static long nanos(BigDecimal seconds) {
        return seconds.movePointRight(9).longValueExact();
    }

    private static Examples read() {
        JsonMapper mapper = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try (InputStream json = PlannerExamplesTest.class.getResourceAsStream("/planner-examples.json")) {
            return mapper.readValue(Objects.requireNonNull(json), Examples.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
