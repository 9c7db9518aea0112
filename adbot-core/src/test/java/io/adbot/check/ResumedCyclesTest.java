package io.adbot.check;

import static io.adbot.check.ToldJournal.enterprise;
import static io.adbot.check.ToldJournal.journal;
import static io.adbot.check.ToldJournal.journalFromCheckpoint;
import static io.adbot.check.ToldJournal.starter;
import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.journal.CycleStatus;
import io.adbot.journal.SkipReason;
import io.adbot.message.OutcomeKind;
import io.adbot.plan.ExecutionPlan;
import org.junit.jupiter.api.Test;

/** E10: what a cycle that resumes another leaves out. */
class ResumedCyclesTest {

    @Test
    void whatWasDeliveredBeforeAStopIsLeftOut() {
        stopped(enterprise())
                .cycleThatResumes("1", "2", enterprise())
                .sent("a", "g1", 20)
                .breaks("E10");
        stopped(enterprise())
                .cycleThatResumes("1", "2", enterprise())
                .skipped("a", "g1", SkipReason.RESUMED)
                .sent("a", "g2", 20)
                .isSound();
    }

    @Test
    void whatWasIntendedBeforeACrashIsLeftOut() {
        crashed().cycleThatResumes("1", "2", enterprise()).sent("a", "g2", 20).breaks("E10");
        crashed()
                .cycleThatResumes("1", "2", enterprise())
                .skipped("a", "g2", SkipReason.RESUMED)
                .isSound();
    }

    @Test
    void whatCannotHaveArrivedIsNotLeftOut() {
        journal()
                .opened()
                .cycle("1", enterprise())
                .sent("a", "g1", OutcomeKind.NOT_PERMITTED, 0)
                .opened(60)
                .ended(CycleStatus.INTERRUPTED)
                .cycleThatResumes("1", "2", enterprise())
                .skipped("a", "g1", SkipReason.RESUMED)
                .breaks("E10");
    }

    @Test
    void whatWasLeftOutOnceStaysLeftOut() {
        crashed()
                .cycleThatResumes("1", "2", enterprise())
                .opened(60)
                .ended(CycleStatus.INTERRUPTED)
                .cycleThatResumes("2", "3", enterprise())
                .sent("a", "g1", 20)
                .breaks("E10");
    }

    @Test
    void inStarterModeEverySessionHasItsOwn() {
        stopped(starter())
                .cycleThatResumes("1", "2", starter())
                .sent("a", "g1", 20)
                .breaks("E10");
        stopped(starter())
                .cycleThatResumes("1", "2", starter())
                .sent("b", "g1", 50)
                .isSound();
    }

    @Test
    void aCycleThatResumesNoneSendsAll() {
        crashed().cycle("2", enterprise()).sent("a", "g1", 20).isSound();
    }

    // ---------------------------------------------------------------- of which the cycle does not say that it does

    @Test
    void whoLeavesOutWhatWasDoneResumesTheLastCycle() {
        stopped(enterprise())
                .cycle("2", enterprise())
                .skipped("a", "g1", SkipReason.RESUMED)
                .sent("a", "g2", 20)
                .isSound();
        crashed()
                .cycle("2", enterprise())
                .skippedAll("a", SkipReason.RESUMED, "g1", "g2")
                .sent("a", "g3", 20)
                .isSound();
        crashed()
                .cycle("2", enterprise())
                .skipped("a", "g3", SkipReason.RESUMED)
                .breaks("E10");
    }

    @Test
    void thenItLeavesOutTheRestOfItToo() {
        crashed()
                .cycle("2", enterprise())
                .skipped("a", "g1", SkipReason.RESUMED)
                .sent("a", "g2", 20)
                .breaks("E10");
    }

