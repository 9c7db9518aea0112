package io.adbot.bench.dispatch;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where sends end, whoever dispatches them: a send is delivered at once, and its outcome is recorded, with how late it was. All
 * room for that is made beforehand.
 *
 * <p>Threads: any number, one at a time for a session.
 */
final class Sends {

    /** A session has no send left. */
    static final long NONE = Long.MAX_VALUE;

    private static final byte DELIVERED = 1;

    private final Work work;
    private final byte[] outcomes;
    private final long[] lateness;
    private final long[] due;
    private final byte[] made;
    private final AtomicInteger recorded = new AtomicInteger();
    private final AtomicInteger surplus = new AtomicInteger();
    private final CountDownLatch all = new CountDownLatch(1);

    Sends(Work work) {
        this.work = work;
        this.outcomes = new byte[work.all()];
        this.lateness = new long[work.all()];
        this.due = new long[work.sessions()];
        this.made = new byte[work.sessions()];
    }

    Work work() {
        return work;
    }

    /** The work is handed over now, on whatever clock the contender goes by. */
    void begin(long nanos) {
        for (int i = 0; i < due.length; i++) {
            due[i] = nanos + work.first(i);
        }
    }

    /** When the session's next send is due. */
    long due(int session) {
        return due[session];
    }

    /**
     * The session's next send, now.
     *
     * @return when the one after it is due; {@link #NONE} if that was the last
     */
    long send(int session) {
        return started(session, System.nanoTime());
    }

    /** The session's next send has started at this time, and is delivered: when the one after it is due, or {@link #NONE}. */
    long started(int session, long nanos) {
        int k = made[session];
        if (k == work.sends()) {
            surplus.incrementAndGet();
            return NONE;
        }
        int cell = session * work.sends() + k;
        outcomes[cell] = DELIVERED;
        lateness[cell] = nanos - due[session];
        made[session] = (byte) (k + 1);
        due[session] = nanos + Work.GAP;
        if (recorded.incrementAndGet() == work.all()) {
            all.countDown();
        }
        return k + 1 == work.sends() ? NONE : due[session];
    }

    /** Waits until all is sent; not longer than that. */
    void await(long nanos) throws InterruptedException {
        boolean inTime = all.await(nanos, TimeUnit.NANOSECONDS);
        assert inTime || recorded.get() < work.all();
    }

    /** How many sends have an outcome. */
    int done() {
        int done = 0;
        for (byte outcome : outcomes) {
            done += outcome;
        }
        return done;
    }

    /** How many were made that nobody had asked for. */
    int surplus() {
        return surplus.get();
    }

    /** How late the sends were that were made, in order; negative for one that was early. */
    long[] lateness() {
        long[] sorted = new long[done()];
        int next = 0;
        for (int cell = 0; cell < outcomes.length && next < sorted.length; cell++) {
            if (outcomes[cell] == DELIVERED) {
                sorted[next++] = lateness[cell];
            }
        }
        Arrays.sort(sorted);
        return sorted;
    }
}
