package io.adbot.bench.dispatch;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The limit: the JDK's executor with one thread, each session a task that asks for its next turn. */
final class ExecutorContender implements Contender {

    private final Sends sends;
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);

    ExecutorContender(Sends sends) {
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
        executor.shutdownNow();
    }

    private final class Session implements Runnable {
        private final int index;

        Session(int index) {
            this.index = index;
        }

        void schedule(long due) {
            // Should it throw, the session's other sends are missing in the end.
            ScheduledFuture<?> unused = executor.schedule(this, due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public void run() {
            long due = sends.send(index);
            if (due != Sends.NONE) {
                schedule(due);
            }
        }
    }
}
