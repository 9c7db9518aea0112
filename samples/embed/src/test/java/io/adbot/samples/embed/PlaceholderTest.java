package io.adbot.samples.embed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlaceholderTest {
    @Test
    void greets() {
        assertThat(Placeholder.greet()).isEqualTo("Hello, testkit");
    }
}
