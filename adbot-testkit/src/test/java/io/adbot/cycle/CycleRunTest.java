package io.adbot.cycle;

import static io.adbot.cycle.Engine.enterprise;
import static io.adbot.cycle.Engine.group;
import static io.adbot.cycle.Engine.once;
import static io.adbot.cycle.Engine.order;
import static io.adbot.cycle.Engine.session;
import static io.adbot.cycle.Engine.starter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.message.Post;
import io.adbot.message.SendOutcome;
import io.adbot.testkit.TelegramBehaviour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs from start to end: limits, changes, sessions that fall out, many tenants, and what the log says. */
class CycleRunTest {

    private final Engine engine = new Engine();
    private final CapturedLog log = new CapturedLog();

    @AfterEach
    void noRuleIsBroken() {
        log.close();
        engine.verify();
    }

    // ---------------------------------------------------------------- its end

    @Test
    void aRunEndsAfterSoManyCycles() {
        RunEnd end = engine.run(order(enterprise(1, 1)).cycles(3));

        assertThat(end).isEqualTo(new RunEnd(RunEnd.Cause.DONE, "all 3 cycles have been run"));
        assertThat(engine.cycles()).hasSize(3);
        engine.time.assertQuiescent();
    }

    @Test
    void aRunWhoseNextCycleNoClockCouldMeasureEndsAndSaysWhy() {
        RunEnd end = engine.run(
                order(enterprise(1, 1)).pause(Duration.ofNanos(Long.MAX_VALUE)).cycles(2));

        assertThat(end.cause()).isEqualTo(RunEnd.Cause.NOT_POSSIBLE);
        assertThat(end.message())
                .contains("its next cycle")
                .contains("292 years")
                .contains("pause shorter");
        assertThat(engine.cycles()).hasSize(1);
        engine.time.assertQuiescent();
    }

    @Test
    void aCycleWhoseEndNoClockCouldMeasureIsNotBegun() {
        RunEnd end = engine.run(order(enterprise(1, 3).delay(Duration.ofDays(365L * 97))));

        assertThat(end.cause()).isEqualTo(RunEnd.Cause.NOT_POSSIBLE);
        assertThat(end.message()).contains("could end beyond").contains("make delay");
        assertThat(engine.cycles()).isEmpty();
        engine.time.assertQuiescent();
    }

    @Test
    void whoWasNamedTwiceIsToldThoughAnotherSessionTakesNoPart() {
        engine.telegram.limit(session("s1"));

        engine.run(order(enterprise(3, 3).sessions(List.of(session("s1"), session("s2"), session("s3"), session("s2"))))
                .cycles(2));

        assertThat(engine.report().plan().sessions()).hasSize(2);
        assertThat(engine.report().plan().adjustments())
                .singleElement()
                .satisfies(adjustment -> assertThat(adjustment.message()).contains("s2"));
    }

    @Test
    void anInfeasibleOrderIsRefusedAndNothingIsDone() {
        assertThatThrownBy(() -> engine.start(order(starter(2, 10, Duration.ofMinutes(1)))))
                .hasCauseInstanceOf(StartRefusedException.class)
                .hasMessageContaining("session runtime (50s) must be less than per-session offset (30.0s)");
        assertThat(engine.cycles()).isEmpty();
        engine.time.assertQuiescent();
    }

    @Test
    void aRunWhoseSessionsAreAllFlaggedEndsAndSaysWhy() {
        engine.telegram.limit(session("s1"));
        engine.telegram.ban(session("s2"));

        RunEnd end = engine.run(order(enterprise(2, 2)));

        assertThat(end.cause()).isEqualTo(RunEnd.Cause.NOT_POSSIBLE);
        assertThat(end.message()).contains("None of the 2 sessions is able to send");
        assertThat(engine.cycles()).hasSize(1);
        assertThatThrownBy(() -> engine.start(order(enterprise(2, 2))))
                .cause()
                .isInstanceOfSatisfying(
                        StartRefusedException.class,
                        refused -> assertThat(refused.reasons())
                                .extracting(StartRefusedException.Reason::kind)
                                .containsExactly(StartRefusedException.Kind.NO_SESSION));
    }

    @Test
    void aClearedSessionTakesPartAgainFromTheNextCycleOn() {
        engine.telegram.script(session("s1"), group("g1"), new SendOutcome.AccountLimited("PEER_FLOOD"));
        CycleRun run = engine.start(order(enterprise(1, 2)).cycles(2));
        engine.advance(1);
        engine.time.await(engine.runner.clear(session("s1")), Duration.ZERO);

        assertThat(engine.end(run).cause()).isEqualTo(RunEnd.Cause.DONE);
        assertThat(engine.story("s1"))
                .containsExactly("g1 account_limited", "g2 skipped: session_limited", "g1 delivered", "g2 delivered");
    }

    @Test
    void aFlagOutlivesARestartUntilItIsCleared() {
        engine.telegram.script(session("s1"), group("g1"), new SendOutcome.AccountLimited("PEER_FLOOD"));
        engine.run(once(enterprise(1, 1)));
        engine.crashAndReopen(Duration.ofMinutes(10));

        assertThatThrownBy(() -> engine.start(once(enterprise(1, 1)))).hasMessageContaining("flagged");
        engine.time.await(engine.runner.clear(session("s1")), Duration.ZERO);
        engine.crashAndReopen(Duration.ofMinutes(10));
        assertThat(engine.run(once(enterprise(1, 1))).cause()).isEqualTo(RunEnd.Cause.DONE);
    }

