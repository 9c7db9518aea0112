package io.adbot.cycle;

import static io.adbot.cycle.Engine.enterprise;
import static io.adbot.cycle.Engine.group;
import static io.adbot.cycle.Engine.once;
import static io.adbot.cycle.Engine.order;
import static io.adbot.cycle.Engine.seconds;
import static io.adbot.cycle.Engine.session;
import static io.adbot.cycle.Engine.starter;
import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.journal.JournalEvent.CycleEnded;
import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.journal.JournalEvent.DeliverySkipped;
import io.adbot.journal.SkipReason;
import io.adbot.testkit.Answer;
import io.adbot.testkit.DurationRange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When sends start and cycles begin and end: E1 to E5. */
class PacingTest {

    private final Engine engine = new Engine();

    @AfterEach
    void noRuleIsBroken() {
        engine.verify();
    }

    // ---------------------------------------------------------------- E1, T8

    @Test
    void aLatePostMovesTheFollowingOnesAndNeverCompressesThem() {
        engine.telegram.script(session("s1"), group("g2"), Answer.delivered().after(Duration.ofSeconds(12)));

        engine.run(once(enterprise(1, 5)));

        // The answer to g2 comes at 17 s, 2 s after g4 was due.
        assertThat(engine.starts("s1")).containsExactly(0.0, 5.0, 17.0, 22.0, 27.0);
        assertThat(engine.report().maxLatenessNanos()).isEqualTo(seconds(7).toNanos());
        assertThat(engine.report().p99LatenessNanos()).isEqualTo(seconds(7).toNanos());
    }

    @Test
    void aSkippedDeliveryLeavesTheDueTimesOfTheOthers() {
        engine.telegram.deny(session("s1"), group("g2"), "not a member");

        engine.run(once(enterprise(1, 4)));

        assertThat(engine.starts("s1")).containsExactly(0.0, 10.0, 15.0);
    }

    @Test
    void theDelayHoldsFromOneCycleToTheNextEvenWithoutAPause() {
        engine.run(order(enterprise(1, 2)).pause(Duration.ZERO).cycles(3));

        assertThat(engine.starts("s1")).containsExactly(0.0, 5.0, 10.0, 15.0, 20.0, 25.0);
    }

    @Test
    void theDelayHoldsAcrossStopAndStart() {
        CycleRun run = engine.start(order(enterprise(1, 5)));
        engine.advance(6);
        run.stop();
        engine.end(run);
        engine.run(once(enterprise(1, 2)));

        // The stopped cycle, which sent at 5 s, ends a delay later; the new one begins at once.
        assertThat(engine.starts("s1")).containsExactly(0.0, 5.0, 10.0, 15.0);
    }

    @Test
    void theDelayHoldsFromTheOpeningOnForASessionThatOnlyTheJournalKnows() {
        engine.start(order(enterprise(1, 5).delay(Duration.ofSeconds(20))));
        engine.advance(1);
        engine.crashAndReopen(Duration.ofMinutes(5));

        engine.run(once(enterprise(2, 2)));

        // s1 waits the delay of then, s2 has never sent.
        assertThat(engine.starts("s1")).containsExactly(0.0, 321.0);
        assertThat(engine.starts("s2")).containsExactly(301.0);
    }

    @Test
    void aShorterDelayCountsFromTheSendAfterTheLongerOneIsOver() {
        CycleRun run = engine.start(
                order(enterprise(1, 2).delay(Duration.ofSeconds(60))).pause(Duration.ZERO));
        run.update(order(enterprise(1, 2)).pause(Duration.ZERO).cycles(2));

        engine.end(run);

        assertThat(engine.starts("s1")).containsExactly(0.0, 60.0, 120.0, 125.0);
    }

    @Test
    void aLongerDelayCountsFromTheLastSendOfTheShorterOne() {
        CycleRun run = engine.start(order(enterprise(1, 1)).pause(Duration.ZERO));
        run.update(order(enterprise(1, 2).delay(Duration.ofSeconds(60)))
                .pause(Duration.ZERO)
                .cycles(2));

        engine.end(run);

        assertThat(engine.starts("s1")).containsExactly(0.0, 60.0, 120.0);
    }

