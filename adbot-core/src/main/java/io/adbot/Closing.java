package io.adbot;

import io.adbot.cycle.CycleRunner;
import io.adbot.time.EventLoop;
import io.adbot.time.EventLoop.Alarm;
import io.adbot.time.Nanos;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The end of an engine: in order, or, if that takes too long, without what is still under way. What failed can be tried again. */
final class Closing {

    private final EventLoop loop;
    private final CycleRunner runner;
    private final long limit;
    private final Supplier<CompletionStage<Void>> inOrder;

    /** Guarded by this. */
    private @Nullable Attempt last;

    /**
     * Nothing is closed yet.
     *
     * @param inOrder begins to close; asked for each attempt
     */
    Closing(EventLoop loop, CycleRunner runner, long limit, Supplier<CompletionStage<Void>> inOrder) {
        this.loop = loop;
        this.runner = runner;
        this.limit = limit;
        this.inOrder = inOrder;
    }

    /** Has it been tried, with whatever success, and is it not being tried now? */
    synchronized boolean hasEnded() {
        return last != null && last.done.isDone();
    }

    /** Done when all is closed: by an attempt that has succeeded or is under way, else by a new one. */
    CompletionStage<Void> close() {
        Attempt attempt;
        synchronized (this) {
            if (last != null && !last.done.isCompletedExceptionally()) {
                return last.done.minimalCompletionStage();
            }
            attempt = new Attempt();
            last = attempt;
        }
        attempt.begin();
        return attempt.done.minimalCompletionStage();
    }

    /** One attempt; after each limit that passes before its end, what keeps it is given up. */
    private final class Attempt {
        private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        private @Nullable Alarm alarm;

        void begin() {
            loop.execute(this::waitForIt);
            inOrder.get().whenComplete((closed, failure) -> end(failure));
        }

        private void waitForIt() {
            if (!done.isDone()) {
                alarm = loop.wakeAt(Nanos.plus(loop.now().nanos(), limit), this::giveUp);
            }
        }

        private void giveUp() {
            runner.giveUp().whenComplete((trouble, failure) -> {
                if (failure != null) {
                    end(failure);
                } else if (trouble.isPresent()) {
                    end(new NotClosedInOrderException(trouble.get()));
                } else {
                    waitForIt();
                }
            });
        }

        private void end(@Nullable Throwable failure) {
            loop.execute(() -> {
                if (alarm != null) {
                    alarm.cancel();
                }
            });
            if (failure == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(failure);
            }
        }
    }
}
