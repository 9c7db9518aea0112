package io.adbot.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.value.CycleId;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Property
    void thePauseGrowsWithTheFailuresAndNeverBeyondTheCap(
            @ForAll @LongRange(min = 1) long base,
            @ForAll @LongRange(min = 1) long cap,
            @ForAll @IntRange(min = 1, max = 200) int failures) {
        long pause = new Backoff(base, cap, 7).pause(delivery("g"), failures);

        assertThat(pause).isBetween(0L, cap);
        if (failures == 1) {
            assertThat(pause).isLessThanOrEqualTo(base);
        }
    }

    @Test
    void thePauseStaysInBoundsAtTheEndOfAllNumbers() {
        Backoff backoff = new Backoff(Long.MAX_VALUE, Long.MAX_VALUE, 7);

        assertThat(IntStream.range(0, 100).mapToLong(i -> backoff.pause(delivery("g" + i), 1)))
                .allMatch(pause -> pause >= 0);
    }

    @Test
    void theJitterIsTheSameInEveryReplay() {
        assertThat(new Backoff(1000, 1000, 7).pause(delivery("g"), 2))
                .isEqualTo(new Backoff(1000, 1000, 7).pause(delivery("g"), 2));
    }

    @Test
    void theJitterIsFullAndDiffersBetweenDeliveries() {
        Backoff backoff = new Backoff(1_000_000, 1_000_000, 7);
        long[] pauses = IntStream.range(0, 1000)
                .mapToLong(i -> backoff.pause(delivery("g" + i), 1))
                .sorted()
                .toArray();

        assertThat(pauses[0]).isLessThan(50_000);
        assertThat(pauses[999]).isGreaterThan(950_000);
        assertThat(pauses[500]).isBetween(400_000L, 600_000L);
    }

    @Test
    void theSeedChangesTheJitter() {
        assertThat(new Backoff(1_000_000, 1_000_000, 7).pause(delivery("g"), 1))
                .isNotEqualTo(new Backoff(1_000_000, 1_000_000, 8).pause(delivery("g"), 1));
    }

    private static DeliveryId delivery(String group) {
        return new DeliveryId(new TenantId("t"), new CycleId("1"), new SessionId("s"), new GroupId(group));
    }
}
