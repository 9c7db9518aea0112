package io.adbot.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.AdBot;
import io.adbot.EngineSettings;
import io.adbot.Preflight;
import io.adbot.TenantStatus;
import io.adbot.check.JournalChecker;
import io.adbot.cycle.CycleSettings;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent.CycleEnded;
import io.adbot.journal.JournalEvent.SendSettled;
import io.adbot.message.OutcomeKind;
import io.adbot.message.Post;
import io.adbot.plan.ExecutionMode;
import io.adbot.session.PooledSession;
import io.adbot.session.SessionFlag;
import io.adbot.session.SessionState;
import io.adbot.store.json.JournalView;
import io.adbot.store.json.JsonStore;
import io.adbot.telegram.loopback.Account;
import io.adbot.telegram.loopback.Group;
import io.adbot.telegram.loopback.Logins;
import io.adbot.telegram.loopback.LoopbackTelegram;
import io.adbot.tenant.TenantConfig;
import io.adbot.time.EventLoop;
import io.adbot.value.Breach;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All of it together: the engine on files, three accounts of the real TDLib, a Telegram on loopback. Time passes ten times as fast. */
@NeedsTdlib
class EngineOnTelegramTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final String SENDING = "messages.sendMessage";
    private static final String FORWARDING = "messages.forwardMessages";

    @TempDir
    Path directory;

    private final LoopbackTelegram telegram = LoopbackTelegram.start();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private final EventLoop loop = new QuickLoop(EventLoop.on(executor), 10);
    private final List<Account> accounts = new ArrayList<>();
    private TelegramPort port;
    private AdBot bot;

    @BeforeEach
    void open() throws IOException {
        telegram.channel("news").post(5, "announcement");
        for (int i = 1; i <= 3; i++) {
            Account account = telegram.account("+1555000111" + i);
            accounts.add(account);
            Path home = Files.createDirectories(directory.resolve("sessions/unused/s" + i));
            Logins.logIn(telegram, account, home);
        }
        start();
        await(bot.credentials().add(PortOnLoopback.CREDENTIALS));
    }

    @AfterEach
    void close() {
        stop();
        executor.shutdownNow();
        telegram.close();
        assertThat(breaches()).isEmpty();
    }

    private void start() {
        start(CycleSettings.defaults());
    }

    private void start(CycleSettings limits) {
        port = TelegramPort.builder().transport(new ThroughLoopback(telegram)).open();
        bot = AdBot.builder(port, JsonStore.at(directory))
                .loop(loop)
                .settings(EngineSettings.DEFAULT.withCycles(limits))
                .open();
    }

    private void stop() {
        bot.close();
        port.close();
    }

    @Test
    void anEnterpriseCyclePostsToEachGroupOnce() {
        List<Group> groups = groups(6);
        create(ExecutionMode.ENTERPRISE, groups, null, Post.forward("t.me/news/5"));

        await(bot.start(ACME, 1));
        awaitEnd();

        assertThat(groups).allSatisfy(group -> assertThat(group.messages()).hasSize(1));
        assertThat(groups.get(0).messages().get(0).by())
                .isSameAs(groups.get(1).messages().get(0).by());
        assertThat(groups.get(0).messages().get(0).by())
                .isNotSameAs(groups.get(2).messages().get(0).by());
        assertThat(ended()).isEqualTo("completed");
    }

    @Test
    void aStarterCycleHasEverySessionPostToAllGroupsInItsTurn() {
        List<Group> groups = groups(2);
        create(ExecutionMode.STARTER, groups, Duration.ofSeconds(30), Post.text("Good morning!"));

        await(bot.start(ACME, 1));
        awaitEnd();

        assertThat(groups)
                .allSatisfy(group -> assertThat(group.messages().stream().map(posted -> posted.by()))
                        .containsExactlyElementsOf(accounts));
        assertThat(ended()).isEqualTo("completed");
    }

    @Test
    void aBanInTheMiddleEndsTheSessionAndNoOther() {
        List<Group> groups = groups(6);
        create(ExecutionMode.ENTERPRISE, groups, null, Post.text("Good morning!"));
        await(bot.start(ACME, 1));
        Awaitility.await().until(() -> !groups.get(0).messages().isEmpty());
        telegram.ban(accounts.get(0));
        awaitEnd();

        assertThat(groups.get(1).messages()).isEmpty();
        assertThat(groups.subList(2, 6))
                .allSatisfy(group -> assertThat(group.messages()).hasSize(1));
        Awaitility.await()
                .untilAsserted(() -> assertThat(Files.exists(directory.resolve("sessions/banned/s1")))
                        .isTrue());
        assertThat(session("s1").state()).isEqualTo(SessionState.BANNED);
        assertThat(await(bot.status(ACME)).activeSessions()).isEqualTo(2);
    }

    @Test
    void aSessionThatIsEndedFromElsewhereNeedsALogin() {
        List<Group> groups = groups(6);
        create(ExecutionMode.ENTERPRISE, groups, null, Post.text("Good morning!"));
        await(bot.start(ACME, 1));
        Awaitility.await().until(() -> !groups.get(0).messages().isEmpty());
        telegram.revoke(accounts.get(0));
        awaitEnd();

        assertThat(groups.get(1).messages()).isEmpty();
        assertThat(session("s1").flag()).isEqualTo(SessionFlag.NEEDS_LOGIN);
    }

    @Test
    void aConnectionThatIsLostInTheMiddleLosesNothingAndPostsNothingTwice() {
        List<Group> groups = groups(6);
        create(ExecutionMode.ENTERPRISE, groups, null, Post.forward("t.me/news/5"));
        await(bot.start(ACME, 1));
        Awaitility.await().until(() -> !groups.get(0).messages().isEmpty());
        telegram.dropConnections();
        awaitEnd();

        assertThat(groups).allSatisfy(group -> assertThat(group.messages()).hasSize(1));
    }

    /** What it had posted and not confirmed when it went nobody can tell: it refuses it as posted before, and TDLib asks on and on. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTelegramThatIsAwayForAWhileLosesNothingAndPostsNothingTwice(boolean hasPosted) {
        stop();
        Duration limit =
                hasPosted ? Duration.ofSeconds(90) : Duration.ofMinutes(5); // TDLib comes back when it likes to.
        start(CycleSettings.builder().sendLimit(limit).build());
        List<Group> groups = groups(6);
        create(ExecutionMode.ENTERPRISE, groups, null, Post.forward("t.me/news/5"));
        if (hasPosted) {
            telegram.holdAnswers(FORWARDING);
        } else {
            telegram.holdCalls(FORWARDING);
        }
        await(bot.start(ACME, 1));
        Awaitility.await().until(() -> telegram.held(FORWARDING) == 3);
        telegram.stop();
        Awaitility.await().during(Duration.ofSeconds(1)).until(() -> telegram.connections() == 0);
        assertThat(await(bot.status(ACME)).state()).isEqualTo(TenantStatus.State.RUNNING);
        telegram.restart();
        awaitEnd();

        assertThat(groups).allSatisfy(group -> assertThat(group.messages()).hasSize(1));
        assertThat(settlements()).hasSize(6);
        assertThat(settlements()).filteredOn(OutcomeKind.UNKNOWN::equals).hasSize(hasPosted ? 3 : 0);
        assertThat(settlements()).filteredOn(OutcomeKind.DELIVERED::equals).hasSize(hasPosted ? 3 : 6);
    }

    /** TDLib waits longer than the engine does, and would send after that. */
    @ParameterizedTest
    @CsvSource({"text, Good morning!, " + SENDING, "link, t.me/news/5, " + FORWARDING})
    void nothingGoesOutOnceTheStopLimitHasPassedAndNotAfterARestartEither(String type, String content, String method) {
        List<Group> groups = groups(6);
        create(ExecutionMode.ENTERPRISE, groups, null, Post.of(type, content));
        accounts.forEach(account -> groups.forEach(group -> telegram.fail(account, group, 420, "FLOOD_WAIT_5")));
        await(bot.start(ACME, 1));
        Awaitility.await().until(() -> telegram.calls(method) == 3); // TDLib waits with all three, and tells nobody.

        await(bot.stop(ACME)); // 10 s later, and 5 more for the cancel to be confirmed: 1.5 s here.
        telegram.heal();
        assertNothingGoesOut(groups, method);
        stop();
        start();
        assertThat(await(bot.status(ACME)).state()).isEqualTo(TenantStatus.State.STOPPED);
        await(bot.preflight(ACME)); // All accounts are open again, and have asked Telegram something.

        assertNothingGoesOut(groups, method);
        assertThat(settlements()).containsOnly(OutcomeKind.UNKNOWN).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"text, Good morning!, " + SENDING, "link, t.me/news/5, " + FORWARDING})
    void nothingGoesOutOnceTheSendLimitHasPassed(String type, String content, String method) {
        stop();
        start(CycleSettings.builder().sendLimit(Duration.ofSeconds(10)).build());
        List<Group> groups = groups(3);
        create(ExecutionMode.ENTERPRISE, groups, null, Post.of(type, content));
        accounts.forEach(account -> groups.forEach(group -> telegram.fail(account, group, 420, "FLOOD_WAIT_5")));
        await(bot.start(ACME, 1));
        awaitEnd();
        telegram.heal();

        assertNothingGoesOut(groups, method);
        assertThat(settlements()).containsOnly(OutcomeKind.UNKNOWN).hasSize(3);
    }

    @Test
    void aPreflightSaysWhatWouldNotBeSentAndSendsNothing() {
        List<Group> groups = groups(3);
        groups.get(2).left(accounts.get(2));
        create(ExecutionMode.ENTERPRISE, groups, null, Post.forward("t.me/news/5"));

        Preflight preflight = await(bot.preflight(ACME));

        assertThat(preflight.plan()).isNotNull();
        assertThat(preflight.obstacles()).hasSize(1);
        assertThat(preflight.obstacles().get(0).why()).contains("not a member");
        assertThat(groups).allSatisfy(group -> assertThat(group.messages()).isEmpty());
    }

    @Test
    void sessionsMoveWithTheirAccountsClosed() {
        List<Group> groups = groups(3);
        create(ExecutionMode.ENTERPRISE, groups, null, Post.text("Good morning!"));
        await(bot.start(ACME, 1));
        awaitEnd();
        assertThat(Files.isDirectory(directory.resolve("sessions/assigned/acme/s1")))
                .isTrue();

        await(bot.sessions().release(ACME, List.of(new SessionId("s1"))));

        assertThat(Files.isDirectory(directory.resolve("sessions/unused/s1"))).isTrue();
        assertThat(await(port.accounts())).extracting(AccountStatus::session).doesNotContain(new SessionId("s1"));
        await(bot.start(ACME, 1)); // Which assigns it again.
        awaitEnd();
        assertThat(groups).allSatisfy(group -> assertThat(group.messages()).hasSize(2));
    }

    // ---------------------------------------------------------------- what the tests are made of

    private List<Group> groups(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> telegram.group("group" + number))
                .toList();
    }

    private void create(ExecutionMode mode, List<Group> groups, Duration cycle, Post post) {
        TenantConfig.Builder config = TenantConfig.builder()
                .mode(mode)
                .groups(groups.stream()
                        .map(group -> new GroupId("@" + group.username().orElseThrow()))
                        .toList())
                .post(post)
                .delay(Duration.ofSeconds(3))
                .pause(Duration.ZERO)
                .sessionsCount(3);
        if (cycle != null) {
            config.cycle(cycle);
        }
        await(bot.tenants().create(ACME, config.build()));
    }

    /** For longer than TDLib had to wait. */
    private void assertNothingGoesOut(List<Group> groups, String method) {
        Awaitility.await().during(Duration.ofSeconds(6)).until(() -> telegram.calls(method) == 3);
        assertThat(groups).allSatisfy(group -> assertThat(group.messages()).isEmpty());
    }

    private void awaitEnd() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> await(bot.status(ACME)).state() == TenantStatus.State.STOPPED);
    }

    private PooledSession session(String name) {
        return await(bot.sessions().all()).stream()
                .filter(session -> session.session().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String ended() {
        return entries().stream()
                .filter(entry -> entry.event() instanceof CycleEnded)
                .map(entry -> ((CycleEnded) entry.event()).status().wire())
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private List<OutcomeKind> settlements() {
        return entries().stream()
                .filter(entry -> entry.event() instanceof SendSettled)
                .map(entry -> ((SendSettled) entry.event()).outcome())
                .toList();
    }

    private List<JournalEntry> entries() {
        List<JournalEntry> entries = new ArrayList<>();
        JournalView.of(directory).read(entries::add);
        return entries;
    }

    private List<Breach> breaches() {
        JournalChecker checker = new JournalChecker();
        List<Breach> breaches = new ArrayList<>();
        entries().forEach(entry -> breaches.addAll(checker.accept(entry)));
        return breaches;
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
