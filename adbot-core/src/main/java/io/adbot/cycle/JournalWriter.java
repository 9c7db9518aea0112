package io.adbot.cycle;

import io.adbot.journal.Fold;
import io.adbot.journal.Journal;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalException;
import io.adbot.time.EventLoop;
import io.adbot.time.Nanos;
import io.adbot.time.Tick;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the engine's facts to the journal, in order, and never gives one up: what the journal could not take is tried again
 * with what came after it, so that to a cycle a failing journal is no more than a slow one. As an intent must be durable before
 * its send starts, nothing is sent meanwhile.
 *
 * <p>On the way each fact passes the engine's memory as it is appended, and the listeners once it is durable.
 */
final class JournalWriter {

    private static final Logger log = LoggerFactory.getLogger(JournalWriter.class);
    private static final long FIRST_RETRY = Nanos.SECOND;
    private static final long LAST_RETRY = 30 * Nanos.SECOND;

    private final Journal journal;
    private final EventLoop loop;
    private final EngineMemory memory;
    private final List<Fold> folds;
    private final List<ListenerQueue> listeners = new ArrayList<>();

    private final ArrayDeque<Pending> pending = new ArrayDeque<>();

    /** How many entries the journal has been given and has not answered about. */
    private int underWay;

    /** An entry failed and has not been tried again: what comes meanwhile queues up, so that nothing overtakes it. */
    private boolean stalled;

    private boolean closed;
    private boolean abandoned;
    private @Nullable Tick last;
    private long retryAfter = FIRST_RETRY;
    private @Nullable String failure;

    JournalWriter(Journal journal, EventLoop loop, EngineMemory memory, List<Fold> folds) {
        this.journal = journal;
        this.loop = loop;
        this.memory = memory;
        this.folds = folds;
    }

    void addListener(ListenerQueue listener) {
        listeners.add(listener);
    }

    List<ListenerQueue> listeners() {
        return listeners;
    }

    /** Why the journal takes nothing at the moment; null while it does. */
    @Nullable
    String failure() {
        return failure;
    }

    /**
     * Appends a fact.
     *
     * @param whenDurable run on the loop once it is durable, unless that is so at once
     * @return true if it is durable already; {@code whenDurable} is then not run
     */
    boolean append(Tick at, JournalEvent event, @Nullable Runnable whenDurable) {
        if (closed) {
            log.warn("The runner is shut down; what came too late is not journalled: {}", event.type());
            return false;
        }
        // A step has one tick, but within it an intent may have taken its time: in the journal time never falls.
        Tick stamp = last != null && at.nanos() < last.nanos() ? last : at;
        last = stamp;
        memory.apply(stamp, event);
        for (int i = 0; i < folds.size(); i++) {
            folds.get(i).apply(stamp, event);
        }
        if (stalled) {
            pending.add(new Pending(stamp, event, whenDurable));
            return false;
        }
        CompletableFuture<JournalEntry> stage = tryAppend(stamp, event);
        if (pending.isEmpty() && stage.isDone() && !stage.isCompletedExceptionally()) {
            announce(stage.join());
            return true;
        }
        Pending waiting = new Pending(stamp, event, whenDurable);
        pending.add(waiting);
        follow(waiting, stage);
        return false;
    }

    /** Takes nothing more; once all is durable that was taken, another runner may use the journal. */
    void close() {
        closed = true;
    }

    /** Takes nothing more and gives up what is not durable: nobody will ever be told of it. */
    void abandon() {
        closed = true;
        pending.clear();
        abandoned = true;
    }

    /** Runs once everything that was appended so far is durable; at once if it is. */
    void whenAllDurable(Runnable then) {
        Pending last = pending.peekLast();
        if (last == null) {
            then.run();
        } else {
            Runnable before = last.whenDurable;
            last.whenDurable = before == null
                    ? then
                    : () -> {
                        before.run();
                        then.run();
                    };
        }
    }

    private CompletableFuture<JournalEntry> tryAppend(Tick at, JournalEvent event) {
        try {
            CompletionStage<JournalEntry> stage = journal.append(at, event);
            return stage.toCompletableFuture();
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void follow(Pending waiting, CompletionStage<JournalEntry> stage) {
        underWay++;
        stalled |= stage.toCompletableFuture().isCompletedExceptionally();
        stage.whenComplete((entry, error) -> loop.execute(() -> {
            underWay--;
            if (error == null) {
                waiting.entry = entry;
                handOn();
            } else {
                failed(error);
            }
            if (stalled && underWay == 0 && !abandoned) {
                retryLater();
            }
        }));
    }

    /** Hands on what is durable, in order. */
    private void handOn() {
        if (!stalled) {
            retryAfter = FIRST_RETRY;
            if (failure != null) {
                failure = null;
                log.info("The journal takes entries again");
            }
        }
        for (Pending first = pending.peek(); first != null && first.entry != null; first = pending.peek()) {
            pending.remove();
            announce(first.entry);
            if (first.whenDurable != null) {
                first.whenDurable.run();
            }
        }
    }

    private void failed(Throwable error) {
        stalled = true;
        if (failure == null) {
            log.error("The journal takes no entries; nothing is sent until it does: {}", reason(error));
        }
        failure = reason(error);
    }

    /** What a journal says of itself is for people; of other failures the name tells as much as the message. */
    private static String reason(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return cause instanceof JournalException ? String.valueOf(cause.getMessage()) : cause.toString();
    }

    private void retryLater() {
        loop.wakeAt(Nanos.plus(loop.now().nanos(), retryAfter), new Retry());
        retryAfter = Math.min(2 * retryAfter, LAST_RETRY);
    }

    private void announce(JournalEntry entry) {
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).add(entry);
        }
    }

    private final class Retry implements Runnable {
        @Override
        public void run() {
            if (abandoned) {
                return;
            }
            try {
                journal.recover();
            } catch (Throwable e) {
                failed(e);
                retryLater();
                return;
            }
            stalled = false;
            for (Pending waiting : List.copyOf(pending)) {
                if (waiting.entry == null && !stalled) {
                    follow(waiting, tryAppend(waiting.at, waiting.event));
                }
            }
        }

        @Override
        public String toString() {
            return "the journal, which is tried again after " + failure;
        }
    }

    private static final class Pending {
        private final Tick at;
        private final JournalEvent event;
        private @Nullable Runnable whenDurable;
        private @Nullable JournalEntry entry;

        Pending(Tick at, JournalEvent event, @Nullable Runnable whenDurable) {
            this.at = at;
            this.event = event;
            this.whenDurable = whenDurable;
        }
    }
}
