package io.adbot.cycle;

import static io.adbot.cycle.Engine.enterprise;
import static io.adbot.cycle.Engine.floodWait;
import static io.adbot.cycle.Engine.group;
import static io.adbot.cycle.Engine.once;
import static io.adbot.cycle.Engine.order;
import static io.adbot.cycle.Engine.seconds;
import static io.adbot.cycle.Engine.session;
import static io.adbot.cycle.Engine.starter;
import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.journal.CycleStatus;
import io.adbot.journal.JournalEvent.CycleEnded;
import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.journal.JournalEvent.SendIntended;
import io.adbot.testkit.Answer;
import io.adbot.value.CycleId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Durable intents, crashes and what a new engine makes of them: E7, E10. */
class RestartTest {

    private Engine engine = new Engine();

    @AfterEach
    void noRuleIsBroken() {
        engine.verify();
    }

    // ---------------------------------------------------------------- intents that are durable late

    @Test
    void aSendStartsOnceItsIntentIsDurableAndCountsFromThere() {
        engine.start(once(enterprise(1, 3)));
        engine.advance(3);
        engine.journal.hold();
        engine.advance(5);
        assertThat(engine.starts("s1")).containsExactly(0.0);
        engine.journal.release();
        engine.time.runUntilIdle(Duration.ofHours(1));

        assertThat(engine.starts("s1")).containsExactly(0.0, 8.0, 13.0);
        assertThat(engine.times(SendIntended.class)).containsExactly(0.0, 5.0, 13.0);
    }

    @Test
    void anIntentThatBecomesDurableAfterTheSlotIsWithdrawn() {
        engine.start(once(starter(2, 2, Duration.ofMinutes(1))));
        engine.advance(3);
        engine.journal.hold();
        engine.advance(27);
        engine.journal.release();
        engine.time.runUntilIdle(Duration.ofHours(1));

        assertThat(engine.story("s1")).containsExactly("g1 delivered", "g2 withdrawn");
        assertThat(engine.starts("s2")).containsExactly(30.0, 35.0);
    }

    @Test
    void anIntentThatBecomesDurableInAFloodWaitIsWithdrawn() {
        // Given up as unknown at 95 s; then g2 is intended, and before that is durable the late answer comes.
        engine.telegram.script(
                session("s1"), group("g1"), Answer.of(floodWait(60)).after(Duration.ofSeconds(97)));
        engine.start(once(enterprise(1, 3)));
        engine.advance(94);
        engine.journal.hold();
        engine.advance(6);
        engine.journal.release();
        engine.time.runUntilIdle(Duration.ofHours(1));

        assertThat(engine.story("s1")).containsExactly("g1 unknown", "g2 withdrawn", "g3 delivered");
        assertThat(engine.starts("s1")).containsExactly(0.0, 157.0);
    }

    @Test
    void anIntentWhoseGateWasTakenMeanwhileIsWithdrawn() {
        engine = new Engine(GroupGates.everywhere(Duration.ofSeconds(10)), builder -> builder);
        // Both intents are on their way: the gate that the first one took has opened to the second.
        engine.journal.hold();
        CycleRun first = engine.start(order("first", "a", 1, 1).cycles(1));
        CycleRun second = engine.start(order("second", "b", 1, 1).cycles(1));
        engine.advance(20);
        engine.journal.release();
        engine.end(first);
        engine.end(second);

        assertThat(engine.story("a1")).containsExactly("g1 withdrawn");
        assertThat(engine.story("b1")).containsExactly("g1 delivered");
    }

    // ---------------------------------------------------------------- crashes

    @Test
    void aCycleThatACrashCutShortIsEndedAsInterruptedAndNothingIsSentByItself() {
        engine.start(order(enterprise(1, 5)));
        engine.advance(7);
        engine.crashAndReopen(Duration.ofMinutes(1));
        engine.advance(3600);

        assertThat(engine.starts("s1")).hasSize(2);
        assertThat(engine.events(CycleEnded.class))
                .containsExactly(new CycleEnded(Engine.TENANT, new CycleId("1"), CycleStatus.INTERRUPTED));
        assertThat(engine.time.await(engine.runner.status(Engine.TENANT), Duration.ZERO))
                .isEqualTo(Optional.empty());
    }

    @Test
    void aStartWithoutResumeSendsToEveryoneAgain() {
        engine.start(order(enterprise(1, 3)));
        engine.advance(7);
        engine.crashAndReopen(Duration.ofMinutes(1));
        engine.run(once(enterprise(1, 3)));

        assertThat(engine.sends()).containsExactly("s1→g1", "s1→g2", "s1→g1", "s1→g2", "s1→g3");
        assertThat(engine.cycles()).containsExactly(new CycleId("1"), new CycleId("2"));
    }

