package io.adbot.cli.engine;

import io.adbot.AdBot;
import io.adbot.cli.input.BadInputException;
import io.adbot.journal.JournalException;
import io.adbot.message.MessagingPort;
import io.adbot.store.json.JsonStore;
import io.adbot.time.EventLoop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** An engine on a directory, in real time, for as long as a command takes. */
final class OpenEngine implements AutoCloseable {

    private final ScheduledExecutorService executor;
    private final Reach.Line telegram;
    private final AdBot bot;

    private OpenEngine(ScheduledExecutorService executor, Reach.Line telegram, AdBot bot) {
        this.executor = executor;
        this.telegram = telegram;
        this.bot = bot;
    }

    /** Opens the directory for what asks nothing of Telegram. */
    static OpenEngine on(Path directory) {
        return on(directory, Reach.FAKE);
    }

    /** Opens the directory, which must be there; throws {@link BadInputException} saying why it cannot be. */
    static OpenEngine on(Path directory, Reach reach) {
        if (!Files.isDirectory(directory)) {
            throw BadInputException.in(directory, "no such directory");
        }
        ScheduledExecutorService executor =
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "adbot"));
        try {
            EventLoop loop = EventLoop.on(executor);
            return on(directory, executor, loop, reach.open(loop));
        } catch (JournalException refusal) {
            executor.shutdownNow();
            throw Refusals.of(refusal);
        } catch (RuntimeException | Error failure) {
            executor.shutdownNow();
            throw failure;
        }
    }

    private static OpenEngine on(
            Path directory, ScheduledExecutorService executor, EventLoop loop, Reach.Line telegram) {
        try {
            AdBot bot = AdBot.builder(telegram.port(), JsonStore.at(directory))
                    .loop(loop)
                    .open();
            return new OpenEngine(executor, telegram, bot);
        } catch (RuntimeException | Error failure) {
            telegram.close().run();
            throw failure;
        }
    }

    MessagingPort port() {
        return telegram.port();
    }

    AdBot bot() {
        return bot;
    }

    /** Waits for an answer; throws {@link BadInputException} with the reason if it was refused. */
    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException failure) {
            throw Refusals.of(failure);
        }
    }

    @Override
    public void close() {
        try {
            bot.close();
        } finally {
            telegram.close().run();
            executor.shutdown();
        }
    }
}
