package io.adbot.store.json.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The engine is killed at any moment, two hundred times, in the soak profile two thousand; {@code -Dadbot.kills=N} and
 * {@code -Dadbot.seed=N} for other numbers and another life.
 */
class CrashTest {

    @Test
    void nothingIsLostAndNothingIsSentTwiceWheneverItIsKilled(@TempDir Path folder) throws Exception {
        int kills = Integer.getInteger("adbot.kills", Boolean.getBoolean("adbot.soak") ? 2_000 : 200);
        long seed = Long.getLong("adbot.seed", System.nanoTime());
        try (CrashHarness harness = new CrashHarness(folder.resolve("data"), seed)) {
            while (harness.kills() < kills) {
                try {
                    harness.oneLife();
                } catch (AssertionError failure) {
                    throw new AssertionError(
                            "after " + harness.kills() + " kills of -Dadbot.seed=" + seed + ": " + failure.getMessage(),
                            failure);
                }
            }
            assertThat(harness.sends()).isGreaterThan(kills);
        }
    }
}
