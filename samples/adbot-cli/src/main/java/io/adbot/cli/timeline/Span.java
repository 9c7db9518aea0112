package io.adbot.cli.timeline;

/**
 * A stretch of time.
 *
 * @param from its start, in nanoseconds from the start of the timeline
 * @param to its end
 */
record Span(long from, long to) {

    Span clipped(long end) {
        return new Span(Math.min(from, end), Math.min(to, end));
    }

    boolean isEmpty() {
        return to <= from;
    }
}
