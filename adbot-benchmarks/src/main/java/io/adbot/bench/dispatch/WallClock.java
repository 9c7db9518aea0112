package io.adbot.bench.dispatch;

import java.time.Instant;

/** Due times for those who go by the wall clock; the two clocks are read together once. */
record WallClock(Instant wall, long nanos) {

    static WallClock read() {
        return new WallClock(Instant.now(), System.nanoTime());
    }

    /** The first millisecond at or behind a time on the monotonic clock. */
    Instant at(long due) {
        Instant exact = wall.plusNanos(due - nanos);
        return Instant.ofEpochMilli(exact.plusNanos(999_999).toEpochMilli());
    }
}
