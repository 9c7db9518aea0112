package io.adbot.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.value.InvalidValueException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TelegramBehaviourTest {

    @ParameterizedTest
    @ValueSource(strings = {"calm", "flooding", "losing-replies", "strict", "chaos"})
    void everyPresetHasANameAndSurvivesItsBuilder(String name) {
        TelegramBehaviour preset = TelegramBehaviour.named(name);

        assertThat(preset.toBuilder().build()).isEqualTo(preset).hasSameHashCodeAs(preset);
        assertThat(preset.toBuilder().chance(Trouble.AMBIGUOUS, 0.0123).build()).isNotEqualTo(preset);
    }

    @Test
    void refusesANameThatItDoesNotKnow() {
        assertThatThrownBy(() -> TelegramBehaviour.named("stormy"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("telegram: got \"stormy\", expected one of calm, flooding, losing-replies, strict, chaos");
    }

    @Test
    void refusesChancesThatAreNone() {
        TelegramBehaviour.Builder builder = TelegramBehaviour.calm().toBuilder();

        assertThatThrownBy(() -> builder.chance(Trouble.FLOOD, 1.1)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> builder.chance(Trouble.FLOOD, -0.1)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> builder.chance(Trouble.FLOOD, Double.NaN)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refusesChancesThatAddUpToMoreThanOne() {
        TelegramBehaviour.Builder builder =
                TelegramBehaviour.calm().toBuilder().chance(Trouble.FLOOD, 0.6).chance(Trouble.ANSWER_LOST, 0.5);

        assertThatThrownBy(builder::build)
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("at most 1 altogether");
    }

    @Test
    void troublesOfDifferentKindsDoNotAddUp() {
        TelegramBehaviour behaviour = TelegramBehaviour.calm().toBuilder()
                .chance(Trouble.FLOOD, 1)
                .chance(Trouble.CHECK_SILENT, 1)
                .chance(Trouble.DENIED, 1)
                .chance(Trouble.REFUSED, 1)
                .build();

        assertThat(behaviour.chance(Trouble.REFUSED)).isEqualTo(1);
    }

    @Test
    void refusesLengthsThatMakeNoSense() {
        TelegramBehaviour.Builder builder = TelegramBehaviour.calm().toBuilder();
        Duration second = Duration.ofSeconds(1);

        assertThatThrownBy(() -> builder.slowMode(Duration.ZERO)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> builder.answerLimit(Duration.ofSeconds(-1))).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> builder.floodWait(DurationRange.NONE)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new DurationRange(2, 1)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new FloodLimit(0, second, second, second)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new FloodLimit(1, Duration.ZERO, second, second))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new FloodLimit(1, second, second, Duration.ofMillis(1)))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new OutagePattern(second, second)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void saysWhatIsSpecialAboutIt() {
        assertThat(TelegramBehaviour.calm()).hasToString("TelegramBehaviour[latency 0.05s to 0.25s]");
        assertThat(TelegramBehaviour.losingReplies().toString()).contains("ANSWER_LATE 0.05 (60s to 600s)");
    }
}
