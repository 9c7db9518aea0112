package io.adbot.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.journal.JournalEntry;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The engine under every fault of the menu: no rule is broken, and everything comes to its end. */
class SimulationTest {

    private static final String SEED = "adbot.seed";
    private static final long RUNS = 20_000;
    private static final Duration SPAN = Duration.ofMinutes(20);

    @Test
    void noRuleIsBrokenWhateverGoesWrong() {
        Long seedToReplay = Long.getLong(SEED);
        if (seedToReplay != null) {
            simulation(seedToReplay).run();
            return;
        }
        Coverage coverage = new Coverage();
        LongStream.range(0, RUNS).parallel().forEach(seed -> runAndSayHowToReplay(seed, coverage));
        coverage.assertNothingIsMissing();
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        for (long seed = 0; seed < 50; seed++) {
            assertThat(journal(seed)).as("seed %d", seed).isEqualTo(journal(seed));
        }
    }

    private static void runAndSayHowToReplay(long seed, Coverage coverage) {
        try {
            simulation(seed).witness(coverage).watch(coverage::entry).run();
        } catch (SimulationFailure e) {
            throw new AssertionError(
                    "mvn -B -Pfast test -pl adbot-testkit -am -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false"
                            + " -Dadbot.seed=" + seed + " replays this:\n" + e.getMessage(),
                    e);
        }
    }

    private static String journal(long seed) {
        return simulation(seed).run().journal().stream()
                .map(JournalEntry::toString)
                .collect(Collectors.joining("\n"));
    }

    static Simulation simulation(long seed) {
        return Simulation.of(seed).span(SPAN);
    }
}
