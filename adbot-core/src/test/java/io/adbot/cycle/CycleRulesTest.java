package io.adbot.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.journal.CycleStatus;
import io.adbot.message.OutcomeKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The rules at their edges, and of every outcome what it means. */
class CycleRulesTest {

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
}
