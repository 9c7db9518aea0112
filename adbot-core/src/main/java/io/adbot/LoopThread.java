package io.adbot;

import io.adbot.time.EventLoop;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** The loop that the engine runs on, and the thread under it if that is the engine's own. */
final class LoopThread implements AutoCloseable {

    private final EventLoop loop;
    private final @Nullable ScheduledExecutorService own;

    private LoopThread(EventLoop loop, @Nullable ScheduledExecutorService own) {
        this.loop = loop;
        this.own = own;
    }

    static LoopThread given(EventLoop loop) {
        return new LoopThread(loop, null);
    }

    static LoopThread own() {
        ScheduledExecutorService executor =
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "adbot"));
        return new LoopThread(EventLoop.on(executor), executor);
    }

    EventLoop loop() {
        return loop;
    }

    @Override
    public void close() {
        if (own != null) {
            own.shutdownNow();
        }
    }
}
