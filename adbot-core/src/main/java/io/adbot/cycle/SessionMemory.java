package io.adbot.cycle;

import io.adbot.journal.CheckpointEvent;
import io.adbot.journal.CheckpointEvent.SessionRecalled;
import io.adbot.session.SessionFlag;
import io.adbot.time.Tick;
import io.adbot.value.SessionId;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is remembered of a session from one cycle to the next, stop, start and restart included. */
final class SessionMemory {

    private static final long NEVER = Long.MIN_VALUE;

    private boolean intended;
    private long lastStart = NEVER;
    private long delayThen;
    private @Nullable Wait flood;
    private @Nullable SessionFlag flag;

    /** E1: the earliest start of the next send, with the longer of the delays of then and now. */
    long afterDelay(long delay) {
        return lastStart == NEVER ? NEVER : CycleRules.nextStart(lastStart, Math.max(delay, delayThen));
    }

    /** E7: the end of the flood wait, or a time long ago. */
    long quietUntil() {
        return flood == null ? NEVER : flood.until();
    }

    @Nullable
    SessionFlag flag() {
        return flag;
    }

    /** Whether a send follows is not known yet: until one does, the delay of the last one counts as well. */
    void intended(long delay) {
        intended = true;
        delayThen = Math.max(delayThen, delay);
    }

    void started(long nanos, long delay) {
        intended = true;
        lastStart = Math.max(lastStart, nanos);
        delayThen = delay;
    }

    /** Two waits at a time: the one that ends later counts. */
    void askedToWait(Tick answered, long length) {
        Wait asked = Wait.from(answered, length);
        if (asked.until() > quietUntil()) {
            flood = asked;
        }
    }

    /** Two flags at a time: a ban outweighs all else. */
    void flag(SessionFlag why) {
        if (flag != SessionFlag.BANNED) {
            flag = why;
        }
    }

    void cleared() {
        flag = null;
    }

    void recalled(SessionRecalled told) {
        intended = told.intended();
        lastStart = told.startedNanos().orElse(NEVER);
        delayThen = told.delayNanos();
        flood = told.flood() == null ? null : Wait.recalled(told.flood());
    }

    /** The flag is not the memory's alone, so it is told by whoever tells of the session. */
    void checkpoint(SessionId session, Consumer<? super CheckpointEvent> out) {
        if (intended || flood != null) {
            out.accept(new SessionRecalled(
                    session,
                    intended,
                    lastStart == NEVER ? OptionalLong.empty() : OptionalLong.of(lastStart),
                    delayThen,
                    flood == null ? null : flood.toRecall()));
        }
    }

    /** The monotonic clock began anew: what counts from before is carried over. */
    void reopened(Tick opened) {
        lastStart = intended ? opened.nanos() : NEVER;
        flood = flood == null ? null : flood.reopened(opened);
    }
}