    @Test
    void aDelayBelowTheFloorIsRaised() {
        engine.run(once(enterprise(1, 3).delay(Duration.ZERO)));

        assertThat(engine.starts("s1")).containsExactly(0.0, 3.0, 6.0);
    }

    // ---------------------------------------------------------------- E2, E3, E4

    @Test
    void aSessionSendsNothingWhileItsLastSendIsInFlight() {
        engine.telegram.behave(engine.telegram.behaviour().toBuilder()
                .latency(DurationRange.exactly(Duration.ofSeconds(8)))
                .build());

        engine.run(once(enterprise(1, 3)));

        assertThat(engine.starts("s1")).containsExactly(0.0, 8.0, 16.0);
    }

    @Test
    void aGroupIsWaitedForWhileAnotherSessionsSendToItIsInFlight() {
        // s1 sends to g2 at 5 s, within its slot of 30 s, and is answered at 65 s; s2 is due there at 35 s.
        engine.telegram.script(session("s1"), group("g2"), Answer.delivered().after(Duration.ofSeconds(35)));
        CycleRun run = engine.start(once(starter(2, 2, Duration.ofMinutes(1))));
        engine.advanceTo(36);
        assertThat(engine.status(run, "s2").waiting().detail()).isEqualTo("another session's post to group g2");

        engine.end(run);

        assertThat(engine.starts("s2")).containsExactly(30.0, 40.0);
    }

    @Test
    void aGroupThatIsNotFreeBeforeTheSlotEndsIsSkipped() {
        engine.telegram.script(session("s1"), group("g2"), Answer.delivered().after(Duration.ofSeconds(70)));

        engine.run(once(starter(2, 2, Duration.ofMinutes(1))));

        assertThat(engine.story("s2")).containsExactly("g1 delivered", "g2 skipped: slot_closed");
        assertThat(engine.times(DeliverySkipped.class)).containsExactly(60.0);
        assertThat(engine.story("s1")).containsExactly("g1 delivered", "g2 delivered");
    }

    @Test
    void aSendInFlightWhenTheSlotEndsMayFinish() {
        engine.telegram.script(session("s1"), group("g1"), Answer.delivered().after(Duration.ofSeconds(50)));

        engine.run(once(starter(2, 3, Duration.ofMinutes(1))));

        assertThat(engine.story("s1"))
                .containsExactly("g1 delivered", "g2 skipped: slot_closed", "g3 skipped: slot_closed");
        // g1 was not free for s2 before 50 s.
        assertThat(engine.starts("s2")).containsExactly(50.0, 55.0);
    }

    @Test
    void whatSlowSendsPushOutOfTheSlotIsSkippedAndNeverSentLate() {
        engine.telegram.behave(engine.telegram.behaviour().toBuilder()
                .latency(DurationRange.exactly(Duration.ofSeconds(9)))
                .build());

        engine.run(once(starter(2, 5, Duration.ofMinutes(1))));

        assertThat(engine.starts("s1")).containsExactly(0.0, 9.0, 18.0, 27.0);
        // s1's last post, to another group, is no concern of s2's first.
        assertThat(engine.starts("s2")).containsExactly(30.0, 39.0, 48.0, 57.0);
        assertThat(engine.report().skippedByReason()).isEqualTo(Map.of(SkipReason.SLOT_CLOSED, 2L));
    }

    @Test
    void theEnterpriseSlotEndsAGraceAfterTheLastDueTimeAndDelay() {
        Engine slow = Engine.with(settings -> settings.sendLimit(Duration.ofHours(1)));
        slow.telegram.hold(session("s1"));
        CycleRun run = slow.start(once(enterprise(1, 2)));
        slow.advanceTo(910);
        slow.telegram.release(session("s1"));

        slow.end(run);

        assertThat(slow.story("s1")).containsExactly("g1 delivered", "g2 skipped: slot_closed");
        slow.verify();
    }

