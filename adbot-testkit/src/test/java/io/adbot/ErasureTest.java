package io.adbot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.message.Post;
import io.adbot.message.SendOutcome;
import io.adbot.store.InMemoryStore;
import io.adbot.store.StoreException;
import io.adbot.tenant.TenantConfig;
import io.adbot.testkit.Answer;
import io.adbot.testkit.DurationRange;
import io.adbot.testkit.FakeTelegram;
import io.adbot.testkit.TelegramBehaviour;
import io.adbot.testkit.VirtualTime;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What is left of a tenant that was erased: nothing, whatever came in between. */
class ErasureTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OTHER = new TenantId("other");
    private static final GroupId GROUP = new GroupId("-100777");
    private static final SessionId SESSION = new SessionId("s1.session");

    private final VirtualTime time = new VirtualTime();
    private final FakeTelegram telegram = new FakeTelegram(
            time,
            TelegramBehaviour.calm().toBuilder().latency(DurationRange.NONE).build(),
            1);
    private final InMemoryStore store = new InMemoryStore();
    private final AdBot bot = AdBot.builder(telegram, store).loop(time.loop()).open();

    @Test
    void anErasureThatFailedIsFinishedByAskingAgain() {
        create(ACME);
        store.failNextForgetting(1);
        assertThatThrownBy(() -> await(bot.tenants().erase(ACME))).hasCauseInstanceOf(StoreException.class);
        assertThat(isTold(ACME.value())).isTrue();

        await(bot.tenants().erase(ACME));

        assertThat(isTold(ACME.value())).isFalse();
    }

    @Test
    void aLateAnswerForATenantThatIsGoneIsNotJournalled() {
        giveUpOnASendThatIsAnsweredAfterTenMinutes(Answer.delivered());
        await(bot.tenants().erase(ACME));

        time.advance(Duration.ofMinutes(15));

        assertThat(isTold(ACME.value())).isFalse();
    }

    @Test
    void norIsItForANewTenantOfTheSameName() {
        giveUpOnASendThatIsAnsweredAfterTenMinutes(Answer.delivered());
        await(bot.tenants().erase(ACME));
        create(ACME);
        await(bot.start(ACME, 1));

        time.advance(Duration.ofMinutes(15));

        assertThat(isTold("LateAnswer")).isFalse();
    }

    @Test
    void aFloodWaitThatComesLateHoldsTheSessionAndNamesNobody() {
        giveUpOnASendThatIsAnsweredAfterTenMinutes(Answer.of(new SendOutcome.FloodWait(Duration.ofHours(2))));
        await(bot.tenants().erase(ACME));
        create(OTHER);
        time.advance(Duration.ofMinutes(10));
        long sent = telegram.ledger().count();

        await(bot.start(OTHER));
        time.advance(Duration.ofMinutes(100));
        assertThat(telegram.ledger().count()).isEqualTo(sent);

        time.advance(Duration.ofMinutes(30));
        assertThat(telegram.ledger().count()).isGreaterThan(sent);
        assertThat(isTold(ACME.value())).isFalse();
    }

    @Test
    void whatGroupsRefusedGoesWithTheTenant() {
        store.putSession(SESSION);
        create(ACME);
        telegram.deny(SESSION, GROUP, "CHAT_WRITE_FORBIDDEN");
        await(bot.start(ACME));
        time.advance(Duration.ofMinutes(1));
        await(bot.stop(ACME));
        assertThat(isTold(GROUP.value())).isTrue();

        await(bot.tenants().erase(ACME));

        assertThat(isTold(GROUP.value())).isFalse();
    }

    @Test
    void aShutDownWaitsForAnErasureAndTakesNoMore() {
        create(ACME);
        store.journal().hold();
        CompletionStage<Void> erased = bot.tenants().erase(ACME);
        time.advance(Duration.ofSeconds(1));
        CompletionStage<Void> closed = bot.shutDown();
        time.advance(Duration.ofSeconds(1));
        assertThatThrownBy(() -> await(bot.tenants().erase(OTHER))).hasMessageContaining("being shut down");
        assertThat(closed.toCompletableFuture()).isNotDone();

        store.journal().release();
        await(closed);

        assertThat(erased.toCompletableFuture()).isCompleted();
        assertThat(isTold(ACME.value())).isFalse();
    }

    private void giveUpOnASendThatIsAnsweredAfterTenMinutes(Answer answer) {
        store.putSession(SESSION);
        create(ACME);
        telegram.script(SESSION, GROUP, answer.after(Duration.ofMinutes(10)));
        await(bot.start(ACME));
        time.advance(Duration.ofMinutes(3));
        await(bot.stop(ACME));
    }

    private void create(TenantId tenant) {
        await(bot.tenants()
                .create(
                        tenant,
                        TenantConfig.builder()
                                .groups(List.of(GROUP))
                                .post(Post.text("hello"))
                                .build()));
    }

    private boolean isTold(String word) {
        return store.journal().entries().stream()
                .anyMatch(entry -> entry.event().toString().contains(word));
    }

    private <T> T await(CompletionStage<T> stage) {
        return time.await(stage, Duration.ofHours(1));
    }
}
