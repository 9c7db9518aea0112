package io.adbot.store.json.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The engine is killed at any moment, two hundred times, in the soak profile two thousand: several engines side by side, each
 * in a directory of its own. {@code -Dadbot.kills=N} for another number in all; {@code -Dadbot.seed=N -Dadbot.engines=1} for
 * the life of the engine that failed.
 */
class CrashTest {

    private final AtomicBoolean failed = new AtomicBoolean();

    @Test
    void nothingIsLostAndNothingIsSentTwiceWheneverItIsKilled(@TempDir Path folder) throws Exception {
        int kills = Integer.getInteger("adbot.kills", Boolean.getBoolean("adbot.soak") ? 2_000 : 200);
        int engines = Integer.getInteger("adbot.engines", 2);
        long seed = Long.getLong("adbot.seed", System.nanoTime());
        ExecutorService threads = Executors.newFixedThreadPool(engines);
        try {
            List<Callable<Long>> lives = LongStream.range(0, engines)
                    .<Callable<Long>>mapToObj(engine -> () -> {
                        long share = (kills + engine) / engines;
                        return lives(folder.resolve("engine-" + engine), seed + engine, share);
                    })
                    .toList();
            long sends = 0;
            for (Future<Long> engine : threads.invokeAll(lives)) {
                sends += engine.get();
            }
            assertThat(sends).isGreaterThan(kills);
        } finally {
            threads.shutdownNow();
        }
    }

    /** How much an engine sent in all its lives, until it was killed so often. */
    private long lives(Path folder, long seed, long kills) throws Exception {
        try (CrashHarness harness = new CrashHarness(folder.resolve("data"), seed)) {
            while (harness.kills() < kills && !failed.get()) {
                harness.oneLife();
            }
            return harness.sends();
        } catch (AssertionError failure) {
            failed.set(true);
            throw new AssertionError(
                    "an engine of -Dadbot.seed=" + seed + " -Dadbot.engines=1: " + failure.getMessage(), failure);
        }
    }
}
