package io.adbot.bench.dispatch;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.TimerTask;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Netty's timer. Its documentation (https://netty.io/4.2/api/io/netty/util/HashedWheelTimer.html) says that a shorter tick makes it
 * more accurate, and that the wheel may be larger for many timeouts: with ticks of 1 ms, the shortest that it takes without a
 * warning, and a wheel that all of the work fits.
 */
final class NettyContender implements Contender {

    private static final int TICKS = 1 << 16;

    private final Sends sends;
    private final HashedWheelTimer timer =
            new HashedWheelTimer(new DefaultThreadFactory("wheel", true), 1, TimeUnit.MILLISECONDS, TICKS);

    NettyContender(Sends sends) {
        this.sends = sends;
    }

    @Override
    public void start() {
        sends.begin(System.nanoTime());
        for (int i = 0; i < sends.work().sessions(); i++) {
            new Session(i).schedule(sends.due(i));
        }
    }

    @Override
    public void await(long nanos) throws InterruptedException {
        sends.await(nanos);
    }

    @Override
    public void close() {
        timer.stop();
    }

    private final class Session implements TimerTask {
        private final int index;

        Session(int index) {
            this.index = index;
        }

        void schedule(long due) {
            timer.newTimeout(this, due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public void run(Timeout timeout) {
            long due = sends.send(index);
            if (due != Sends.NONE) {
                schedule(due);
            }
        }
    }
}
