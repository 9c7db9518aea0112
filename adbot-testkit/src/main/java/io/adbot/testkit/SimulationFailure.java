package io.adbot.testkit;

import io.adbot.value.Breach;

/** A rule did not hold in a simulation. The message has all that is needed to see it again. */
public final class SimulationFailure extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final transient Breach breach;
    private final long seed;

    SimulationFailure(Breach breach, long seed, String story) {
        super(breach + System.lineSeparator() + story);
        this.breach = breach;
        this.seed = seed;
    }

    /** The rule, and how it was broken. */
    public Breach breach() {
        return breach;
    }

    /** The seed that shows it again. */
    public long seed() {
        return seed;
    }
}
