package io.adbot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlaceholderTest {
    @Test
    void printsArguments() {
        assertThat(Main.line("a")).isEqualTo("Hello, testkit [\"a\"]");
    }
}
