package io.adbot.cli.simulation;

import io.adbot.testkit.TelegramBehaviour;
import java.time.Duration;
import java.util.Objects;

/**
 * On what terms is simulated.
 *
 * @param cycles how many cycles each tenant runs, at least 1
 * @param pause how long a tenant that has no pause of its own rests between two cycles
 * @param seed what chance is drawn from
 * @param telegram how the fake Telegram behaves
 */
public record Terms(int cycles, Duration pause, long seed, TelegramBehaviour telegram) {

    /** Checks that nothing is missing. */
    public Terms {
        Objects.requireNonNull(pause);
        Objects.requireNonNull(telegram);
    }
}
