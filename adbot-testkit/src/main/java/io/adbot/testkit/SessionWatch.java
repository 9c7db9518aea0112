package io.adbot.testkit;

import org.jspecify.annotations.Nullable;

/** What a session did and was told, as far as the rules of its next send ask. */
final class SessionWatch {

    private static final long NEVER = -1;

    private @Nullable FakeSend unanswered;
    private long lastStart = NEVER;
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

    /** How long ago the last send started; as long as can be if there was none. */
    long sinceLastStart(long now) {
        return lastStart == NEVER ? Long.MAX_VALUE : now - lastStart;
    }

    /** Notes the latest send, and gives the one before it unless that was answered. */
    @Nullable
    FakeSend begin(FakeSend send) {
        FakeSend before = unanswered;
        unanswered = send;
        lastStart = send.startedAt;
        return before;
    }

    /** Lets go of a send that was answered. */
    void end(FakeSend send) {
        if (unanswered == send) {
            unanswered = null;
        }
    }
}
