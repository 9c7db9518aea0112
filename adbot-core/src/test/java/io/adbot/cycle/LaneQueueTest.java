package io.adbot.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.plan.ExecutionMode;
import io.adbot.plan.ExecutionPlan;
import io.adbot.plan.ExecutionPlanner;
import io.adbot.plan.PlanRequest;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LaneQueueTest {

    private static final int LANES = 20;

    private Lane[] lanes = lanes();
    private LaneQueue queue = new LaneQueue(LANES);

    @Test
    void isEmptyAtFirst() {
        assertThat(queue.nextAt()).isEqualTo(Long.MAX_VALUE);
        assertThat(queue.pollDue(Long.MAX_VALUE)).isNull();
    }

    @Test
    void givesWhatIsDueAndNothingElse() {
        put(3, 10);
        put(1, 20);

        assertThat(queue.nextAt()).isEqualTo(10);
        assertThat(queue.pollDue(9)).isNull();
        assertThat(queue.pollDue(10)).isSameAs(lanes[3]);
        assertThat(queue.pollDue(10)).isNull();
    }

    @Test
    void equalTimesComeInSessionOrder() {
        for (int i = LANES - 1; i >= 0; i--) {
            put(i, 5);
        }

        assertThat(IntStream.range(0, LANES).mapToObj(i -> queue.pollDue(5))).containsExactly(lanes);
    }

    @Test
    void whatWaitsForAReplyAloneIsNotInIt() {
        put(1, 10);
        put(1, Long.MAX_VALUE);

        assertThat(queue.nextAt()).isEqualTo(Long.MAX_VALUE);
    }

    @Property
    void agreesWithASortedListAfterAnyChanges(@ForAll long seed) {
        lanes = lanes(); // every try begins anew
        queue = new LaneQueue(LANES);
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            int lane = random.nextInt(LANES);
            switch (random.nextInt(4)) {
                case 0 -> put(lane, Long.MAX_VALUE);
                case 1 -> {
                    Lane due = queue.pollDue(random.nextInt(30));
                    if (due != null) {
                        due.wakeAt = Long.MAX_VALUE;
                    }
                }
                default -> put(lane, random.nextInt(30));
            }
            assertThat(queue.nextAt())
                    .isEqualTo(waiting().isEmpty() ? Long.MAX_VALUE : waiting().get(0).wakeAt);
        }
        List<Lane> expected = waiting();
        assertThat(IntStream.range(0, expected.size()).mapToObj(i -> queue.pollDue(Long.MAX_VALUE - 1)))
                .containsExactlyElementsOf(expected);
    }

    private void put(int lane, long wakeAt) {
        lanes[lane].wakeAt = wakeAt;
        queue.update(lanes[lane]);
    }

    private List<Lane> waiting() {
        return Arrays.stream(lanes)
                .filter(lane -> lane.wakeAt != Long.MAX_VALUE)
                .sorted(Comparator.<Lane>comparingLong(lane -> lane.wakeAt).thenComparingInt(lane -> lane.index))
                .toList();
    }

    private static Lane[] lanes() {
        ExecutionPlan plan = ExecutionPlanner.plan(PlanRequest.builder(ExecutionMode.ENTERPRISE)
                        .sessions(IntStream.range(0, LANES)
                                .mapToObj(i -> new SessionId("s" + i))
                                .toList())
                        .groups(List.of(new GroupId("g")))
                        .build())
                .orElseThrow();
        return IntStream.range(0, LANES)
                .mapToObj(i -> new Lane(i, plan, 0, new SessionMemory()))
                .peek(lane -> lane.wakeAt = Long.MAX_VALUE)
                .toArray(Lane[]::new);
    }
}
