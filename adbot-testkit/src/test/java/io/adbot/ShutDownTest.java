package io.adbot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.engine.Books;
import io.adbot.engine.Checkpoint;
import io.adbot.journal.Journal;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.SetupEvent.EngineClosed;
import io.adbot.message.ApiCredentials;
import io.adbot.store.InMemoryStore;
import io.adbot.store.ReadableFiles;
import io.adbot.store.SessionShelf;
import io.adbot.store.Store;
import io.adbot.store.StoreException;
import io.adbot.store.TenantLog;
import io.adbot.testkit.FakeTelegram;
import io.adbot.testkit.TelegramBehaviour;
import io.adbot.testkit.VirtualTime;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** An engine that is shut down more than once. */
class ShutDownTest {

    private final VirtualTime time = new VirtualTime();
    private final InMemoryStore store = new InMemoryStore();
    private int failures;
    private final AdBot bot = AdBot.builder(new FakeTelegram(time, TelegramBehaviour.calm(), 1), new FailingFiles())
            .loop(time.loop())
            .open();

    @Test
    void whatFailedIsTriedAgain() {
        failures = 1;
        assertThatThrownBy(() -> await(bot.shutDown())).hasCauseInstanceOf(StoreException.class);
        assertThat(closings()).isZero();

        await(bot.shutDown());

        assertThat(closings()).isOne();
    }

    @Test
    void whoAsksAgainWhileItIsUnderWayIsAnsweredWithTheSame() {
        for (int steps = 0; steps < 12; steps++) {
            InMemoryStore fresh = new InMemoryStore();
            AdBot engine = AdBot.builder(new FakeTelegram(time, TelegramBehaviour.calm(), 1), fresh)
                    .loop(time.loop())
                    .open();
            time.advance(Duration.ofSeconds(1));
            fresh.journal().hold();
            CompletionStage<Void> first = engine.shutDown();
            for (int i = 0; i < steps; i++) {
                time.step();
            }
            CompletionStage<Void> second = engine.shutDown();
            for (int i = 0; i < 8; i++) {
                time.step();
            }
            fresh.journal().release();

            await(first);
            await(second);
        }
    }

    private long closings() {
        return store.journal().entries().stream()
                .filter(entry -> entry.event() instanceof EngineClosed)
                .count();
    }

    /** A store whose readable files cannot be written while there are failures left. */
    private final class FailingFiles implements Store, ReadableFiles {
        @Override
        public ReadableFiles files() {
            return this;
        }

        @Override
        public List<JournalEvent> edits(Books books) {
            return store.files().edits(books);
        }

        @Override
        public Written write(Books books) {
            if (failures > 0) {
                failures--;
                throw new StoreException("the disk is full");
            }
            return store.files().write(books);
        }

        @Override
        public Journal journal() {
            return store.journal();
        }

        @Override
        public SessionShelf shelf() {
            return store.shelf();
        }

        @Override
        public TenantLog log() {
            return store.log();
        }

        @Override
        public void checkName(TenantId tenant) {
            store.checkName(tenant);
        }

        @Override
        public List<ApiCredentials> credentials() {
            return store.credentials();
        }

        @Override
        public CompletionStage<Void> keepCredentials(List<ApiCredentials> pairs) {
            return store.keepCredentials(pairs);
        }

        @Override
        public void compactWith(Supplier<Checkpoint> fresh) {
            store.compactWith(fresh);
        }

        @Override
        public CompletionStage<Void> forgetRemoved() {
            return store.forgetRemoved();
        }

        @Override
        public void close() {
            store.close();
        }
    }

    private <T> T await(CompletionStage<T> stage) {
        return time.await(stage, Duration.ofHours(1));
    }
}
