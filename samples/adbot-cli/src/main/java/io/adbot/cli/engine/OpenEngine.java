package io.adbot.cli.engine;

import io.adbot.AdBot;
import io.adbot.cli.input.BadInputException;
import io.adbot.journal.JournalException;
import io.adbot.store.json.JsonStore;
import io.adbot.testkit.FakeTelegram;
import io.adbot.testkit.TelegramBehaviour;
import io.adbot.time.EventLoop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** An engine on a directory, in real time and at a fake Telegram, for as long as a command takes. */
final class OpenEngine implements AutoCloseable {

    private final ScheduledExecutorService executor;
    private final AdBot bot;

    private OpenEngine(ScheduledExecutorService executor, AdBot bot) {
        this.executor = executor;
        this.bot = bot;
    }

    /** Opens the directory, which must be there; throws {@link BadInputException} saying why it cannot be. */
    static OpenEngine on(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw BadInputException.in(directory, "no such directory");
        }
        ScheduledExecutorService executor =
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "adbot"));
        try {
            EventLoop loop = EventLoop.on(executor);
            FakeTelegram telegram = new FakeTelegram(loop, TelegramBehaviour.calm(), 0);
            AdBot bot =
                    AdBot.builder(telegram, JsonStore.at(directory)).loop(loop).open();
            return new OpenEngine(executor, bot);
        } catch (JournalException refusal) {
            executor.shutdownNow();
            throw Refusals.of(refusal);
        } catch (RuntimeException | Error failure) {
            executor.shutdownNow();
            throw failure;
        }
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
            executor.shutdown();
        }
    }
}
