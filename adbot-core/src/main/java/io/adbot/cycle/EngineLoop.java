package io.adbot.cycle;

import io.adbot.time.EventLoop;
import io.adbot.time.Nanos;
import io.adbot.time.Tick;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The embedder's loop on the engine's own axis, on which 0 is the opening; so a journal's times count from there. */
final class EngineLoop implements EventLoop {

    private final EventLoop loop;
    private long opened;

    EngineLoop(EventLoop loop) {
        this.loop = loop;
    }

    /** The engine opens now. Called once, on the loop, before anything else asks for the time. */
    void open() {
        opened = loop.now().nanos();
    }

    @Override
    public Tick now() {
        Tick now = loop.now();
        return opened == 0 ? now : new Tick(Math.max(0, now.nanos() - opened), now.wall());
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public Alarm wakeAt(long nanos, Runnable task) {
        return loop.wakeAt(Nanos.plus(nanos, opened), task);
    }

    /**
     * Asks something on the loop.
     *
     * @return what it completes; fails if the question throws, or if the loop takes no more tasks
     */
    <T extends @Nullable Object> CompletionStage<T> ask(Consumer<CompletableFuture<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            execute(() -> {
                try {
                    question.accept(answer);
                } catch (Throwable e) {
                    answer.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException closed) {
            answer.completeExceptionally(closed);
        }
        return answer;
    }
}
