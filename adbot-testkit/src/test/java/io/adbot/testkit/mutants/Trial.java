package io.adbot.testkit.mutants;

import io.adbot.testkit.Simulation;
import io.adbot.testkit.SimulationFailure;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * Runs the simulation of a seed, and answers with the rule that is broken and how, or null. Speaks in types of the JDK alone,
 * so that it can be loaded by one class loader and called from another.
 */
public final class Trial implements LongFunction<Map.Entry<String, String>> {

    /** Called by reflection. */
    public Trial() {}

    @Override
    public Map.Entry<String, String> apply(long seed) {
        try {
            Simulation.of(seed).span(Duration.ofMinutes(20)).run();
            return null;
        } catch (SimulationFailure failure) {
            return Map.entry(failure.breach().rule(), String.valueOf(failure.getMessage()));
        }
    }
}
