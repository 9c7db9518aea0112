package io.adbot.cycle;

import io.adbot.journal.CycleStatus;
import io.adbot.journal.SkipReason;
import io.adbot.message.OutcomeKind;
import io.adbot.time.Nanos;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rules of execution, each once, as functions of the times they are about. The runner decides by them, recovery reckons
 * by them, and {@code JournalChecker} holds journals against them.
 */
public final class CycleRules {

    private static final long FIRST_FAILURE_PAUSE = 60 * Nanos.SECOND;
    private static final long LONGEST_FAILURE_PAUSE = 3600 * Nanos.SECOND;

    private CycleRules() {}

    /**
     * E1: when a session may start its next send.
     *
     * @param lastStart when it started the last one
     * @param delay D′
     */
    public static long nextStart(long lastStart, long delay) {
        return Nanos.plus(lastStart, delay);
    }

    /** T8: when post {@code k} of a session is due whose slot begins at {@code slotStart}. */
    public static long due(long slotStart, int k, long delay) {
        boolean tooFar = Math.multiplyHigh(delay, k) != 0 || delay * k < 0;
        return Nanos.plus(slotStart, tooFar ? Long.MAX_VALUE : delay * k);
    }

    /** E4: may a send start at {@code now}, in the slot {@code [start, end)}? */
    public static boolean withinSlot(long now, long start, long end) {
        return start <= now && now < end;
    }

    /** E7, E12: does a wait that ends at {@code until} leave anything of the slot? */
    public static boolean fitsSlot(long until, long end) {
        return until < end;
    }

    /** E5: when the cycle may end at the earliest, its last send having started at {@code lastStart}. */
    public static long cycleEnd(long lastStart, long delay) {
        return Nanos.plus(lastStart, delay);
    }

    /** E5: when the tenant's next cycle may start at the earliest. */
    public static long nextCycle(long ended, long pause) {
        return Nanos.plus(ended, pause);
    }

    /**
     * G5: how long a tenant whose last cycles have failed waits before the next. After the first failure that is the pause; with
     * each further one it doubles, from at least a minute on and up to an hour, but is never shorter than the pause. So a tenant
     * that cannot post tries ever more rarely.
     *
     * @param pause how long it waits after a cycle that did not fail
     * @param inRow how many cycles have failed in a row, at least 1
     */
    public static long pauseAfterFailures(long pause, int inRow) {
        if (inRow == 1) {
            return pause;
        }
        long first = Math.max(pause, FIRST_FAILURE_PAUSE);
        int doublings = Math.min(inRow - 1, Long.numberOfLeadingZeros(first) - 1);
        return Math.max(pause, Math.min(LONGEST_FAILURE_PAUSE, first << doublings));
    }

    /** E6: may a delivery be sent again in the same cycle after this answer? Only if it is certain that nothing was posted. */
    public static boolean maySendAgain(OutcomeKind outcome) {
        return outcome == OutcomeKind.FLOOD_WAIT
                || outcome == OutcomeKind.SLOW_MODE
                || outcome == OutcomeKind.TRANSIENT;
    }

    /** E6, E10: must a cycle that resumes another leave out a delivery that ended so? If it may have been posted. */
    static boolean isDone(Ending ending) {
        return ending.outcome().filter(CycleRules::mayHaveArrived).isPresent();
    }

    /** E6, E9: does an answer count that comes past the send or stop limit? Only if it is certain that nothing was posted and will be. */
    public static boolean countsPastLimit(OutcomeKind outcome) {
        return outcome == OutcomeKind.WITHDRAWN;
    }

    /** E7: when a session that was asked to wait may send again. */
    public static long floodEnd(long answered, long retryAfter) {
        return Nanos.plus(answered, retryAfter);
    }

    /**
     * E7: what is left of a wait after an opening: deadline − wall, at least 0 and at most the wait's length, so that a
     * clock that was set neither forgets the wait nor makes it longer.
     *
     * @param answered the wall time of the answer
     * @param length how long the wait was
     * @param opened the wall time of the opening
     */
    public static long waitLeft(Instant answered, long length, Instant opened) {
        long passed = Nanos.saturated(Duration.between(answered, opened));
        return length - Math.max(0, Math.min(passed, length));
    }

