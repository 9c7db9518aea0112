package io.adbot.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.time.Nanos;
import io.adbot.value.Breach;
import io.adbot.value.GroupId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Domain(TimingArbitraries.class)
@Domain(DomainContext.Global.class)
class PlanRulesTest {

    private static final long DELAY = 5 * Nanos.SECOND;
    private static final long CYCLE = 60 * Nanos.MINUTE;

    @Property
    void findsNothingInAPlannedPlan(@ForAll PlanRequest request) {
        PlanResult result = ExecutionPlanner.plan(request);
        Assume.that(result instanceof ExecutionPlan);

        assertThat(PlanRules.check(result.orElseThrow())).isEmpty();
    }

    @Property
    void findsNothingInAPlanOfDuplicatesThatWereReported(
            @ForAll ExecutionMode mode,
            @ForAll @Size(min = 1, max = 9) List<@IntRange(max = 3) Integer> sessions,
            @ForAll @Size(min = 1, max = 9) List<@IntRange(max = 3) Integer> groups) {
        PlanRequest request = PlanRequest.builder(mode)
                .sessions(sessions.stream().map(Ids::session).toList())
                .groups(groups.stream().map(Ids::group).toList())
                .cycle(Duration.ofHours(1))
                .build();

        assertThat(PlanRules.check(ExecutionPlanner.plan(request).orElseThrow()))
                .isEmpty();
    }

    @Property
    void findsNothingInAPlannedPlanThatWasWrittenDownAndReadAgain(@ForAll PlanRequest request) {
        PlanResult result = ExecutionPlanner.plan(request);
        Assume.that(result instanceof ExecutionPlan);
        ExecutionPlan plan = result.orElseThrow();
        ExecutionPlan read = recorded(plan, plan.sessions());

        assertThat(PlanRules.check(read)).isEmpty();
        assertThat(read.duePosts()).isEqualTo(plan.duePosts().toList());
        assertThat(read.cycleNanos()).isEqualTo(plan.cycleNanos());
        assertThat(read.adjustments()).isEmpty();
    }

    @Property
    void findsEveryNumberOfAScheduleThatWasChanged(
            @ForAll PlanRequest request,
            @ForAll @IntRange int any,
            @ForAll @IntRange(max = 2) int field,
            @ForAll boolean less) {
        PlanResult result = ExecutionPlanner.plan(request);
        Assume.that(result instanceof ExecutionPlan);
        ExecutionPlan plan = result.orElseThrow();
        int index = any % plan.sessions().size();
        int by = less ? -1 : 1;
        SessionSchedule right = plan.sessions().get(index);
        List<SessionSchedule> sessions = new ArrayList<>(plan.sessions());
        sessions.set(
                index,
                new SessionSchedule(
                        right.session(),
                        right.offsetNanos() + (field == 0 ? by : 0),
                        right.from() + (field == 1 ? by : 0),
                        right.to() + (field == 2 ? by : 0)));

        String rule = plan.mode() == ExecutionMode.ENTERPRISE ? "T7" : field == 0 ? "T5" : "T4";
        assertThat(rules(recorded(plan, sessions))).containsExactly(rule);
    }

    @Test
    void findsGroupsThatStandTwice() {
        GroupList groups = GroupList.of(Ids.groups("a", "b", "a"));

        assertThat(PlanRules.check(recordedStarter(DELAY, CYCLE, groups, schedule(0, 0, 0, 2))))
                .containsExactly(new Breach("T2", "groups stand twice in the plan: a"));
    }

    @Test
    void findsSessionsThatStandTwice() {
        assertThat(PlanRules.check(recordedStarter(
                        DELAY, CYCLE, Ids.groups(2), schedule(7, 0, 0, 2), schedule(7, CYCLE / 2, 0, 2))))
                .containsExactly(new Breach("T2", "sessions stand twice in the plan: s7"));
    }

    @ParameterizedTest
    @CsvSource({"STARTER", "ENTERPRISE"})
    void findsThatThereIsNoSession(ExecutionMode mode) {
        assertThat(rules(ExecutionPlan.recorded(mode, DELAY, CYCLE, Ids.groups(2), List.of())))
                .containsExactly("T2");
    }

