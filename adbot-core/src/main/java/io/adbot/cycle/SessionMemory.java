package io.adbot.cycle;

import io.adbot.session.SessionFlag;
import io.adbot.time.Tick;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is remembered of a session from one cycle to the next, stop, start and restart included. */
final class SessionMemory {

    private static final long NEVER = Long.MIN_VALUE;

    private boolean intended;
    private long lastStart = NEVER;
    private long delayThen;

    private long quietUntil = NEVER;
    private @Nullable Instant askedToWait;
    private long waitLength;

    private @Nullable SessionFlag flag;

    /** E1: the earliest start of the next send, with the longer of the delays of then and now. */
    long afterDelay(long delay) {
        return lastStart == NEVER ? NEVER : CycleRules.nextStart(lastStart, Math.max(delay, delayThen));
    }

    /** E7: the end of the flood wait, or a time long ago. */
    long quietUntil() {
        return quietUntil;
    }

    @Nullable
    SessionFlag flag() {
        return flag;
    }

    void intended(long delay) {
        intended = true;
        delayThen = delay;
    }

    void started(long nanos, long delay) {
        intended = true;
        lastStart = Math.max(lastStart, nanos);
        delayThen = delay;
    }

    /** Two waits at a time: the one that ends later counts. */
    void askedToWait(Tick answered, long length) {
        long end = CycleRules.floodEnd(answered.nanos(), length);
        if (end > quietUntil) {
            quietUntil = end;
            askedToWait = answered.wall();
            waitLength = length;
        }
    }

    void flag(SessionFlag why) {
        flag = why;
    }

    void cleared() {
        flag = null;
    }

    /** The monotonic clock began anew: what counts from before is carried over. */
    void reopened(Tick opened) {
        lastStart = intended ? opened.nanos() : NEVER;
        quietUntil = askedToWait == null
                ? NEVER
                : CycleRules.floodEnd(opened.nanos(), CycleRules.waitLeft(askedToWait, waitLength, opened.wall()));
    }
}
