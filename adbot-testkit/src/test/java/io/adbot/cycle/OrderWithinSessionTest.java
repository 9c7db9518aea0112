package io.adbot.cycle;

import static io.adbot.cycle.Engine.enterprise;
import static io.adbot.cycle.Engine.floodWait;
import static io.adbot.cycle.Engine.group;
import static io.adbot.cycle.Engine.offline;
import static io.adbot.cycle.Engine.once;
import static io.adbot.cycle.Engine.order;
import static io.adbot.cycle.Engine.seconds;
import static io.adbot.cycle.Engine.session;
import static io.adbot.cycle.Engine.slowMode;
import static io.adbot.cycle.Engine.starter;
import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.journal.JournalEvent.SessionHeld;
import io.adbot.journal.SkipReason;
import io.adbot.message.Permission;
import io.adbot.message.SendOutcome;
import io.adbot.testkit.Answer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In which order a session comes to its groups, and what holds it there (E7, E12, G3). */
class OrderWithinSessionTest {

    private Engine engine = new Engine();

    @AfterEach
    void noRuleIsBroken() {
        engine.verify();
    }

    @Test
    void aFloodWaitThatReachesTheEndOfTheSlotSkipsTheRest() {
        // The slot is 60 s long, and a wait may end before its end only.
        engine.telegram.script(session("s1"), group("g2"), floodWait(55));

        engine.run(once(starter(2, 3, Duration.ofMinutes(2))));

        assertThat(engine.story("s1"))
                .containsExactly(
                        "g1 delivered", "g2 flood_wait…", "g2 skipped: slot_closed", "g3 skipped: slot_closed");
        assertThat(engine.story("s2")).containsExactly("g1 delivered", "g2 delivered", "g3 delivered");
        assertThat(engine.report().floodWaits()).isEqualTo(1);
    }

    @Test
    void aFloodWaitThatEndsJustBeforeTheSlotDoesIsWaitedFor() {
        engine.telegram.script(
                session("s1"),
                group("g2"),
                new SendOutcome.FloodWait(Duration.ofSeconds(55).minusNanos(1)));

        engine.run(once(starter(2, 3, Duration.ofMinutes(2))));

        assertThat(engine.story("s1"))
                .containsExactly("g1 delivered", "g2 flood_wait…", "g2 delivered", "g3 skipped: slot_closed");
    }

    @Test
    void aFloodWaitOnTheQuestionAboutPermissionHoldsTheSessionAsWell() {
        engine.port.check = (session, group) -> engine.time.nanos() == 0
                ? CompletableFuture.completedStage(Permission.unclear(floodWait(40)))
                : engine.telegram.check(session, group, Engine.POST);

        engine.run(once(enterprise(1, 2)));

        assertThat(engine.story("s1")).containsExactly("g1 delivered", "g2 delivered");
        assertThat(engine.starts("s1")).containsExactly(40.0, 45.0);
        assertThat(engine.report().floodWaits()).isEqualTo(1);
    }

    @Test
    void aFloodWaitThatSuchAQuestionIsAnsweredWithIsToldOfOnce() {
        CompletableFuture<Permission> answer = new CompletableFuture<>();
        engine.port.check = (session, group) ->
                engine.port.checks.size() == 1 ? answer : engine.telegram.check(session, group, Engine.POST);
        CycleRun run = engine.start(once(enterprise(1, 1)));
        engine.advance(1);
        answer.complete(Permission.unclear(floodWait(40)));
        engine.end(run);

        assertThat(engine.events(SessionHeld.class)).hasSize(1);
        assertThat(engine.starts("s1")).containsExactly(41.0);
    }

    @Test
    void aFloodWaitOutlivesItsCycle() {
        engine.telegram.script(session("s1"), group("g2"), floodWait(2000));

        engine.run(order(enterprise(1, 2)).cycles(2));

        // The slots of the first cycle end after 910 s; the second begins 300 s after the end of the first, at 310 s.
        assertThat(engine.story("s1"))
                .containsExactly(
                        "g1 delivered",
                        "g2 flood_wait…",
                        "g2 skipped: slot_closed",
                        "g1 skipped: slot_closed",
                        "g2 skipped: slot_closed");
    }

