package io.adbot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.check.JournalChecker;
import io.adbot.cycle.StartRefusedException;
import io.adbot.cycle.StartRefusedException.Kind;
import io.adbot.journal.JournalEntry;
import io.adbot.message.Post;
import io.adbot.message.SendOutcome;
import io.adbot.plan.ExecutionMode;
import io.adbot.session.PooledSession;
import io.adbot.session.ReplacementPolicy;
import io.adbot.session.SessionFlag;
import io.adbot.session.SessionRefusedException;
import io.adbot.session.SessionState;
import io.adbot.store.InMemoryStore;
import io.adbot.store.StoreException;
import io.adbot.tenant.ModeNotAllowedException;
import io.adbot.tenant.PermissionPolicy;
import io.adbot.tenant.PermissionRecord;
import io.adbot.tenant.PlanType;
import io.adbot.tenant.TenantConfig;
import io.adbot.tenant.TenantRefusedException;
import io.adbot.tenant.TenantStats;
import io.adbot.testkit.Answer;
import io.adbot.testkit.DurationRange;
import io.adbot.testkit.FakeTelegram;
import io.adbot.testkit.TelegramBehaviour;
import io.adbot.testkit.VirtualTime;
import io.adbot.time.EventLoop;
import io.adbot.value.GroupId;
import io.adbot.value.InvalidValueException;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole engine behind its one door, in virtual time. */
class AdBotTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OTHER = new TenantId("other");

    private final VirtualTime time = new VirtualTime();
    private final FakeTelegram telegram = new FakeTelegram(
            time,
            TelegramBehaviour.calm().toBuilder().latency(DurationRange.NONE).build(),
            1);
    private InMemoryStore store = new InMemoryStore();
    private EngineSettings settings = EngineSettings.DEFAULT;
    private EventLoop loop = time.loop();
    private AdBot bot = open();

    private AdBot open() {
        return AdBot.builder(telegram, store).settings(settings).loop(loop).open();
    }

    private void reopen(EngineSettings next) {
        settings = next;
        await(bot.shutDown());
        bot.close();
        bot = open();
    }

    /** The process dies; a new one opens what the old one left. */
    private void crashAndReopen() {
        time.kill(loop);
        telegram.crash();
        store = store.afterCrash(0);
        loop = time.loop();
        bot = open();
    }

    private <T> T await(CompletionStage<T> stage) {
        return time.await(stage, Duration.ofHours(1));
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

    private void putSessions(int count) {
        IntStream.rangeClosed(1, count).forEach(i -> store.putSession(session(i)));
    }

    private void create(TenantId tenant, TenantConfig config) {
        await(bot.tenants().create(tenant, config));
    }

    private List<String> postedTo() {
        return telegram.ledger().all().stream()
                .map(post -> post.delivery().group().value())
                .toList();
    }

    private void permit(TenantId tenant, String group, @Nullable Instant until) {
        await(bot.tenants().permit(tenant, new PermissionRecord(new GroupId(group), "its admin", "news", until)));
    }

    private void verify() {
        JournalChecker checker = JournalChecker.withGates(settings.gates());
        store.journal()
                .entries()
                .forEach(entry -> assertThat(checker.accept(entry)).isEmpty());
        telegram.ledger().assertNoViolations();
        telegram.ledger().assertAgreesWith(store.journal().entries());
    }

    private List<Kind> refusal(TenantId tenant) {
        try {
            await(bot.start(tenant));
            return List.of();
        } catch (java.util.concurrent.CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(StartRefusedException.class);
            return ((StartRefusedException) e.getCause())
                    .reasons().stream().map(StartRefusedException.Reason::kind).toList();
        }
    }

    @Test
    void aTenantIsStartedRunsItsCyclesAndIsStopped() {
        putSessions(2);
        create(ACME, enterprise(4).sessionsCount(2).build());

        TenantStatus started = await(bot.start(ACME));
        assertThat(started.state()).isEqualTo(TenantStatus.State.RUNNING);
        assertThat(started.sessions()).extracting(PooledSession::session).containsExactly(session(1), session(2));

        time.advance(Duration.ofMinutes(6));
        TenantStatus stopped = await(bot.stop(ACME));

        assertThat(stopped.state()).isEqualTo(TenantStatus.State.STOPPED);
        assertThat(stopped.reason()).contains("stopped by the operator");
        assertThat(stopped.stats().success()).isEqualTo(8);
        assertThat(stopped.stats().posts()).isEqualTo(8);
        verify();
    }

    @Test
    void aStartIsRefusedForEveryReasonAtOnce() {
        putSessions(1);
        create(
                ACME,
                TenantConfig.builder()
                        .planType(PlanType.STARTER)
                        .content(new TenantConfig.Content("link", "not a link"))
                        .sessionsCount(3)
                        .build());

        assertThat(refusal(ACME))
                .containsExactlyInAnyOrder(Kind.CONFIGURATION, Kind.CONTENT, Kind.NO_GROUPS, Kind.SESSIONS);
        assertThat(refusal(OTHER)).contains(Kind.UNKNOWN_TENANT);
        assertThat(await(bot.sessions().all())).extracting(PooledSession::state).containsExactly(SessionState.UNUSED);
    }

    @Test
    void anInfeasiblePlanIsRefusedAndNothingIsAssigned() {
        putSessions(2);
        create(
                ACME,
                enterprise(10)
                        .mode(ExecutionMode.STARTER)
                        .cycle(Duration.ofMinutes(1))
                        .sessionsCount(2)
                        .build());

        assertThat(refusal(ACME)).containsExactly(Kind.INFEASIBLE);
        assertThat(await(bot.status(ACME)).sessions()).isEmpty();
    }

    @Test
    void aRefusalForAnInfeasiblePlanHasItsNumbers() {
        putSessions(1);
        create(
                ACME,
                enterprise(10)
                        .mode(ExecutionMode.STARTER)
                        .cycle(Duration.ofSeconds(50))
                        .build());

        assertThatThrownBy(() -> await(bot.start(ACME)))
                .cause()
                .isInstanceOfSatisfying(
                        StartRefusedException.class,
                        refused -> assertThat(refused.reasons())
                                .singleElement()
                                .satisfies(reason -> assertThat(reason.infeasible()
                                                .orElseThrow()
                                                .groups())
                                        .isEqualTo(10)));
        assertThatThrownBy(() -> await(bot.start(OTHER)))
                .cause()
                .isInstanceOfSatisfying(
                        StartRefusedException.class,
                        refused -> assertThat(refused.reasons().get(0).infeasible())
                                .isEmpty());
    }

    @Test
    void aStartForSoManyCyclesIsOverAfterThem() {
        putSessions(1);
        create(ACME, enterprise(3).build());

        await(bot.start(ACME, 2));
        time.advance(Duration.ofMinutes(5));
        assertThat(await(bot.status(ACME)).state()).isEqualTo(TenantStatus.State.RUNNING);
        time.advance(Duration.ofHours(1));

        TenantStatus over = await(bot.status(ACME));
        assertThat(over.state()).isEqualTo(TenantStatus.State.STOPPED);
        assertThat(over.reason()).isEqualTo("all 2 cycles have been run");
        assertThat(over.stats().success()).isEqualTo(6);
        await(bot.start(ACME));
        time.advance(Duration.ofHours(1));
        assertThat(await(bot.status(ACME)).state()).isEqualTo(TenantStatus.State.RUNNING);
        verify();
    }

    @Test
    void aStartForLessThanOneCycleIsRefused() {
        putSessions(1);
        create(ACME, enterprise(3).build());

        assertThatThrownBy(() -> await(bot.start(ACME, 0)))
                .cause()
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("cycles: got 0");
        assertThat(await(bot.status(ACME)).state()).isEqualTo(TenantStatus.State.STOPPED);
        assertThat(await(bot.sessions().all())).extracting(PooledSession::state).containsExactly(SessionState.UNUSED);
    }

    @Test
    void aSecondStartIsRefused() {
        putSessions(1);
        create(ACME, enterprise(2).build());
        await(bot.start(ACME));

        assertThat(refusal(ACME)).containsExactly(Kind.RUNNING);
    }

    /** E9. */
    @Test
    void aTenantThatIsStoppedWhileItsSessionsArePutInPlaceSendsNothing() {
        putSessions(1);
        create(ACME, enterprise(3).build());
        store.shelf().hold();
        CompletionStage<TenantStatus> start = bot.start(ACME);
        time.advance(Duration.ofSeconds(5));

        CompletionStage<TenantStatus> stop = bot.stop(ACME);
        time.advance(Duration.ofSeconds(5));
        assertThat(await(bot.status(ACME)).state()).isEqualTo(TenantStatus.State.STOPPING);
        store.shelf().release();

        assertThat(await(stop).state()).isEqualTo(TenantStatus.State.STOPPED);
        assertThat(await(start).state()).isEqualTo(TenantStatus.State.STOPPED);
        assertThat(await(bot.status(ACME)).reason()).isEqualTo("stopped by the operator");
        time.advance(Duration.ofMinutes(5));
        assertThat(telegram.ledger().count()).isZero();
        await(bot.start(ACME));
    }

    /** E11. */
    @Test
    void aTenantWhoseSessionsArePutInPlaceSaysSo() {
        putSessions(1);
        create(ACME, enterprise(3).build());
        await(bot.start(ACME));
        await(bot.stop(ACME));
        store.shelf().hold();

        bot.start(ACME);
        time.advance(Duration.ofSeconds(5));

        TenantStatus starting = await(bot.status(ACME));
        assertThat(starting.state()).isEqualTo(TenantStatus.State.STARTING);
        assertThat(starting.reason()).isEqualTo("its sessions to be put in place");
        assertThat(starting.run()).isNull();
    }

    @Test
    void thePlanTypeDecidesTheMode() {
        assertThatThrownBy(() -> create(
                        ACME,
                        enterprise(1)
                                .planType(PlanType.STARTER)
                                .mode(ExecutionMode.ENTERPRISE)
                                .build()))
                .hasCauseInstanceOf(ModeNotAllowedException.class)
                .hasMessageContaining("STARTER plan requires starter execution mode");
    }

    @Test
    void afterARestartEveryTenantIsStoppedAndKeepsItsSessionsConfigurationAndNumbers() {
        putSessions(2);
        TenantConfig config = enterprise(4).sessionsCount(2).build();
        create(ACME, config);
        await(bot.start(ACME));
        time.advance(Duration.ofSeconds(7));
        crashAndReopen();
        time.advance(Duration.ofMinutes(10));

        TenantStatus status = await(bot.status(ACME));

        assertThat(status.state()).isEqualTo(TenantStatus.State.STOPPED);
        assertThat(status.config()).isEqualTo(config);
        assertThat(status.sessions()).hasSize(2);
        assertThat(status.stats().success()).isEqualTo(4);
    }

    @Test
    void aResumedTenantLeavesOutWhatWasSentBeforeTheCrash() {
        putSessions(1);
        create(ACME, enterprise(3).build());
        await(bot.start(ACME));
        time.advance(Duration.ofSeconds(7)); // g1, g2
        crashAndReopen();

        await(bot.resume(ACME));
        time.advance(Duration.ofMinutes(1));

        assertThat(await(bot.status(ACME)).stats().success()).isEqualTo(3);
    }

    @Test
    void aTenantWithoutGroupsPostsToTheDefaultOnes() {
        putSessions(1);
        create(ACME, TenantConfig.builder().post(Post.text("hello")).build());
        assertThat(refusal(ACME)).containsExactly(Kind.NO_GROUPS);
        await(bot.tenants().defaultGroups(groups(2)));

        await(bot.start(ACME));
        time.advance(Duration.ofMinutes(1));

        assertThat(await(bot.status(ACME)).stats().success()).isEqualTo(2);
    }

    @Test
    void changesTakeEffectWithTheNextCycle() {
        putSessions(2);
        create(ACME, enterprise(2).build());
        await(bot.start(ACME));
        await(bot.tenants()
                .update(ACME, config -> config.toBuilder().groups(groups(3)).build()));
        await(bot.sessions().assign(ACME, 1));
        time.advance(Duration.ofSeconds(30));
        assertThat(await(bot.status(ACME)).stats().success()).isEqualTo(2);

        time.advance(Duration.ofMinutes(5));

        TenantStatus status = await(bot.status(ACME));
        assertThat(status.stats().success()).isEqualTo(5);
        assertThat(status.run()).isNotNull();
        verify();
    }

    @Test
    void aTenantWhoseConfigurationNoLongerFitsStopsAndSaysWhy() {
        putSessions(1);
        create(ACME, enterprise(2).build());
        await(bot.start(ACME));
        await(bot.tenants()
                .update(ACME, config -> config.toBuilder().content(null).build()));

        time.advance(Duration.ofMinutes(10));

        TenantStatus status = await(bot.status(ACME));
        assertThat(status.state()).isEqualTo(TenantStatus.State.STOPPED);
        assertThat(status.reason()).contains("nothing to post");
    }

    @Test
    void aTenantThatStopsBecauseItsTextStandsInTheWrongFieldSaysSoWithoutTheText() {
        putSessions(2);
        for (TenantConfig.Content wrong : List.of(
                new TenantConfig.Content("link", "SECRETWORDS buy now"),
                new TenantConfig.Content("SECRETWORDS buy now", "text"))) {
            TenantId tenant = new TenantId("t" + wrong.type().length());
            create(tenant, enterprise(1).build());
            await(bot.start(tenant));
            await(bot.tenants()
                    .update(tenant, config -> config.toBuilder().content(wrong).build()));
            time.advance(Duration.ofMinutes(10));

            TenantState state = await(bot.state(tenant));
            assertThat(state.status().reason()).contains("a value of 19 characters");
            assertThat(String.join("\n", state.log()))
                    .contains("a value of 19 characters")
                    .doesNotContain("SECRETWORDS");
        }
    }

    @Test
    void twoLostSessionsStopTheTenantUntilTheLossIsAcknowledged() {
        putSessions(4);
        create(ACME, enterprise(9).sessionsCount(3).build());
        telegram.script(session(1), new GroupId("g1"), Answer.of(new SendOutcome.AccountLimited("PEER_FLOOD")));
        telegram.script(session(2), new GroupId("g4"), Answer.of(new SendOutcome.AccountLimited("PEER_FLOOD")));
        await(bot.start(ACME));
        time.advance(Duration.ofMinutes(1));

        TenantStatus status = await(bot.status(ACME));
        assertThat(status.state()).isEqualTo(TenantStatus.State.STOPPED);
        assertThat(status.reason()).contains("lost two sessions within 24 h");
        assertThat(refusal(ACME)).contains(Kind.UNACKNOWLEDGED_LOSS);
        assertThatThrownBy(() -> await(bot.sessions().replace(ACME, session(1))))
                .hasCauseInstanceOf(SessionRefusedException.class)
                .hasMessageContaining("acknowledge the loss first");

        await(bot.sessions().acknowledge(ACME));
        assertThat(await(bot.sessions().replace(ACME, session(1)))).isEqualTo(session(4));
        await(bot.start(ACME));
    }

    @Test
    void aLossThatIsNotThereIsNotAcknowledged() {
        putSessions(1);
        create(ACME, enterprise(1).build());
        List<JournalEntry> before = store.journal().entries();

        assertThatThrownBy(() -> await(bot.sessions().acknowledge(ACME)))
                .hasCauseInstanceOf(SessionRefusedException.class)
                .hasMessageContaining("There is nothing to acknowledge");
        assertThat(store.journal().entries()).isEqualTo(before);
    }

    @Test
    void aBannedSessionIsNotMadeUpForBeforeItsLossIsAcknowledged() {
        putSessions(2);
        create(ACME, enterprise(2).build());
        telegram.script(
                session(1), new GroupId("g1"), Answer.of(new SendOutcome.AccountLost(true, "USER_DEACTIVATED")));
        await(bot.start(ACME));
        time.advance(Duration.ofMinutes(10));
        assertThat(await(bot.status(ACME)).state()).isEqualTo(TenantStatus.State.STOPPED);

        assertThat(refusal(ACME)).containsExactly(Kind.UNACKNOWLEDGED_LOSS);
        await(bot.sessions().acknowledge(ACME));
        await(bot.start(ACME));

        assertThat(await(bot.status(ACME)).sessions())
                .extracting(PooledSession::session)
                .containsExactly(session(2));
        assertThat(store.shelf().all().get(session(1)).state()).isEqualTo(SessionState.BANNED);
    }

    @Test
    void aSessionThatNeedsALoginIsReplacedWithinTheBudgetOfTheDay() {
        reopen(EngineSettings.DEFAULT.withReplacement(new ReplacementPolicy(1, Duration.ofHours(24))));
        putSessions(3);
        create(ACME, enterprise(4).build());
        telegram.script(
                session(1), new GroupId("g1"), Answer.of(new SendOutcome.AccountLost(false, "SESSION_REVOKED")));
        await(bot.start(ACME));
        time.advance(Duration.ofSeconds(10));

        assertThat(await(bot.status(ACME)).sessions())
                .extracting(PooledSession::session)
                .containsExactly(session(2));
        assertThat(await(bot.sessions().all()))
                .filteredOn(found -> found.session().equals(session(1)))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.state()).isEqualTo(SessionState.UNUSED);
                    assertThat(found.flag()).isEqualTo(SessionFlag.NEEDS_LOGIN);
                });
    }

    /** S1. */
    @Test
    void aSessionThatARunningCycleStillUsesIsNeitherMovedNorGivenToAnother() {
        putSessions(1);
        create(ACME, enterprise(9).build());
        create(OTHER, enterprise(9).build());
        await(bot.start(ACME));
        time.advance(Duration.ofSeconds(2));

        await(bot.sessions().release(ACME, List.of(session(1))));

        assertThat(await(bot.health()).freeSessions()).isZero();
        assertThatThrownBy(() -> await(bot.sessions().assign(OTHER, 1)))
                .hasCauseInstanceOf(SessionRefusedException.class)
                .hasMessageContaining("0 are free. 1 more will be, once the cycle that uses them has ended.")
                .hasMessageNotContaining("acme");
        assertThat(refusal(OTHER)).containsExactly(Kind.SESSIONS);
        assertThat(store.shelf().all().get(session(1)).holder()).contains(ACME);
        time.advance(Duration.ofMinutes(1)); // The cycle has ended, the pause after it has not.
        assertThat(await(bot.health()).freeSessions()).isEqualTo(1);
        assertThat(store.shelf().all().get(session(1)).state()).isEqualTo(SessionState.UNUSED);
        await(bot.start(OTHER));
        time.advance(Duration.ofMinutes(1));
        assertThat(await(bot.status(ACME)).stats().success()).isEqualTo(9);
        assertThat(await(bot.status(OTHER)).stats().success()).isEqualTo(9);
        verify();
    }

    /** S1, M4. */
    @Test
    void whoNeedsASessionGetsOneThatNoRunningCycleUses() {
        putSessions(3);
        create(ACME, enterprise(9).build());
        create(OTHER, enterprise(9).build());
        await(bot.start(ACME));
        time.advance(Duration.ofSeconds(2));
        await(bot.sessions().release(ACME, List.of(session(1))));

        assertThat(await(bot.start(OTHER)).sessions())
                .extracting(PooledSession::session)
                .containsExactly(session(2));
        assertThat(await(bot.sessions().assign(OTHER, 1))).containsExactly(session(3));
        time.advance(Duration.ofMinutes(20));

        assertThat(await(bot.status(OTHER)).state()).isEqualTo(TenantStatus.State.RUNNING);
        verify();
    }

    /** S1. */
    @Test
    void afterACrashTheSessionsOfTheInterruptedCycleAreFree() {
        putSessions(1);
        create(ACME, enterprise(9).build());
        create(OTHER, enterprise(9).build());
        await(bot.start(ACME));
        time.advance(Duration.ofSeconds(2));
        await(bot.sessions().release(ACME, List.of(session(1))));

        crashAndReopen();

        assertThat(await(bot.sessions().assign(OTHER, 1))).containsExactly(session(1));
        assertThat(store.shelf().all().get(session(1)).holder()).contains(OTHER);
    }

    /** S5. */
    @Test
    void lossesOfSessionsThatWereReleasedDuringTheCycleStopTheTenantWhoseCycleItIs() {
        putSessions(3);
        create(ACME, enterprise(9).sessionsCount(3).build());
        telegram.script(session(1), new GroupId("g2"), Answer.of(new SendOutcome.AccountLimited("PEER_FLOOD")));
        telegram.script(session(2), new GroupId("g5"), Answer.of(new SendOutcome.AccountLost(true, "DEACTIVATED")));
        await(bot.start(ACME));
        time.advance(Duration.ofSeconds(2));
        await(bot.sessions().release(ACME, List.of(session(1), session(2))));

        time.advance(Duration.ofMinutes(2));

        TenantStatus status = await(bot.status(ACME));
        assertThat(status.state()).isEqualTo(TenantStatus.State.STOPPED);
        assertThat(status.reason()).contains("lost two sessions within 24 h");
        crashAndReopen();
        assertThat(refusal(ACME)).contains(Kind.UNACKNOWLEDGED_LOSS);
    }

    /** S5. */
    @Test
    void aLimitedSessionThatIsReleasedIsNotMadeUpForBeforeItsLossIsAcknowledged() {
        putSessions(2);
        create(ACME, enterprise(2).sessionsCount(1).build());
        telegram.script(session(1), new GroupId("g1"), Answer.of(new SendOutcome.AccountLimited("PEER_FLOOD")));
        await(bot.start(ACME));
        time.advance(Duration.ofMinutes(10));

        await(bot.sessions().release(ACME, List.of(session(1))));

        assertThat(refusal(ACME)).containsExactly(Kind.UNACKNOWLEDGED_LOSS);
        assertThatThrownBy(() -> await(bot.sessions().assign(ACME, 1)))
                .cause()
                .isInstanceOfSatisfying(
                        SessionRefusedException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(SessionRefusedException.Kind.NOT_ACKNOWLEDGED));
        await(bot.sessions().acknowledge(ACME));
        await(bot.start(ACME));
        assertThat(await(bot.status(ACME)).sessions())
                .extracting(PooledSession::session)
                .containsExactly(session(2));
    }

    /** S5. */
    @Test
    void afterABanATenantIsAssignedNoOtherSessionBeforeItsLossIsAcknowledged() {
        putSessions(2);
        create(ACME, enterprise(2).build());
        telegram.script(session(1), new GroupId("g1"), Answer.of(new SendOutcome.AccountLost(true, "DEACTIVATED")));
        await(bot.start(ACME));
        time.advance(Duration.ofMinutes(10));

        assertThatThrownBy(() -> await(bot.sessions().assign(ACME, 1)))
                .hasCauseInstanceOf(SessionRefusedException.class)
                .hasMessageContaining("before that is acknowledged");
        await(bot.sessions().acknowledge(ACME));
        assertThat(await(bot.sessions().assign(ACME, 1))).containsExactly(session(2));
    }

    /** S5. */
    @Test
    void sessionsThatAreLoggedOutAtTheSameInstantShareTheBudgetOfTheDay() {
        reopen(EngineSettings.DEFAULT.withReplacement(new ReplacementPolicy(1, Duration.ofHours(24))));
        putSessions(6);
        create(ACME, enterprise(4).sessionsCount(2).build());
        telegram.script(
                session(1), new GroupId("g1"), Answer.of(new SendOutcome.AccountLost(false, "SESSION_REVOKED")));
        telegram.script(
                session(2), new GroupId("g3"), Answer.of(new SendOutcome.AccountLost(false, "SESSION_REVOKED")));
        await(bot.start(ACME));

        time.advance(Duration.ofSeconds(10));

        assertThat(store.journal().entries())
                .map(entry -> entry.event().type())
                .filteredOn("session_replaced"::equals)
                .hasSize(1);
    }

    @Test
    void inStrictModeItTakesARecordToPost() {
        reopen(EngineSettings.DEFAULT.withPermissions(PermissionPolicy.RECORDED));
        putSessions(1);
        create(ACME, enterprise(2).build());
        assertThat(refusal(ACME)).containsExactly(Kind.PERMISSION);
        await(bot.tenants().permit(ACME, new PermissionRecord(new GroupId("g2"), "its admin", "news", null)));

        await(bot.start(ACME));
        time.advance(Duration.ofMinutes(1));

        assertThat(await(bot.status(ACME)).stats())
                .isEqualTo(new TenantStats(1, 0, 0, 0, time.now().wall().minusSeconds(55)));
    }

    /** G4: Telegram refused nothing. */
    @Test
    void inStrictModeAMissingRecordIsNoRefusalForWhichAGroupWouldBeLeftOut() {
        reopen(EngineSettings.DEFAULT.withPermissions(PermissionPolicy.RECORDED));
        putSessions(1);
        create(ACME, enterprise(2).build());
        permit(ACME, "g2", null);
        await(bot.start(ACME, 3));
        time.advance(Duration.ofMinutes(9)); // two cycles
        permit(ACME, "g1", null);
        time.advance(Duration.ofMinutes(6));

        assertThat(postedTo()).containsExactly("g2", "g2", "g1", "g2");
        verify();
    }

    /** G4. */
    @Test
    void inStrictModeTheRecordsOfTheTenantWhoseCycleItIsDecideWhoeverHasTheSession() {
        reopen(EngineSettings.DEFAULT.withPermissions(PermissionPolicy.RECORDED));
        putSessions(1);
        create(ACME, enterprise(3).build());
        permit(ACME, "g1", null);
        permit(ACME, "g3", null);
        await(bot.start(ACME));
        time.advance(Duration.ofSeconds(2));

        await(bot.sessions().release(ACME, List.of(session(1))));
        time.advance(Duration.ofMinutes(1));

        assertThat(postedTo()).containsExactly("g1", "g3");
    }

    /** G4, E10. */
    @Test
    void inStrictModeNothingIsSentOnceTheRecordIsGoneOrHasExpired() {
        reopen(EngineSettings.DEFAULT.withPermissions(PermissionPolicy.RECORDED));
        putSessions(1);
        create(ACME, enterprise(3).build());
        permit(ACME, "g1", null);
        permit(ACME, "g2", null);
        permit(ACME, "g3", time.now().wall().plusSeconds(15));
        await(bot.start(ACME));
        time.advance(Duration.ofSeconds(2));

        store.journal().hold();
        time.advance(Duration.ofSeconds(4));
        bot.tenants().withdraw(ACME, new GroupId("g2")); // while the intent is not durable yet
        store.journal().release();
        time.advance(Duration.ofSeconds(3));
        store.journal().hold();
        time.advance(Duration.ofSeconds(10)); // past the end of the permission for g3
        store.journal().release();
        time.advance(Duration.ofMinutes(1));

        assertThat(postedTo()).containsExactly("g1");
        assertThat(store.journal().entries())
                .map(entry -> entry.event().type())
                .filteredOn("send_intended"::equals)
                .hasSize(3);
        verify();
    }

    @Test
    void aPreflightSaysWhatWouldNotBeSentAndSendsNothing() {
        putSessions(1);
        create(ACME, enterprise(3).build());
        await(bot.sessions().assign(ACME, 1));
        telegram.deny(session(1), new GroupId("g2"), "CHAT_WRITE_FORBIDDEN");

        Preflight preflight = await(bot.preflight(ACME));

        assertThat(preflight.plan()).isPresent();
        assertThat(preflight.obstacles())
                .singleElement()
                .satisfies(obstacle -> assertThat(obstacle.group()).isEqualTo(new GroupId("g2")));
        assertThat(telegram.ledger().count()).isZero();
    }

    /** M2. */
    @Test
    void aPreflightSaysOfASessionShortageWhatAStartWouldSay() {
        putSessions(1);
        create(ACME, enterprise(3).sessionsCount(3).build());
        await(bot.sessions().assign(ACME, 1));

        assertThat(await(bot.preflight(ACME)).reasons())
                .extracting(StartRefusedException.Reason::kind)
                .isEqualTo(refusal(ACME))
                .containsExactly(Kind.SESSIONS);
    }

    /** M2. */
    @Test
    void aPreflightAsksWithTheSessionsThatAStartWouldAssign() {
        putSessions(1);
        create(ACME, enterprise(3).build());
        telegram.deny(session(1), new GroupId("g2"), "CHAT_WRITE_FORBIDDEN");

        Preflight preflight = await(bot.preflight(ACME));

        assertThat(preflight.reasons()).isEmpty();
        assertThat(preflight.obstacles())
                .extracting(Preflight.Obstacle::session)
                .containsExactly(session(1));
        assertThat(await(bot.status(ACME)).sessions()).isEmpty();
        await(bot.start(ACME));
    }

    /** M2. */
    @Test
    void nothingIsStartedWithSessionsThatAPreflightIsAsking() {
        putSessions(1);
        create(ACME, enterprise(3).build());
        create(OTHER, enterprise(3).build());
        telegram.behave(telegram.behaviour().toBuilder()
                .checkLatency(DurationRange.exactly(Duration.ofSeconds(1)))
                .build());
        CompletionStage<Preflight> preflight = bot.preflight(ACME);
        time.advance(Duration.ofMillis(500));

        assertThat(refusal(ACME)).containsExactly(Kind.PREFLIGHT);
        assertThat(refusal(OTHER)).containsExactly(Kind.PREFLIGHT);
        assertThat(await(bot.preflight(OTHER)).reasons())
                .extracting(StartRefusedException.Reason::kind)
                .containsExactly(Kind.PREFLIGHT);

        assertThat(await(preflight).reasons()).isEmpty();
        await(bot.start(ACME));
    }

    /** M2. */
    @Test
    void aPreflightWaitsNoLongerForAnAnswerThanACycleDoes() {
        putSessions(1);
        create(ACME, enterprise(1).build());
        telegram.behave(telegram.behaviour().toBuilder()
                .checkLatency(DurationRange.exactly(Duration.ofHours(10)))
                .build());

        assertThat(await(bot.preflight(ACME)).obstacles())
                .singleElement()
                .satisfies(obstacle -> assertThat(obstacle.why()).contains("no answer within"));
        await(bot.start(ACME));
    }

    @Test
    void aTenantThatComesByTheNameOfOneThatWasRemovedHasNoRunOfIts() {
        putSessions(1);
        create(ACME, enterprise(1).build());
        await(bot.start(ACME));
        await(bot.stop(ACME));
        assertThat(await(bot.status(ACME)).run()).isNotNull();
        await(bot.tenants().remove(ACME));

        create(ACME, enterprise(1).build());

        assertThat(await(bot.status(ACME)).run()).isNull();
        await(bot.start(ACME));
    }

    @Test
    void anAssignmentOfNoSessionsIsRefused() {
        putSessions(1);
        create(ACME, enterprise(1).build());
        for (int count : new int[] {0, -1}) {
            assertThatThrownBy(() -> await(bot.sessions().assign(ACME, count)))
                    .hasCauseInstanceOf(InvalidValueException.class)
                    .hasMessageContaining("count: got " + count + ", expected a whole number from 1");
        }
    }

    @Test
    void aReleaseForATenantThatDoesNotExistIsRefusedAndOneOfNoSessionsLeavesNoFact() {
        create(ACME, enterprise(1).build());
        int before = store.journal().entries().size();

        assertThatThrownBy(() -> await(bot.sessions().release(OTHER, List.of())))
                .hasCauseInstanceOf(TenantRefusedException.class);
        await(bot.sessions().release(ACME, List.of()));

        assertThat(store.journal().entries()).hasSize(before);
    }

    @Test
    void aCloseWaitsNoLongerThanItsLimitAndTheCycleGoesOnAfterTheNextOpening() {
        putSessions(1);
        create(ACME, enterprise(3).delay(Duration.ofHours(1)).build());
        await(bot.start(ACME));
        time.advance(Duration.ofMinutes(1));
        long before = time.nanos();

        await(bot.shutDown());

        assertThat(time.nanos() - before)
                .isEqualTo(EngineSettings.DEFAULT.closeLimit().toNanos());
        bot.close();
        bot = open();
        await(bot.resume(ACME));
        time.advance(Duration.ofMinutes(150));
        assertThat(telegram.ledger().count()).isEqualTo(3);
        verify();
    }

    @Test
    void whatIsInFlightWhenTheLimitOfACloseIsReachedIsUnknown() {
        settings = EngineSettings.DEFAULT.withCloseLimit(Duration.ofSeconds(5));
        reopen(settings);
        putSessions(1);
        create(ACME, enterprise(2).build());
        telegram.hold(session(1));
        await(bot.start(ACME));
        time.advance(Duration.ofSeconds(2));
        assertThat(telegram.held(session(1))).isEqualTo(1);

        reopen(settings);

        assertThat(await(bot.status(ACME)).stats().unknown()).isEqualTo(1);
        telegram.release(session(1));
        await(bot.resume(ACME));
        time.advance(Duration.ofMinutes(1));
        assertThat(telegram.ledger().count()).isLessThanOrEqualTo(2);
        verify();
    }

    /** M4. */
    @Test
    void whatHappensToATenantIsNoneOfAnothers() {
        TenantId other = new TenantId("other");
        putSessions(2);
        create(ACME, enterprise(3).sessionsCount(1).build());
        create(
                other,
                enterprise(3).post(Post.text("another hello")).sessionsCount(1).build());
        await(bot.start(ACME));
        await(bot.start(other));
        TenantConfig untouched = await(bot.status(other)).config();
        for (GroupId group : groups(3)) {
            telegram.refuse(session(1), group, "CHAT_WRITE_FORBIDDEN");
        }
        await(bot.tenants()
                .update(ACME, config -> config.toBuilder().groups(groups(2)).build()));
        time.advance(Duration.ofSeconds(20));
        telegram.ban(session(1));
        time.advance(Duration.ofMinutes(30));

        TenantState hurt = await(bot.state(ACME));
        TenantState well = await(bot.state(other));
        assertThat(hurt.status().stats().failures()).isPositive();
        assertThat(well.status().config()).isEqualTo(untouched);
        assertThat(well.status().state()).isEqualTo(TenantStatus.State.RUNNING);
        assertThat(well.status().stats().success()).isGreaterThan(3);
        assertThat(well.status().stats().failures()).isZero();
        assertThat(hurt.log()).isNotEmpty().noneMatch(line -> line.contains("s2.session"));
        assertThat(well.log()).isNotEmpty().noneMatch(line -> line.contains("s1.session"));
    }

    @Test
    void aRemovedTenantsSessionsAreFree() {
        putSessions(1);
        create(ACME, enterprise(1).build());
        await(bot.start(ACME));
        assertThatThrownBy(() -> await(bot.tenants().remove(ACME))).hasCauseInstanceOf(TenantRefusedException.class);
        await(bot.stop(ACME));

        await(bot.tenants().remove(ACME));

        assertThat(await(bot.tenants().all())).isEmpty();
        assertThat(await(bot.health()).freeSessions()).isEqualTo(1);
        assertThat(store.shelf().all().get(session(1)).state()).isEqualTo(SessionState.UNUSED);
    }

    /** M2. */
    @Test
    void aRemovedSessionIsGoneWithItsFile() {
        putSessions(3);
        create(ACME, enterprise(2).build());
        telegram.script(session(1), new GroupId("g1"), Answer.of(new SendOutcome.AccountLost(true, "DEACTIVATED")));
        await(bot.start(ACME));
        time.advance(Duration.ofMinutes(10));
        await(bot.sessions().lookForNew());

        await(bot.sessions().remove(session(1))); // It is banned,
        await(bot.sessions().remove(session(2))); // and this one unused.

        assertThat(await(bot.sessions().all()))
                .extracting(PooledSession::session)
                .containsExactly(session(3));
        assertThat(store.shelf().all()).containsOnlyKeys(session(3));
        crashAndReopen();
        assertThat(await(bot.sessions().all()))
                .extracting(PooledSession::session)
                .containsExactly(session(3));
        assertThat(await(bot.sessions().lookForNew())).isEmpty();
        verify();
    }

    /** M2. */
    @Test
    void aSessionThatIsSomebodysOrUsedIsNotRemoved() {
        putSessions(1);
        create(ACME, enterprise(9).build());
        await(bot.start(ACME));
        time.advance(Duration.ofSeconds(2));

        assertNotRemoved(session(1), SessionRefusedException.Kind.ASSIGNED);
        assertNotRemoved(session(2), SessionRefusedException.Kind.UNKNOWN);
        await(bot.sessions().release(ACME, List.of(session(1))));
        assertNotRemoved(session(1), SessionRefusedException.Kind.IN_USE);
        assertThat(store.shelf().all()).containsOnlyKeys(session(1));
        time.advance(Duration.ofMinutes(1)); // The cycle has ended.

        await(bot.sessions().remove(session(1)));

        assertThat(store.shelf().all()).isEmpty();
        verify();
    }

    private void assertNotRemoved(SessionId session, SessionRefusedException.Kind why) {
        assertThatThrownBy(() -> await(bot.sessions().remove(session)))
                .cause()
                .isInstanceOfSatisfying(
                        SessionRefusedException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(why));
    }

    /** M2. */
    @Test
    void aSessionWhoseFileCannotBeDeletedIsStillThereAndIsRemovedWhenItCanBe() {
        putSessions(1);
        await(bot.sessions().lookForNew());
        store.shelf().failNext(1);

        assertThatThrownBy(() -> await(bot.sessions().remove(session(1)))).hasCauseInstanceOf(StoreException.class);
        assertThat(await(bot.health()).freeSessions()).isOne();

        await(bot.sessions().remove(session(1)));
        assertThat(await(bot.sessions().all())).isEmpty();
    }

    /** M2, S1: one of both gets the session, whatever comes between what, and nothing is half-done. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSessionIsRemovedOrStartedWithNeverBoth(boolean journalIsSlow) {
        Set<Boolean> ends = new HashSet<>();
        for (int apart = -10; apart <= 10; apart++) {
            TenantId tenant = new TenantId("t" + apart);
            SessionId session = new SessionId("s" + apart);
            store.putSession(session);
            create(tenant, enterprise(1).build());
            await(bot.sessions().lookForNew());
            if (journalIsSlow) {
                store.journal().hold();
            }

            List<CompletionStage<?>> asked = new ArrayList<>();
            Runnable remove = () -> asked.add(bot.sessions().remove(session));
            Runnable start = () -> asked.add(bot.start(tenant));
            (apart < 0 ? start : remove).run();
            IntStream.range(0, Math.abs(apart)).forEach(step -> time.step());
            (apart < 0 ? remove : start).run();
            time.advance(Duration.ofMillis(1));
            store.journal().release();
            time.advance(Duration.ofSeconds(1));

            CompletableFuture<?> removal = asked.get(apart < 0 ? 1 : 0).toCompletableFuture();
            assertThat(removal).isDone();
            boolean removed = !removal.isCompletedExceptionally();
            TenantStatus status = await(bot.status(tenant));
            assertThat(status.state()).isEqualTo(removed ? TenantStatus.State.STOPPED : TenantStatus.State.RUNNING);
            assertThat(status.sessions()).hasSize(removed ? 0 : 1);
            assertThat(await(bot.sessions().all()).stream().map(PooledSession::session))
                    .hasSize(removed ? 0 : 1);
            assertThat(store.shelf().all()).hasSize(removed ? 0 : 1);
            ends.add(removed);
            await(bot.stop(tenant));
            await(bot.tenants().remove(tenant));
            if (!removed) {
                await(bot.sessions().remove(session));
            }
        }
        assertThat(ends).as("each comes first at some time").hasSize(2);
        assertThat(store.journal().entries())
                .map(entry -> entry.event().type())
                .as("one was assigned when its file was gone already")
                .contains("sessions_released");
        verify();
    }

    @Test
    void whileTheJournalTakesNothingNothingIsSentAndHealthSaysWhy() {
        putSessions(1);
        create(ACME, enterprise(3).build());
        await(bot.start(ACME));
        store.journal().failNext(1000);
        time.advance(Duration.ofSeconds(20));

        assertThat(await(bot.health()).why()).isPresent();
    }
}