    @Test
    void aResumedTenantLeavesOutWhatWasDeliveredOrIsUnknown() {
        engine.telegram.script(session("s1"), group("g1"), Answer.unknownButPosted("Request aborted"));
        engine.telegram.script(session("s1"), group("g3"), Answer.delivered().after(Duration.ofSeconds(20)));
        engine.telegram.refuse(session("s2"), group("g6"), "CHAT_WRITE_FORBIDDEN");
        engine.start(order(enterprise(2, 10)));
        engine.advance(12); // g3's send is in flight
        engine.crashAndReopen(Duration.ofMinutes(1));
        engine.telegram.allow(session("s2"), group("g6"));

        engine.run(once(enterprise(2, 10)).resume());

        assertThat(engine.story("s1"))
                .containsExactly(
                        "g1 unknown",
                        "g2 delivered",
                        "g1 skipped: resumed",
                        "g2 skipped: resumed",
                        "g3 skipped: resumed",
                        "g4 delivered",
                        "g5 delivered");
        assertThat(engine.story("s2")).contains("g6 not_permitted", "g6 delivered", "g7 skipped: resumed");
        assertThat(engine.events(CycleStarted.class).get(1).resumes()).isEqualTo(new CycleId("1"));
        assertThat(engine.report().planned()).isEqualTo(10);
        assertThat(engine.report().delivered()).isEqualTo(5);
    }

    @Test
    void inEnterpriseModeADeliveredGroupIsLeftOutWhicheverSessionItFallsTo() {
        engine.start(order(enterprise(1, 4)));
        engine.advance(7);
        engine.crashAndReopen(Duration.ofMinutes(1));

        engine.run(once(enterprise(4, 4)).resume());

        assertThat(engine.sends()).containsExactlyInAnyOrder("s1→g1", "s1→g2", "s3→g3", "s4→g4");
    }

    @Test
    void inStarterModeOnlyTheSameSessionsDeliveryIsLeftOut() {
        engine.start(order(starter(2, 3, Duration.ofMinutes(1))));
        engine.advance(7);
        engine.crashAndReopen(Duration.ofMinutes(1));

        engine.run(once(starter(2, 3, Duration.ofMinutes(1))).resume());

        assertThat(engine.sends()).containsExactly("s1→g1", "s1→g2", "s1→g3", "s2→g1", "s2→g2", "s2→g3");
    }

    @Test
    void resumingTwiceAfterTwoCrashesStillLeavesOutWhatTheFirstCycleDid() {
        engine.start(order(enterprise(1, 4)));
        engine.advance(1);
        engine.crashAndReopen(Duration.ofMinutes(1));
        engine.start(order(enterprise(1, 4)).resume());
        engine.advance(6);
        engine.crashAndReopen(Duration.ofMinutes(1));

        engine.run(order(enterprise(1, 4)).cycles(2).resume());

        // Only the first cycle resumes; the second sends to everyone.
        assertThat(engine.sends())
                .containsExactly("s1→g1", "s1→g2", "s1→g3", "s1→g4", "s1→g1", "s1→g2", "s1→g3", "s1→g4");
    }

    @Test
    void aStoppedTenantCanBeResumed() {
        CycleRun run = engine.start(order(enterprise(1, 4)));
        engine.advance(6);
        run.stop();
        engine.end(run);

        engine.run(once(enterprise(1, 4)).resume());

        assertThat(engine.sends()).containsExactly("s1→g1", "s1→g2", "s1→g3", "s1→g4");
    }

    @Test
    void aStoppedTenantCanBeResumedAfterARestart() {
        CycleRun run = engine.start(order(enterprise(1, 4)));
        engine.advance(6);
        run.stop();
        engine.end(run);
        engine.crashAndReopen(Duration.ofMinutes(1));

        engine.run(once(enterprise(1, 4)).resume());

        assertThat(engine.sends()).containsExactly("s1→g1", "s1→g2", "s1→g3", "s1→g4");
    }

    @Test
    void aResumedCycleThatIsStoppedCanBeResumedAgain() {
        stop(engine.start(order(enterprise(1, 4))));
        stop(engine.start(order(enterprise(1, 4)).resume()));

        engine.run(once(enterprise(1, 4)).resume());

        assertThat(engine.sends()).containsExactly("s1→g1", "s1→g2", "s1→g3", "s1→g4");
    }

