package io.adbot.store.json;

import io.adbot.store.StoreException;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs on an executor that may have any number of threads, but one task at a time and in the order in which they came. */
final class OneByOne implements Executor {

    private final Executor executor;
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    OneByOne(Executor executor) {
        this.executor = executor;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (tasks) {
            tasks.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        try {
            executor.execute(this::run);
        } catch (RejectedExecutionException e) {
            synchronized (tasks) {
                running = false;
                tasks.remove(task);
            }
            throw e;
        }
    }

    /** Runs it; the stage fails as it does, or if the executor takes nothing any more. */
    <T extends @Nullable Object> CompletionStage<T> ask(Supplier<T> task) {
        try {
            return CompletableFuture.supplyAsync(task, this);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new StoreException("the store is closed", e));
        }
    }

    private void run() {
        while (true) {
            Runnable task;
            synchronized (tasks) {
                task = tasks.poll();
                if (task == null) {
                    running = false;
                    return;
                }
            }
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e); // The next ones run all the same.
            }
        }
    }
}
