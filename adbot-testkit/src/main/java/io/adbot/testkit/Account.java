package io.adbot.testkit;

import io.adbot.message.SendOutcome;
import io.adbot.value.SessionId;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What the fake Telegram knows of one session. */
final class Account {

    final SessionId session;
    final long stream;
    private final double sourceLuck;
    private final boolean checkFindsSource;
    private final ArrayDeque<FakeSend> held = new ArrayDeque<>(1);
    private boolean holding;

    /** The answer to whatever it asks for; null while the account is in order. */
    @Nullable
    SendOutcome verdict;

    boolean sourceHidden;
    final Memberships memberships = new Memberships();
    final Flood flood = new Flood();
    final SessionWatch watch = new SessionWatch();

    Account(SessionId session, long seed) {
        this.session = session;
        this.stream = Luck.stream(seed, session.value());
        this.sourceLuck = Luck.unit(Luck.draw(stream, 0, Luck.Purpose.SOURCE));
        this.checkFindsSource = Luck.draw(stream, 1, Luck.Purpose.SOURCE) < 0;
    }

    void forgetWhatItWasTold() {
        watch.forget();
        memberships.forgetWhatTheSessionWasTold();
    }

    boolean seesSource(double hiddenShare) {
        return !sourceHidden && sourceLuck >= hiddenShare;
    }

    /** Does a question about permission find out that the source is hidden? For half of the accounts only a send does. */
    boolean hidesSourceFromCheck(double hiddenShare) {
        return sourceHidden || (checkFindsSource && !seesSource(hiddenShare));
    }

    void hold() {
        holding = true;
    }

    boolean isHolding() {
        return holding;
    }

    void keep(FakeSend send) {
        held.add(send);
    }

    void forget(FakeSend send) {
        held.remove(send);
    }

    @Nullable
    FakeSend nextHeld() {
        return held.poll();
    }

    void release() {
        holding = false;
    }

    int held() {
        return held.size();
    }

    /** The flood limit as it applies to one account. */
    static final class Flood {
        /** When the bucket is full again. */
        private long fullAt;

        private long until = Long.MIN_VALUE;
        private long wait;

        /** Takes one from the bucket, or says how long to wait; 0 for none. */
        long ask(long now, @Nullable FloodLimit limit, long longestByChance) {
            if (now < until) {
                long longest =
                        limit == null ? longestByChance : limit.longestWait().toNanos();
                return begin(now, Math.max(wait, Math.min(longest, wait * 2)));
            }
            if (limit == null) {
                return 0;
            }
            long refill = limit.refill().toNanos();
            long filled = Math.max(fullAt, now) + refill;
            if (filled - now > limit.burst() * refill) {
                return begin(now, limit.firstWait().toNanos());
            }
            fullAt = filled;
            return 0;
        }

        long begin(long now, long length) {
            wait = length;
            until = now + length;
            return length;
        }
    }
}