    @Test
    void whatAnEnterpriseCycleLeftOutForAnotherSessionsSakeIsNotDoneInStarterMode() {
        engine.start(order(enterprise(2, 2)));
        engine.advance(1); // s1→g1, s2→g2
        engine.crashAndReopen(Duration.ofMinutes(1));
        engine.start(order(enterprise(1, 3)).resume());
        engine.advance(1); // g2 falls to s1 and is left out; s1→g3
        engine.crashAndReopen(Duration.ofMinutes(1));

        engine.run(once(starter(1, 3, Duration.ofMinutes(1))).resume());

        assertThat(engine.sends()).containsExactlyInAnyOrder("s1→g1", "s2→g2", "s1→g3", "s1→g2");
    }

    @Test
    void theSameHoldsForCyclesThatWereStopped() {
        stop(engine.start(order(enterprise(2, 4)))); // s1→g1, s2→g3
        stop(engine.start(order(enterprise(1, 4)).resume())); // g3 falls to s1 and is left out

        engine.run(once(starter(1, 4, Duration.ofMinutes(1))).resume());

        assertThat(engine.sends()).containsExactly("s1→g1", "s2→g3", "s1→g2", "s1→g3", "s1→g4");
    }

    private void stop(CycleRun run) {
        engine.advance(1);
        run.stop();
        engine.end(run);
    }

    @Test
    void thereIsNothingToResumeAfterACompletedCycle() {
        engine.run(once(enterprise(1, 2)));
        engine.run(once(enterprise(1, 2)).resume());

        assertThat(engine.sends()).hasSize(4);
        assertThat(engine.events(CycleStarted.class).get(1).resumes()).isNull();
    }

    @Test
    void aCycleOfWhichEverythingIsDoneIsResumedInNoTime() {
        engine.start(order(enterprise(1, 2)));
        engine.advance(6);
        engine.crashAndReopen(Duration.ofMinutes(1));

        engine.run(once(enterprise(1, 2)).resume());

        assertThat(engine.sends()).hasSize(2);
        assertThat(engine.report().skipped()).isEqualTo(2);
        assertThat(engine.report().status()).isEqualTo(CycleStatus.COMPLETED);
    }

    @Test
    void anEngineThatCrashesBeforeItCouldSayAnythingLeavesTheCycleToTheNext() {
        engine.start(order(enterprise(1, 3)));
        engine.advance(1);
        engine.crashAndReopen(Duration.ofMinutes(1));
        engine.journal = engine.journal.afterCrash(0); // nothing of the second engine was durable
        engine.crashAndReopen(Duration.ofMinutes(1));

        engine.run(once(enterprise(1, 3)).resume());

        assertThat(engine.sends()).containsExactly("s1→g1", "s1→g2", "s1→g3");
        assertThat(engine.events(CycleEnded.class)).hasSize(2);
    }

    // ---------------------------------------------------------------- flood waits over a restart

    @Test
    void aFloodWaitIsCarriedOverARestart() {
        floodWaitThenReopen(600, Duration.ZERO, 100);

        assertThat(engine.starts("s1").get(1)).isEqualTo(600.0);
    }

    @Test
    void aWallClockThatWasSetBackDoesNotMakeTheWaitLonger() {
        floodWaitThenReopen(600, Duration.ofDays(-1), 100);

        // At most its whole length, from the opening at 101 s on.
        assertThat(engine.starts("s1").get(1)).isEqualTo(701.0);
    }

    @Test
    void aWallClockThatWasSetForwardEndsTheWait() {
        floodWaitThenReopen(600, Duration.ofDays(1), 100);

        assertThat(engine.starts("s1").get(1)).isEqualTo(106.0);
    }

    @Test
    void whatIsLeftOfAWaitShrinksWithEveryRestart() {
        engine.telegram.script(session("s1"), group("g1"), floodWait(600));
        engine.start(order(enterprise(1, 1)));
        engine.advance(1);
        engine.crashAndReopen(seconds(100));
        engine.advance(100);
        engine.crashAndReopen(seconds(100));

        engine.run(once(enterprise(1, 1)));

        assertThat(engine.starts("s1").get(1)).isEqualTo(600.0);
    }

    private void floodWaitThenReopen(int wait, Duration step, int later) {
        engine.telegram.script(session("s1"), group("g1"), floodWait(wait));
        engine.start(order(enterprise(1, 1)));
        engine.advance(1);
        engine.time.stepWall(step);
        engine.crashAndReopen(seconds(later));
        engine.run(once(enterprise(1, 1)));
    }
}
