package io.adbot.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.adbot.value.InvalidValueException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** M5: the numbers. */
class TenantStatsTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void postsAreWhatSucceededFailedOrIsUnknown() {
        TenantStats stats = TenantStats.NONE
                .oneSuccess()
                .oneSuccess()
                .oneFailure()
                .oneUnknown()
                .oneFloodWait();

        assertThat(stats).isEqualTo(new TenantStats(2, 1, 1, 1, null));
        assertThat(stats.posts()).isEqualTo(4);
    }

    @Test
    void theLastActivityIsTheLatestWhicheverIsToldOfLast() {
        TenantStats stats = TenantStats.NONE.active(NOON).active(NOON.minusSeconds(1));

        assertThat(stats.lastActivity()).contains(NOON);
        assertThat(TenantStats.NONE.lastActivity()).isEmpty();
    }

    @Test
    void nothingIsCountedBackwards() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new TenantStats(0, 0, -1, 0, null))
                .withMessage("total_unknown: got -1, expected a whole number from 0");
    }
}
