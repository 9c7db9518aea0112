package io.adbot.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.adbot.value.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionFlagTest {

    @Test
    void aBanIsGraverThanALimitAndALimitThanALogin() {
        assertThat(SessionFlag.BANNED.orGraver(SessionFlag.LIMITED)).isEqualTo(SessionFlag.BANNED);
        assertThat(SessionFlag.NEEDS_LOGIN.orGraver(SessionFlag.LIMITED)).isEqualTo(SessionFlag.LIMITED);
        assertThat(SessionFlag.NEEDS_LOGIN.orGraver(null)).isEqualTo(SessionFlag.NEEDS_LOGIN);
    }

    @Test
    void onlyALoginIsRenewedWithoutAcknowledgement() {
        assertThat(SessionFlag.values())
                .filteredOn(flag -> !flag.takesAcknowledgement())
                .containsExactly(SessionFlag.NEEDS_LOGIN);
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatItWrites(SessionFlag flag) {
        assertThat(SessionFlag.ofWire(flag.wire())).isEqualTo(flag);
    }

    @Test
    void refusesAnyOtherName() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> SessionFlag.ofWire("BANNED"))
                .withMessage("flag: got \"BANNED\", expected one of needs_login, limited, banned");
    }
}
