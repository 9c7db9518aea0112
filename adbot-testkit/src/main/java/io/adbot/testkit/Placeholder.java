package io.adbot.testkit;

import net.jqwik.api.Arbitraries;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.slf4j.LoggerFactory;

/** Holds the place of the first real class. */
public final class Placeholder {
    private Placeholder() {}

    /**
     * Names itself.
     *
     * @return its name
     */
    public static String name() {
        return "testkit";
    }

    /**
     * Greets a number of any size.
     *
     * @param prefix what to say first, if anything
     * @return the greeting
     */
    public static String greet(@Nullable String prefix) {
        LoggerFactory.getLogger(Placeholder.class).debug("greeting");
        String name = Assertions.assertDoesNotThrow(() -> String.valueOf(Arbitraries.just(1)));
        return io.adbot.value.Placeholder.greet(prefix == null ? name : prefix + name);
    }
}
