package io.adbot.testkit;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * As {@link SimulationTest}, with seeds that nobody has run before, for as long as one likes: {@code adbot.soak.seconds}, 60 if
 * not set.
 */
@EnabledIfSystemProperty(named = "adbot.soak", matches = "true")
class SoakTest {

    private static final Logger log = LoggerFactory.getLogger("soak");
    private static final long BATCH = 1_000;

    @Test
    void noRuleIsBrokenHoweverLongItGoesOn() {
        long first = new SplittableRandom().nextLong() >>> 2;
        long ends = System.nanoTime()
                + Duration.ofSeconds(Long.getLong("adbot.soak.seconds", 60)).toNanos();
        log.warn("Soaking from seed {} on", first);
        AtomicLong runs = new AtomicLong();
        for (long seed = first; System.nanoTime() < ends; seed += BATCH) {
            LongStream.range(seed, seed + BATCH).parallel().forEach(each -> {
                SimulationTest.simulation(each).run();
                runs.incrementAndGet();
            });
        }
        log.warn("Soaked: {} runs in which every rule held", runs);
    }
}
