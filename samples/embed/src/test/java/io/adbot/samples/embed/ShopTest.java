package io.adbot.samples.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.AdBot;
import io.adbot.TenantStatus;
import io.adbot.check.JournalChecker;
import io.adbot.store.InMemoryStore;
import io.adbot.testkit.FakeTelegram;
import io.adbot.testkit.VirtualTime;
import io.adbot.value.SessionId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A day of the whole engine, in virtual time. */
class ShopTest {

    @Test
    void postsAllDay() {
        VirtualTime time = new VirtualTime();
        FakeTelegram telegram = new FakeTelegram(time);
        InMemoryStore store = new InMemoryStore();
        store.putSession(new SessionId("alice.session"));
        store.putSession(new SessionId("bob.session"));
        try (AdBot bot = AdBot.builder(telegram, store).loop(time.loop()).open()) {

            TenantStatus begun = time.await(Shop.begin(bot), Duration.ofMinutes(1));
            time.advance(Duration.ofHours(24));
            TenantStatus status = time.await(bot.status(begun.tenant()), Duration.ZERO);
            time.await(bot.shutDown(), Duration.ofMinutes(1)); // in virtual time a close alone would wait for ever

            assertThat(begun.state()).isEqualTo(TenantStatus.State.RUNNING);
            assertThat(status.stats().success()).isEqualTo(24 * 2 * 3); // 24 cycles, 2 accounts, 3 groups
            assertThat(status.stats().posts()).isEqualTo(24 * 2 * 3);
        }
        telegram.ledger().assertAgreesWith(store.journal().entries());
        JournalChecker checker = new JournalChecker();
        assertThat(store.journal().entries())
                .allSatisfy(entry -> assertThat(checker.accept(entry)).isEmpty());
    }
}
