package io.adbot.samples.embed;

import io.adbot.AdBot;
import io.adbot.TenantStatus;
import io.adbot.message.Post;
import io.adbot.plan.ExecutionMode;
import io.adbot.store.json.JsonStore;
import io.adbot.tenant.TenantConfig;
import io.adbot.testkit.FakeTelegram;
import io.adbot.time.EventLoop;
import io.adbot.value.GroupId;
import io.adbot.value.TenantId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** A whole engine in a program: one tenant, which posts to three groups every hour, with two accounts in turns. */
public final class Shop {

    private Shop() {}

    // begin: engine
    /** Posts until Enter is pressed. The one argument is the data directory, with two sessions in sessions/unused. */
    public static void main(String[] args) throws IOException {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        EventLoop loop = EventLoop.on(executor);
        FakeTelegram telegram = new FakeTelegram(loop); // it lives in the engine's time; your adapter need not
        try (AdBot bot = AdBot.builder(telegram, JsonStore.at(Path.of(args[0])))
                .loop(loop)
                .open()) {
            TenantStatus status = begin(bot).toCompletableFuture().join();
            System.out.println(status.reason());
            System.in.read();
        } finally {
            executor.shutdown();
        }
    }

    static CompletionStage<TenantStatus> begin(AdBot bot) {
        TenantId shop = new TenantId("shop");
        TenantConfig config = TenantConfig.builder()
                .mode(ExecutionMode.STARTER)
                .cycle(Duration.ofMinutes(60))
                .pause(Duration.ofMinutes(30))
                .groups(List.of(new GroupId("-1001"), new GroupId("-1002"), new GroupId("-1003")))
                .post(Post.forward("t.me/shop_news/123"))
                .sessionsCount(2)
                .build();
        return bot.tenants()
                .find(shop)
                .thenCompose(found -> found.isPresent()
                        ? bot.tenants().update(shop, before -> config)
                        : bot.tenants().create(shop, config))
                .thenCompose(set -> bot.start(shop)); // assigns sessions; refuses with every reason at once
    }
    // end: engine
}
