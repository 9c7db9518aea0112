package io.adbot.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.adbot.value.InvalidValueException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** S5: what an operator may set. */
class ReplacementPolicyTest {

    private static final Duration DAY = Duration.ofHours(24);

    @Test
    void replacesNothingByItselfUnlessToldOtherwise() {
        assertThat(ReplacementPolicy.DEFAULT).isEqualTo(new ReplacementPolicy(0, DAY));
    }

    @Test
    void refusesABudgetBelowNothing() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new ReplacementPolicy(-1, DAY))
                .withMessage("automatic_replacements: got -1, expected a whole number from 0");
    }

    @Test
    void refusesAWindowThatIsNone() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new ReplacementPolicy(0, Duration.ZERO))
                .withMessage("loss_window: got PT0S, expected a length of time above 0");
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new ReplacementPolicy(0, Duration.ofNanos(-1)))
                .withMessageContaining("loss_window");
    }
}
