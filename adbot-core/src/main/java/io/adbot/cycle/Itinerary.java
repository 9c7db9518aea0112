package io.adbot.cycle;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The order in which a session comes to its groups (rule E12): once through its part of the list, then once through what was
 * moved to the end. Groups are positions in the plan's list.
 */
final class Itinerary {

    private static final int NONE = -1;

    private final int to;
    private int next;
    private @Nullable ArrayDeque<Stop> atTheEnd;

    private int current = NONE;
    private long notBefore = Long.MIN_VALUE;
    private WaitReason why = WaitReason.DELAY;
    private boolean moved;
    private boolean retried;
    private int attempts;
    private int failures;

    Itinerary(int from, int to) {
        this.next = from;
        this.to = to;
    }

    /** Is the session at a group? */
    boolean hasCurrent() {
        return current != NONE;
    }

    /** The group it is at. */
    int current() {
        return current;
    }

    /** Was the group moved to the end before? */
    boolean moved() {
        return moved;
    }

    /** Must the group be waited for where it is? If it was moved before, or is to be tried again before any other. */
    boolean stays() {
        return moved || retried;
    }

    /** The group that was just tried is tried again before any other. */
    void retry() {
        retried = true;
    }

    /** Counts a try at the group; how many there have been. */
    int attempt() {
        retried = false;
        return ++attempts;
    }

    /** Counts a try that came to nothing; how many there have been. */
    int fail() {
        return ++failures;
    }

    /** When the group may be tried, if something beyond the session's own delay holds it back. */
    long notBefore() {
        return notBefore;
    }

    /** What holds it back. */
    WaitReason why() {
        return why;
    }

    /** Goes on to the next group; false if there is none. */
    boolean advance() {
        if (next < to) {
            be(new Stop(next++, Long.MIN_VALUE, WaitReason.DELAY, 0, 0), false);
            return true;
        }
        Stop deferred = atTheEnd == null ? null : atTheEnd.poll();
        if (deferred == null) {
            leave();
            return false;
        }
        be(deferred, true);
        return true;
    }

    /** Has done with the group it is at. */
    void leave() {
        current = NONE;
    }

    /** Holds still at this group for a while. */
    void hold(long until, WaitReason reason) {
        notBefore = until;
        why = reason;
    }

    /** Moves the group to the end. */
    void moveToEnd(long until, WaitReason reason) {
        if (atTheEnd == null) {
            atTheEnd = new ArrayDeque<>();
        }
        atTheEnd.add(new Stop(current, until, reason, attempts, failures));
        leave();
    }

    private void be(Stop stop, boolean wasMoved) {
        current = stop.group;
        notBefore = stop.notBefore;
        why = stop.why;
        attempts = stop.attempts;
        failures = stop.failures;
        moved = wasMoved;
        retried = false;
    }

    private record Stop(int group, long notBefore, WaitReason why, int attempts, int failures) {}
}
