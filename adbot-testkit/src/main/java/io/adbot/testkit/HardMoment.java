package io.adbot.testkit;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;

/**
 * A moment near which a time zone does something that schedules stumble over.
 *
 * @param zone where
 * @param instant when: within a day or so of the transition
 * @param transition the transition itself
 */
public record HardMoment(ZoneId zone, Instant instant, Instant transition) {

    /** Checks that nothing is missing. */
    public HardMoment {
        Objects.requireNonNull(zone);
        Objects.requireNonNull(instant);
        Objects.requireNonNull(transition);
    }
}