    @Test
    void fewerSessionsMayMakeTheNextCycleOfAnOrderInfeasibleNoMore() {
        engine.telegram.ban(session("s2"));

        engine.run(order(starter(2, 2, Duration.ofMinutes(1))).cycles(2));

        // N is now 1: its slot is the whole cycle.
        assertThat(engine.starts("s1")).containsExactly(0.0, 5.0, 330.0, 335.0);
    }

    // ---------------------------------------------------------------- changes

    @Test
    void anotherOrderTakesEffectWithTheNextCycle() {
        CycleRun run = engine.start(order(enterprise(1, 2)));
        engine.advance(1);
        engine.time.await(run.update(order(enterprise(2, 2)).cycles(2)), Duration.ZERO);

        engine.end(run);

        assertThat(engine.sends()).containsExactly("s1→g1", "s1→g2", "s1→g1", "s2→g2");
    }

    @Test
    void thePauseIsThatOfTheCycleThatEnded() {
        CycleRun run = engine.start(order(enterprise(1, 1)).pause(Duration.ofSeconds(100)));
        engine.advance(1);
        engine.time.await(
                run.update(order(enterprise(1, 1)).pause(Duration.ZERO).cycles(2)), Duration.ZERO);

        engine.end(run);

        assertThat(engine.starts("s1")).containsExactly(0.0, 105.0);
    }

    @Test
    void anOrderOfAnotherTenantIsRefused() {
        CycleRun run = engine.start(once(enterprise(1, 1)));

        assertThatThrownBy(() -> engine.time.await(run.update(order("other", "o", 1, 1)), Duration.ZERO))
                .hasCauseInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("an order of other for a run of acme");
    }

    // ---------------------------------------------------------------- the log

    @Test
    void adjustmentsAreLoggedOnceForEveryOrder() {
        CycleRun run = engine.start(order(enterprise(1, 1).delay(Duration.ofSeconds(1))));
        engine.advance(320);
        assertThat(log.warnings()).containsExactly("acme: delay_between_posts raised from 1s to the minimum of 3s");

        run.update(order(enterprise(1, 1).delay(Duration.ofSeconds(2))).cycles(4));
        engine.end(run);

        assertThat(log.warnings())
                .containsExactly(
                        "acme: delay_between_posts raised from 1s to the minimum of 3s",
                        "acme: delay_between_posts raised from 2s to the minimum of 3s");
    }

    @Test
    void everyChangeOfStateIsOneLine() {
        engine.run(once(enterprise(1, 1)));

        assertThat(log.lines()).hasSize(3);
        assertThat(log.lines().get(0)).startsWith("acme: cycle 1 started, ");
        assertThat(log.lines().get(1))
                .isEqualTo("acme: cycle acme/1 completed: 1 planned, 1 delivered, 0 failed, 0 unknown, 0 skipped,"
                        + " 0 flood waits");
        assertThat(log.lines().get(2)).isEqualTo("acme: its one cycle has been run");
    }

    @Test
    void whatIsSentNeverReachesTheLog() {
        engine.telegram.limit(session("s2"));
        engine.telegram.refuse(session("s1"), group("g1"), "CHAT_WRITE_FORBIDDEN");
        CycleRun run =
                engine.start(CycleOrder.of(Engine.TENANT, enterprise(2, 4).build(), Post.text("buy my secret"))
                        .cycles(3));
        engine.end(run);

        assertThat(log.lines()).hasSizeGreaterThan(5).noneMatch(line -> line.contains("secret"));
        assertThat(engine.journal.entries().toString()).doesNotContain("secret");
        assertThat(engine.time.pending().toString()).doesNotContain("secret");
    }

    // ---------------------------------------------------------------- many tenants

    @Test
    void manyTenantsShareALoopAndNobodyWaitsForAnother() {
        List<CycleRun> runs = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            runs.add(engine.start(order("tenant" + i, "t" + i + "-", 2, 6).cycles(2)));
        }

        runs.forEach(engine::end);

        for (int i = 0; i < 50; i++) {
            assertThat(engine.starts("t" + i + "-1")).containsExactly(0.0, 5.0, 10.0, 315.0, 320.0, 325.0);
        }
    }

    @Test
    void tenantsMayPostToTheSameGroupAtTheSameTime() {
        CycleRun first = engine.start(order("first", "a", 1, 2).cycles(1));
        CycleRun second = engine.start(order("second", "b", 1, 2).cycles(1));

        engine.end(first);
        engine.end(second);

        assertThat(engine.starts("a1")).isEqualTo(engine.starts("b1"));
    }

    @Test
    void noRuleIsBrokenInChaos() {
        engine.telegram.behave(TelegramBehaviour.chaos());
        List<CycleRun> runs = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            runs.add(engine.start(order("tenant" + i, "t" + i + "-", 3, 60).cycles(4)));
        }
        engine.advance(400);
        engine.crashAndReopen(Duration.ofMinutes(2));
        for (int i = 0; i < 10; i++) {
            runs.set(
                    i,
                    engine.start(
                            order("tenant" + i, "t" + i + "-", 3, 60).cycles(4).resume()));
        }

        runs.forEach(engine::end);
        engine.time.runUntilIdle(Duration.ofHours(1));
    }
}
