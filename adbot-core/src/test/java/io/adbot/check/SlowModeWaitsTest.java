package io.adbot.check;

import static io.adbot.check.ToldJournal.enterprise;
import static io.adbot.check.ToldJournal.journal;

import io.adbot.journal.CycleStatus;
import io.adbot.message.OutcomeKind;
import org.junit.jupiter.api.Test;

/** G2: slow mode that a send met is waited for. */
class SlowModeWaitsTest {

    @Test
    void aSendBeforeItsEndBreaksIt() {
        met().sent("a", "g1", 59.9).breaks("G2");
        met().sent("a", "g1", 60).isSound();
    }

    @Test
    void itIsTheGroups() {
        met().sent("a", "g2", 10).isSound();
    }

    @Test
    void itLastsOverARestart() {
        restarted().sent("a", "g1", 24.9).breaks("G2");
        restarted().sent("a", "g1", 25).isSound();
    }

    @Test
    void aNewOneTakesThePlaceOfTheOld() {
        restarted()
                .asked("a", "g1", OutcomeKind.SLOW_MODE, 30, 25)
                .sent("a", "g1", 54)
                .breaks("G2");
    }

    /** Until 60 s. */
    private static ToldJournal met() {
        return journal().opened().cycle("1", enterprise()).asked("a", "g1", OutcomeKind.SLOW_MODE, 60, 0);
    }

    /** 35 s after it was met. */
    private static ToldJournal restarted() {
        return met().opened(35).ended(CycleStatus.INTERRUPTED).cycle("2", enterprise());
    }
}
