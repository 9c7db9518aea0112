package io.adbot.check;

import io.adbot.cycle.CycleRules;
import io.adbot.time.Nanos;
import io.adbot.time.Tick;
import java.time.Instant;

/** A wait that Telegram asked for, the one that ends last (E7, G2), or a pause (E5); waits that run into one another are one. */
final class AskedWait {

    private Instant answered = Instant.EPOCH;
    private long length;
    private long from;
    private long until;

    /** A wait of this length that begins now. */
    static AskedWait from(Tick at, long length) {
        AskedWait wait = new AskedWait();
        wait.asked(at, length);
        return wait;
    }

    /** Telegram asked to wait. */
    void asked(Tick at, long retryAfter) {
        long end = CycleRules.floodEnd(at.nanos(), Math.max(0, retryAfter));
        if (at.nanos() > until) {
            from = at.nanos();
        }
        if (end >= until) {
            answered = at.wall();
            length = Math.max(0, retryAfter);
            until = end;
        }
    }

    /**
     * The monotonic time begins anew, having stood at {@code before}; what is left of the wait counts from here. What was over
     * does not begin again, whatever the wall clock says.
     */
    void reopened(long before, Tick at) {
        if (until <= before) {
            length = 0;
        }
        from = at.nanos();
        until = CycleRules.floodEnd(from, CycleRules.waitLeft(answered, length, at.wall()));
    }

    /** May no send start then? A send that had started before the wait was asked for is none of its business. */
    boolean covers(long started) {
        return from <= started && started < until;
    }

    /** When it is over. */
    long until() {
        return until;
    }

    /** From when to when, for a person. */
    String text() {
        return "from " + Nanos.text(from) + " to " + Nanos.text(until);
    }
}
