package io.adbot.store.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Whatever fails and wherever it crashes: what is found holds everything acknowledged, in order, and behind it at most a
 * beginning of what nobody was told about.
 */
class JournalSimulationTest {

    /** One seed again: {@code -Dadbot.seed=N}. */
    private static final Long SEED = Long.getLong("adbot.seed");

    @Test
    void holdsWhatWasAcknowledgedWhateverTheDiskDoes() {
        if (SEED != null) {
            new JournalSimulation(SEED).run();
            return;
        }
        int seeds = Boolean.getBoolean("adbot.soak") ? 200_000 : 2_000;
        int acknowledgements = 0;
        int failures = 0;
        int checkpoints = 0;
        int crashes = 0;
        for (long seed = 1; seed <= seeds; seed++) {
            try {
                JournalSimulation simulation = new JournalSimulation(seed).run();
                acknowledgements += simulation.acknowledgements();
                failures += simulation.failures();
                checkpoints += simulation.checkpoints();
                crashes += simulation.crashes();
            } catch (Throwable e) {
                throw new AssertionError(
                        "seed " + seed + "; again with: mvn -B -Pfast test -pl adbot-store-json -am"
                                + " -Dtest=JournalSimulationTest -Dsurefire.failIfNoSpecifiedTests=false -Dadbot.seed="
                                + seed,
                        e);
            }
        }
        // Else there would be nothing in it.
        assertThat(acknowledgements).isGreaterThan(10 * seeds);
        assertThat(failures).isGreaterThan(seeds);
        assertThat(checkpoints).isGreaterThan(seeds / 10);
        assertThat(crashes).isGreaterThan(seeds / 2);
    }
}
