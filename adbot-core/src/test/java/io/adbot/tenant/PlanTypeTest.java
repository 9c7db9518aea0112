package io.adbot.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.adbot.plan.ExecutionMode;
import io.adbot.value.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTypeTest {

    @Test
    void refusesEnterpriseOnAStarterPlan() {
        assertThatExceptionOfType(ModeNotAllowedException.class)
                .isThrownBy(() -> PlanType.decide(PlanType.STARTER, ExecutionMode.ENTERPRISE))
                .withMessage("STARTER plan requires starter execution mode. "
                        + "Cannot use enterprise mode with STARTER plan.")
                .satisfies(refusal -> {
                    assertThat(refusal.type()).isEqualTo(PlanType.STARTER);
                    assertThat(refusal.asked()).isEqualTo(ExecutionMode.ENTERPRISE);
                });
    }

    @Test
    void refusesStarterOnAnEnterprisePlan() {
        assertThatExceptionOfType(ModeNotAllowedException.class)
                .isThrownBy(() -> PlanType.decide(PlanType.ENTERPRISE, ExecutionMode.STARTER))
                .withMessage("ENTERPRISE plan requires enterprise execution mode. "
                        + "Cannot use starter mode with ENTERPRISE plan.");
    }

    @ParameterizedTest
    @EnumSource
    void decidesTheModeWhetherItWasAskedForOrNot(PlanType type) {
        assertThat(PlanType.decide(type, null)).isEqualTo(type.mode());
        assertThat(PlanType.decide(type, type.mode())).isEqualTo(type.mode());
    }

    @Test
    void leavesTheModeToTheRequestWithoutAPlanType() {
        assertThat(PlanType.decide(null, ExecutionMode.STARTER)).isEqualTo(ExecutionMode.STARTER);
        assertThat(PlanType.decide(null, ExecutionMode.ENTERPRISE)).isEqualTo(ExecutionMode.ENTERPRISE);
        assertThat(PlanType.decide(null, null)).isEqualTo(ExecutionMode.ENTERPRISE);
    }

    @ParameterizedTest
    @EnumSource
    void readsItsOwnName(PlanType type) {
        assertThat(PlanType.ofWire(type.name())).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"starter", "Enterprise", "", "FREE"})
    void refusesEveryOtherName(String wire) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> PlanType.ofWire(wire))
                .withMessage("plan_type: got \"" + wire + "\", expected STARTER or ENTERPRISE");
    }
}
