package io.adbot.value;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the place of the first real class. */
public final class Placeholder {
    private static final Logger LOG = LoggerFactory.getLogger(Placeholder.class);

    private Placeholder() {}

    /**
     * Greets.
     *
     * @param name whom, or null for everyone
     * @return the greeting
     */
    public static String greet(@Nullable String name) {
        LOG.debug("greeting {}", name);
        return "Hello, " + (name == null ? "all" : name);
    }
}
