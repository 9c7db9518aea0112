package io.adbot.store.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.AdBot;
import io.adbot.TenantStatus;
import io.adbot.check.JournalChecker;
import io.adbot.cycle.StartRefusedException;
import io.adbot.message.Post;
import io.adbot.message.SendOutcome;
import io.adbot.session.PooledSession;
import io.adbot.session.SessionRefusedException;
import io.adbot.tenant.TenantConfig;
import io.adbot.tenant.TenantRefusedException;
import io.adbot.testkit.Answer;
import io.adbot.testkit.DurationRange;
import io.adbot.testkit.FakeTelegram;
import io.adbot.testkit.TelegramBehaviour;
import io.adbot.testkit.VirtualTime;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The most telling of what AdBotTest says of an engine, on files and over a restart, in virtual time. */
class AdBotOnFilesTest {

    private static final TenantId ACME = new TenantId("acme");

    @TempDir
    Path temp;

    private final VirtualTime time = new VirtualTime();
    private final FakeTelegram telegram = new FakeTelegram(
            time,
            TelegramBehaviour.calm().toBuilder().latency(DurationRange.NONE).build(),
            1);
    private EventLoop loop = time.loop();
    private JsonStore store;
    private AdBot bot;

    @BeforeEach
    void open() {
        store = JsonStore.at(temp).clock(time::wall).atOnce(FileDisk::new).open();
        bot = AdBot.builder(telegram, store).loop(loop).open();
    }

    @AfterEach
    void theJournalIsSound() {
        await(bot.shutDown());
        bot.close();
        JournalChecker checker = new JournalChecker();
        List<Breach> breaches = new ArrayList<>();
        JournalView.of(temp).read(entry -> breaches.addAll(checker.accept(entry)));
        assertThat(breaches).isEmpty();
        telegram.ledger().assertNoViolations();
    }

    /** M3. */
    @Test
    void afterACrashEveryTenantIsStoppedAndKeepsItsSessionsConfigurationAndNumbers() throws IOException {
        putSessions(2);
        TenantConfig config = enterprise(4).sessionsCount(2).build();
        create(config);
        await(bot.start(ACME));
        time.advance(Duration.ofSeconds(7));
        crashAndReopen();

        TenantStatus status = await(bot.status(ACME));

        assertThat(status.state()).isEqualTo(TenantStatus.State.STOPPED);
        assertThat(status.config()).isEqualTo(config);
        assertThat(status.sessions()).extracting(PooledSession::session).containsExactly(session(1), session(2));
        assertThat(status.stats().success()).isEqualTo(4);
        assertThat(await(bot.state(ACME)).log()).isNotEmpty();
        await(bot.start(ACME));
        time.advance(Duration.ofMinutes(1));
        assertThat(await(bot.status(ACME)).stats().success()).isEqualTo(8);
    }

    /** M2. */
    @Test
    void changesTakeEffectWithTheNextCycle() throws IOException {
        putSessions(2);
        create(enterprise(2).build());
        await(bot.start(ACME));
        await(bot.tenants()
                .update(ACME, config -> config.toBuilder().groups(groups(3)).build()));
        await(bot.sessions().assign(ACME, 1));
        time.advance(Duration.ofSeconds(30));
        assertThat(await(bot.status(ACME)).stats().success()).isEqualTo(2);

        time.advance(Duration.ofMinutes(5));

        assertThat(await(bot.status(ACME)).stats().success()).isEqualTo(5);
        assertThat(temp.resolve("sessions/assigned/acme")).isDirectoryContaining("glob:**s2.session");
    }

    /** S5. */
    @Test
    void twoLostSessionsStopTheTenantUntilTheLossIsAcknowledgedAndACrashChangesNothing() throws IOException {
        putSessions(5);
        create(enterprise(9).sessionsCount(3).build());
        telegram.script(session(1), new GroupId("g1"), Answer.of(new SendOutcome.AccountLimited("PEER_FLOOD")));
        telegram.script(session(2), new GroupId("g4"), Answer.of(new SendOutcome.AccountLost(true, "DEACTIVATED")));
        await(bot.start(ACME));
        time.advance(Duration.ofMinutes(1));
        assertThat(await(bot.status(ACME)).reason()).contains("lost two sessions within 24 h");
        crashAndReopen();

        assertThatThrownBy(() -> await(bot.start(ACME)))
                .cause()
                .isInstanceOfSatisfying(
                        StartRefusedException.class,
                        refused -> assertThat(refused.reasons())
                                .extracting(StartRefusedException.Reason::kind)
                                .contains(StartRefusedException.Kind.UNACKNOWLEDGED_LOSS));
        assertThatThrownBy(() -> await(bot.sessions().replace(ACME, session(1))))
                .hasCauseInstanceOf(SessionRefusedException.class);
        assertThat(temp.resolve("sessions/banned/s2.session")).exists();

        await(bot.sessions().acknowledge(ACME));
        crashAndReopen();
        assertThat(await(bot.sessions().replace(ACME, session(1)))).isEqualTo(session(4));
        assertThat(temp.resolve("sessions/unused/s1.session")).exists();
        await(bot.start(ACME));
    }

    /** M7. */
    @Test
    void aTenantWithoutGroupsPostsToTheDefaultOnesAlsoAfterARestart() throws IOException {
        putSessions(1);
        create(TenantConfig.builder().post(Post.text("hello")).build());
        await(bot.tenants().defaultGroups(groups(2)));
        await(bot.shutDown());
        bot.close();
        assertThat(Files.readString(temp.resolve("data/default_groups.json"))).contains("\"g1\"", "\"g2\"");
        open();

        await(bot.start(ACME));
        time.advance(Duration.ofMinutes(1));

        assertThat(await(bot.status(ACME)).stats().success()).isEqualTo(2);
    }

    /** M2. */
    @Test
    void aRemovedTenantsSessionsLieWithTheUnused() throws IOException {
        putSessions(1);
        create(enterprise(1).build());
        await(bot.start(ACME));
        assertThat(temp.resolve("sessions/assigned/acme/s1.session")).exists();
        assertThatThrownBy(() -> await(bot.tenants().remove(ACME))).hasCauseInstanceOf(TenantRefusedException.class);
        await(bot.stop(ACME));

        await(bot.tenants().remove(ACME));

        assertThat(temp.resolve("sessions/unused/s1.session")).exists();
        assertThat(temp.resolve("sessions/assigned/acme")).doesNotExist();
        crashAndReopen();
        assertThat(await(bot.tenants().all())).isEmpty();
        assertThat(await(bot.health()).freeSessions()).isOne();
    }

    /** The process dies; a new one opens what the old one left. */
    private void crashAndReopen() {
        time.kill(loop);
        telegram.crash();
        store.close();
        loop = time.loop();
        open();
    }

    private void putSessions(int count) throws IOException {
        for (int i = 1; i <= count; i++) {
            Files.writeString(temp.resolve("sessions/unused").resolve(session(i).value()), "not a real session");
        }
    }

    private void create(TenantConfig config) {
        await(bot.tenants().create(ACME, config));
    }

    private static TenantConfig.Builder enterprise(int groups) {
        return TenantConfig.builder().groups(groups(groups)).post(Post.text("hello"));
    }

    private static List<GroupId> groups(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> new GroupId("g" + i))
                .toList();
    }

    private static SessionId session(int number) {
        return new SessionId("s" + number + ".session");
    }

    private <T> T await(CompletionStage<T> stage) {
        return time.await(stage, Duration.ofHours(1));
    }
}
