package io.adbot.samples.embed;

/** Holds the place of the program that embeds AdBot. */
public final class Placeholder {
    private Placeholder() {}

    static String greet() {
        return io.adbot.value.Placeholder.greet(io.adbot.testkit.Placeholder.name());
    }
}
