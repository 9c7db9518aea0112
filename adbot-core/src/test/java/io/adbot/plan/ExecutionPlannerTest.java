package io.adbot.plan;

import static io.adbot.plan.Oracle.big;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.adbot.plan.ExecutionPlan.DuePost;
import io.adbot.time.Nanos;
import io.adbot.value.GroupId;
import io.adbot.value.InvalidValueException;
import io.adbot.value.SessionId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Domain(TimingArbitraries.class)
@Domain(DomainContext.Global.class)
class ExecutionPlannerTest {

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    // ---- T2, T3: the input

    @Property
    void keepsTheFirstOfEachDuplicateAndReportsTheOthers(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 5) Integer> sessions,
            @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 5) Integer> groups) {
        List<SessionId> who = sessions.stream().map(Ids::session).toList();
        List<GroupId> where = groups.stream().map(Ids::group).toList();

        ExecutionPlan plan = planned(
                PlanRequest.builder(ExecutionMode.ENTERPRISE).sessions(who).groups(where));

        assertThat(plan.sessions()).extracting(SessionSchedule::session).containsExactlyElementsOf(distinct(who));
        assertThat(plan.groups()).containsExactlyElementsOf(distinct(where));
        List<Adjustment> reported = new ArrayList<>();
        if (distinct(who).size() < who.size()) {
            reported.add(new Adjustment.DuplicateSessions(laterOnes(who)));
        }
        if (distinct(where).size() < where.size()) {
            reported.add(new Adjustment.DuplicateGroups(laterOnes(where)));
        }
        assertThat(plan.adjustments()).isEqualTo(reported);
    }

    @Test
    void namesTheFirstFewDuplicatesToAPerson() {
        assertThat(new Adjustment.DuplicateSessions(Ids.sessions(5)).message())
                .isEqualTo("sessions named twice are used once: s0, s1, s2, s3, s4");
        assertThat(new Adjustment.DuplicateGroups(Ids.groups(7)).message())
                .isEqualTo("groups named twice are used once: g0, g1, g2, g3, g4 and 2 more");
    }

    @Test
    void countsADuplicateOnceWhenItDecidesWhatIsFeasible() {
        PlanRequest.Builder tenNamedTwice =
                starter(2, 10, 5).groups(twice(Ids.groups(10))).cycle(Duration.ofSeconds(101));

        assertThat(planned(tenNamedTwice).posts()).isEqualTo(20);
    }

    @Property
    void pausesForTheLongerOfDelayAndFloorInBothModes(@ForAll PlanRequest request) {
        long delay = Math.max(request.delayNanos(), request.minimumDelayNanos());

        ExecutionPlanner.plan(request)
                .fold(
                        plan -> {
                            assertThat(plan.delayNanos()).isEqualTo(delay).isGreaterThanOrEqualTo(3 * Nanos.SECOND);
                            assertThat(plan.adjustments())
                                    .isEqualTo(
                                            delay == request.delayNanos()
                                                    ? List.of()
                                                    : List.of(new Adjustment.DelayRaised(request.delayNanos(), delay)));
                            return plan;
                        },
                        infeasible -> {
                            assertThat(infeasible.delayNanos()).isEqualTo(delay);
                            return infeasible;
                        });
    }

    @Test
    void raisesADelayOfZeroToThreeSecondsAndSaysSo() {
        ExecutionPlan plan = planned(enterprise(1, 2).delay(Duration.ZERO));

        assertThat(plan.due(0, 1)).isEqualTo(3 * Nanos.SECOND);
        assertThat(plan.adjustments())
                .extracting(Adjustment::message)
                .containsExactly("delay_between_posts raised from 0s to the minimum of 3s");
    }

    @Test
    void leavesADelayOfExactlyThreeSecondsAlone() {
        assertThat(planned(enterprise(1, 2).delay(Duration.ofSeconds(3))).adjustments())
                .isEmpty();
    }

    @Test
    void pausesFiveSecondsWhenNoDelayWasGiven() {
        assertThat(planned(enterprise(1, 2)).delayNanos()).isEqualTo(5 * Nanos.SECOND);
    }

    @Test
    void namesTheFirstFiveDuplicatesAndCountsTheRest() {
        List<SessionId> who = Ids.sessions("a", "b", "c", "d", "e", "f", "g", "a", "b", "c", "d", "e", "f", "g");

        assertThat(planned(enterprise(1, 1).sessions(who)).adjustments())
                .extracting(Adjustment::message)
                .containsExactly("sessions named twice are used once: a, b, c, d, e and 2 more");
    }

    // ---- T4, T5: starter

    @Property
    void givesEverySessionOfAStarterPlanAllGroupsInOrder(@ForAll PlanRequest request) {
        ExecutionPlan plan = plannedStarter(request);

        assertThat(plan.sessions()).allSatisfy(session -> {
            assertThat(session.from()).isZero();
            assertThat(session.to()).isEqualTo(request.groups().size());
        });
        assertThat(plan.sessions()).extracting(SessionSchedule::session).isEqualTo(request.sessions());
    }

    @Property
    void startsSessionIAtExactlyIPartsOfTheCycle(
            @ForAll @IntRange(min = 1) int sessions,
            @ForAll @LongRange(min = 1) long cycle,
            @ForAll @IntRange int any) {
        int index = any % sessions;

        assertThat(PlanRules.starterOffset(index, sessions, cycle)).isEqualTo(Oracle.offset(index, sessions, cycle));
        assertThat(PlanRules.starterOffset(sessions, sessions, cycle)).isEqualTo(cycle);
    }

    @Test
    void keepsSessionsApartWhenTheCycleIsPrime() {
        ExecutionPlan plan = planned(starter(7, 1, 5).cycle(Duration.ofNanos(60_000_000_029L)));

        assertThat(plan.sessions())
                .extracting(SessionSchedule::offsetNanos)
                .containsExactly(0L, 8571428575L, 17142857151L, 25714285726L, 34285714302L, 42857142877L, 51428571453L);
    }

    // ---- T6: feasibility

    @Property
    void plansStarterExactlyWhenTheRuntimeIsLessThanTheOffset(@ForAll PlanRequest request) {
        Assume.that(request.mode() == ExecutionMode.STARTER);
        long delay = Math.max(request.delayNanos(), request.minimumDelayNanos());
        long cycle = request.cycleNanos().getAsLong();
        int sessions = request.sessions().size();
        int groups = request.groups().size();

        PlanResult result = ExecutionPlanner.plan(request);

        if (Oracle.feasible(sessions, groups, delay, cycle)) {
            assertThat(result).isInstanceOf(ExecutionPlan.class);
        } else {
            assertThat(result).isEqualTo(new Infeasible(sessions, groups, delay, cycle));
        }
    }

    @Test
    void refusesACycleThatIsFilledToTheNanosecond() {
        PlanRequest.Builder request = starter(2, 12, 5);

        assertThat(ExecutionPlanner.plan(request.cycle(Duration.ofMinutes(2)).build()))
                .isInstanceOf(Infeasible.class);
        assertThat(ExecutionPlanner.plan(
                        request.cycle(Duration.ofMinutes(2).plusNanos(1)).build()))
                .isInstanceOf(ExecutionPlan.class);
    }

    @Test
    void throwsTheWholeMessageWhereAPlanIsTakenForGranted() {
        PlanResult refused = ExecutionPlanner.plan(
                starter(2, 10, 5).cycle(Duration.ofSeconds(60)).build());

        assertThatExceptionOfType(InfeasiblePlanException.class)
                .isThrownBy(refused::orElseThrow)
                .withMessage(
                        "Starter mode infeasible: session runtime (50s) must be less than per-session offset (30.0s)."
                                + " Increase total_cycle_minutes or reduce groups/delay."
                                + " Feasible with total_cycle_minutes of at least 2, or at most 5 groups, or at most 1 session.")
                .satisfies(thrown -> assertThat(thrown.refusal()).isEqualTo(refused));
    }

    @Property
    void plansEachWayOutAndRefusesOneStepBeyondIt(@ForAll PlanRequest request) {
        Assume.that(request.mode() == ExecutionMode.STARTER);
        PlanResult result = ExecutionPlanner.plan(request);
        Assume.that(result instanceof Infeasible);
        WaysOut ways = ((Infeasible) result).waysOut();

        ways.totalCycleMinutes().ifPresent(minutes -> {
            assertThat(feasible(request.toBuilder().totalCycleMinutes(BigDecimal.valueOf(minutes))))
                    .isTrue();
            if (minutes > 1) {
                assertThat(feasible(request.toBuilder().totalCycleMinutes(BigDecimal.valueOf(minutes - 1))))
                        .isFalse();
            }
        });
        ways.groups().ifPresent(most -> {
            assertThat(feasible(request.toBuilder().groups(Ids.groups(most)))).isTrue();
            assertThat(feasible(request.toBuilder().groups(Ids.groups(most + 1))))
                    .isFalse();
        });
        ways.sessions().ifPresent(most -> {
            assertThat(feasible(request.toBuilder().sessions(Ids.sessions(most))))
                    .isTrue();
            assertThat(feasible(request.toBuilder().sessions(Ids.sessions(most + 1))))
                    .isFalse();
        });
        assertThat(ways.totalCycleMinutes()).isPresent();
        assertThat(ways.groups().isPresent())
                .isEqualTo(feasible(request.toBuilder().groups(Ids.groups(1))));
        assertThat(ways.sessions().isPresent())
                .isEqualTo(feasible(request.toBuilder().sessions(Ids.sessions(1))));
    }

    // ---- T7: enterprise

    @Property
    void cutsTheGroupsIntoPartsThatDifferByAtMostOneLargerOnesFirst(
            @ForAll @IntRange(min = 1, max = 40) int sessions, @ForAll @IntRange(min = 1, max = 60) int groups) {
        ExecutionPlan plan = planned(enterprise(sessions, groups));

        assertThat(plan.sessions())
                .extracting(SessionSchedule::groups)
                .containsExactly(boxed(Oracle.shares(sessions, groups)));
        int next = 0;
        for (SessionSchedule session : plan.sessions()) {
            assertThat(session.from()).isEqualTo(next);
            assertThat(session.offsetNanos()).isZero();
            next = session.to();
        }
        assertThat(next).isEqualTo(groups);
    }

    @Property
    void cutsAnyNumberOfGroupsWithoutOverflow(
            @ForAll @IntRange(min = 1) int sessions, @ForAll @IntRange(min = 1) int groups, @ForAll @IntRange int any) {
        int index = any % sessions;
        int small = groups / sessions;
        BigInteger start = big(index).multiply(big(small)).add(big(Math.min(index, groups - small * sessions)));

        assertThat(PlanRules.enterprisePartStart(index, sessions, groups)).isEqualTo(start.intValueExact());
        assertThat(PlanRules.enterprisePartStart(sessions, sessions, groups)).isEqualTo(groups);
        assertThat(PlanRules.largestPart(sessions, groups))
                .isEqualTo(groups / sessions + (groups % sessions == 0 ? 0 : 1));
    }

    @Test
    void leavesTheLastSessionsOfAnEnterprisePlanWithoutGroups() {
        assertThat(planned(enterprise(5, 3)).sessions())
                .extracting(SessionSchedule::groups)
                .containsExactly(1, 1, 1, 0, 0);
    }

    // ---- T8, T9: due times

    @Property
    void listsThePostsThatABruteForceSortLists(@ForAll PlanRequest request) {
        ExecutionPlan plan = plannedOrSkipped(request);

        assertThat(plan.duePosts()).isEqualTo(Oracle.posts(request));
        assertThat(plan.posts()).isEqualTo(plan.duePosts().count());
    }

    @Property
    void visitsTheSamePostsAsItStreams(@ForAll PlanRequest request) {
        ExecutionPlan plan = plannedOrSkipped(request);
        List<DuePost> visited = new ArrayList<>();

        plan.forEachDue((session, group, due) -> visited.add(new DuePost(
                plan.sessions().get(session).session(), plan.groups().get(group), due)));

        assertThat(visited).isEqualTo(plan.duePosts().toList());
    }

    @Property
    void findsTheDueTimeOfASinglePost(@ForAll PlanRequest request) {
        ExecutionPlan plan = plannedOrSkipped(request);

        for (int i = 0; i < plan.sessions().size(); i++) {
            SessionSchedule session = plan.sessions().get(i);
            for (int k = 0; k < session.groups(); k++) {
                assertThat(plan.due(i, k)).isEqualTo(session.offsetNanos() + k * plan.delayNanos());
            }
        }
    }

    @Test
    @Timeout(20)
    void streamsAHundredMillionDueTimesInOrder() {
        for (ExecutionPlan plan : List.of(
                planned(starter(1_000, 100_000, 60).delay(Duration.ofSeconds(3)).cycle(Duration.ofDays(4_000))),
                planned(enterprise(1_000, 100_000)))) {
            long[] last = {-1, 0};
            boolean[] ordered = {true};
            plan.forEachDue((session, group, due) -> {
                ordered[0] &= due >= last[0];
                last[0] = due;
                last[1]++;
            });
            assertThat(ordered[0]).isTrue();
            assertThat(last[1])
                    .isEqualTo(plan.posts())
                    .isEqualTo(plan.mode() == ExecutionMode.STARTER ? 100_000_000 : 100_000);
        }
    }

    @Test
    @Timeout(20)
    void plansWithoutLookingAtTheGroups() {
        GroupList groups = Ids.groups(100_000);
        PlanRequest.Builder starter = starter(1_000, 1, 60)
                .delay(Duration.ofSeconds(3))
                .cycle(Duration.ofDays(4_000))
                .groups(groups);
        PlanRequest.Builder enterprise = enterprise(1_000, 1).groups(groups);

        // Ten milliseconds each, if it did: more than five minutes.
        for (int i = 0; i < 20_000; i++) {
            assertThat(planned(starter).groups()).isSameAs(groups);
            assertThat(planned(enterprise).groups()).isSameAs(groups);
        }
    }

    @Test
    @Timeout(20)
    void reachesTheLastOfAHundredMillionPostsWithoutTheOthers() {
        ExecutionPlan plan =
                planned(starter(1_000, 100_000, 60).delay(Duration.ofSeconds(3)).cycle(Duration.ofDays(4_000)));

        Iterator<DuePost> posts = plan.duePosts().iterator();
        assertThat(posts.next().group()).isEqualTo(Ids.group(0));
        assertThat(posts.next().group()).isEqualTo(Ids.group(1));
        DuePost last = plan.duePosts().skip(99_999_999).findFirst().orElseThrow();
        assertThat(last.session()).isEqualTo(Ids.session(999));
        assertThat(last.dueNanos()).isEqualTo(plan.due(999, 99_999));
    }

    // ---- T11, T12: cycles and slots

    @Property
    void tilesAStarterCycleWithSlots(@ForAll PlanRequest request) {
        ExecutionPlan plan = plannedStarter(request);
        long cycle = request.cycleNanos().getAsLong();

        assertThat(plan.cycleNanos()).hasValue(cycle);
        long next = 0;
        for (int i = 0; i < plan.sessions().size(); i++) {
            assertThat(plan.slotStart(i)).isEqualTo(next);
            long runtimeEnd = plan.due(i, plan.groups().size() - 1) + plan.delayNanos();
            assertThat(runtimeEnd).isLessThanOrEqualTo(plan.slotEnd(i));
            next = plan.slotEnd(i);
        }
        assertThat(next).isEqualTo(cycle).isEqualTo(plan.endNanos());
    }

    @Property
    void endsEveryEnterpriseSlotADelayAndAGraceAfterTheLatestPost(@ForAll PlanRequest request) {
        Assume.that(request.mode() == ExecutionMode.ENTERPRISE);
        ExecutionPlan plan = planned(request.toBuilder());
        long latest = plan.duePosts().mapToLong(DuePost::dueNanos).max().getAsLong();

        assertThat(plan.cycleNanos()).isEmpty();
        for (int i = 0; i < plan.sessions().size(); i++) {
            assertThat(plan.slotStart(i)).isZero();
            assertThat(plan.slotEnd(i)).isEqualTo(latest + plan.delayNanos() + request.graceNanos());
        }
    }

    @Test
    void gracesAnEnterpriseCycleFifteenMinutesUnlessToldOtherwise() {
        assertThat(planned(enterprise(3, 10)).endNanos()).isEqualTo(20 * Nanos.SECOND + 15 * Nanos.MINUTE);
        assertThat(planned(enterprise(3, 10).grace(Duration.ZERO)).endNanos()).isEqualTo(20 * Nanos.SECOND);
    }

    @Property
    void knowsHowLongTheBusiestSessionIsAtWork(@ForAll PlanRequest request) {
        ExecutionPlan plan = plannedOrSkipped(request);
        long most = plan.sessions().stream()
                .mapToLong(SessionSchedule::groups)
                .max()
                .getAsLong();

        assertThat(plan.sessionRuntimeNanos()).isEqualTo(most * plan.delayNanos());
    }

    // ---- the extremes

    @Test
    void plansALongestDelayWithinALongestCycleOrRefusesItWithoutOverflow() {
        PlanRequest.Builder one = starter(1, 1, 60).cycle(LONGEST);

        assertThat(planned(one.delay(LONGEST.minusNanos(1))).slotEnd(0)).isEqualTo(Long.MAX_VALUE);
        assertThat(ExecutionPlanner.plan(one.delay(LONGEST).build())).isInstanceOf(Infeasible.class);
        assertThat(ExecutionPlanner.plan(
                        starter(1_000, 1_000, 60).cycle(LONGEST).delay(LONGEST).build()))
                .isInstanceOf(Infeasible.class);
    }

    @Test
    void refusesAnEnterpriseCycleThatNoClockCouldMeasureAndNamesTheLongestDelay() {
        PlanRequest.Builder request = enterprise(3, 10).grace(Duration.ZERO);
        long longest = Long.MAX_VALUE / 4;

        assertThat(planned(request.delay(Duration.ofNanos(longest))).endNanos()).isEqualTo(4 * longest);
        PlanRequest tooLong = request.delay(Duration.ofNanos(longest + 1)).build();
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> ExecutionPlanner.plan(tooLong))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("delay_between_posts"))
                .withMessageContaining("expected at most 2305843009.213693951s with 4 groups for a session");
    }

    @Test
    void leavesRoomForTheGraceWithinTheLongestCycle() {
        PlanRequest.Builder request = enterprise(3, 10).grace(Duration.ofNanos(8));
        long longest = Long.MAX_VALUE / 4 - 2;

        assertThat(planned(request.delay(Duration.ofNanos(longest))).endNanos()).isEqualTo(4 * longest + 8);
        PlanRequest tooLong = request.delay(Duration.ofNanos(longest + 1)).build();
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> ExecutionPlanner.plan(tooLong))
                .withMessageContaining("expected at most 2305843009.213693949s with 4 groups");
    }

    @Property
    void plansTheSameTwice(@ForAll PlanRequest request) {
        PlanResult once = ExecutionPlanner.plan(request);
        PlanResult again = ExecutionPlanner.plan(request.toBuilder().build());

        assertThat(once.<Object>fold(plan -> plan.duePosts().toList(), refusal -> refusal))
                .isEqualTo(again.<Object>fold(plan -> plan.duePosts().toList(), refusal -> refusal));
    }

    private static PlanRequest.Builder starter(int sessions, int groups, long delaySeconds) {
        return PlanRequest.builder(ExecutionMode.STARTER)
                .sessions(Ids.sessions(sessions))
                .groups(Ids.groups(groups))
                .delay(Duration.ofSeconds(delaySeconds))
                .cycle(Duration.ofHours(1));
    }

    private static PlanRequest.Builder enterprise(int sessions, int groups) {
        return PlanRequest.builder(ExecutionMode.ENTERPRISE)
                .sessions(Ids.sessions(sessions))
                .groups(Ids.groups(groups));
    }

    private static ExecutionPlan planned(PlanRequest.Builder request) {
        return ExecutionPlanner.plan(request.build()).orElseThrow();
    }

    private static boolean feasible(PlanRequest.Builder request) {
        return ExecutionPlanner.plan(request.build()) instanceof ExecutionPlan;
    }

    private static ExecutionPlan plannedOrSkipped(PlanRequest request) {
        PlanResult result = ExecutionPlanner.plan(request);
        Assume.that(result instanceof ExecutionPlan);
        return result.orElseThrow();
    }

    private static ExecutionPlan plannedStarter(PlanRequest request) {
        Assume.that(request.mode() == ExecutionMode.STARTER);
        return plannedOrSkipped(request);
    }

    private static <T> List<T> twice(List<T> items) {
        List<T> doubled = new ArrayList<>(items);
        doubled.addAll(items);
        return doubled;
    }

    private static <T> List<T> distinct(List<T> items) {
        return List.copyOf(new LinkedHashSet<>(items));
    }

    private static <T> List<T> laterOnes(List<T> items) {
        List<T> later = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (items.subList(0, i).contains(items.get(i))) {
                later.add(items.get(i));
            }
        }
        return later;
    }

    private static Integer[] boxed(int[] numbers) {
        Integer[] boxed = new Integer[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            boxed[i] = numbers[i];
        }
        return boxed;
    }
}
