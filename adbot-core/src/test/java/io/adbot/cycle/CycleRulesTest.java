package io.adbot.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.journal.CycleStatus;
import io.adbot.journal.SkipReason;
import io.adbot.message.OutcomeKind;
import io.adbot.time.Nanos;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** The rules at their edges, and of every outcome what it means. */
class CycleRulesTest {

    private static final long HOUR = 3600 * Nanos.SECOND;

    @Test
    void aSlotHoldsItsFirstInstantAndNotItsEnd() {
        assertThat(CycleRules.withinSlot(9, 10, 20)).isFalse();
        assertThat(CycleRules.withinSlot(10, 10, 20)).isTrue();
        assertThat(CycleRules.withinSlot(19, 10, 20)).isTrue();
        assertThat(CycleRules.withinSlot(20, 10, 20)).isFalse();
        assertThat(CycleRules.fitsSlot(19, 20)).isTrue();
        assertThat(CycleRules.fitsSlot(20, 20)).isFalse();
    }

    @Test
    void aDueTimeTooFarAwayForAnyClockIsTheEndOfTime() {
        assertThat(CycleRules.due(7, 3, 5)).isEqualTo(22);
        assertThat(CycleRules.due(7, 3, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(CycleRules.due(0, 2, Long.MAX_VALUE / 2 + 1)).isEqualTo(Long.MAX_VALUE);
        assertThat(CycleRules.due(0, 2, Long.MAX_VALUE / 2)).isEqualTo(Long.MAX_VALUE - 1);
    }

    @Test
    void onlyWhatCertainlyPostedNothingMayBeSentAgain() {
        assertThat(outcomes(CycleRules::maySendAgain))
                .containsExactlyInAnyOrder(OutcomeKind.FLOOD_WAIT, OutcomeKind.SLOW_MODE, OutcomeKind.TRANSIENT);
        assertThat(outcomes(CycleRules::mayHaveArrived))
                .containsExactlyInAnyOrder(OutcomeKind.DELIVERED, OutcomeKind.UNKNOWN);
    }

    @Test
    void someOutcomesHoldTheSessionSomeSayHowLongAndSomeConcernTheAccount() {
        assertThat(outcomes(CycleRules::holdsSession))
                .containsExactlyInAnyOrder(OutcomeKind.FLOOD_WAIT, OutcomeKind.TRANSIENT);
        assertThat(outcomes(CycleRules::asksToWait))
                .containsExactlyInAnyOrder(OutcomeKind.FLOOD_WAIT, OutcomeKind.SLOW_MODE);
        assertThat(outcomes(CycleRules::concernsAccount))
                .containsExactlyInAnyOrder(OutcomeKind.ACCOUNT_LIMITED, OutcomeKind.ACCOUNT_LOST);
    }

    @Test
    void onlyAWaitIsNoEnd() {
        assertThat(outcomes(CycleRules::mayEnd))
                .isEqualTo(EnumSet.complementOf(EnumSet.of(OutcomeKind.FLOOD_WAIT, OutcomeKind.SLOW_MODE)));
    }

    @Test
    void whoSkipsForAReasonThatAnAnswerGaveHasLeft() {
        Set<SkipReason> given = EnumSet.noneOf(SkipReason.class);
        for (OutcomeKind outcome : OutcomeKind.values()) {
            SkipReason reason = CycleRules.leavesCycle(outcome);
            if (reason != null) {
                given.add(reason);
            }
        }
        assertThat(SkipReason.values()).allMatch(reason -> CycleRules.leavesCycle(reason) == given.contains(reason));
    }

    @Test
    void onlyWhatWasWithdrawnHasNoStart() {
        assertThat(outcomes(CycleRules::hasStart)).isEqualTo(EnumSet.complementOf(EnumSet.of(OutcomeKind.WITHDRAWN)));
    }

    @Test
    void aPauseFollowsWhatCameToItsOwnEnd() {
        assertThat(statuses(CycleRules::pausesAfter))
                .containsExactlyInAnyOrder(CycleStatus.COMPLETED, CycleStatus.FAILED);
        assertThat(statuses(CycleRules::accountsForAll))
                .isEqualTo(EnumSet.complementOf(EnumSet.of(CycleStatus.INTERRUPTED)));
    }

    @Test
    void aSendStartsBetweenItsIntentAndItsAnswerAndNotAfterAStop() {
        assertThat(CycleRules.startsBetween(10, 10, 10)).isTrue();
        assertThat(CycleRules.startsBetween(10, 9, 20)).isFalse();
        assertThat(CycleRules.startsBetween(10, 21, 20)).isFalse();
        assertThat(CycleRules.beforeStop(10, 10)).isTrue();
        assertThat(CycleRules.beforeStop(11, 10)).isFalse();
    }

    private static Set<OutcomeKind> outcomes(Predicate<OutcomeKind> rule) {
        EnumSet<OutcomeKind> found = EnumSet.noneOf(OutcomeKind.class);
        Arrays.stream(OutcomeKind.values()).filter(rule).forEach(found::add);
        return found;
    }

    private static Set<CycleStatus> statuses(Predicate<CycleStatus> rule) {
        EnumSet<CycleStatus> found = EnumSet.noneOf(CycleStatus.class);
        Arrays.stream(CycleStatus.values()).filter(rule).forEach(found::add);
        return found;
    }

    @Property
    void thePauseAfterFailuresGrowsUpToAnHourAndIsNeverShorterThanThePause(
            @ForAll @LongRange(min = 0) long pause, @ForAll @IntRange(min = 1, max = 1_000_000) int inRow) {
        long after = CycleRules.pauseAfterFailures(pause, inRow);

        assertThat(after).isBetween(pause, Math.max(pause, HOUR));
        assertThat(CycleRules.pauseAfterFailures(pause, inRow + 1)).isGreaterThanOrEqualTo(after);
    }

    @Test
    void thePauseAfterTheFirstFailureIsThePauseAndThenItDoubles() {
        long pause = 300 * Nanos.SECOND;

        assertThat(CycleRules.pauseAfterFailures(0, 1)).isZero();
        assertThat(CycleRules.pauseAfterFailures(0, 2)).isEqualTo(120 * Nanos.SECOND);
        assertThat(CycleRules.pauseAfterFailures(pause, 1)).isEqualTo(pause);
        assertThat(CycleRules.pauseAfterFailures(pause, 2)).isEqualTo(2 * pause);
        assertThat(CycleRules.pauseAfterFailures(pause, 3)).isEqualTo(4 * pause);
        assertThat(CycleRules.pauseAfterFailures(pause, 5)).isEqualTo(HOUR);
        assertThat(CycleRules.pauseAfterFailures(0, Integer.MAX_VALUE)).isEqualTo(HOUR);
    }
}
