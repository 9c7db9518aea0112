package io.adbot.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.adbot.value.GroupId;
import io.adbot.value.InvalidValueException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** G4: who allowed what, and until when. */
class PermissionRecordTest {

    private static final GroupId GROUP = new GroupId("-1001");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void allowsUntilItEnds() {
        PermissionRecord record = new PermissionRecord(GROUP, "Ann", "offers", NOON);

        assertThat(record.isValid(NOON.minusNanos(1))).isTrue();
        assertThat(record.isValid(NOON)).isFalse();
    }

    @Test
    void allowsForGoodWithoutAnEnd() {
        assertThat(new PermissionRecord(GROUP, "Ann", "offers", null).isValid(Instant.MAX))
                .isTrue();
    }

    @Test
    void refusesToBeNobodysOrForNothing() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new PermissionRecord(GROUP, " ", "offers", null))
                .withMessage("granted_by: got \" \", expected a text that is not blank");
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new PermissionRecord(GROUP, "Ann", "", null))
                .withMessage("purpose: got \"\", expected a text that is not blank");
    }
}
