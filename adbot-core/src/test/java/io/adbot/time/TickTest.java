package io.adbot.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TickTest {

    @Test
    void countsFromZero() {
        assertThat(new Tick(0, Instant.MIN).nanos()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tick(-1, Instant.EPOCH))
                .withMessageContaining("got -1");
    }

    @Test
    @SuppressWarnings("NullAway")
    void hasAWallTime() {
        assertThatNullPointerException().isThrownBy(() -> new Tick(0, null));
    }
}