    @Test
    void aShortFloodWaitDelaysTheFirstPostOfTheNextCycle() {
        engine.telegram.script(session("s1"), group("g2"), floodWait(1000));

        engine.run(order(enterprise(1, 2)).cycles(2));

        assertThat(engine.starts("s1")).containsExactly(0.0, 5.0, 1005.0, 1010.0);
    }

    @Test
    void theGroupGateMovesADeliveryToTheEndOnce() {
        engine = new Engine(GroupGates.none().with(group("g1"), Duration.ofSeconds(400)), builder -> builder);

        engine.run(order(enterprise(1, 3)).cycles(2));

        // The second cycle begins at 315 s, and the gate of g1 opens at 400 s.
        assertThat(engine.sends().subList(3, 6)).containsExactly("s1→g2", "s1→g3", "s1→g1");
        assertThat(engine.starts("s1")).containsExactly(0.0, 5.0, 10.0, 320.0, 325.0, 400.0);
    }

    @Test
    void aGateThatOpensAfterTheSlotSkipsOnlyThatDelivery() {
        engine = new Engine(GroupGates.none().with(group("g1"), Duration.ofHours(2)), builder -> builder);

        engine.run(order(enterprise(1, 2)).cycles(2));

        assertThat(engine.story("s1"))
                .containsExactly("g1 delivered", "g2 delivered", "g1 skipped: group_gate", "g2 delivered");
        assertThat(engine.report().skippedByReason()).isEqualTo(Map.of(SkipReason.GROUP_GATE, 1L));
    }

    @Test
    void aDeliveryThatIsTriedAgainWaitsForItsOwnGateWhereItIs() {
        engine = new Engine(GroupGates.none().with(group("g1"), Duration.ofSeconds(60)), builder -> builder);
        engine.telegram.script(session("s1"), group("g1"), offline());

        engine.run(once(enterprise(1, 2)));

        assertThat(engine.story("s1")).containsExactly("g1 transient…", "g1 delivered", "g2 delivered");
        assertThat(engine.starts("s1")).containsExactly(0.0, 60.0, 65.0);
    }

    @Test
    void soDoesOneThatMetAFloodWait() {
        engine = new Engine(GroupGates.none().with(group("g1"), Duration.ofSeconds(60)), builder -> builder);
        engine.telegram.script(session("s1"), group("g1"), floodWait(30));

        engine.run(once(enterprise(1, 2)));

        assertThat(engine.starts("s1")).containsExactly(0.0, 60.0, 65.0);
        assertThat(engine.story("s1")).containsExactly("g1 flood_wait…", "g1 delivered", "g2 delivered");
    }

    @Test
    void slowModeThatTheQuestionFindsMovesTheDeliveryWithoutAnIntent() {
        engine.telegram.slowMode(group("g1"), Duration.ofSeconds(400));

        engine.run(order(enterprise(1, 2)).cycles(2));

        assertThat(engine.story("s1")).containsExactly("g1 delivered", "g2 delivered", "g2 delivered", "g1 delivered");
        assertThat(engine.starts("s1")).containsExactly(0.0, 5.0, 315.0, 400.0);
    }

    @Test
    void slowModeIsNoReasonToWaitForever() {
        engine.port.check =
                (session, group) -> CompletableFuture.completedStage(Permission.slowMode(Duration.ofSeconds(1)));

        engine.run(once(enterprise(1, 1)));

        assertThat(engine.story("s1")).containsExactly("g1 skipped: slow_mode");
    }

    @Test
    void aGroupThatTheQuestionFindsInSlowModeIsAskedAboutAsOftenAsAFailureIsTriedAgain() {
        engine = Engine.with(settings -> settings.retries(2));
        engine.port.check =
                (session, group) -> CompletableFuture.completedStage(Permission.slowMode(Duration.ofSeconds(1)));

        engine.run(once(enterprise(1, 1)));

        // Once before it is moved to the end, once there, and twice more.
        assertThat(engine.port.checks).hasSize(4);
    }

