package io.adbot.figures.store;

import io.adbot.AdBot;
import io.adbot.store.json.JsonStore;
import io.adbot.tenant.TenantConfig;
import io.adbot.testkit.FakeTelegram;
import io.adbot.testkit.TelegramBehaviour;
import io.adbot.testkit.VirtualTime;
import io.adbot.value.TenantId;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;

/** The whole engine over this library's store, in real time: a change is asked of {@link io.adbot.Tenants#update}. */
public final class EngineContender implements Contender {

    private static final int CREATED_AT_ONCE = 10_000;

    private final AdBot bot;

    private EngineContender(AdBot bot) {
        this.bot = bot;
    }

    /** Opens an engine in a directory and creates so many tenants. */
    public static EngineContender in(Path directory, int tenants) throws InterruptedException {
        FakeTelegram nobody = new FakeTelegram(new VirtualTime(), TelegramBehaviour.calm(), 1);
        AdBot bot = AdBot.builder(nobody, JsonStore.open(directory)).open();
        Semaphore room = new Semaphore(CREATED_AT_ONCE);
        TenantConfig config = TenantRecord.edition(0).config();
        for (int i = 0; i < tenants; i++) {
            room.acquire();
            CompletionStage<TenantConfig> created = bot.tenants().create(id(i), config);
            created.whenComplete((done, failure) -> room.release());
        }
        room.acquire(CREATED_AT_ONCE);
        return new EngineContender(bot);
    }

    @Override
    public CompletionStage<?> change(int tenant, TenantRecord record) {
        return bot.tenants().update(id(tenant), before -> record.config());
    }

    /** Waits until the logs, which are written behind the changes, have all lines: they are no part of the next turn. */
    public void settle() {
        bot.state(id(0)).toCompletableFuture().join();
    }

    @Override
    public void close() {
        bot.close();
    }

    private static TenantId id(int tenant) {
        return new TenantId("tenant-" + tenant);
    }
}
