package io.adbot.session;

import io.adbot.value.InvalidValueException;
import java.time.Duration;

/**
 * When a lost session is replaced, and when losses stop a tenant (rule S5). Losing accounts is a sign to stop, not to rotate
 * faster: a banned or limited session is never replaced without the operator's acknowledgement.
 *
 * @param automaticPerDay how many sessions of a tenant that need a login are replaced by themselves in 24 hours; 0 by default
 * @param window two banned or limited sessions within it stop the tenant until the operator acknowledges them; 24 h by
 *     default, more than zero
 */
public record ReplacementPolicy(int automaticPerDay, Duration window) {

    /** Nothing is replaced by itself, and two losses within 24 hours stop a tenant. */
    public static final ReplacementPolicy DEFAULT = new ReplacementPolicy(0, Duration.ofHours(24));

    /** Checks the ranges. */
    public ReplacementPolicy {
        if (automaticPerDay < 0) {
            throw new InvalidValueException("automatic_replacements", automaticPerDay, "a whole number from 0");
        }
        if (window.isNegative() || window.isZero()) {
            throw new InvalidValueException("loss_window", window, "a length of time above 0");
        }
    }
}
