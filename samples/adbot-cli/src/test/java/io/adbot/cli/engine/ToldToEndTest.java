package io.adbot.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ToldToEndTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void aProcessThatIsToldWaitsUntilAllIsClearedUp() throws Exception {
        ToldToEnd told = ToldToEnd.within(LONG);
        assertThat(told.isTold()).isFalse();
        assertThat(told.await(0)).isFalse();
        Thread ending = new Thread(told::end);
        ending.start();

        assertThat(told.await(LONG.toNanos())).isTrue();
        assertThat(told.isTold()).isTrue();
        assertThat(ending.isAlive()).isTrue();
        told.close();

        ending.join(LONG.toMillis());
        assertThat(ending.isAlive()).isFalse();
    }

    @Test
    void itWaitsNoLongerThanItsLimit() {
        try (ToldToEnd told = ToldToEnd.within(Duration.ZERO)) {
            told.end();
            assertThat(told.isTold()).isTrue();
        }
    }

    @Test
    void itListensUntilItIsClosed() {
        assertThat(ToldToEnd.within(LONG).stopListening()).isTrue();

        ToldToEnd told = ToldToEnd.within(LONG);
        told.close();
        told.close();
        assertThat(told.stopListening()).isFalse();
    }
}
