package io.adbot.store.json;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Who does a journal's work: executors that were handed in, and threads of its own for the rest.
 *
 * @param writer writes
 * @param background compacts
 * @param own those that end with the journal
 */
record Workers(Executor writer, Executor background, List<ExecutorService> own) {

    static Workers of(@Nullable Executor writer, @Nullable Executor background) {
        List<ExecutorService> own = new ArrayList<>();
        return new Workers(
                writer == null ? own("adbot-journal", own) : writer,
                background == null ? own("adbot-compaction", own) : background,
                own);
    }

    void close() {
        own.forEach(ExecutorService::shutdown);
    }

    /** A thread that is started by its first task, and keeps no process alive. */
    private static ExecutorService own(String name, List<ExecutorService> all) {
        ExecutorService own = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        all.add(own);
        return own;
    }
}
