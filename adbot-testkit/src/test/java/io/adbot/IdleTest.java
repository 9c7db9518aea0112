package io.adbot;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.message.Post;
import io.adbot.store.InMemoryStore;
import io.adbot.tenant.TenantConfig;
import io.adbot.testkit.DurationRange;
import io.adbot.testkit.FakeTelegram;
import io.adbot.testkit.TelegramBehaviour;
import io.adbot.testkit.VirtualTime;
import io.adbot.time.EventLoop;
import io.adbot.time.Tick;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Idle, the engine does no work: nothing is polled, and a tenant that waits is one alarm. */
class IdleTest {

    private static final int STOPPED = 10_000;
    private static final int WAITING = 100;

    private final VirtualTime time = new VirtualTime();
    private final FakeTelegram telegram = new FakeTelegram(
            time,
            TelegramBehaviour.calm().toBuilder().latency(DurationRange.NONE).build(),
            1);
    private final InMemoryStore store = new InMemoryStore();
    private final Counting loop = new Counting(time.loop());
    private final AdBot bot = AdBot.builder(telegram, store).loop(loop).open();

    @Test
    void stoppedTenantsTakeNoTurnOfTheLoopAndWaitForNothing() {
        create(STOPPED);
        long before = loop.turns;

        time.advance(Duration.ofHours(1));

        assertThat(loop.turns).isEqualTo(before);
        assertThat(time.pending()).isEmpty();
    }

    @Test
    void tenantsInAPauseAreOneAlarmEachAndTakeNoTurnOfTheLoop() {
        create(WAITING);
        for (int i = 0; i < WAITING; i++) {
            await(bot.start(tenant(i)));
        }
        time.advance(Duration.ofMinutes(1)); // Each has posted, and pauses for hours.
        long before = loop.turns;
        long entries = store.journal().entries().size();

        time.advance(Duration.ofHours(1));

        assertThat(loop.turns).isEqualTo(before);
        assertThat(time.pending()).hasSize(WAITING);
        assertThat(store.journal().entries()).hasSize((int) entries);

        time.advance(Duration.ofHours(2));

        assertThat(loop.turns).isGreaterThan(before + WAITING);
    }

    private void create(int tenants) {
        for (int i = 0; i < tenants; i++) {
            store.putSession(new SessionId("s" + i + ".session"));
            TenantConfig config = TenantConfig.builder()
                    .groups(List.of(new GroupId("g" + i)))
                    .post(Post.text("hello"))
                    .pause(Duration.ofHours(2))
                    .build();
            await(bot.tenants().create(tenant(i), config));
        }
    }

    private <T> T await(CompletionStage<T> stage) {
        return time.await(stage, Duration.ofHours(1));
    }

    private static TenantId tenant(int number) {
        return new TenantId("tenant-" + number);
    }

    /** A loop that counts what it runs. */
    private static final class Counting implements EventLoop {
        private final EventLoop loop;
        private long turns;

        Counting(EventLoop loop) {
            this.loop = loop;
        }

        @Override
        public Tick now() {
            return loop.now();
        }

        @Override
        public void execute(Runnable task) {
            loop.execute(() -> {
                turns++;
                task.run();
            });
        }

        @Override
        public Alarm wakeAt(long nanos, Runnable task) {
            return loop.wakeAt(nanos, () -> {
                turns++;
                task.run();
            });
        }
    }
}
