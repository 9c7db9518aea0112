package io.adbot.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.value.InvalidValueException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TelegramSettingsTest {

    @Test
    void whatIsForwardedKeepsItsCaption() {
        TelegramSettings.Builder forwards = TelegramSettings.builder().withoutCaption(true);

        assertThatThrownBy(forwards::build)
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("withoutCaption")
                .hasMessageContaining("expected false, or copy as well: what is forwarded keeps its caption");
        assertThat(forwards.copy(true).build().withoutCaption()).isTrue();
    }

    @Test
    void whatIsNoLengthOfTimeOrNoNumberIsRefused() {
        TelegramSettings.Builder builder = TelegramSettings.builder();
        for (Duration length : new Duration[] {Duration.ZERO, Duration.ofNanos(-1)}) {
            assertThatThrownBy(() -> builder.answerLimit(length)).hasMessageContaining("answerLimit");
            assertThatThrownBy(() -> builder.hiddenWait(length)).hasMessageContaining("hiddenWait");
            assertThatThrownBy(() -> builder.closeIdle(length)).hasMessageContaining("closeIdle");
            assertThatThrownBy(() -> builder.reopenAfter(length)).hasMessageContaining("reopenAfter");
        }
        assertThatThrownBy(() -> builder.lookupsPerDay(-1)).hasMessageContaining("lookupsPerDay");
        assertThat(builder.lookupsPerDay(0).build().lookupsPerDay()).isZero();
    }

    @Test
    void whatAnotherIsBegunWithItKeeps() {
        TelegramSettings one = TelegramSettings.builder()
                .answerLimit(Duration.ofSeconds(1))
                .hiddenWait(Duration.ofSeconds(2))
                .closeIdle(Duration.ofSeconds(3))
                .reopenAfter(Duration.ofSeconds(4))
                .lookupsPerDay(5)
                .silent(true)
                .copy(true)
                .withoutCaption(true)
                .build();

        assertThat(one.toBuilder().build()).usingRecursiveComparison().isEqualTo(one);
        assertThat(one.closeIdle()).contains(Duration.ofSeconds(3));
        assertThat(one.reopenAfter()).contains(Duration.ofSeconds(4));
        assertThat(one.lookupsPerDay()).isEqualTo(5);
        assertThat(one).usingRecursiveComparison().isNotEqualTo(TelegramSettings.DEFAULT);
    }
}
