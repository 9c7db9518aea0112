package io.adbot.cycle;

import io.adbot.time.Nanos;
import io.adbot.time.Tick;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What something waits for, until when, and why.
 *
 * @param reason what kind of wait it is
 * @param untilNanos when it ends at the latest, in nanoseconds since the engine's opening; {@link Long#MAX_VALUE} if only a reply ends it
 * @param asked when the question was asked
 * @param detail one line for a person
 */
public record Waiting(WaitReason reason, long untilNanos, Tick asked, String detail) {

    /** Checks that nothing is missing. */
    public Waiting {
        Objects.requireNonNull(reason);
        Objects.requireNonNull(asked);
        Objects.requireNonNull(detail);
    }

    /** When the wait ends at the latest, by the wall clock as it is now; empty if only a reply ends it. */
    public Optional<Instant> until() {
        if (untilNanos == Long.MAX_VALUE) {
            return Optional.empty();
        }
        try {
            return Optional.of(asked.wall().plusNanos(untilNanos - asked.nanos()));
        } catch (DateTimeException | ArithmeticException beyondAllCalendars) {
            return Optional.empty();
        }
    }

    /** How long it still takes at the most, in nanoseconds; {@link Long#MAX_VALUE} if only a reply ends it. */
    public long leftNanos() {
        return untilNanos == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, untilNanos - asked.nanos());
    }

    @Override
    public String toString() {
        return detail + (untilNanos == Long.MAX_VALUE ? "" : ", " + Nanos.rounded(leftNanos()) + " left at the most");
    }
}
