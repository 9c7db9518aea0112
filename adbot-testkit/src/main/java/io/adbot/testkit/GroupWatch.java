package io.adbot.testkit;

/** What a session was told about one group, as far as the rules of its next send there ask. */
final class GroupWatch {

    private boolean mayPost;
    private long toldAt;
    private long toldUntil;

    void tellPermission(boolean granted) {
        mayPost = granted;
        if (granted) {
            toldUntil = 0; // Whatever it had been told before, it is now told that it may.
        }
    }

    /** May it post? Once told, it may for one send. */
    boolean usePermission() {
        boolean may = mayPost;
        mayPost = false;
        return may;
    }

    void tellToWait(long now, long length) {
        toldAt = now;
        toldUntil = now + length;
    }

    void forget() {
        mayPost = false;
        toldUntil = 0;
    }

    /** How much of slow mode is left that it has been told of; 0 for nothing. */
    long waitLeft(long now) {
        return now > toldAt ? Math.max(0, toldUntil - now) : 0;
    }
}
