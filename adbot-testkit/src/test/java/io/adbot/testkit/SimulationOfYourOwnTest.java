package io.adbot.testkit;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.cycle.CycleOrder;
import io.adbot.message.Post;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.PlanRequest;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What somebody sees whose own scenario or rule is at fault. */
class SimulationOfYourOwnTest {

    @Test
    void aBrokenRuleIsNamedWithTheSeed() {
        assertThatThrownBy(() -> simulation(60)
                        .rule("mine", entry -> Optional.of("never good"))
                        .run())
                .isInstanceOf(SimulationFailure.class)
                .hasMessageContaining("mine: never good")
                .hasMessageContaining("Simulation.of(7L)");
    }

    @Test
    void aRuleThatThrowsIsBlamedItself() {
        assertThatThrownBy(() -> simulation(60)
                        .rule("mine", entry -> {
                            throw new IllegalStateException("not thought of");
                        })
                        .run())
                .isInstanceOf(SimulationFailure.class)
                .hasMessageContaining("mine: the rule itself failed")
                .hasMessageContaining("not thought of");
    }

    @Test
    void anOrderThatCannotBeStartedIsNoSuccess() {
        assertThatThrownBy(() -> simulation(1).run())
                .isInstanceOf(SimulationFailure.class)
                .hasMessageContaining("tenant shop cannot be started")
                .hasMessageContaining("infeasible");
    }

    @Test
    void twoOrdersOfOneTenantAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Scenario.of(order(60), order(60)));
    }

    private static Simulation simulation(int cycleMinutes) {
        return Simulation.of(7).scenario(Scenario.of(order(cycleMinutes)));
    }

    private static CycleOrder order(int cycleMinutes) {
        PlanRequest request = PlanRequest.builder(ExecutionMode.STARTER)
                .sessions(List.of(new SessionId("a"), new SessionId("b")))
                .groups(List.of(
                        new GroupId("1"),
                        new GroupId("2"),
                        new GroupId("3"),
                        new GroupId("4"),
                        new GroupId("5"),
                        new GroupId("6"),
                        new GroupId("7")))
                .cycle(Duration.ofMinutes(cycleMinutes))
                .build();
        return CycleOrder.of(new TenantId("shop"), request, Post.text("x")).cycles(1);
    }
}
