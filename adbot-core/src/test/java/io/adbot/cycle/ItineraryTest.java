package io.adbot.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItineraryTest {

    private final Itinerary itinerary = new Itinerary(10, 13);

    @Test
    void goesThroughItsPartOnce() {
        assertThat(rest()).containsExactly(10, 11, 12);
        assertThat(itinerary.hasCurrent()).isFalse();
        assertThat(itinerary.advance()).isFalse();
    }

    @Test
    void hasNowhereToGoIfItsPartIsEmpty() {
        assertThat(new Itinerary(4, 4).advance()).isFalse();
    }

    @Test
    void comesToWhatWasMovedAfterAllOthersInTheOrderOfTheirMoving() {
        itinerary.advance();
        itinerary.moveToEnd(70, WaitReason.SLOW_MODE);
        itinerary.advance();
        itinerary.moveToEnd(60, WaitReason.GROUP_GATE);

        assertThat(rest()).containsExactly(12, 10, 11);
    }

    @Test
    void remembersWhatAMovedGroupWaitsForAndHowOftenItWasTried() {
        itinerary.advance();
        itinerary.attempt();
        itinerary.fail();
        itinerary.moveToEnd(70, WaitReason.SLOW_MODE);
        itinerary.advance();
        itinerary.leave();
        itinerary.advance();
        assertThat(itinerary.stays()).isFalse();
        assertThat(itinerary.attempt()).isEqualTo(1);
        itinerary.leave();

        itinerary.advance();

        assertThat(itinerary.current()).isEqualTo(10);
        assertThat(itinerary.moved()).isTrue();
        assertThat(itinerary.stays()).isTrue();
        assertThat(itinerary.notBefore()).isEqualTo(70);
        assertThat(itinerary.why()).isEqualTo(WaitReason.SLOW_MODE);
        assertThat(itinerary.attempt()).isEqualTo(2);
        assertThat(itinerary.fail()).isEqualTo(2);
    }

    @Test
    void staysAtAGroupThatIsToBeTriedAgainUntilItWas() {
        itinerary.advance();
        itinerary.attempt();
        itinerary.retry();
        assertThat(itinerary.stays()).isTrue();

        itinerary.attempt();
        assertThat(itinerary.stays()).isFalse();
    }

    @Test
    void forgetsTheHoldOfOneGroupAtTheNext() {
        itinerary.advance();
        itinerary.retry();
        itinerary.hold(99, WaitReason.RETRY);
        itinerary.leave();

        itinerary.advance();

        assertThat(itinerary.stays()).isFalse();
        assertThat(itinerary.notBefore()).isEqualTo(Long.MIN_VALUE);
    }

    private List<Integer> rest() {
        List<Integer> groups = new ArrayList<>();
        while (itinerary.advance()) {
            groups.add(itinerary.current());
            itinerary.leave();
        }
        return groups;
    }
}
