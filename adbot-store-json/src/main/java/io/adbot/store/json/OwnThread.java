package io.adbot.store.json;

import java.util.concurrent.ThreadFactory;

/** Threads that the store starts itself: named, and none of them keeps a process alive. */
final class OwnThread {

    private OwnThread() {}

    static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