    @ParameterizedTest
    @CsvSource({"STARTER", "ENTERPRISE"})
    void findsADelayBelowTheFloor(ExecutionMode mode) {
        ExecutionPlan plan =
                ExecutionPlan.recorded(mode, 3 * Nanos.SECOND - 1, CYCLE, Ids.groups(2), List.of(schedule(0, 0, 0, 2)));

        assertThat(PlanRules.check(plan))
                .containsExactly(new Breach("T3", "the delay is 2.999999999s, below the floor of 3s"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void findsADelayThatIsNoneAndDoesNotFailOverIt(long delay) {
        for (long cycle : new long[] {1, CYCLE}) {
            assertThat(rules(recordedStarter(delay, cycle, Ids.groups(2), schedule(0, 0, 0, 2))))
                    .contains("T3");
        }
        assertThat(rules(ExecutionPlan.recorded(
                        ExecutionMode.ENTERPRISE, delay, CYCLE, Ids.groups(2), List.of(schedule(0, 0, 0, 2)))))
                .containsExactly("T3");
    }

    @Test
    void findsAnInfeasibleStarterPlanAndNamesTheWaysOut() {
        ExecutionPlan plan = recordedStarter(
                DELAY, Nanos.MINUTE, Ids.groups(10), schedule(0, 0, 0, 10), schedule(1, 30 * Nanos.SECOND, 0, 10));

        assertThat(PlanRules.check(plan))
                .containsExactly(new Breach("T6", new Infeasible(2, 10, DELAY, Nanos.MINUTE).message()));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void findsAStarterCycleThatIsNone(long cycle) {
        assertThat(rules(recordedStarter(DELAY, cycle, Ids.groups(2), schedule(0, 0, 0, 2))))
                .containsExactly("T11");
    }

    @Test
    void findsSmallerPartsThatComeFirst() {
        ExecutionPlan plan = recordedEnterprise(DELAY, CYCLE, 10, schedule(0, 0, 0, 3), schedule(1, 0, 3, 10));

        assertThat(rules(plan)).containsOnly("T7");
    }

    @Test
    void findsEnterpriseSlotsThatEndBeforeTheLastDelay() {
        ExecutionPlan inOrder = recordedEnterprise(DELAY, 4 * DELAY, 4, schedule(0, 0, 0, 4));
        ExecutionPlan early = recordedEnterprise(DELAY, 4 * DELAY - 1, 4, schedule(0, 0, 0, 4));

        assertThat(PlanRules.check(inOrder)).isEmpty();
        assertThat(PlanRules.check(early))
                .containsExactly(new Breach(
                        "T12", "the slots end at 19.999999999s, before the latest due time and one delay at 20s"));
    }

    @Test
    void findsEnterpriseSlotsThatNoClockCouldMeasure() {
        assertThat(rules(recordedEnterprise(Long.MAX_VALUE, Long.MAX_VALUE, 2, schedule(0, 0, 0, 2))))
                .containsExactly("T12");
    }

    @Test
    void reportsAllThatIsWrongAtOnce() {
        ExecutionPlan plan =
                recordedStarter(1, 60, GroupList.of(List.of(new GroupId("a"), new GroupId("a"))), schedule(0, 1, 1, 2));

        assertThat(rules(plan)).containsExactly("T2", "T3", "T5", "T4", "T4");
    }

    private static List<String> rules(ExecutionPlan plan) {
        return PlanRules.check(plan).stream().map(Breach::rule).toList();
    }

    private static SessionSchedule schedule(int session, long offset, int from, int to) {
        return new SessionSchedule(Ids.session(session), offset, from, to);
    }

    private static ExecutionPlan recorded(ExecutionPlan plan, List<SessionSchedule> sessions) {
        return ExecutionPlan.recorded(plan.mode(), plan.delayNanos(), plan.endNanos(), plan.groups(), sessions);
    }

    private static ExecutionPlan recordedStarter(
            long delay, long cycle, GroupList groups, SessionSchedule... sessions) {
        return ExecutionPlan.recorded(ExecutionMode.STARTER, delay, cycle, groups, List.of(sessions));
    }

    private static ExecutionPlan recordedEnterprise(long delay, long end, int groups, SessionSchedule... sessions) {
        return ExecutionPlan.recorded(ExecutionMode.ENTERPRISE, delay, end, Ids.groups(groups), List.of(sessions));
    }
}
