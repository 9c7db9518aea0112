package io.adbot.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountedTest {

    @Test
    void onlyOneIsOne() {
        assertThat(Counted.of(0, "session")).isEqualTo("0 sessions");
        assertThat(Counted.of(1, "session")).isEqualTo("1 session");
        assertThat(Counted.of(2, "session")).isEqualTo("2 sessions");
        assertThat(Counted.of(1, "entry", "entries")).isEqualTo("1 entry");
        assertThat(Counted.of(11, "entry", "entries")).isEqualTo("11 entries");
    }
}
