package io.adbot.check;

import static io.adbot.check.ToldJournal.enterprise;
import static io.adbot.check.ToldJournal.groups;
import static io.adbot.check.ToldJournal.journal;
import static io.adbot.check.ToldJournal.journalFromCheckpoint;
import static io.adbot.check.ToldJournal.journalWithGate;
import static io.adbot.check.ToldJournal.nanos;
import static io.adbot.check.ToldJournal.sessions;
import static io.adbot.check.ToldJournal.starter;
import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.journal.CycleStatus;
import io.adbot.journal.JournalEvent.EngineOpened;
import io.adbot.journal.JournalEvent.LateAnswer;
import io.adbot.journal.JournalEvent.SendSettled;
import io.adbot.journal.JournalEvent.Unrecognised;
import io.adbot.journal.SetupEvent.EngineClosed;
import io.adbot.journal.SetupEvent.TenantStopped;
import io.adbot.journal.SkipReason;
import io.adbot.message.OutcomeKind;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.ExecutionPlan;
import io.adbot.plan.SessionSchedule;
import io.adbot.value.Breach;
import io.adbot.value.CycleId;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JournalCheckerTest {

    /** An enterprise cycle whose session b has nothing left to do. */
    private static ToldJournal onlySessionA() {
        return journal().opened().cycle("c1", enterprise()).skippedAll("b", SkipReason.NOT_PERMITTED, "g4", "g5", "g6");
    }

    private static ToldJournal soundCycle() {
        return onlySessionA().sent("a", "g1", 0).sent("a", "g2", 5).sent("a", "g3", 10);
    }

    @Nested
    class SoundJournals {

        @Test
        void acceptsAStarterCycle() {
            journal()
                    .opened()
                    .cycle("c1", starter())
                    .sent("a", "g1", 0)
                    .sent("a", "g2", 5)
                    .sent("a", "g3", 10)
                    .sent("b", "g1", 30)
                    .sent("b", "g2", 35)
                    .sent("b", "g3", 40)
                    .completed(45)
                    .at(345)
                    .cycle("c2", starter())
                    .isSound();
        }

        @Test
        void acceptsAnEnterpriseCycleWithEverythingThatCanHappen() {
            journal()
                    .opened()
                    .cycle("c1", enterprise())
                    .intended("a", "g1", 0)
                    .intended("b", "g4", 0)
                    .delivered("a", "g1", 0, 1)
                    .settled("b", "g4", OutcomeKind.UNKNOWN, 0, 90)
                    .flooded("a", "g2", 30, 90)
                    .answeredLate("b", "g4", OutcomeKind.DELIVERED, 0, 95)
                    .asked("b", "g5", OutcomeKind.SLOW_MODE, 60, 95)
                    .sent("b", "g6", OutcomeKind.NOT_PERMITTED, 100)
                    .sent("a", "g2", OutcomeKind.TRANSIENT, 120)
                    .sent("a", "g2", 125)
                    .intended("a", "g3", 130)
                    .withdrawn("a", "g3")
                    .sent("b", "g5", 155)
                    .completed(160)
                    .isSound();
        }

        @Test
        void acceptsCyclesOfTwoTenantsThatInterleave() {
            ToldJournal journal = onlySessionA().sent("a", "g1", 0);
            journal.of("u")
                    .cycle("c1", planOf("x"))
                    .sent("x", "g1", 1)
                    .of("t")
                    .sent("a", "g2", 5)
                    .of("u")
                    .completed(6)
                    .of("t")
                    .sent("a", "g3", 10)
                    .completed(15)
                    .isSound();
        }

        @Test
        void passesOverEntriesThatItDoesNotKnow() {
            journal().opened().tell(new Unrecognised("weather")).isSound();
        }

        @Test
        void answersASharedEmptyListWhenAllIsInOrder() {
            JournalChecker checker = new JournalChecker();
            assertThat(checker.accept(WeirdJournals.opening(1))).isSameAs(checker.accept(WeirdJournals.opening(2)));
        }
    }

    @Nested
    class Form {

        @Test
        void seqMustRise() {
            journal().opened().numbered(1).cycle("c1", enterprise()).breaks("J");
        }

        @Test
        void seqMayLeaveGaps() {
            journal().opened().numbered(17).cycle("c1", enterprise()).isSound();
        }

        @Test
        void seqMustNotRestartWithAnOpening() {
            journal()
                    .opened()
                    .at(1)
                    .cycle("c1", enterprise())
                    .numbered(1)
                    .opened()
                    .breaks("J");
        }

        @Test
        void monotonicTimeMustNotFall() {
            onlySessionA().sent("a", "g1", 10).at(9.9).stopRequested().breaks("J");
        }

        @Test
        void monotonicTimeMayStandStillAndBeginAnewWithAnOpening() {
            onlySessionA().sent("a", "g1", 10).stopRequested().opened().isSound();
        }

        @Test
        void anOpeningEitherBeginsTheMonotonicTimeAnewOrGoesOn() {
            openedAt(200_000).at(100_000).tell(new EngineOpened()).breaks("J");
            openedAt(100_000).at(100_000).tell(new EngineOpened()).isSound();
            openedAt(100_000).at(200_000).tell(new EngineOpened()).isSound();
        }

        @Test
        void afterAnOpeningWithWhichTheMonotonicTimeGoesOnItMustNotFall() {
            openedAt(100_000).at(99_999).stopRequested().breaks("J", "E5");
        }

        private static ToldJournal openedAt(double seconds) {
            return journal().opened().at(seconds).tell(new EngineOpened());
        }

        @Test
        void anOpeningMayTakeAMomentOfItsOwnTime() {
            journal().opened().at(0.5).tell(new EngineOpened()).isSound();
        }

        @Test
        void aFallOfTimeIsToldOfOnce() {
            onlySessionA()
                    .at(9)
                    .held("a", "g1", 0)
                    .sent("a", "g1", 1)
                    .sent("a", "g2", 6)
                    .breaks("J");
        }

        @ParameterizedTest
        @EnumSource(names = {"FLOOD_WAIT", "SLOW_MODE"})
        void aWaitMustSayHowLong(OutcomeKind outcome) {
            onlySessionA()
                    .intended("a", "g1", 0)
                    .settled("a", "g1", outcome, OptionalLong.of(0), OptionalLong.empty(), false)
                    .breaks("J");
        }

        @Test
        void soMustOneThatALateAnswerTellsOf() {
            DeliveryId delivery =
                    new DeliveryId(new TenantId("t"), new CycleId("c1"), new SessionId("a"), new GroupId("g1"));
            onlySessionA()
                    .sent("a", "g1", OutcomeKind.UNKNOWN, 0)
                    .tell(new LateAnswer(
                            delivery, OutcomeKind.FLOOD_WAIT, OptionalLong.empty(), OptionalLong.empty(), ""))
                    .breaks("J");
        }

        @Test
        void aWaitMustNotBeNegative() {
            onlySessionA().flooded("a", "g1", -1, 0).breaks("J");
            onlySessionA().held("a", "g1", -1).breaks("J");
        }

        @Test
        void whatWasDeliveredHasAMessageId() {
            onlySessionA()
                    .intended("a", "g1", 0)
                    .tell(new SendSettled(
                            new DeliveryId(new TenantId("t"), new CycleId("c1"), new SessionId("a"), new GroupId("g1")),
                            OutcomeKind.DELIVERED,
                            OptionalLong.of(0),
                            OptionalLong.empty(),
                            true,
                            OptionalLong.empty(),
                            ""))
                    .breaks("J");
        }

        @Test
        void aPauseMustNotBeNegative() {
            journal().opened().pausing(-1).cycle("c1", enterprise()).breaks("J");
        }
    }

    @Nested
    class Plans {

        @Test
        void aPlanBelowTheFloorBreaksT3() {
            journal()
                    .opened()
                    .cycle(
                            "c1",
                            ExecutionPlan.recorded(
                                    ExecutionMode.ENTERPRISE, nanos(2.9), nanos(1000), groups(1), part("a", 0, 1)))
                    .breaks("T3");
        }

        @Test
        void aPlanThatHandsOutOtherPartsBreaksT7() {
            journal()
                    .opened()
                    .cycle(
                            "c1",
                            ExecutionPlan.recorded(
                                    ExecutionMode.ENTERPRISE, nanos(5), nanos(1000), groups(2), part("a", 0, 1)))
                    .breaks("T7");
        }

        @Test
        void aPlanWithPartsOutOfRangeIsReportedAndItsSendsAreStillChecked() {
            journal()
                    .opened()
                    .cycle(
                            "c1",
                            ExecutionPlan.recorded(
                                    ExecutionMode.ENTERPRISE,
                                    nanos(5),
                                    nanos(1000),
                                    groups(2),
                                    part("a", -7, Integer.MAX_VALUE)))
                    .sent("a", "g1", 2)
                    .sent("a", "g2", 6)
                    .breaks("T7", "T7", "E10", "E1");
        }

        @Test
        void aPlanWithoutSessionsBreaksT2() {
            journal()
                    .opened()
                    .cycle(
                            "c1",
                            ExecutionPlan.recorded(
                                    ExecutionMode.ENTERPRISE, nanos(5), nanos(1000), groups(2), List.of()))
                    .completed(1)
                    .breaks("T2");
        }

        @Test
        void aFirstStartBeforeItIsDueBreaksT8() {
            onlySessionA().sent("a", "g2", 4.9).breaks("T8");
            onlySessionA().sent("a", "g2", 5).isSound();
            journal().opened().cycle("c1", starter()).sent("b", "g3", 39.9).breaks("T8");
            journal().opened().cycle("c1", starter()).sent("b", "g3", 40).isSound();
        }

        @Test
        void whatStartsWhenItIsDueMayBeIntendedBefore() {
            journal()
                    .opened()
                    .cycle("c1", starter())
                    .intended("b", "g1", 29.9)
                    .delivered("b", "g1", 30, 30)
                    .isSound();
            onlySessionA().intended("a", "g2", 4).withdrawn("a", "g2").isSound();
        }

        @Test
        void aSecondStartIsHeldAgainstItsWaitsAlone() {
            onlySessionA()
                    .intended("a", "g3", 1)
                    .settled("a", "g3", OutcomeKind.TRANSIENT, 1, 1)
                    .sent("a", "g3", 6)
                    .breaks("T8");
        }

        private static List<SessionSchedule> part(String session, int from, int to) {
            return List.of(new SessionSchedule(sessions(session).get(0), 0, from, to));
        }
    }

    @Nested
    class E1Gaps {

        @Test
        void startsTooCloseTogetherBreakIt() {
            onlySessionA()
                    .intended("a", "g1", 0)
                    .delivered("a", "g1", 1, 1)
                    .intended("a", "g2", 6)
                    .delivered("a", "g2", 6, 6)
                    .isSound();
            ToldJournal journal = onlySessionA().sent("a", "g1", 1);
            journal.intended("a", "g2", 5).delivered("a", "g2", 5, 6).breaks("E10", "E1");
        }

        @Test
        void theLongerDelayOfTheEarlierCycleCountsInTheNextOne() {
            journal()
                    .opened()
                    .pausing(0)
                    .cycle("c1", enterprise(60))
                    .sent("a", "g1", 0)
                    .skippedAll("a", SkipReason.STOPPED, "g2", "g3")
                    .skippedAll("b", SkipReason.STOPPED, "g4", "g5", "g6")
                    .ended(CycleStatus.INTERRUPTED)
                    .at(10)
                    .cycle("c2", enterprise(5))
                    .sent("a", "g1", 60)
                    .isSound();
        }

        @Test
        void soDoesItsShorterDelay() {
            stoppedThenSlower().sent("a", "g1", 5).isSound();
            stoppedThenSlower().sent("a", "g1", 4.9).breaks("E10", "E1");
        }

        private static ToldJournal stoppedThenSlower() {
            return onlySessionA()
                    .sent("a", "g1", 0)
                    .skippedAll("a", SkipReason.STOPPED, "g2", "g3")
                    .ended(CycleStatus.INTERRUPTED)
                    .cycle("c2", enterprise(60));
        }

        @Test
        void aStartBeforeTheLastOneIsToldOfAsSuch() {
            ToldJournal journal = onlySessionA().sent("a", "g1", 10).at(5).intended("a", "g2");
            journal.breaks("J", "E10");
            assertThat(journal.breaches().get(1).message())
                    .isEqualTo("t/c1/a→g2 is intended at 5s, 5s before the start of the session's last send; "
                            + "its delay is 5s");
        }

        @Test
        void anEarlierSendCountsAcrossCyclesAndTenants() {
            ToldJournal journal = onlySessionA().sent("a", "g1", 0).of("u").cycle("c9", planOf("a"));
            journal.sent("a", "g1", 4).breaks("S1", "E10", "E1");
        }

        @Test
        void aSessionThatSentBeforeAnOpeningWaitsItsDelayFromThere() {
            soundCycle()
                    .opened(100)
                    .cycle("c2", enterprise())
                    .intended("a", "g1", 1)
                    .delivered("a", "g1", 4.9, 5)
                    .breaks("E1");
        }

        @Test
        void theDelayAfterAnOpeningIsOver() {
            soundCycle()
                    .opened(100)
                    .cycle("c2", enterprise())
                    .sent("b", "g4", 0)
                    .sent("a", "g1", 5)
                    .isSound();
        }

        @Test
        void anIntentWithoutOutcomeCountsAsASendAfterAnOpening() {
            onlySessionA()
                    .intended("a", "g1", 0)
                    .opened(100)
                    .cycle("c2", enterprise())
                    .sent("a", "g1", 4)
                    .breaks("E1");
        }

        @Test
        void aWithdrawnIntentIsNoStart() {
            onlySessionA()
                    .intended("a", "g1", 4)
                    .withdrawn("a", "g1")
                    .sent("a", "g2", 5)
                    .isSound();
        }
    }

    @Nested
    class E2OneInFlight {

        @Test
        void aSecondIntentWhileOneIsOpenBreaksIt() {
            onlySessionA().intended("a", "g1", 0).intended("a", "g2", 5).breaks("E2");
        }

        @Test
        void bothSendsMaySettleWithoutFurtherAdo() {
            onlySessionA()
                    .intended("a", "g1", 0)
                    .intended("a", "g2", 5)
                    .delivered("a", "g1", 0, 6)
                    .delivered("a", "g2", 5, 7)
                    .breaks("E2");
        }

        @Test
        void sendsOfDifferentSessionsMayOverlap() {
            journal()
                    .opened()
                    .cycle("c1", enterprise())
                    .intended("a", "g1", 0)
                    .intended("b", "g4", 0)
                    .isSound();
        }
    }

    @Nested
    class E3OneForAGroup {

        @Test
        void twoSessionsWithASendToOneGroupBreakIt() {
            journal()
                    .opened()
                    .cycle("c1", starter())
                    .intended("a", "g1", 29)
                    .intended("b", "g1", 30)
                    .breaks("E3");
        }

        @Test
        void theNextSessionWaitsForTheAnswerToTheFirst() {
            journal()
                    .opened()
                    .cycle("c1", starter())
                    .intended("a", "g1", 29)
                    .delivered("a", "g1", 29, 31)
                    .intended("b", "g1", 31)
                    .isSound();
        }
    }

    @Nested
    class E4Slots {

        @Test
        void aStartAtTheEndOfTheSlotBreaksIt() {
            journal()
                    .opened()
                    .at(100)
                    .cycle("c1", starter())
                    .intended("a", "g1", 129)
                    .delivered("a", "g1", 130, 130)
                    .breaks("E4");
        }

        @Test
        void aStartBeforeTheSlotBreaksIt() {
            journal()
                    .opened()
                    .at(100)
                    .cycle("c1", starter())
                    .sent("b", "g1", 129.9)
                    .breaks("T8", "E4");
        }

        @Test
        void aSendInFlightWhenTheSlotEndsMayFinish() {
            journal()
                    .opened()
                    .at(100)
                    .cycle("c1", starter())
                    .intended("a", "g1", 129)
                    .delivered("a", "g1", 129.9, 140)
                    .isSound();
        }

        @Test
        void givingUpDuringAFloodWaitThatFitsTheSlotBreaksIt() {
            flooded(29)
                    .skippedAll("a", SkipReason.SLOT_CLOSED, "g1", "g2", "g3")
                    .breaks("E4");
            flooded(30)
                    .skippedAll("a", SkipReason.SLOT_CLOSED, "g1", "g2", "g3")
                    .isSound();
        }

        @Test
        void givingUpDuringAFloodWaitIsSoundIfTheDelayDoesNotFit() {
            journal()
                    .opened()
                    .cycle("c1", starter())
                    .flooded("a", "g1", 2, 26)
                    .skippedAll("a", SkipReason.SLOT_CLOSED, "g1", "g2", "g3")
                    .isSound();
        }

        @Test
        void givingUpAfterTheFloodWaitWithoutAnotherBreaksIt() {
            flooded(10).at(10).skipped("a", "g1", SkipReason.SLOT_CLOSED).breaks("E4");
        }

        @Test
        void givingUpWhatNothingHoldsBreaksItOnceForAPart() {
            journal()
                    .opened()
                    .cycle("c1", starter())
                    .sent("a", "g1", 0)
                    .at(2)
                    .skippedAll("a", SkipReason.SLOT_CLOSED, "g2", "g3")
                    .breaks("E4");
        }

        @Test
        void givingUpIsSoundOnceTheSlotIsOverOrNothingFitsIt() {
            journal()
                    .opened()
                    .cycle("c1", starter())
                    .sent("a", "g1", 26)
                    .skippedAll("a", SkipReason.SLOT_CLOSED, "g2", "g3")
                    .isSound();
            journal()
                    .opened()
                    .cycle("c1", starter())
                    .at(30)
                    .skippedAll("a", SkipReason.SLOT_CLOSED, "g1", "g2", "g3")
                    .isSound();
        }

        @Test
        void givingUpForAQuestionThatIsAskedAgainTooLateIsSound() {
            journal()
                    .opened()
                    .cycle("c1", starter())
                    .questionFailed("a", "g1", 30)
                    .skippedAll("a", SkipReason.SLOT_CLOSED, "g1", "g2", "g3")
                    .isSound();
            journal()
                    .opened()
                    .cycle("c1", starter())
                    .questionFailed("a", "g1", 29)
                    .skippedAll("a", SkipReason.SLOT_CLOSED, "g1", "g2", "g3")
                    .breaks("E4");
        }

        @Test
        void givingUpForASlowModeThatReachesPastTheSlotIsSound() {
            journal()
                    .opened()
                    .cycle("c1", starter())
                    .slowed("a", "g1", 40, 0)
                    .skipped("a", "g1", SkipReason.SLOT_CLOSED)
                    .isSound();
        }

        @Test
        void aSessionMayKeepToTheDelayOfALongerCycleBeforeThisOne() {
            journal()
                    .opened()
                    .pausing(0)
                    .cycle("c1", enterprise(100))
                    .sent("a", "g1", 0)
                    .skippedAll("a", SkipReason.STOPPED, "g2", "g3")
                    .skippedAll("b", SkipReason.STOPPED, "g4", "g5", "g6")
                    .at(100)
                    .ended(CycleStatus.STOPPED)
                    .cycle("c2", starter())
                    .sent("a", "g1", 100)
                    .skippedAll("a", SkipReason.SLOT_CLOSED, "g2", "g3")
                    .isSound();
        }

        @Test
        void whatASessionWaitsForFromBeforeTheJournalBeginsNobodyKnows() {
            journalFromCheckpoint()
                    .opened()
                    .cycle("c1", starter())
                    .skippedAll("a", SkipReason.SLOT_CLOSED, "g1", "g2", "g3")
                    .isSound();
        }

        @Test
        void givingUpAfterATransientFailureMayBeForItsPause() {
            journal()
                    .opened()
                    .cycle("c1", starter())
                    .sent("a", "g1", OutcomeKind.TRANSIENT, 0)
                    .skipped("a", "g1", SkipReason.SLOT_CLOSED)
                    .isSound();
        }

        private static ToldJournal flooded(double seconds) {
            return journal().opened().cycle("c1", starter()).flooded("a", "g1", seconds, 0);
        }
    }

    @Nested
    class E5OneAfterTheOther {

        @Test
        void aCycleThatBeginsWhileAnotherRunsBreaksIt() {
            onlySessionA().cycle("c2", enterprise()).breaks("E5");
        }

        @Test
        void overlappingCyclesAreToldOfOnceAndBothAreChecked() {
            ToldJournal journal = onlySessionA().cycle("c2", enterprise());
            journal.sent("b", "g4", 0)
                    .in("c1")
                    .sent("a", "g1", 1)
                    .in("c2")
                    .sent("a", "g1", 6)
                    .in("c1")
                    .sent("a", "g1", 11)
                    .breaks("E5", "E6");
        }

        @Test
        void aCycleThatBeginsASecondTimeLeavesNothingOfTheFirstInFlight() {
            onlySessionA()
                    .intended("a", "g1", 0)
                    .cycle("c1", enterprise())
                    .sent("a", "g2", 10)
                    .breaks("E5");
        }

        @Test
        void aCycleInterruptedByAnOpeningIsNoHindrance() {
            onlySessionA().opened().cycle("c2", enterprise()).isSound();
        }

        @Test
        void theEngineMaySayAfterwardsThatACycleWasInterrupted() {
            onlySessionA()
                    .opened()
                    .ended(CycleStatus.INTERRUPTED)
                    .cycle("c2", enterprise())
                    .isSound();
        }

        @Test
        void aCycleThatWasInterruptedDoesNotComplete() {
            soundCycle().opened().completed(15).breaks("E5");
        }

        @Test
        void aCycleIdIsUsedOnce() {
            soundCycle().completed(15).at(315).cycle("c1", enterprise()).breaks("E5");
            onlySessionA().cycle("c1", enterprise()).breaks("E5");
            onlySessionA().opened().cycle("c1", enterprise()).breaks("E5");
        }

        @Test
        void aNumberThatACycleHadLongAgoIsNotUsedAgain() {
            cyclesOneToThree().cycle("1", planOf("a")).breaks("E5");
            cyclesOneToThree().cycle("2", planOf("a")).breaks("E5");
            cyclesOneToThree().cycle("4", planOf("a")).isSound();
            cyclesOneToThree().of("u").cycle("1", planOf("b")).isSound();
        }

        @Test
        void otherNumbersThanTheNextMayBeSomebodysOwn() {
            cyclesOneToThree().cycle("0", planOf("a")).isSound();
            cyclesOneToThree().cycle("02", planOf("a")).isSound();
            cyclesOneToThree().cycle("12345678901234567890", planOf("a")).isSound();
        }

        private static ToldJournal cyclesOneToThree() {
            ToldJournal journal = journal().opened().pausing(0);
            for (int i = 1; i <= 3; i++) {
                journal.cycle("" + i, planOf("a")).sent("a", "g1", 5 * i).completed(5 * i + 5);
            }
            return journal;
        }

        @Test
        void theNextCycleBeginsAfterThePause() {
            soundCycle().completed(15).at(314.9).cycle("c2", enterprise()).breaks("E5");
            soundCycle().completed(15).at(315).cycle("c2", enterprise()).isSound();
        }

        @Test
        void thePauseIsThatOfTheCycleThatEnded() {
            journal()
                    .opened()
                    .pausing(10)
                    .cycle("c1", planOf("a"))
                    .sent("a", "g1", 0)
                    .completed(5)
                    .pausing(300)
                    .at(15)
                    .cycle("c2", planOf("a"))
                    .isSound();
        }

        @Test
        void thePauseFollowsAFailedCycleToo() {
            onlySessionA()
                    .skippedAll("a", SkipReason.CONTENT_REJECTED, "g1", "g2", "g3")
                    .ended(CycleStatus.FAILED)
                    .cycle("c2", enterprise())
                    .breaks("E5");
        }

        @Test
        void anOperatorMayStartAtOnceAfterAStop() {
            onlySessionA()
                    .skippedAll("a", SkipReason.STOPPED, "g1", "g2", "g3")
                    .ended(CycleStatus.STOPPED)
                    .cycle("c2", enterprise())
                    .isSound();
            soundCycle()
                    .completed(15)
                    .at(20)
                    .stopRequested()
                    .cycle("c2", enterprise())
                    .isSound();
        }

        @Test
        void thePauseIsKeptOverAnOpening() {
            soundCycle()
                    .completed(15)
                    .opened(100)
                    .at(199.9)
                    .cycle("c2", enterprise())
                    .breaks("E5");
            soundCycle()
                    .completed(15)
                    .opened(100)
                    .at(200)
                    .cycle("c2", enterprise())
                    .isSound();
            soundCycle().completed(15).opened(300).cycle("c2", enterprise()).isSound();
        }

        @Test
        void aWallClockThatWasSetMakesThePauseNoLongerThanItIs() {
            ToldJournal back = soundCycle().completed(15).wallClockSet(-1000).opened(100);
            back.at(299.9).cycle("c2", enterprise()).breaks("E5");
            soundCycle()
                    .completed(15)
                    .wallClockSet(-1000)
                    .opened(100)
                    .at(300)
                    .cycle("c2", enterprise())
                    .isSound();
            soundCycle()
                    .completed(15)
                    .wallClockSet(1000)
                    .opened(100)
                    .cycle("c2", enterprise())
                    .isSound();
        }

        @Test
        void aPauseThatWasOverBeforeAnOpeningDoesNotBeginAgain() {
            soundCycle()
                    .completed(15)
                    .at(400)
                    .tell(new Unrecognised("whatever shows the time"))
                    .wallClockSet(-1000)
                    .opened()
                    .opened()
                    .cycle("c2", enterprise())
                    .isSound();
        }

        @Test
        void aCycleCompletesOnceTheDelayAfterItsLastSendHasPassed() {
            soundCycle().completed(14.9).breaks("E5");
            soundCycle().completed(15).isSound();
        }

        @Test
        void soDoesACycleFail() {
            rejectedAtZero().at(4.9).ended(CycleStatus.FAILED).breaks("E5");
            rejectedAtZero().at(5).ended(CycleStatus.FAILED).isSound();
        }

        @Test
        void soIsACycleStopped() {
            stoppedAtZero().at(4.9).ended(CycleStatus.STOPPED).breaks("E5");
            stoppedAtZero().at(5).ended(CycleStatus.STOPPED).isSound();
        }

        @Test
        void aCycleInWhichNothingWasSentMayBeStoppedAtOnce() {
            onlySessionA()
                    .intended("a", "g1", 0)
                    .withdrawn("a", "g1")
                    .skippedAll("a", SkipReason.STOPPED, "g2", "g3")
                    .ended(CycleStatus.STOPPED)
                    .isSound();
        }

        private static ToldJournal stoppedAtZero() {
            return onlySessionA().sent("a", "g1", 0).skippedAll("a", SkipReason.STOPPED, "g2", "g3");
        }

        private static ToldJournal rejectedAtZero() {
            return onlySessionA()
                    .sent("a", "g1", OutcomeKind.REJECTED, 0)
                    .skippedAll("a", SkipReason.CONTENT_REJECTED, "g2", "g3");
        }

        @Test
        void aCycleInWhichNothingWasSentMayCompleteAtOnce() {
            onlySessionA()
                    .skippedAll("a", SkipReason.NOT_PERMITTED, "g1", "g2", "g3")
                    .completed(0)
                    .isSound();
        }

        @Test
        void entriesOfACycleThatHasEndedBreakItOnce() {
            soundCycle()
                    .completed(15)
                    .sent("a", "g1", 20)
                    .skipped("a", "g2", SkipReason.STOPPED)
                    .breaks("E5");
        }

        @Test
        void anEntryOfACycleThatDoesNotRunIsToldWhyItDoesNot() {
            assertThat(told(onlySessionA().in("c7").skipped("a", "g1", SkipReason.STOPPED)))
                    .endsWith("it has not begun");
            assertThat(told(soundCycle().completed(15).skipped("a", "g1", SkipReason.STOPPED)))
                    .endsWith("it has ended");
            assertThat(told(onlySessionA().opened().skipped("b", "g4", SkipReason.STOPPED)))
                    .endsWith("it was interrupted");
        }

        private static String told(ToldJournal journal) {
            return journal.breaches().get(0).message();
        }

        @Test
        void entriesOfACycleThatNeverBeganBreakIt() {
            journal().opened().in("c7").sent("a", "g1", 0).breaks("E5");
            journal().opened().in("c7").stopRequested().breaks("E5");
            journal().opened().in("c7").completed(0).breaks("E5");
        }
    }

    @Nested
    class E6AtMostOnce {

        @ParameterizedTest
        @EnumSource(names = {"DELIVERED", "UNKNOWN"})
        void anotherIntentAfterItMayHaveArrivedBreaksIt(OutcomeKind outcome) {
            onlySessionA()
                    .sent("a", "g1", outcome, 0)
                    .intended("a", "g1", 5)
                    .delivered("a", "g1", 5, 5)
                    .breaks("E6");
        }

        @Test
        void anotherIntentAfterACertainFailureIsSound() {
            onlySessionA()
                    .sent("a", "g1", OutcomeKind.TRANSIENT, 0)
                    .sent("a", "g1", 5)
                    .isSound();
        }

        @Test
        void theNextCycleMaySendItAgain() {
            soundCycle()
                    .completed(15)
                    .at(315)
                    .cycle("c2", enterprise())
                    .sent("a", "g1", 315)
                    .isSound();
        }

        @Test
        void whatWasInFlightAtACrashIsNotIntendedAgainInItsCycle() {
            onlySessionA()
                    .intended("a", "g1", 0)
                    .opened()
                    .intended("a", "g1", 5)
                    .breaks("E6");
            onlySessionA()
                    .sent("a", "g1", 0)
                    .opened()
                    .ended(CycleStatus.INTERRUPTED)
                    .intended("a", "g1", 5)
                    .breaks("E6");
        }

        @Test
        void whatWasNotTouchedBeforeACrashBelongsToACycleThatDoesNotRun() {
            onlySessionA()
                    .intended("a", "g1", 0)
                    .opened()
                    .intended("a", "g2", 5)
                    .breaks("E5");
        }

        @Test
        void afterAnOpeningWhatWasInFlightMayBeToldOfAsUnknown() {
            woundUp().isSound();
            woundUp().ended(CycleStatus.INTERRUPTED).isSound();
            woundUp().cycle("c2", enterprise()).sent("a", "g1", 5).isSound();
            woundUp().intended("a", "g1", 5).breaks("E6");
        }

        @Test
        void andWhatHadNotEndedAsSkipped() {
            woundUp()
                    .skippedAll("a", SkipReason.STOPPED, "g2", "g3")
                    .ended(CycleStatus.INTERRUPTED)
                    .isSound();
            bothInFlightThenOpened().skipped("a", "g1", SkipReason.STOPPED).breaks("E5");
        }

        @Test
        void itIsToldOfOnceAndBeforeTheCycleIsToldOfAsInterrupted() {
            woundUp().settled("a", "g1", OutcomeKind.UNKNOWN, 0, 0).breaks("E5");
            bothInFlightThenOpened()
                    .ended(CycleStatus.INTERRUPTED)
                    .settled("a", "g1", OutcomeKind.UNKNOWN, 0, 0)
                    .breaks("E5");
        }

        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
        void nothingElseCanBeKnownOfIt(OutcomeKind outcome) {
            bothInFlightThenOpened()
                    .settled("a", "g1", outcome, OptionalLong.of(0), OptionalLong.of(0), true)
                    .breaks("E5");
        }

        @Test
        void norOfWhatWasNotInFlight() {
            bothInFlightThenOpened()
                    .settled("a", "g2", OutcomeKind.UNKNOWN, 0, 0)
                    .breaks("E5");
            bothInFlightThenOpened()
                    .settled("a", "g77", OutcomeKind.UNKNOWN, 0, 0)
                    .breaks("E5");
            bothInFlightThenOpened()
                    .settled("a", "g1", OutcomeKind.UNKNOWN, OptionalLong.of(0), OptionalLong.empty(), false)
                    .breaks("E5");
        }

        private static ToldJournal bothInFlightThenOpened() {
            return journal()
                    .opened()
                    .cycle("c1", enterprise())
                    .intended("a", "g1", 0)
                    .intended("b", "g4", 0)
                    .opened(60);
        }

        private static ToldJournal woundUp() {
            return bothInFlightThenOpened()
                    .settled("a", "g1", OutcomeKind.UNKNOWN, 0, 0)
                    .settled("b", "g4", OutcomeKind.UNKNOWN, 0, 0);
        }

        @Test
        void aLateAnswerToWhatWasNotGivenUpBreaksIt() {
            onlySessionA()
                    .sent("a", "g1", OutcomeKind.TRANSIENT, 0)
                    .answeredLate("a", "g1", OutcomeKind.DELIVERED, 0, 3)
                    .breaks("E6");
        }

        @Test
        void aLateAnswerMayComeAfterItsCycle() {
            onlySessionA()
                    .sent("a", "g1", OutcomeKind.UNKNOWN, 0)
                    .sent("a", "g2", 5)
                    .sent("a", "g3", 10)
                    .completed(15)
                    .answeredLate("a", "g1", OutcomeKind.DELIVERED, 0, 16)
                    .isSound();
        }
    }

    @Nested
    class E7FloodWaits {

        @Test
        void aStartWithinTheWaitBreaksIt() {
            onlySessionA().flooded("a", "g1", 30, 0).sent("a", "g1", 29.9).breaks("E7");
        }

        @Test
        void theWaitIsOver() {
            onlySessionA().flooded("a", "g1", 30, 0).sent("a", "g1", 30).isSound();
        }

        @Test
        void theWaitCountsFromTheAnswer() {
            onlySessionA()
                    .intended("a", "g1", 0)
                    .at(20)
                    .settled("a", "g1", OutcomeKind.FLOOD_WAIT, OptionalLong.of(0), OptionalLong.of(nanos(30)), false)
                    .sent("a", "g1", 49)
                    .breaks("E7");
        }

        @Test
        void aShorterWaitDoesNotEndALongerOne() {
            onlySessionA()
                    .flooded("a", "g1", 100, 0)
                    .at(10)
                    .held("a", "g1", 20)
                    .sent("a", "g1", 50)
                    .breaks("E7");
        }

        @Test
        void aWaitHoldsTheSessionInTheNextCycleAndWithAnotherTenant() {
            onlySessionA()
                    .flooded("a", "g1", 1000, 0)
                    .skippedAll("a", SkipReason.SLOT_CLOSED, "g1", "g2", "g3")
                    .completed(5)
                    .of("u")
                    .cycle("c9", planOf("a"))
                    .sent("a", "g1", 900)
                    .breaks("E7");
        }

        @Test
        void aWaitThatAQuestionWasAnsweredWithCounts() {
            onlySessionA().held("a", "g1", 30).sent("a", "g1", 10).breaks("E7");
            onlySessionA().held("a", "g1", 30).sent("a", "g1", 30).isSound();
        }

        @Test
        void aWaitThatALateAnswerTellsOfCounts() {
            ToldJournal journal = onlySessionA()
                    .sent("a", "g1", OutcomeKind.UNKNOWN, 0)
                    .answeredLate("a", "g1", OutcomeKind.FLOOD_WAIT, 30, 10);
            journal.sent("a", "g2", 39).breaks("E7");
        }

        @Test
        void aSendThatHadStartedBeforeTheWaitWasAskedForIsNotHeldAgainstIt() {
            onlySessionA()
                    .sent("a", "g1", OutcomeKind.UNKNOWN, 0)
                    .intended("a", "g2", 5)
                    .answeredLate("a", "g1", OutcomeKind.FLOOD_WAIT, 30, 6)
                    .delivered("a", "g2", 5, 7)
                    .isSound();
        }

        @Test
        void whatIsLeftOfAWaitCountsFromAnOpening() {
            floodedThenOpenedAfter(60).sent("a", "g1", 39.9).breaks("E7");
            floodedThenOpenedAfter(60).sent("a", "g1", 40).isSound();
            floodedThenOpenedAfter(500).sent("a", "g1", 5).isSound();
        }

        @Test
        void whatIsLeftAfterASecondOpeningCountsFromTheAnswerToo() {
            floodedThenOpenedAfter(20)
                    .at(10)
                    .opened(30)
                    .cycle("c3", enterprise())
                    .sent("a", "g1", 39)
                    .breaks("E7");
            floodedThenOpenedAfter(20)
                    .at(10)
                    .opened(30)
                    .cycle("c3", enterprise())
                    .sent("a", "g1", 40)
                    .isSound();
        }

        @Test
        void aWallClockSetBackNeitherForgetsAWaitNorMakesItLonger() {
            ToldJournal journal = onlySessionA().flooded("a", "g1", 100, 0).wallClockSet(-3600);
            journal.opened(10).cycle("c2", enterprise()).sent("a", "g1", 99).breaks("E7");
            ToldJournal later = onlySessionA().flooded("a", "g1", 100, 0).wallClockSet(-3600);
            later.opened(10).cycle("c2", enterprise()).sent("a", "g1", 100).isSound();
        }

        @Test
        void aStepOfTheWallClockChangesNothingWithinAnOpening() {
            onlySessionA()
                    .flooded("a", "g1", 100, 0)
                    .wallClockSet(3600)
                    .sent("a", "g1", 99)
                    .breaks("E7");
            onlySessionA()
                    .flooded("a", "g1", 100, 0)
                    .wallClockSet(-3600)
                    .sent("a", "g1", 100)
                    .isSound();
        }

        @Test
        void aFloodWaitIsNoEnd() {
            ToldJournal journal = onlySessionA()
                    .intended("a", "g1", 0)
                    .settled("a", "g1", OutcomeKind.FLOOD_WAIT, OptionalLong.of(0), OptionalLong.of(nanos(5)), true)
                    .sent("a", "g2", 5)
                    .sent("a", "g3", 10)
                    .completed(15);
            journal.breaks("E7");
            assertThat(journal.breaches().get(0).message())
                    .isEqualTo(
                            "t/c1/a→g1 settles as flood_wait for good, but after a wait it is tried again, or skipped "
                                    + "if the wait does not fit the slot");
        }

        private static ToldJournal floodedThenOpenedAfter(double down) {
            return onlySessionA().flooded("a", "g1", 100, 0).opened(down).cycle("c2", enterprise());
        }
    }

    @Nested
    class E8ExactlyOneEnd {

        @Test
        void aSecondSettlementBreaksIt() {
            onlySessionA().sent("a", "g1", 0).delivered("a", "g1", 0, 1).breaks("E8");
        }

        @Test
        void aSkipOfWhatWasDeliveredBreaksIt() {
            onlySessionA()
                    .sent("a", "g1", 0)
                    .skipped("a", "g1", SkipReason.STOPPED)
                    .breaks("E8");
        }

        @Test
        void aSkipOfWhatIsInFlightBreaksIt() {
            onlySessionA()
                    .intended("a", "g1", 0)
                    .skipped("a", "g1", SkipReason.SLOT_CLOSED)
                    .delivered("a", "g1", 0, 1)
                    .breaks("E8");
        }

        @Test
        void aSkipAfterAnAnswerThatIsNotFinalIsSound() {
            onlySessionA()
                    .flooded("a", "g1", 5000, 0)
                    .skippedAll("a", SkipReason.SLOT_CLOSED, "g1", "g2", "g3")
                    .completed(5)
                    .isSound();
        }

        @Test
        void anIntentAfterASkipBreaksIt() {
            onlySessionA()
                    .skipped("a", "g1", SkipReason.NOT_PERMITTED)
                    .intended("a", "g1", 0)
                    .breaks("E8");
        }

        @ParameterizedTest
        @EnumSource(
                mode = EnumSource.Mode.EXCLUDE,
                names = {"FLOOD_WAIT", "SLOW_MODE", "TRANSIENT", "WITHDRAWN"})
        void whatCannotBeTriedAgainMustBeFinal(OutcomeKind outcome) {
            onlySessionA()
                    .intended("a", "g1", 0)
                    .settled("a", "g1", outcome, OptionalLong.of(0), OptionalLong.empty(), false)
                    .breaks("E8");
        }

        @Test
        void aTransientFailureMayBeFinal() {
            onlySessionA()
                    .intended("a", "g1", 0)
                    .settled("a", "g1", OutcomeKind.TRANSIENT, OptionalLong.of(0), OptionalLong.empty(), true)
                    .sent("a", "g2", 5)
                    .isSound();
        }

        @Test
        void aSessionOrGroupThatIsNotInThePlanBreaksIt() {
            onlySessionA().intended("z", "g1", 0).breaks("E8");
            onlySessionA().intended("a", "g77", 0).breaks("E8");
            onlySessionA().held("a", "g77", 1).breaks("E8");
        }

        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INTERRUPTED")
        void aCycleEndsWhenEveryDeliveryHas(CycleStatus status) {
            ToldJournal journal =
                    onlySessionA().sent("a", "g1", 0).sent("a", "g3", 10).at(15).ended(status);
            journal.breaks("E8");
            assertThat(journal.breaches().get(0).message())
                    .isEqualTo("cycle t/c1 ends as " + status.wire()
                            + " while 1 of 6 deliveries has no outcome, the first being a→g2");
        }

        @Test
        void anInterruptedCycleOwesNothing() {
            onlySessionA().intended("a", "g1", 0).ended(CycleStatus.INTERRUPTED).isSound();
        }

        @Test
        void aCycleMayBeInterruptedWithoutAnOpening() {
            onlySessionA()
                    .sent("a", "g1", 0)
                    .at(1)
                    .ended(CycleStatus.INTERRUPTED)
                    .cycle("c2", enterprise())
                    .isSound();
        }

        @Test
        void aCycleWhoseContentWasRefusedDoesNotComplete() {
            ToldJournal settled = onlySessionA().sent("a", "g1", OutcomeKind.REJECTED, 0);
            settled.skippedAll("a", SkipReason.NOT_PERMITTED, "g2", "g3")
                    .completed(5)
                    .breaks("E8");
            onlySessionA()
                    .skippedAll("a", SkipReason.CONTENT_REJECTED, "g1", "g2", "g3")
                    .completed(5)
                    .breaks("E8");
        }

        @Test
        void aCycleWhoseSourceOneSessionCannotSeeMayComplete() {
            onlySessionA()
                    .sent("a", "g1", OutcomeKind.SOURCE_UNAVAILABLE, 0)
                    .skippedAll("a", SkipReason.SOURCE_UNAVAILABLE, "g2", "g3")
                    .completed(5)
                    .isSound();
        }

        @Test
        void aCycleFailsForAReasonThatTheJournalHas() {
            soundCycle().at(15).ended(CycleStatus.FAILED).breaks("E8");
            onlySessionA()
                    .skippedAll("a", SkipReason.SOURCE_UNAVAILABLE, "g1", "g2", "g3")
                    .ended(CycleStatus.FAILED)
                    .isSound();
            onlySessionA()
                    .sent("a", "g1", OutcomeKind.SOURCE_UNAVAILABLE, 0)
                    .skippedAll("a", SkipReason.SESSION_LOST, "g2", "g3")
                    .at(5)
                    .ended(CycleStatus.FAILED)
                    .isSound();
        }

        @Test
        void aCycleWhoseSourceNoSessionCanSeeDoesNotComplete() {
            ToldJournal unseen = bothUnseenAtZero();
            unseen.completed(5).breaks("E8");
            assertThat(unseen.breaches().get(0).message())
                    .isEqualTo("cycle t/c1 ends as completed although none of its sessions could see the source, "
                            + "so that it failed");
            bothUnseenAtZero().at(5).ended(CycleStatus.FAILED).isSound();
            journal()
                    .opened()
                    .cycle("c1", enterprise())
                    .skippedAll("a", SkipReason.SOURCE_UNAVAILABLE, "g1", "g2", "g3")
                    .skippedAll("b", SkipReason.SOURCE_UNAVAILABLE, "g4", "g5", "g6")
                    .completed(0)
                    .breaks("E8");
        }

        @Test
        void aSessionWithoutDeliveriesNeedNotHaveMetThat() {
            journal()
                    .opened()
                    .cycle(
                            "c1",
                            ExecutionPlan.recorded(
                                    ExecutionMode.ENTERPRISE,
                                    nanos(5),
                                    nanos(905),
                                    groups(1),
                                    List.of(
                                            new SessionSchedule(sessions("a").get(0), 0, 0, 1),
                                            new SessionSchedule(sessions("b").get(0), 0, 1, 1))))
                    .sent("a", "g1", OutcomeKind.SOURCE_UNAVAILABLE, 0)
                    .completed(5)
                    .breaks("E8");
        }

        @Test
        void aCycleWhoseSourceSomebodyMayHaveSeenMayComplete() {
            for (OutcomeKind before : List.of(OutcomeKind.DELIVERED, OutcomeKind.UNKNOWN)) {
                journal()
                        .opened()
                        .cycle("c1", enterprise())
                        .sent("b", "g4", OutcomeKind.SOURCE_UNAVAILABLE, 0)
                        .skippedAll("b", SkipReason.SOURCE_UNAVAILABLE, "g5", "g6")
                        .sent("a", "g1", before, 0)
                        .sent("a", "g2", OutcomeKind.SOURCE_UNAVAILABLE, 5)
                        .skipped("a", "g3", SkipReason.SOURCE_UNAVAILABLE)
                        .completed(10)
                        .isSound();
            }
        }

        private static ToldJournal bothUnseenAtZero() {
            return journal()
                    .opened()
                    .cycle("c1", enterprise())
                    .sent("a", "g1", OutcomeKind.SOURCE_UNAVAILABLE, 0)
                    .skippedAll("a", SkipReason.SOURCE_UNAVAILABLE, "g2", "g3")
                    .sent("b", "g4", OutcomeKind.SOURCE_UNAVAILABLE, 0)
                    .skippedAll("b", SkipReason.SOURCE_UNAVAILABLE, "g5", "g6");
        }

        @Test
        void theNextCycleIsNotBurdenedWithWhatTheLastLeftInFlight() {
            onlySessionA()
                    .intended("a", "g1", 0)
                    .ended(CycleStatus.STOPPED)
                    .cycle("c2", enterprise())
                    .sent("a", "g1", 5)
                    .breaks("E8");
        }
    }

    @Nested
    class E9Stop {

        @Test
        void anIntentAfterTheRequestBreaksIt() {
            onlySessionA().stopRequested().intended("a", "g1", 0).breaks("E9");
        }

        @Test
        void aStartAfterTheRequestBreaksIt() {
            onlySessionA()
                    .intended("a", "g1", 0)
                    .at(1)
                    .stopRequested()
                    .delivered("a", "g1", 1.5, 2)
                    .breaks("E9");
        }

        @Test
        void aSendInFlightMayFinishAndTheRestIsSkipped() {
            onlySessionA()
                    .intended("a", "g1", 0)
                    .at(1)
                    .stopRequested()
                    .skippedAll("a", SkipReason.STOPPED, "g2", "g3")
                    .delivered("a", "g1", 0.5, 2)
                    .at(5.5)
                    .ended(CycleStatus.STOPPED)
                    .isSound();
        }

        @Test
        void anIntentThatBecameDurableTooLateIsWithdrawn() {
            onlySessionA()
                    .intended("a", "g1", 0)
                    .at(1)
                    .stopRequested()
                    .withdrawn("a", "g1")
                    .skippedAll("a", SkipReason.STOPPED, "g2", "g3")
                    .ended(CycleStatus.STOPPED)
                    .isSound();
        }

        @Test
        void withoutARequestTheFirstDeliverySkippedForItTells() {
            onlySessionA()
                    .skipped("a", "g1", SkipReason.STOPPED)
                    .intended("a", "g2", 5)
                    .breaks("E9");
            onlySessionA()
                    .skipped("a", "g1", SkipReason.SLOW_MODE)
                    .intended("a", "g2", 5)
                    .isSound();
        }

        @Test
        void aCycleThatWasStoppedDoesNotComplete() {
            onlySessionA()
                    .skippedAll("a", SkipReason.STOPPED, "g1", "g2", "g3")
                    .completed(5)
                    .breaks("E9");
            onlySessionA()
                    .intended("a", "g1", 10)
                    .stopRequested()
                    .skippedAll("a", SkipReason.NOT_PERMITTED, "g2", "g3")
                    .delivered("a", "g1", 10, 10)
                    .completed(15)
                    .breaks("E9");
        }

        @Test
        void aSendAfterItsTenantWasStoppedBreaksIt() {
            onlySessionA()
                    .sent("a", "g1", 0)
                    .tell(new TenantStopped(new TenantId("t"), "stopped by the operator"))
                    .sent("a", "g2", 5)
                    .breaks("E9", "E9");
        }

        @Test
        void noCycleGoesOnOnceTheEngineWasClosed() {
            soundCycle().completed(15).tell(new EngineClosed()).isSound();
            soundCycle().tell(new EngineClosed()).completed(15).breaks("J");
            soundCycle()
                    .completed(15)
                    .tell(new EngineClosed())
                    .opened(300)
                    .cycle("c2", enterprise())
                    .isSound();
        }

        @Test
        void aCycleWhoseDeliveriesHadAllEndedCompletesInSpiteOfAStop() {
            soundCycle().stopRequested().completed(15).isSound();
        }

        @Test
        void aStopThatComesWhenAllIsDoneNeedNotShow() {
            soundCycle().at(15).ended(CycleStatus.STOPPED).isSound();
            soundCycle().stopRequested().at(15).ended(CycleStatus.STOPPED).isSound();
        }

        @Test
        void aWithdrawnIntentMayBeAllThatAStopLeavesBehind() {
            onlySessionA()
                    .skippedAll("a", SkipReason.NOT_PERMITTED, "g2", "g3")
                    .intended("a", "g1", 0)
                    .withdrawn("a", "g1")
                    .ended(CycleStatus.STOPPED)
                    .isSound();
        }
    }

    @Nested
    class E10Intents {

        @Test
        void aSettlementWithoutIntentBreaksIt() {
            onlySessionA().delivered("a", "g1", 0, 1).breaks("E10");
        }

        @Test
        void anIntentSettlesOnce() {
            onlySessionA()
                    .sent("a", "g1", OutcomeKind.TRANSIENT, 0)
                    .settled("a", "g1", OutcomeKind.TRANSIENT, 0, 1)
                    .breaks("E10");
        }

        @Test
        void whatWasSentSaysWhenItStarted() {
            onlySessionA()
                    .intended("a", "g1", 0)
                    .settled("a", "g1", OutcomeKind.DELIVERED, OptionalLong.empty(), OptionalLong.empty(), true)
                    .breaks("E10");
        }

        @Test
        void whatWasWithdrawnDoesNot() {
            onlySessionA()
                    .intended("a", "g1", 0)
                    .settled("a", "g1", OutcomeKind.WITHDRAWN, OptionalLong.of(0), OptionalLong.empty(), true)
                    .breaks("E10");
        }

        @Test
        void aStartLiesBetweenIntentAndOutcome() {
            onlySessionA().intended("a", "g1", 2).delivered("a", "g1", 1.9, 3).breaks("E10");
            onlySessionA().intended("a", "g1", 2).delivered("a", "g1", 3.1, 3).breaks("E10");
            onlySessionA().intended("a", "g1", 2).delivered("a", "g1", 2, 3).isSound();
            onlySessionA().intended("a", "g1", 2).delivered("a", "g1", 3, 3).isSound();
        }

        @Test
        void aStartInTheFutureDoesNotMakeTheNextOneLookTooSoon() {
            onlySessionA()
                    .intended("a", "g1", 0)
                    .delivered("a", "g1", 500, 1)
                    .sent("a", "g2", 6)
                    .breaks("E10");
        }

        @Test
        void anIntentSoonerThanTheDelayBreaksIt() {
            onlySessionA()
                    .sent("a", "g1", 1)
                    .intended("a", "g2", 5.9)
                    .delivered("a", "g2", 6, 6)
                    .breaks("E10");
        }

        @Test
        void anIntentOfAnotherSessionIsFree() {
            onlySessionA().sent("a", "g1", 0).intended("a", "g2", 5).isSound();
        }

        @Test
        void onlyACycleThatResumesLeavesOutWhatWasDone() {
            onlySessionA().skipped("a", "g1", SkipReason.RESUMED).breaks("E10");
            soundCycle()
                    .completed(15)
                    .at(315)
                    .cycle("c2", enterprise())
                    .skipped("a", "g1", SkipReason.RESUMED)
                    .breaks("E10");
            interruptedAfter("g1")
                    .cycleThatResumes("c1", "c2", enterprise())
                    .skipped("a", "g1", SkipReason.RESUMED)
                    .isSound();
        }

        @Test
        void aCycleThatResumesLeavesOutJustWhatMayHaveBeenDone() {
            interruptedAfter("g1")
                    .cycleThatResumes("c1", "c2", enterprise())
                    .skipped("a", "g2", SkipReason.RESUMED)
                    .breaks("E10");
            interruptedAfter("g1")
                    .cycleThatResumes("c1", "c2", enterprise())
                    .intended("a", "g1", 5)
                    .breaks("E10");
        }

        @Test
        void onlyACycleThatWasCutShortIsResumed() {
            soundCycle()
                    .completed(15)
                    .at(315)
                    .cycleThatResumes("c1", "c2", enterprise())
                    .breaks("E10");
            interruptedAfter("g1").cycleThatResumes("c0", "c2", enterprise()).breaks("E10");
            journalFromCheckpoint()
                    .opened()
                    .cycleThatResumes("c1", "c2", enterprise())
                    .skipped("a", "g2", SkipReason.RESUMED)
                    .isSound();
        }

        private static ToldJournal interruptedAfter(String group) {
            return onlySessionA().sent("a", group, 0).opened().ended(CycleStatus.INTERRUPTED);
        }
    }

    @Nested
    class E12Order {

        @ParameterizedTest
        @EnumSource(names = {"FLOOD_WAIT", "TRANSIENT"})
        void anotherDeliveryWhileOneHoldsTheSessionBreaksIt(OutcomeKind outcome) {
            onlySessionA().asked("a", "g1", outcome, 5, 0).sent("a", "g2", 5).breaks("E12");
        }

        @Test
        void theSessionGoesOnOnceWhatHeldItIsSkipped() {
            onlySessionA()
                    .flooded("a", "g1", 5, 0)
                    .at(5)
                    .skipped("a", "g1", SkipReason.GROUP_GATE)
                    .sent("a", "g2", 5)
                    .isSound();
        }

        @Test
        void soItDoesOnceWhatHeldItHasEndedHoweverOddly() {
            onlySessionA()
                    .sent("a", "g1", OutcomeKind.TRANSIENT, 0)
                    .delivered("a", "g1", 0, 1)
                    .sent("a", "g2", 5)
                    .breaks("E10");
        }

        @Test
        void aSessionMayTryTheSameDeliveryManyTimes() {
            onlySessionA()
                    .sent("a", "g1", OutcomeKind.TRANSIENT, 0)
                    .sent("a", "g1", OutcomeKind.TRANSIENT, 5)
                    .flooded("a", "g1", 5, 10)
                    .sent("a", "g1", 15)
                    .sent("a", "g2", 20)
                    .isSound();
        }

        @Test
        void aDeliveryHandedToAnotherSessionBreaksIt() {
            onlySessionA().intended("a", "g4", 0).breaks("E12");
            onlySessionA().skipped("a", "g4", SkipReason.STOPPED).breaks("E12");
        }

        @ParameterizedTest
        @EnumSource(names = {"ACCOUNT_LIMITED", "ACCOUNT_LOST", "SOURCE_UNAVAILABLE"})
        void aSessionThatLeftSendsNoMore(OutcomeKind outcome) {
            onlySessionA().sent("a", "g1", outcome, 0).sent("a", "g2", 5).breaks("E12");
        }

        @ParameterizedTest
        @EnumSource(names = {"SESSION_LIMITED", "SESSION_LOST", "SOURCE_UNAVAILABLE", "CONTENT_REJECTED"})
        void norDoesOneThatSkippedADeliveryBecauseItLeft(SkipReason reason) {
            onlySessionA().skipped("a", "g1", reason).intended("a", "g2", 5).breaks("E12");
        }

        @ParameterizedTest
        @EnumSource(
                mode = EnumSource.Mode.EXCLUDE,
                names = {
                    "SESSION_LIMITED",
                    "SESSION_LOST",
                    "SOURCE_UNAVAILABLE",
                    "CONTENT_REJECTED",
                    "STOPPED",
                    "SLOT_CLOSED",
                    "RESUMED"
                })
        void whatElseIsSkippedIsNoReasonToLeave(SkipReason reason) {
            onlySessionA().skipped("a", "g1", reason).sent("a", "g2", 5).isSound();
        }

        @Test
        void theOtherSessionsGoOn() {
            journal()
                    .opened()
                    .cycle("c1", enterprise())
                    .sent("a", "g1", OutcomeKind.ACCOUNT_LOST, 0)
                    .skippedAll("a", SkipReason.SESSION_LOST, "g2", "g3")
                    .sent("b", "g4", 5)
                    .isSound();
        }

        @Test
        void afterARejectionNobodyIntendsAnything() {
            journal()
                    .opened()
                    .cycle("c1", enterprise())
                    .sent("a", "g1", OutcomeKind.REJECTED, 0)
                    .intended("b", "g4", 5)
                    .breaks("E12");
        }

        @Test
        void whatWasInFlightAtARejectionMayFinish() {
            journal()
                    .opened()
                    .cycle("c1", enterprise())
                    .intended("b", "g4", 0)
                    .sent("a", "g1", OutcomeKind.REJECTED, 0)
                    .delivered("b", "g4", 0, 1)
                    .isSound();
        }

        @Test
        void aLossThatALateAnswerTellsOfCounts() {
            onlySessionA()
                    .sent("a", "g1", OutcomeKind.UNKNOWN, 0)
                    .answeredLate("a", "g1", OutcomeKind.ACCOUNT_LIMITED, 0, 3)
                    .intended("a", "g2", 5)
                    .breaks("E12");
        }

        @Test
        void deliveriesInSlowModeAreTriedAgainAtTheEnd() {
            onlySessionA()
                    .asked("a", "g1", OutcomeKind.SLOW_MODE, 10, 0)
                    .asked("a", "g2", OutcomeKind.SLOW_MODE, 10, 5)
                    .sent("a", "g3", 10)
                    .sent("a", "g1", 15)
                    .sent("a", "g2", 20)
                    .completed(25)
                    .isSound();
        }

        @Test
        void slowModeIsNoEnd() {
            onlySessionA()
                    .intended("a", "g1", 0)
                    .settled("a", "g1", OutcomeKind.SLOW_MODE, OptionalLong.of(0), OptionalLong.of(nanos(5)), true)
                    .breaks("E12");
        }

        @Test
        void theSecondPassGoesForwardToo() {
            onlySessionA()
                    .asked("a", "g1", OutcomeKind.SLOW_MODE, 10, 0)
                    .asked("a", "g2", OutcomeKind.SLOW_MODE, 10, 5)
                    .sent("a", "g3", 10)
                    .sent("a", "g2", 15)
                    .sent("a", "g1", 20)
                    .breaks("E12");
        }

        @Test
        void deliveriesMoveToTheEndOnce() {
            onlySessionA()
                    .asked("a", "g3", OutcomeKind.SLOW_MODE, 5, 10)
                    .asked("a", "g3", OutcomeKind.SLOW_MODE, 5, 15)
                    .sent("a", "g3", 20)
                    .breaks("E12");
        }

        @Test
        void theGateMayLeaveDeliveriesToTheSecondPassWithoutATrace() {
            onlySessionA()
                    .sent("a", "g3", 10)
                    .sent("a", "g1", 15)
                    .sent("a", "g2", 20)
                    .completed(25)
                    .isSound();
        }
    }

    @Nested
    class S1Flags {

        @Test
        void aFlaggedSessionTakesNoPart() {
            soundCycle()
                    .flagged("a")
                    .completed(15)
                    .at(315)
                    .cycle("c2", enterprise())
                    .sent("a", "g1", 315)
                    .breaks("S1");
        }

        @Test
        void aClearedSessionDoes() {
            soundCycle()
                    .flagged("a")
                    .completed(15)
                    .cleared("a")
                    .at(315)
                    .cycle("c2", enterprise())
                    .sent("a", "g1", 315)
                    .isSound();
        }

        @Test
        void aFlagOutlivesAnOpening() {
            soundCycle()
                    .flagged("a")
                    .opened()
                    .cycle("c2", enterprise())
                    .sent("a", "g1", 5)
                    .breaks("S1");
            soundCycle()
                    .flagged("a")
                    .opened()
                    .cleared("a")
                    .cycle("c2", enterprise())
                    .sent("a", "g1", 5)
                    .isSound();
        }

        @Test
        void aSessionTakesPartInCyclesOfOneTenantAtATime() {
            onlySessionA().of("u").cycle("c9", planOf("a")).breaks("S1");
            onlySessionA().of("u").cycle("c9", planOf("z")).isSound();
        }

        @Test
        void aSessionMayGoToAnotherTenantOnceItsCycleIsOver() {
            soundCycle().completed(15).of("u").cycle("c9", planOf("a")).isSound();
            soundCycle().opened().of("u").cycle("c9", planOf("a")).isSound();
        }
    }

    @Nested
    class G2SlowModes {

        @Test
        void aStartWithinAGroupsSlowModeBreaksIt() {
            slowedForAMinute().sent("a", "g1", 59.9).breaks("G2");
            slowedForAMinute().sent("a", "g1", 60).isSound();
        }

        @Test
        void otherGroupsAndOtherSessionsAreFree() {
            slowedForAMinute().sent("a", "g2", 5).isSound();
            journal()
                    .opened()
                    .cycle("c1", starter())
                    .slowed("a", "g1", 60, 0)
                    .sent("b", "g1", 30)
                    .isSound();
        }

        @Test
        void theWaitCountsInTheNextCycle() {
            slowedForAMinuteThenStopped()
                    .cycle("c2", enterprise())
                    .sent("a", "g1", 59.9)
                    .breaks("G2");
            slowedForAMinuteThenStopped()
                    .cycle("c2", enterprise())
                    .sent("a", "g1", 60)
                    .isSound();
        }

        @Test
        void whatIsLeftOfTheWaitCountsFromAnOpening() {
            slowedForAMinute()
                    .opened(20)
                    .cycle("c2", enterprise())
                    .sent("a", "g1", 39.9)
                    .breaks("G2");
            slowedForAMinute()
                    .opened(20)
                    .cycle("c2", enterprise())
                    .sent("a", "g1", 40)
                    .isSound();
        }

        @Test
        void aWaitThatLastsIsNotForgottenAmongManyThatAreOver() {
            ToldJournal journal = slowedForAnHourAndThenShortlyElsewhere();
            journal.sent("a", "g1", 3599).breaks("G2");
        }

        private static ToldJournal slowedForAMinute() {
            return onlySessionA().slowed("a", "g1", 60, 0);
        }

        private static ToldJournal slowedForAMinuteThenStopped() {
            return slowedForAMinute()
                    .skippedAll("a", SkipReason.STOPPED, "g1", "g2", "g3")
                    .at(5)
                    .ended(CycleStatus.STOPPED);
        }

        private static ToldJournal slowedForAnHourAndThenShortlyElsewhere() {
            ExecutionPlan plan = ExecutionPlan.recorded(
                    ExecutionMode.ENTERPRISE,
                    nanos(5),
                    nanos(500 + 900),
                    groups(100),
                    List.of(new SessionSchedule(sessions("a").get(0), 0, 0, 100)));
            ToldJournal journal = journal().opened().cycle("c1", plan).slowed("a", "g1", 3600, 0);
            for (int group = 2; group <= 100; group++) {
                journal.slowed("a", "g" + group, 5, 5 * (group - 1));
            }
            return journal.stopRequested()
                    .ended(CycleStatus.INTERRUPTED)
                    .at(3000)
                    .cycle("c2", planOf("a"));
        }
    }

    @Nested
    class G3Gate {

        @Test
        void intentsToOneGroupKeepTheGateAcrossTenants() {
            twoTenants(journalWithGate(60), 59.9).breaks("G3");
            twoTenants(journalWithGate(60), 60).isSound();
            twoTenants(journalWithGate(0), 1).isSound();
            twoTenants(journal(), 1).isSound();
        }

        @Test
        void theGateIsKeptOverAnOpening() {
            journalWithGate(60)
                    .opened()
                    .cycle("c1", planOf("a"))
                    .sent("a", "g1", 0)
                    .opened(20)
                    .cycle("c2", planOf("b"))
                    .intended("b", "g1", 39.9)
                    .breaks("G3");
            journalWithGate(60)
                    .opened()
                    .cycle("c1", planOf("a"))
                    .sent("a", "g1", 0)
                    .opened(20)
                    .cycle("c2", planOf("b"))
                    .intended("b", "g1", 40)
                    .isSound();
        }

        private static ToldJournal twoTenants(ToldJournal journal, double second) {
            return journal.opened()
                    .cycle("c1", planOf("a"))
                    .sent("a", "g1", 0)
                    .of("u")
                    .cycle("c1", planOf("b"))
                    .sent("b", "g1", second);
        }
    }

    @Nested
    class Checkpoints {

        @Test
        void entriesOfACycleThatBeganBeforeAreNotJudged() {
            journalFromCheckpoint()
                    .in("c1")
                    .delivered("a", "g1", 100, 101)
                    .intended("a", "g2", 105)
                    .stopRequested()
                    .at(110)
                    .ended(CycleStatus.STOPPED)
                    .isSound();
        }

        @Test
        void theFormIsJudged() {
            journalFromCheckpoint()
                    .in("c1")
                    .at(100)
                    .stopRequested()
                    .at(99)
                    .stopRequested()
                    .breaks("J");
        }

        @Test
        void fromTheFirstCycleOnATenantIsJudged() {
            journalFromCheckpoint()
                    .in("c1")
                    .sent("a", "g1", 100)
                    .completed(105)
                    .at(405)
                    .cycle("c2", enterprise())
                    .in("c1")
                    .sent("b", "g4", 500)
                    .breaks("E5");
        }

        @Test
        void fromTheFirstOpeningOnEverybodyIsJudged() {
            journalFromCheckpoint()
                    .in("c1")
                    .sent("a", "g1", 100)
                    .opened()
                    .sent("a", "g2", 5)
                    .breaks("E5");
        }

        @Test
        void theFirstEntryBeingAnOpeningNothingIsUnseen() {
            journalFromCheckpoint().opened().in("c1").sent("a", "g1", 5).breaks("E5");
        }

        @Test
        void waitsAndStartsOfUnseenCyclesCount() {
            journalFromCheckpoint()
                    .in("c1")
                    .flooded("a", "g1", 1000, 100)
                    .in("c2")
                    .cycle("c2", enterprise())
                    .sent("a", "g1", 500)
                    .breaks("E7");
            journalFromCheckpoint()
                    .in("c1")
                    .sent("a", "g1", 100)
                    .cycle("c2", enterprise())
                    .sent("a", "g1", 102.9)
                    .breaks("E10", "E1");
        }

        @Test
        void anOpeningMayFindThatAnUnseenCycleWasInterrupted() {
            journalFromCheckpoint()
                    .opened()
                    .in("c1")
                    .ended(CycleStatus.INTERRUPTED)
                    .of("u")
                    .ended(CycleStatus.INTERRUPTED)
                    .isSound();
            journalFromCheckpoint()
                    .in("c1")
                    .sent("a", "g1", 100)
                    .opened()
                    .ended(CycleStatus.INTERRUPTED)
                    .cycle("c2", enterprise())
                    .isSound();
        }

        @Test
        void itFindsThatOnceAndNothingElse() {
            journalFromCheckpoint()
                    .opened()
                    .in("c1")
                    .ended(CycleStatus.INTERRUPTED)
                    .in("c2")
                    .ended(CycleStatus.INTERRUPTED)
                    .breaks("E5");
            journalFromCheckpoint().opened().in("c1").ended(CycleStatus.STOPPED).breaks("E5");
            journal().opened().in("c1").ended(CycleStatus.INTERRUPTED).breaks("E5");
        }
    }

    @Nested
    class OpenCycles {

        @Test
        void tellsWhatHasNotEnded() {
            ToldJournal journal = onlySessionA().sent("a", "g1", 0);
            assertThat(journal.openCycles()).singleElement().satisfies(open -> {
                assertThat(open.cycle().value()).isEqualTo("c1");
                assertThat(open.withoutOutcome()).isEqualTo(2);
                assertThat(open.message())
                        .isEqualTo("cycle t/c1 runs since 0s and has not ended; "
                                + "2 of 6 deliveries have no outcome, the first being a→g2");
            });
        }

        @Test
        void tellsOfAllThatOverlap() {
            assertThat(onlySessionA().cycle("c2", enterprise()).openCycles())
                    .extracting(open -> open.cycle().value())
                    .containsExactly("c1", "c2");
        }

        @Test
        void tellsNothingOfWhatEndedOrWasInterrupted() {
            assertThat(soundCycle().completed(15).openCycles()).isEmpty();
            assertThat(soundCycle().opened().openCycles()).isEmpty();
        }
    }

    @Nested
    class Messages {

        @Test
        void aStartIsToldWithWhatItCameTooSoonAfter() {
            assertThat(told(onlySessionA()
                            .sent("a", "g1", 0)
                            .opened(60)
                            .cycle("c2", planOf("a"))
                            .sent("a", "g1", 1)))
                    .isEqualTo("t/c2/a→g1 starts at 1s; after the opening the session waits its delay of 5s");
            assertThat(told(onlySessionA()
                            .sent("a", "g1", 1)
                            .intended("a", "g2", 6)
                            .delivered("a", "g2", 5.5, 6)))
                    .isEqualTo("t/c1/a→g2 starts at 5.5s, 4.5s after the session's last start; its delay is 5s");
            assertThat(told(onlySessionA().flooded("a", "g1", 60, 10).sent("a", "g1", 20)))
                    .isEqualTo("t/c1/a→g1 starts at 20s, within a flood wait from 10s to 70s");
        }

        @Test
        void aStartThatIsMissingOrTooMuchIsToldAsSuch() {
            assertThat(told(onlySessionA()
                            .intended("a", "g1", 0)
                            .settled("a", "g1", OutcomeKind.UNKNOWN, OptionalLong.empty(), OptionalLong.empty(), true)))
                    .isEqualTo("t/c1/a→g1 settles as unknown without saying when it started");
            assertThat(told(onlySessionA().intended("a", "g1", 0).settled("a", "g1", OutcomeKind.WITHDRAWN, 0, 0)))
                    .isEqualTo("t/c1/a→g1 settles as withdrawn and yet says when it started");
        }

        @Test
        void aDeliveryOutOfOrderIsToldWithWhatIsWrongAboutIt() {
            assertThat(told(onlySessionA()
                            .sent("a", "g1", OutcomeKind.ACCOUNT_LIMITED, 0)
                            .intended("a", "g2", 5)))
                    .isEqualTo("t/c1/a→g2 is intended although the session's remaining deliveries are to be skipped as "
                            + "session_limited");
            assertThat(told(onlySessionA()
                            .sent("a", "g1", OutcomeKind.TRANSIENT, 0)
                            .intended("a", "g2", 5)))
                    .isEqualTo("t/c1/a→g2 is intended although another delivery, which holds the session, neither was "
                            + "tried again nor skipped");
        }

        private static String told(ToldJournal journal) {
            List<Breach> breaches = journal.breaches();
            return breaches.get(breaches.size() - 1).message();
        }
    }

    /** An enterprise plan of one session for the group g1 alone. */
    private static ExecutionPlan planOf(String session) {
        return ExecutionPlan.recorded(
                ExecutionMode.ENTERPRISE,
                nanos(5),
                nanos(905),
                groups(1),
                List.of(new SessionSchedule(sessions(session).get(0), 0, 0, 1)));
    }
}
