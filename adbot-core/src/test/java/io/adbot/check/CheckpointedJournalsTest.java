package io.adbot.check;

import static io.adbot.check.ToldJournal.enterprise;
import static io.adbot.check.ToldJournal.journal;
import static io.adbot.check.ToldJournal.journalFromCheckpoint;
import static io.adbot.check.ToldJournal.journalWithGate;

import io.adbot.journal.CycleStatus;
import io.adbot.journal.JournalEvent.Unrecognised;
import io.adbot.journal.SetupEvent.EngineClosed;
import io.adbot.journal.SetupEvent.SessionRemoved;
import io.adbot.journal.SetupEvent.TenantRemoved;
import io.adbot.journal.SkipReason;
import io.adbot.message.OutcomeKind;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import org.junit.jupiter.api.Test;

/** What a checkpoint cut off is unknown, what was removed is another when it comes again, and what is over is over. */
class CheckpointedJournalsTest {

    // ---------------------------------------------------------------- a checkpoint at the head

    @Test
    void whatRanWhenTheCheckpointWasMadeGoesOn() {
        journal()
                .tell(new Unrecognised("checkpoint"))
                .in("1")
                .sent("a", "g2", 5)
                .completed(20)
                .isSound();
        journal().in("1").sent("a", "g2", 5).breaks("E5");
    }

    @Test
    void anOpeningFindsThatItWasInterrupted() {
        journal()
                .tell(new Unrecognised("checkpoint"))
                .opened(60)
                .in("1")
                .ended(CycleStatus.INTERRUPTED)
                .isSound();
    }

    @Test
    void anOpeningMayWindItUpFirst() {
        journalFromCheckpoint()
                .opened(60)
                .in("1")
                .settled("a", "g1", OutcomeKind.UNKNOWN, 0, 0)
                .skipped("a", "g2", SkipReason.STOPPED)
                .ended(CycleStatus.INTERRUPTED)
                .isSound();
        journalFromCheckpoint()
                .opened(60)
                .in("1")
                .ended(CycleStatus.INTERRUPTED)
                .skipped("a", "g2", SkipReason.STOPPED)
                .breaks("E5");
        journal()
                .opened(60)
                .in("1")
                .settled("a", "g1", OutcomeKind.UNKNOWN, 0, 0)
                .breaks("E5");
    }

    @Test
    void whatIsToldHasItsPlaceInTheOrderLikeAllElse() {
        journal()
                .at(5)
                .tell(new Unrecognised("checkpoint"))
                .at(4)
                .tell(new EngineClosed())
                .breaks("J");
        journal()
                .tell(new Unrecognised("checkpoint"))
                .numbered(1)
                .tell(new EngineClosed())
                .breaks("J");
    }

    @Test
    void whatAnUnseenCycleDidMayBeLeftOutHoweverOftenItIsResumed() {
        resumedTwice().skipped("a", "g3", SkipReason.RESUMED).isSound();
    }

    @Test
    void whatASeenCycleDidIsLeftOutForCertain() {
        resumedTwice().sent("a", "g2", 10).breaks("E10");
    }

    /** The second cycle resumes one that is not there; the third resumes the second, which had sent to g2. */
    private static ToldJournal resumedTwice() {
        return journalFromCheckpoint()
                .opened()
                .cycleThatResumes("1", "2", enterprise())
                .skipped("a", "g1", SkipReason.RESUMED)
                .sent("a", "g2", 5)
                .opened(60)
                .ended(CycleStatus.INTERRUPTED)
                .cycleThatResumes("2", "3", enterprise());
    }

    // ---------------------------------------------------------------- who is gone

    @Test
    void aTenantThatComesAgainNumbersItsCyclesAnew() {
        completed()
                .tell(new TenantRemoved(new TenantId("t")))
                .cycle("1", enterprise())
                .isSound();
        completed().at(400).cycle("1", enterprise()).breaks("E5");
    }

    @Test
    void aTenantIsNotRemovedWhileItsCycleRuns() {
        journal()
                .opened()
                .cycle("1", enterprise())
                .tell(new TenantRemoved(new TenantId("t")))
                .cycle("1", enterprise())
                .breaks("E5");
    }

    @Test
    void aSessionThatComesAgainIsNotFlagged() {
        journal()
                .opened()
                .flagged("a")
                .tell(new SessionRemoved(new SessionId("a")))
                .cycle("1", enterprise())
                .sent("a", "g1", 5)
                .isSound();
    }

    private static ToldJournal completed() {
        return journal()
                .opened()
                .cycle("1", enterprise())
                .skippedAll("a", SkipReason.NOT_PERMITTED, "g1", "g2", "g3")
                .skippedAll("b", SkipReason.NOT_PERMITTED, "g4", "g5", "g6")
                .completed(5);
    }

    // ---------------------------------------------------------------- what is over

    @Test
    void aFloodWaitThatIsOverDoesNotBeginAgainWithTheWallClockSetBack() {
        setBackAfter(30, journal().opened().cycle("1", enterprise()).flooded("a", "g1", 30, 0))
                .isSound();
        setBackAfter(29, journal().opened().cycle("1", enterprise()).flooded("a", "g1", 30, 0))
                .breaks("E7");
    }

    @Test
    void norDoesSlowMode() {
        setBackAfter(30, journal().opened().cycle("1", enterprise()).slowed("a", "g1", 30, 0))
                .isSound();
        setBackAfter(29, journal().opened().cycle("1", enterprise()).slowed("a", "g1", 30, 0))
                .breaks("G2");
    }

    @Test
    void norDoesAGate() {
        setBackAfter(30, journalWithGate(30).opened().cycle("1", enterprise()).sent("a", "g1", 0))
                .isSound();
        setBackAfter(29, journalWithGate(30).opened().cycle("1", enterprise()).sent("a", "g1", 0))
                .breaks("G3");
    }

    /** The last entry before the crash stands there; the clock is set back by an hour, and the next cycle sends at once. */
    private static ToldJournal setBackAfter(double seconds, ToldJournal journal) {
        return journal.at(seconds)
                .sent("b", "g4", seconds)
                .wallClockSet(-3600)
                .opened(0)
                .ended(CycleStatus.INTERRUPTED)
                .cycle("2", enterprise())
                .sent("a", "g1", 10);
    }
}