    @Test
    void andHasNotSentItBefore() {
        ToldJournal sent = crashed().cycle("2", enterprise()).sent("a", "g1", 20);
        sent.isSound();
        sent.skipped("a", "g2", SkipReason.RESUMED).breaks("E10");
        assertThat(sent.breaches().get(0).message())
                .isEqualTo(
                        "t/2/a→g1 was intended although the post may have arrived in cycle t/1, which this one resumes");
        crashed()
                .cycle("2", enterprise())
                .intended("a", "g1", 20)
                .skipped("a", "g2", SkipReason.RESUMED)
                .breaks("E10");
    }

    @Test
    void whatCertainlyDidNotArriveIsNotHeldAgainstIt() {
        crashed()
                .cycle("2", enterprise())
                .sent("a", "g1", OutcomeKind.NOT_PERMITTED, 20)
                .skipped("a", "g2", SkipReason.RESUMED)
                .isSound();
    }

    @Test
    void afterACycleThatCameToItsEndNothingIsLeftOut() {
        ToldJournal journal = journal()
                .opened()
                .pausing(0)
                .cycle("1", enterprise())
                .skippedAll("a", SkipReason.NOT_PERMITTED, "g1", "g2", "g3")
                .skippedAll("b", SkipReason.NOT_PERMITTED, "g4", "g5", "g6")
                .completed(5)
                .cycle("2", enterprise())
                .skipped("a", "g1", SkipReason.RESUMED);
        journal.breaks("E10");
        assertThat(journal.breaches().get(0).message())
                .isEqualTo("t/2/a→g1 is left out as resumed, but cycle t/2 resumes none: no cycle of the tenant was "
                        + "stopped or interrupted just before it");
    }

    @Test
    void whatACycleDidThatIsNotSeenMayBeLeftOut() {
        journalFromCheckpoint()
                .opened()
                .cycle("2", enterprise())
                .skipped("a", "g1", SkipReason.RESUMED)
                .isSound();
    }

    @Test
    void aCycleThatHadNothingToShowMayHaveResumedTheOneBefore() {
        ToldJournal third = crashed()
                .cycle("2", enterprise())
                .opened(60)
                .ended(CycleStatus.INTERRUPTED)
                .cycle("3", enterprise());
        third.skippedAll("a", SkipReason.RESUMED, "g1", "g2").isSound();
    }

    @Test
    void whoSaysThatItResumesWouldHaveSaidSoBefore() {
        crashed()
                .cycle("2", enterprise())
                .opened(60)
                .ended(CycleStatus.INTERRUPTED)
                .cycleThatResumes("2", "3", enterprise())
                .skipped("a", "g1", SkipReason.RESUMED)
                .breaks("E10");
    }

    @Test
    void whatWasLeftOutOnceStaysLeftOutThere() {
        crashed()
                .cycle("2", enterprise())
                .skippedAll("a", SkipReason.RESUMED, "g1", "g2")
                .opened(60)
                .ended(CycleStatus.INTERRUPTED)
                .cycle("3", enterprise())
                .skipped("a", "g1", SkipReason.RESUMED)
                .sent("a", "g2", 20)
                .breaks("E10");
    }

    /** Stopped at 10 s, a having delivered to g1. */
    private static ToldJournal stopped(ExecutionPlan plan) {
        return journal()
                .opened()
                .cycle("1", plan)
                .sent("a", "g1", 0)
                .at(10)
                .stopRequested()
                .skippedAll("a", SkipReason.STOPPED, "g2", "g3")
                .skippedAll("b", SkipReason.STOPPED, plan.sessions().get(1).from() == 0 ? threeFrom(1) : threeFrom(4))
                .ended(CycleStatus.STOPPED);
    }

    /** a has delivered to g1, and was on its way to g2. */
    private static ToldJournal crashed() {
        return journal()
                .opened()
                .cycle("1", enterprise())
                .sent("a", "g1", 0)
                .intended("a", "g2", 5)
                .opened(60)
                .ended(CycleStatus.INTERRUPTED);
    }

    private static String[] threeFrom(int first) {
        return new String[] {"g" + first, "g" + (first + 1), "g" + (first + 2)};
    }
}
