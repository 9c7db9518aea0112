package io.adbot.check;

import static io.adbot.check.ToldJournal.enterprise;
import static io.adbot.check.ToldJournal.journal;
import static io.adbot.check.ToldJournal.starter;

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
