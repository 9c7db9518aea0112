package io.adbot.testkit;

import org.jspecify.annotations.Nullable;

/** What a session did and was told, as far as the rules of its next send ask. */
final class SessionWatch {

    private static final long NEVER = -1;

    private @Nullable FakeSend unanswered;
    private long lastStart = NEVER;
    private @Nullable ToldWait flood;

    void tellToWait(long now, long length) {
        flood = new ToldWait(now, flood == null ? now + length : Math.max(flood.until(), now + length));
    }

    void forget() {
        flood = null;
    }

    /** How much of a flood wait is left that it has been told of; 0 for nothing. */
    long toldToWait(long now) {
        return ToldWait.left(flood, now);
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