    @Test
    void aSessionWithoutGroupsHasNothingToDo() {
        CycleRun run = engine.start(once(enterprise(3, 2)));
        engine.advance(1);

        assertThat(engine.status(run, "s3").done()).isTrue();
        engine.end(run);
        assertThat(engine.report().planned()).isEqualTo(2);
    }

    // ---------------------------------------------------------------- E5

    @Test
    void cyclesAlignAnewAndAreAPauseApart() {
        engine.advance(1000);

        engine.run(order(starter(2, 240, Duration.ofMinutes(60))).cycles(2));

        assertThat(engine.times(CycleStarted.class)).containsExactly(1000.0, 4300.0);
        assertThat(engine.times(CycleEnded.class)).containsExactly(4000.0, 7300.0);
        assertThat(List.of(
                        engine.starts("s1").get(0),
                        engine.starts("s2").get(0),
                        engine.starts("s1").get(240),
                        engine.starts("s2").get(240)))
                .containsExactly(1000.0, 2800.0, 4300.0, 6100.0);
    }

    @Test
    void anEnterpriseCycleEndsADelayAfterItsLastSend() {
        engine.run(order(enterprise(2, 5)).cycles(2));

        assertThat(engine.times(CycleEnded.class)).containsExactly(15.0, 330.0);
        assertThat(engine.times(CycleStarted.class)).containsExactly(0.0, 315.0);
    }

    @Test
    void aCycleEndsWithItsLastAnswerIfThatTakesLongerThanTheDelay() {
        engine.telegram.script(session("s1"), group("g1"), Answer.delivered().after(Duration.ofSeconds(30)));

        engine.run(once(enterprise(1, 1)));

        assertThat(engine.times(CycleEnded.class)).containsExactly(30.0);
    }

    @Test
    void thePauseAfterACompletedCycleIsKeptByANewStart() {
        engine.run(once(enterprise(1, 1)));
        engine.advance(100);

        CycleRun run = engine.start(once(enterprise(1, 1)));
        assertThat(engine.status(run).waiting().reason()).isEqualTo(WaitReason.PAUSE);
        engine.end(run);

        assertThat(engine.times(CycleStarted.class)).containsExactly(0.0, 305.0);
    }

    @Test
    void thePauseAfterACompletedCycleIsKeptByANewEngine() {
        engine.run(once(enterprise(1, 1)));
        engine.crashAndReopen(Duration.ofSeconds(100));

        engine.run(once(enterprise(1, 1)));

        assertThat(engine.starts("s1")).containsExactly(0.0, 305.0);
    }

    @Test
    void anInterruptedCycleIsFollowedAtOnceEvenIfTheWallClockWasSetBack() {
        engine.run(once(enterprise(1, 2)));
        engine.advance(300);
        engine.start(once(enterprise(1, 2)));
        engine.advance(1);
        engine.time.stepWall(Duration.ofHours(-1));
        engine.crashAndReopen(Duration.ofSeconds(10));

        engine.start(once(enterprise(1, 2)));

        assertThat(engine.cycles()).hasSize(3);
    }

    @Test
    void cyclesInWhichNothingIsSentDoNotChaseEachOther() {
        engine.telegram.deny(session("s1"), group("g1"), "not a member");
        CycleRun run = engine.start(order(enterprise(1, 1)).pause(Duration.ZERO));
        engine.advance(60);

        assertThat(engine.cycles()).hasSizeBetween(2, 13);
        run.stop();
        engine.end(run);
    }

    @Test
    void aStepOfTheWallClockMovesNoSend() {
        CycleRun run = engine.start(order(enterprise(1, 3)).cycles(2));
        engine.advance(2);
        engine.time.stepWall(Duration.ofDays(2));
        engine.advance(5);
        engine.time.stepWall(Duration.ofDays(-5));

        engine.end(run);

        assertThat(engine.starts("s1")).containsExactly(0.0, 5.0, 10.0, 315.0, 320.0, 325.0);
    }
}
