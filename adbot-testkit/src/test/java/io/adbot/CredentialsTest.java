package io.adbot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.message.ApiCredentials;
import io.adbot.message.MessagingPort;
import io.adbot.message.Permission;
import io.adbot.message.Post;
import io.adbot.message.SendRequest;
import io.adbot.session.SessionRefusedException;
import io.adbot.store.InMemoryStore;
import io.adbot.store.StoreException;
import io.adbot.tenant.TenantConfig;
import io.adbot.testkit.FakeTelegram;
import io.adbot.testkit.TelegramBehaviour;
import io.adbot.testkit.VirtualTime;
import io.adbot.time.EventLoop;
import io.adbot.value.GroupId;
import io.adbot.value.InvalidValueException;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** M2, S4: pairs of credentials come and go, and each session signs in with its own. */
class CredentialsTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final ApiCredentials FIRST = new ApiCredentials(1, "aaa");
    private static final ApiCredentials SECOND = new ApiCredentials(2, "bbb");
    private static final ApiCredentials THIRD = new ApiCredentials(3, "ccc");

    private final VirtualTime time = new VirtualTime();
    private final FakeTelegram telegram = new FakeTelegram(time, TelegramBehaviour.calm(), 1);
    private InMemoryStore store = new InMemoryStore();
    private EventLoop loop = time.loop();
    private AdBot bot = open();

    @Test
    void credentialsAreAddedBehindTheOthersAndAreNotTwice() {
        assertThat(await(bot.credentials().add(FIRST))).isZero();
        assertThatThrownBy(() -> await(bot.credentials().add(FIRST))).hasMessageContaining("api_id");
        assertThat(await(bot.credentials().all())).containsExactly(FIRST);
    }

    @Test
    void credentialsThatCouldNotBeKeptAreNotThere() {
        store.failNextCredentials(1);
        CompletionStage<Integer> failing = bot.credentials().add(FIRST);
        CompletionStage<Integer> next = bot.credentials().add(SECOND);

        assertThatThrownBy(() -> await(failing)).hasCauseInstanceOf(StoreException.class);
        assertThat(await(next)).isZero();
        assertThat(await(bot.credentials().all())).containsExactly(SECOND);
        assertThat(await(bot.credentials().add(FIRST))).isOne();
        assertThat(store.credentials()).containsExactly(SECOND, FIRST);
    }

    @Test
    void whenAPairIsRemovedEachSessionStaysWithItsApplication() {
        threeSessionsWithAPairEach();
        await(bot.sessions().release(ACME, List.of(session(1))));
        await(bot.sessions().remove(session(1)));

        await(bot.credentials().remove(1));

        assertThat(await(bot.credentials().all())).containsExactly(SECOND, THIRD);
        assertThat(store.credentials()).containsExactly(SECOND, THIRD);
        assertThat(signsInWith(2)).isEqualTo(SECOND);
        assertThat(signsInWith(3)).isEqualTo(THIRD);
        crashAndReopen(0);
        assertThat(signsInWith(2)).isEqualTo(SECOND);
        assertThat(signsInWith(3)).isEqualTo(THIRD);
        await(bot.start(ACME));
    }

    @Test
    void aSessionKeepsThePairThatItWasLoggedInWith() {
        await(bot.credentials().add(FIRST));
        await(bot.credentials().add(SECOND));
        assertThat(await(bot.credentials().leastUsed())).isEqualTo(FIRST);

        IntStream.rangeClosed(1, 3).forEach(i -> store.putSession(session(i)));
        await(bot.sessions().add(session(1), SECOND.apiId()));
        await(bot.sessions().add(session(2), FIRST.apiId()));
        await(bot.sessions().add(session(3), FIRST.apiId()));

        assertThat(await(bot.credentials().leastUsed())).isEqualTo(SECOND);
        crashAndReopen(0);
        assertThat(signsInWith(1)).isEqualTo(SECOND);
        assertThat(signsInWith(3)).isEqualTo(FIRST);
        await(bot.tenants().create(ACME, TenantConfig.builder().build()));
        assertThat(await(bot.sessions().assign(ACME, 3))).hasSize(3);
        assertThat(signsInWith(1)).isEqualTo(SECOND);
    }

    @Test
    void aPairLogsInNoMoreSessionsThanItMayServe() {
        assertThatThrownBy(() -> await(bot.credentials().leastUsed()))
                .hasCauseInstanceOf(SessionRefusedException.class)
                .hasMessageContaining("there are none: add a pair");
        await(bot.credentials().add(FIRST));
        IntStream.rangeClosed(1, 8).forEach(i -> store.putSession(session(i)));
        IntStream.rangeClosed(1, 7).forEach(i -> await(bot.sessions().add(session(i), FIRST.apiId())));

        assertThatThrownBy(() -> await(bot.credentials().leastUsed()))
                .hasCauseInstanceOf(SessionRefusedException.class)
                .hasMessageContaining("serves 7 sessions, as many as it may: add a pair");
        assertThatThrownBy(() -> await(bot.sessions().add(session(8), FIRST.apiId())))
                .hasCauseInstanceOf(SessionRefusedException.class)
                .hasMessageContaining("Sign in with another pair");
        assertThatThrownBy(() -> await(bot.sessions().add(session(8), 99)))
                .hasCauseInstanceOf(InvalidValueException.class)
                .hasMessageContaining("api_id: got 99, expected one of [1]");
    }

    @Test
    void aPairThatASessionSignsInWithIsNotRemoved() {
        threeSessionsWithAPairEach();

        assertThatThrownBy(() -> await(bot.credentials().remove(2)))
                .cause()
                .isInstanceOfSatisfying(
                        SessionRefusedException.class,
                        refused ->
                                assertThat(refused.kind()).isEqualTo(SessionRefusedException.Kind.CREDENTIALS_IN_USE))
                .hasMessage("With api_id 2 sign in [s2.session]: remove these sessions first.");
        assertThatThrownBy(() -> await(bot.credentials().remove(7)))
                .hasCauseInstanceOf(InvalidValueException.class)
                .hasMessageContaining("api_id: got 7, expected one of [1, 2, 3]");
        assertThat(store.credentials()).containsExactly(FIRST, SECOND, THIRD);
    }

    @Test
    void aBannedSessionDoesNotKeepItsPairFromBeingRemoved() {
        threeSessionsWithAPairEach();
        telegram.ban(session(1));
        await(bot.start(ACME));
        time.advance(Duration.ofMinutes(1));
        await(bot.stop(ACME));

        await(bot.credentials().remove(1));

        assertThat(await(bot.credentials().of(session(1)))).isEmpty();
        await(bot.sessions().acknowledge(ACME));
        await(bot.sessions().clear(session(1)));
        await(bot.sessions().assign(ACME, 1));
        assertThat(signsInWith(1)).isEqualTo(SECOND);
    }

    @Test
    void aPairThatCannotBeTakenOffTheListIsWhereItWasAndTheNextChangeIsMade() {
        threeSessionsWithAPairEach();
        await(bot.sessions().release(ACME, List.of(session(1))));
        await(bot.sessions().remove(session(1)));
        store.failNextCredentials(1);
        ApiCredentials fourth = new ApiCredentials(4, "ddd");

        CompletionStage<Void> failing = bot.credentials().remove(1);
        CompletionStage<Integer> next = bot.credentials().add(fourth);

        assertThatThrownBy(() -> await(failing)).hasCauseInstanceOf(StoreException.class);
        assertThat(await(next)).isEqualTo(3);
        assertThat(await(bot.credentials().all())).containsExactly(FIRST, SECOND, THIRD, fourth);
        assertThat(store.credentials()).containsExactly(FIRST, SECOND, THIRD, fourth);
        assertThat(signsInWith(2)).isEqualTo(SECOND);
        assertThat(signsInWith(3)).isEqualTo(THIRD);
    }

    @Test
    void aCrashBeforeTheListIsWrittenBringsThePairBackAndMixesNothingUp() {
        threeSessionsWithAPairEach();
        await(bot.sessions().release(ACME, List.of(session(1))));
        await(bot.sessions().remove(session(1)));
        store.journal().hold();
        CompletionStage<Void> removal = bot.credentials().remove(1);
        time.advance(Duration.ofSeconds(1));
        assertThat(removal.toCompletableFuture()).isNotDone();

        crashAndReopen(1);

        assertThat(await(bot.credentials().all())).containsExactly(FIRST, SECOND, THIRD);
        assertThat(signsInWith(2)).isEqualTo(SECOND);
        assertThat(signsInWith(3)).isEqualTo(THIRD);
        await(bot.credentials().remove(1));
        assertThat(signsInWith(3)).isEqualTo(THIRD);
    }

    private void threeSessionsWithAPairEach() {
        List.of(FIRST, SECOND, THIRD).forEach(pair -> await(bot.credentials().add(pair)));
        TenantConfig config = TenantConfig.builder()
                .groups(List.of(new GroupId("g1"), new GroupId("g2"), new GroupId("g3")))
                .post(Post.text("hello"))
                .build();
        await(bot.tenants().create(ACME, config));
        IntStream.rangeClosed(1, 3).forEach(i -> store.putSession(session(i)));
        await(bot.sessions().assign(ACME, 3));
        assertThat(signsInWith(1)).isEqualTo(FIRST);
        assertThat(signsInWith(2)).isEqualTo(SECOND);
    }

    private ApiCredentials signsInWith(int session) {
        return await(bot.credentials().of(session(session))).orElseThrow();
    }

    private static SessionId session(int number) {
        return new SessionId("s" + number + ".session");
    }

    /** The process dies, with so many of the held entries durable. */
    private void crashAndReopen(int survivors) {
        time.kill(loop);
        telegram.crash();
        store = store.afterCrash(survivors);
        loop = time.loop();
        bot = open();
    }

    private AdBot open() {
        return AdBot.builder(new SigningIn(telegram), store).loop(loop).open();
    }

    private <T> T await(CompletionStage<T> stage) {
        return time.await(stage, Duration.ofHours(1));
    }

    /** Takes credentials, unlike the fake alone. */
    private record SigningIn(MessagingPort telegram) implements MessagingPort {
        @Override
        public CompletionStage<Permission> check(SessionId session, GroupId group, Post post) {
            return telegram.check(session, group, post);
        }

        @Override
        public Sending send(SendRequest request) {
            return telegram.send(request);
        }

        @Override
        public boolean needsCredentials() {
            return true;
        }
    }
}
