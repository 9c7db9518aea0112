package io.adbot.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PlaceholderTest {
    @Test
    void greets() {
        assertThat(Placeholder.greet(null)).startsWith("Hello, ");
    }

    @Test
    void hasName() {
        assertThat(Placeholder.name()).isEqualTo("testkit");
    }

    @Property
    void greetsWithPrefix(@ForAll String prefix) {
        assertThat(Placeholder.greet(prefix)).startsWith("Hello, " + prefix);
    }
}
