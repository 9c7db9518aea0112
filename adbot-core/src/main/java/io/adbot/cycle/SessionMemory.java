package io.adbot.cycle;

import io.adbot.journal.CheckpointEvent.RecalledWait;
import io.adbot.journal.CheckpointEvent.SessionRecalled;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.SetupEvent.SessionRemoved;
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
    private boolean removed;

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

    /** What is remembered once the session has been told to wait as well: {@link #askedToWait}, as a fact that names no tenant. */
    SessionRecalled heldBy(SessionId session, Tick answered, long length) {
        Wait asked = Wait.from(answered, length);
        Wait later = asked.until() > quietUntil() ? asked : flood;
        return recollection(session, Wait.toRecall(later, answered.nanos()));
    }

    /** Two flags at a time: the graver one counts. */
    void flag(SessionFlag why) {
        flag = why.orGraver(flag);
    }

    void cleared() {
        flag = null;
    }

    /** The session left the pool. Should one of its name come back, it is another to all but the clocks. */
    void removed() {
        removed = true;
        flag = null;
    }

    /** The session is there. */
    void added() {
        removed = false;
    }

    /** Has the session left the pool, and is nothing waited for on its account? */
    boolean isForgotten(long now) {
        return removed && afterDelay(0) <= now && quietUntil() <= now;
    }

    void recalled(SessionRecalled told) {
        intended = told.intended();
        lastStart = told.startedNanos().orElse(NEVER);
        delayThen = told.delayNanos();
        flood = Wait.recalled(told.flood());
        flag = told.flag();
    }

    /** Says what is remembered at {@code now}: nothing of a session that has not sent, is not held and not flagged. */
    void checkpoint(SessionId session, long now, Consumer<? super JournalEvent> out) {
        RecalledWait left = Wait.toRecall(flood, now);
        if (isForgotten(now) || (!intended && left == null && flag == null)) {
            return;
        }
        out.accept(recollection(session, left));
        if (removed) {
            out.accept(new SessionRemoved(session));
        }
    }

    private SessionRecalled recollection(SessionId session, @Nullable RecalledWait left) {
        OptionalLong started = lastStart == NEVER ? OptionalLong.empty() : OptionalLong.of(lastStart);
        return new SessionRecalled(session, intended, started, delayThen, left, flag);
    }

    /** The monotonic clock began anew, having stood at {@code before}: what counts from there is carried over. */
    void reopened(long before, Tick opened) {
        lastStart = intended ? opened.nanos() : NEVER;
        flood = Wait.reopened(flood, before, opened);
    }
}
