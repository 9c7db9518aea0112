package io.adbot;

import io.adbot.cycle.CycleRunner;
import io.adbot.time.EventLoop;
import io.adbot.time.EventLoop.Alarm;
import io.adbot.time.Nanos;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The end of an engine: in order, or, if that takes too long, without what is still under way. */
final class Closing {

    private final EventLoop loop;
    private final CycleRunner runner;
    private final long limit;
    private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    private @Nullable Alarm alarm;

    Closing(EventLoop loop, CycleRunner runner, long limit) {
        this.loop = loop;
        this.runner = runner;
        this.limit = limit;
    }

    boolean isDone() {
        return done.isDone();
    }

    /** Done when what was begun is; after each limit that passes before, what keeps it is given up. */
    CompletionStage<Void> follow(CompletionStage<Void> inOrder) {
        loop.execute(this::waitForIt);
        inOrder.whenComplete((closed, failure) -> {
            if (failure == null) {
                end(null);
            } else {
                end(failure);
            }
        });
        return done.minimalCompletionStage();
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
