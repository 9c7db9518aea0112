package io.adbot.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.ExecutionPlan;
import io.adbot.plan.ExecutionPlanner;
import io.adbot.plan.GroupList;
import io.adbot.plan.PlanRequest;
import io.adbot.plan.SessionSchedule;
import io.adbot.value.CycleId;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** E10: bits of a plan say what a set of pairs would, from one plan to the next. */
class DoneDeliveriesTest {

    private static final TenantId TENANT = new TenantId("t");

    @Property(tries = 500)
    void agreesWithASetOfPairs(@ForAll long seed) {
        Random random = new Random(seed);
        Set<SessionGroup> model = new HashSet<>();
        DoneDeliveries done = new DoneDeliveries(cycle("1", random));
        for (int i = 0; i < 60; i++) {
            SessionGroup pair = new SessionGroup(session(random.nextInt(5)), group(random.nextInt(12)));
            DeliveryId delivery = new DeliveryId(TENANT, done.cycle(), pair.session(), pair.group());
            switch (random.nextInt(8)) {
                case 0, 1 -> {
                    done.remove(delivery);
                    model.remove(pair);
                }
                case 2 -> {
                    if (random.nextInt(4) == 0) {
                        done = done.carriedOver(cycle(i + "", random));
                    }
                }
                default -> {
                    done.add(delivery);
                    model.add(pair);
                }
            }
            check(done, model);
        }
    }

    @Test
    void isOfItsCycle() {
        CycleStarted started = cycle("7", new Random(1));
        DoneDeliveries done = new DoneDeliveries(started);

        assertThat(done.cycle()).isEqualTo(new CycleId("7"));
        assertThat(done.started()).isSameAs(started);
    }

    @Test
    void aPlanThatWasRecordedMaySayAnything() {
        GroupList groups = GroupList.of(List.of(group(0), group(1)));
        List<SessionSchedule> odd = List.of(new SessionSchedule(session(0), 0, -5, Integer.MAX_VALUE));
        ExecutionPlan plan = ExecutionPlan.recorded(ExecutionMode.STARTER, 0, 0, groups, odd);
        DoneDeliveries done = new DoneDeliveries(new CycleStarted(TENANT, new CycleId("1"), plan, 0));
        for (int i = 0; i < 3; i++) {
            done.add(session(0), group(i));
            done.add(session(1), group(i));
        }

        assertThat(pairs(done)).hasSize(6);
    }

    private static void check(DoneDeliveries done, Set<SessionGroup> model) {
        assertThat(pairs(done)).isEqualTo(model);
        for (int g = 0; g < 12; g++) {
            GroupId group = group(g);
            boolean anybody = model.stream().anyMatch(pair -> pair.group().equals(group));
            for (int s = 0; s < 5; s++) {
                assertThat(done.contains(ExecutionMode.STARTER, session(s), group))
                        .isEqualTo(model.contains(new SessionGroup(session(s), group)));
                assertThat(done.contains(ExecutionMode.ENTERPRISE, session(s), group))
                        .isEqualTo(anybody);
            }
        }
    }

    private static Set<SessionGroup> pairs(DoneDeliveries done) {
        Set<SessionGroup> pairs = new HashSet<>();
        done.forEachSession((session, groups) -> groups.forEach(
                group -> assertThat(pairs.add(new SessionGroup(session, group))).isTrue()));
        return pairs;
    }

    /** A cycle of some of five sessions and some of ten groups, in either mode. */
    private static CycleStarted cycle(String id, Random random) {
        ExecutionMode mode = random.nextBoolean() ? ExecutionMode.STARTER : ExecutionMode.ENTERPRISE;
        List<Integer> groups = IntStream.range(0, 10).boxed().collect(Collectors.toList());
        Collections.shuffle(groups, random);
        List<Integer> sessions = IntStream.range(0, 5).boxed().collect(Collectors.toList());
        Collections.shuffle(sessions, random);
        PlanRequest.Builder request = PlanRequest.builder(mode)
                .sessions(sessions.stream()
                        .limit(1 + random.nextInt(5))
                        .map(DoneDeliveriesTest::session)
                        .toList())
                .groups(groups.stream()
                        .limit(1 + random.nextInt(10))
                        .map(DoneDeliveriesTest::group)
                        .toList());
        if (mode == ExecutionMode.STARTER) {
            request.cycle(Duration.ofHours(10));
        }
        return new CycleStarted(
                TENANT, new CycleId(id), ExecutionPlanner.plan(request.build()).orElseThrow(), 0);
    }

    private static SessionId session(int i) {
        return new SessionId("s" + i);
    }

    private static GroupId group(int i) {
        return new GroupId("g" + i);
    }
}
