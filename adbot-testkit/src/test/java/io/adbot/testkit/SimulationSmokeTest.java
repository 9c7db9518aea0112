package io.adbot.testkit;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A handful of what {@link SimulationTest} does, for where all of it would take too long. */
class SimulationSmokeTest {

    private static final int RUNS = 10;

    @ParameterizedTest
    @ValueSource(longs = {0, 10, 20})
    void noRuleIsBroken(long first) {
        for (long seed = first; seed < first + RUNS; seed++) {
            SimulationTest.simulation(seed).run();
        }
    }
}