    /** E12: does the session hold still and try the same delivery again after this answer? */
    public static boolean holdsSession(OutcomeKind outcome) {
        return outcome == OutcomeKind.FLOOD_WAIT || outcome == OutcomeKind.TRANSIENT;
    }

    /** E12: the reason for which a session's remaining deliveries are skipped after this answer; null if it goes on. */
    public static @Nullable SkipReason leavesCycle(OutcomeKind outcome) {
        return switch (outcome) {
            case ACCOUNT_LIMITED -> SkipReason.SESSION_LIMITED;
            case ACCOUNT_LOST -> SkipReason.SESSION_LOST;
            case SOURCE_UNAVAILABLE -> SkipReason.SOURCE_UNAVAILABLE;
            case REJECTED -> SkipReason.CONTENT_REJECTED;
            default -> null;
        };
    }

    /** E12: does a session that skips a delivery for this reason skip all that follow as well? */
    public static boolean leavesCycle(SkipReason reason) {
        return switch (reason) {
            case SESSION_LIMITED, SESSION_LOST, SOURCE_UNAVAILABLE, CONTENT_REJECTED -> true;
            default -> false;
        };
    }

    /** E7, E12: may a delivery end with this answer? Not if it asks to wait: then it is tried again, or skipped. */
    public static boolean mayEnd(OutcomeKind outcome) {
        return !asksToWait(outcome);
    }

    /** E5: does the pause lie between a cycle that ended so and the next? After all else an operator may begin at once. */
    public static boolean pausesAfter(CycleStatus status) {
        return status == CycleStatus.COMPLETED || status == CycleStatus.FAILED;
    }

    /** E6: may the post be in the group after this answer, so that a resumed cycle leaves it out as well? */
    public static boolean mayHaveArrived(OutcomeKind outcome) {
        return outcome == OutcomeKind.DELIVERED || outcome == OutcomeKind.UNKNOWN;
    }

    /**
     * Does an answer say that the group does not refuse the session, so that refusals before it are in no row with those after it? A
     * post that was tried and ended otherwise does; a wait of the session's, a failure that is tried again, or a post that was
     * not sent after all says nothing of the group.
     */
    static boolean endsRefusals(OutcomeKind outcome, boolean isFinal) {
        return outcome == OutcomeKind.SLOW_MODE
                || (isFinal && outcome != OutcomeKind.NOT_PERMITTED && outcome != OutcomeKind.WITHDRAWN);
    }

    /** E7, E12: does this answer come with a time to wait? */
    public static boolean asksToWait(OutcomeKind outcome) {
        return outcome == OutcomeKind.FLOOD_WAIT || outcome == OutcomeKind.SLOW_MODE;
    }

    /** E12: does this answer concern the account itself, so that it counts however late it comes? */
    public static boolean concernsAccount(OutcomeKind outcome) {
        return outcome == OutcomeKind.ACCOUNT_LIMITED || outcome == OutcomeKind.ACCOUNT_LOST;
    }

    /** E8: must every delivery have its end before a cycle can end so? */
    public static boolean accountsForAll(CycleStatus status) {
        return status != CycleStatus.INTERRUPTED;
    }

    /** E9: may a send have started at {@code started} in a cycle that was stopped at {@code stopped}? */
    public static boolean beforeStop(long started, long stopped) {
        return started <= stopped;
    }

    /** E10: did a send start that settled so? */
    public static boolean hasStart(OutcomeKind outcome) {
        return outcome != OutcomeKind.WITHDRAWN;
    }

    /** E10: a send starts once it is intended, and settles once it has started. */
    public static boolean startsBetween(long intended, long started, long settled) {
        return intended <= started && started <= settled;
    }

    /** E10: when a session may intend its next send. */
    public static long nextIntent(long lastStart, long delay) {
        return Nanos.plus(lastStart, delay);
    }

    /** G3: when a group may be posted to again, the last post to it having been intended at {@code lastIntent}. */
    public static long gateOpens(long lastIntent, long gate) {
        return Nanos.plus(lastIntent, gate);
    }
}
