package io.adbot.bench.dispatch;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DeadlineTimerWheel;
import org.agrona.DeadlineTimerWheel.TimerHandler;
import org.agrona.collections.Long2LongHashMap;

/**
 * Agrona's wheel, which belongs to one thread, has no waiting of its own, and knows its timers by numbers alone. Its documentation
 * (https://www.javadoc.io/doc/org.agrona/agrona/latest/org.agrona/org/agrona/DeadlineTimerWheel.html) asks for powers of two: ticks of
 * about a millisecond, and a wheel that all of the work fits, with room in each tick for what is due in it.
 */
final class AgronaContender implements Contender, Runnable, TimerHandler {

    private static final long TICK = 1 << 20;
    private static final int TICKS = 1 << 16;
    private static final long NOBODY = -1;

    private final Sends sends;
    private final Thread thread = new Thread(this, "wheel");
    private final Long2LongHashMap sessions;
    private volatile boolean closed;

    private DeadlineTimerWheel wheel;

    AgronaContender(Sends sends) {
        this.sends = sends;
        this.sessions = new Long2LongHashMap(2 * sends.work().sessions(), 0.65f, NOBODY);
        this.wheel = new DeadlineTimerWheel(TimeUnit.NANOSECONDS, System.nanoTime(), TICK, TICKS, roomInTick());
    }

    /** How many are due in one tick at most, and the next power of two. */
    private int roomInTick() {
        Work work = sends.work();
        long due = work.sessions() * TICK / work.spread() * Math.min(work.sends(), 1 + work.spread() / Work.GAP);
        return Math.max(16, 2 * Integer.highestOneBit((int) due));
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void run() {
        sends.begin(System.nanoTime());
        wheel.resetStartTime(System.nanoTime());
        for (int i = 0; i < sends.work().sessions(); i++) {
            sessions.put(wheel.scheduleTimer(sends.due(i)), i);
        }
        while (!closed) {
            long now = System.nanoTime();
            // A poll goes on by one tick at most.
            while (wheel.currentTickTime() <= now) {
                wheel.poll(now, this, Integer.MAX_VALUE);
            }
            LockSupport.parkNanos(wheel.currentTickTime() - System.nanoTime());
        }
    }

    @Override
    public boolean onTimerExpiry(TimeUnit unit, long now, long timer) {
        int session = (int) sessions.remove(timer);
        long due = sends.send(session);
        if (due != Sends.NONE) {
            sessions.put(wheel.scheduleTimer(due), session);
        }
        return true;
    }

    @Override
    public void await(long nanos) throws InterruptedException {
        sends.await(nanos);
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }
}
