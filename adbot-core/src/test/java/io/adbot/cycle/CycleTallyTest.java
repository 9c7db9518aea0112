package io.adbot.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.journal.CycleStatus;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.ExecutionPlan;
import io.adbot.plan.ExecutionPlanner;
import io.adbot.plan.PlanRequest;
import io.adbot.value.CycleId;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.List;
import org.junit.jupiter.api.Test;

class CycleTallyTest {

    private final CycleTally tally = new CycleTally(plan());

    @Test
    void theLatenessOfNinetyNineInAHundredIsThatOfTheLastOfThem() {
        started(98, 0);
        started(1, 7);
        started(1, 9);

        assertThat(report().p99LatenessNanos()).isEqualTo(7);
        assertThat(report().maxLatenessNanos()).isEqualTo(9);
    }

    @Test
    void oneLateSendInAHundredIsNoneOfNinetyNine() {
        started(99, 0);
        started(1, 9);

        assertThat(report().p99LatenessNanos()).isZero();
    }

    @Test
    void onlyTheFirstTryOfADeliveryIsOnTimeOrLate() {
        tally.started(50, 10, false);

        assertThat(report().maxLatenessNanos()).isZero();
        assertThat(report().firstSendNanos()).hasValue(50);
    }

    private void started(int sends, long late) {
        for (int i = 0; i < sends; i++) {
            tally.started(100 + late, 100, true);
        }
    }

    private CycleReport report() {
        return tally.report(new TenantId("t"), new CycleId("1"), CycleStatus.COMPLETED, 0, 1000);
    }

    private static ExecutionPlan plan() {
        return ExecutionPlanner.plan(PlanRequest.builder(ExecutionMode.ENTERPRISE)
                        .sessions(List.of(new SessionId("s")))
                        .groups(List.of(new GroupId("g")))
                        .build())
                .orElseThrow();
    }
}
