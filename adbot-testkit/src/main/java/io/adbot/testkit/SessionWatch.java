package io.adbot.testkit;

import org.jspecify.annotations.Nullable;

/** What a session did and was told, as far as the rules of its next send ask. */
final class SessionWatch {

    private @Nullable FakeSend latest;
    private long toldAt;
    private long toldUntil;

    void tellToWait(long now, long length) {
        toldAt = now;
        toldUntil = Math.max(toldUntil, now + length);
    }

    void forget() {
        toldUntil = 0;
    }

    /** How much of a wait is left that it has been told of; 0 for nothing. What it is told at this very instant is news. */
    long waitLeft(long now) {
        return now > toldAt ? Math.max(0, toldUntil - now) : 0;
    }

    /** Notes the latest send, and gives the one before it. */
    @Nullable
    FakeSend begin(FakeSend send) {
        FakeSend before = latest;
        latest = send;
        return before;
    }
}
