package io.adbot.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.adbot.value.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutionModeTest {

    @Test
    void isWrittenAsStarterOrEnterprise() {
        assertThat(ExecutionMode.values()).extracting(ExecutionMode::wire).containsExactly("starter", "enterprise");
    }

    @Test
    void readsWhatItWrites() {
        for (ExecutionMode mode : ExecutionMode.values()) {
            assertThat(ExecutionMode.ofWire(mode.wire())).isEqualTo(mode);
            assertThat(ExecutionMode.ofRecord(mode.wire())).isEqualTo(mode);
        }
    }

    @Test
    void readsARecordFromBeforeThereWereModesAsEnterprise() {
        assertThat(ExecutionMode.ofRecord(null)).isEqualTo(ExecutionMode.ENTERPRISE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "STARTER", "Enterprise", "starter ", " enterprise", "null", "rotational", "ѕtarter"})
    void refusesEverythingElseAndNamesBothModes(String wire) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> ExecutionMode.ofWire(wire))
                .withMessage("execution_mode: got \"" + wire + "\", expected starter or enterprise");
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> ExecutionMode.ofRecord(wire));
    }
}
