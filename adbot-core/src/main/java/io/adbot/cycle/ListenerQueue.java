package io.adbot.cycle;

import io.adbot.journal.JournalEntry;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bounded queue of one listener (rule E8). Filled by the loop, emptied on the listener's executor. */
final class ListenerQueue {

    private static final Logger log = LoggerFactory.getLogger(CycleListener.class);

    /** How much is handed over in one turn on the executor, so that listeners that share it are fair to each other. */
    private static final int TURN = 256;

    private final CycleListener listener;
    private final Executor executor;
    private final int capacity;

    private final Object lock = new Object();
    private final ArrayDeque<Object> queue = new ArrayDeque<>();
    private long dropped;
    private boolean draining;

    ListenerQueue(CycleListener listener, Executor executor, int capacity) {
        this.listener = listener;
        this.executor = executor;
        this.capacity = capacity;
    }

    void add(JournalEntry entry) {
        if (!(listener instanceof ReportListener)) {
            addAny(entry);
        }
    }

    void add(CycleReport report) {
        addAny(report);
    }

    private void addAny(Object event) {
        synchronized (lock) {
            if (queue.size() == capacity) {
                queue.poll();
                dropped++;
            }
            queue.add(event);
            if (draining) {
                return;
            }
            draining = true;
        }
        takeTurn();
    }

    private void takeTurn() {
        try {
            executor.execute(this::drain);
        } catch (Throwable e) { // one that cannot make another thread throws an error
            log.warn("The executor of listener {} takes no work; it hears nothing until it does", listener, e);
            synchronized (lock) {
                draining = false;
            }
        }
    }

    private void drain() {
        for (int i = 0; i < TURN; i++) {
            Object event;
            long missed;
            synchronized (lock) {
                event = queue.poll();
                missed = dropped;
                dropped = 0;
                if (event == null) {
                    draining = false;
                    return;
                }
            }
            tell(event, missed);
        }
        takeTurn();
    }

    private void tell(Object event, long missed) {
        if (missed > 0) {
            contained(() -> listener.onDropped(missed));
        }
        if (event instanceof JournalEntry entry) {
            contained(() -> listener.onEntry(entry));
        } else if (event instanceof CycleReport report) {
            contained(() -> listener.onReport(report));
        }
    }

    /** Whatever it throws, failed assertions of tests included: the next entry is heard all the same. */
    private void contained(Runnable call) {
        try {
            call.run();
        } catch (Throwable e) {
            log.warn("Listener {} failed and goes on with the next entry", listener, e);
        }
    }
}