    @Test
    void slowModeIsWaitedForInTheNextCycleTooWhateverTheQuestionSays() {
        engine.telegram.script(session("s1"), group("g1"), slowMode(1000));

        engine.run(order(enterprise(1, 2)).cycles(2));

        // The first cycle skips g1 and ends at 10 s; in the second, from 310 s on, it is waited for.
        assertThat(engine.story("s1"))
                .containsExactly(
                        "g1 slow_mode…", "g1 skipped: slow_mode", "g2 delivered", "g2 delivered", "g1 delivered");
        assertThat(engine.starts("s1")).containsExactly(0.0, 5.0, 315.0, 1000.0);
    }

    @Test
    void slowModeIsWaitedForAfterAReopening() {
        engine.telegram.script(session("s1"), group("g1"), slowMode(1000));
        engine.run(once(enterprise(1, 2)));
        engine.crashAndReopen(seconds(600));

        engine.run(once(enterprise(1, 2)));

        assertThat(engine.starts("s1").get(3)).isEqualTo(1000.0);
    }

    @Test
    void whatWasMovedComesInTheOrderOfTheList() {
        engine.telegram.script(session("s1"), group("g1"), slowMode(100));
        engine.telegram.script(session("s1"), group("g2"), slowMode(8));
        engine.telegram.script(session("s1"), group("g3"), slowMode(8));

        engine.run(once(enterprise(1, 4)));

        assertThat(engine.sends()).containsExactly("s1→g1", "s1→g2", "s1→g3", "s1→g4", "s1→g1", "s1→g2", "s1→g3");
    }

    @Test
    void aFailureAfterTheMoveHoldsTheSessionAtTheEnd() {
        engine.telegram.script(
                session("s1"), group("g1"), Answer.of(slowMode(8)), Answer.of(offline()), Answer.of(floodWait(30)));

        engine.run(once(enterprise(1, 3)));

        assertThat(engine.sends()).containsExactly("s1→g1", "s1→g2", "s1→g3", "s1→g1", "s1→g1", "s1→g1");
        assertThat(engine.starts("s1")).containsExactly(0.0, 5.0, 10.0, 15.0, 20.0, 50.0);
    }

    @Test
    void theBackoffGrowsUpToItsCap() {
        engine = Engine.with(settings ->
                settings.backoff(Duration.ofSeconds(60), Duration.ofSeconds(90)).retries(20));
        engine.telegram.script(
                session("s1"), group("g1"), Collections.nCopies(20, offline()).toArray(SendOutcome[]::new));

        engine.run(once(enterprise(1, 1).grace(Duration.ofHours(2))));

        List<Double> starts = engine.starts("s1");
        assertThat(starts).hasSize(21);
        for (int i = 1; i < starts.size(); i++) {
            assertThat(starts.get(i) - starts.get(i - 1)).isBetween(5.0, 90.0);
        }
        assertThat(starts.get(20)).isGreaterThan(20 * 20.0);
    }

    @Test
    void aBackoffThatReachesTheEndOfTheSlotSkipsTheRest() {
        engine = Engine.with(settings -> settings.backoff(Duration.ofHours(1), Duration.ofHours(1)));
        engine.telegram.script(session("s1"), group("g1"), offline());

        engine.run(once(enterprise(1, 2).grace(Duration.ZERO)));

        assertThat(engine.story("s1"))
                .containsExactly("g1 transient…", "g1 skipped: slot_closed", "g2 skipped: slot_closed");
    }

    @Test
    void aWaitTooLongForAnyClockSkipsTheRest() {
        engine.port.sender = request -> Engine.answered(new SendOutcome.FloodWait(Duration.ofSeconds(Long.MAX_VALUE)));

        engine.run(once(enterprise(1, 2)));

        assertThat(engine.story("s1"))
                .containsExactly("g1 flood_wait…", "g1 skipped: slot_closed", "g2 skipped: slot_closed");
    }
}
