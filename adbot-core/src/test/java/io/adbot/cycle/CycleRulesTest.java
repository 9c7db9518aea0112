package io.adbot.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.time.Nanos;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class CycleRulesTest {

    private static final long HOUR = 3600 * Nanos.SECOND;

    @Property
    void thePauseAfterFailuresGrowsUpToAnHourAndIsNeverShorterThanThePause(
            @ForAll @LongRange(min = 0) long pause, @ForAll @IntRange(min = 1, max = 1_000_000) int inRow) {
        long after = CycleRules.pauseAfterFailures(pause, inRow);

        assertThat(after).isBetween(pause, Math.max(pause, HOUR));
        assertThat(CycleRules.pauseAfterFailures(pause, inRow + 1)).isGreaterThanOrEqualTo(after);
    }

    @Test
    void thePauseAfterTheFirstFailureIsThePauseAndThenItDoubles() {
        long pause = 300 * Nanos.SECOND;

        assertThat(CycleRules.pauseAfterFailures(0, 1)).isZero();
        assertThat(CycleRules.pauseAfterFailures(0, 2)).isEqualTo(120 * Nanos.SECOND);
        assertThat(CycleRules.pauseAfterFailures(pause, 1)).isEqualTo(pause);
        assertThat(CycleRules.pauseAfterFailures(pause, 2)).isEqualTo(2 * pause);
        assertThat(CycleRules.pauseAfterFailures(pause, 3)).isEqualTo(4 * pause);
        assertThat(CycleRules.pauseAfterFailures(pause, 5)).isEqualTo(HOUR);
        assertThat(CycleRules.pauseAfterFailures(0, Integer.MAX_VALUE)).isEqualTo(HOUR);
    }
}
