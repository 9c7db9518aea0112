package io.adbot.cycle;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.time.Nanos;
import io.adbot.time.Tick;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WaitTest {

    private static final Instant WALL = Instant.parse("2026-01-01T00:00:00Z");
    private static final Wait WAIT = Wait.from(tick(10, 1000), 60 * Nanos.SECOND);

    @Test
    void endsItsLengthAfterItsBeginning() {
        assertThat(WAIT).isEqualTo(new Wait(70 * Nanos.SECOND, WALL.plusSeconds(1000), 60 * Nanos.SECOND));
    }

    @Test
    void whatIsLeftOfItByTheWallClockCountsFromAnOpening() {
        assertThat(reopened(WAIT, tick(3, 1020)).until()).isEqualTo(43 * Nanos.SECOND);
    }

    @Test
    void everyOpeningReckonsFromTheBeginning() {
        Wait reopened = reopened(reopened(WAIT, tick(3, 1020)), tick(1, 1050));

        assertThat(reopened).isEqualTo(new Wait(11 * Nanos.SECOND, WALL.plusSeconds(1000), 60 * Nanos.SECOND));
    }

    @Test
    void aWallClockSetForwardEndsItAndOneSetBackMakesItNoLonger() {
        assertThat(reopened(WAIT, tick(3, 9999)).until()).isEqualTo(3 * Nanos.SECOND);
        assertThat(reopened(WAIT, tick(3, 0)).until()).isEqualTo(63 * Nanos.SECOND);
    }

    @Test
    void whatWasOverDoesNotBeginAgainWhateverTheWallClockSays() {
        assertThat(Wait.reopened(WAIT, 70 * Nanos.SECOND, tick(3, 1020))).isNull();
    }

    private static Wait reopened(Wait wait, Tick at) {
        return requireNonNull(Wait.reopened(wait, at.nanos(), at));
    }

    private static Tick tick(long second, long wall) {
        return new Tick(second * Nanos.SECOND, WALL.plusSeconds(wall));
    }
}
