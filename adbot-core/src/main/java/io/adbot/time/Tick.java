package io.adbot.time;

import java.time.Instant;
import java.util.Objects;

/**
 * One reading of both clocks. Gaps are measured on {@code nanos} alone; {@code wall} is for stamps and calendars, so that
 * a clock that is set never shortens a gap.
 *
 * @param nanos monotonic nanoseconds since the {@link EventLoop} that gave the reading was made; never falls
 * @param wall the wall clock; may jump either way
 */
public record Tick(long nanos, Instant wall) {

    /** Checks that the reading is one. */
    public Tick {
        if (nanos < 0) {
            throw new IllegalArgumentException("nanos counts from the loop's start, so it is at least 0; got " + nanos);
        }
        Objects.requireNonNull(wall);
    }
}
