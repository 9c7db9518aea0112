package io.adbot.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.time.Nanos;
import io.adbot.time.Tick;
import io.adbot.value.Breach;
import io.adbot.value.CycleId;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Gates of more groups than are kept without a thought of those that are open again. */
class GateCheckerTest {

    private static final int GROUPS = 3000;
    private static final int GATE = 1000;
    private static final Instant WALL = Instant.parse("2026-01-01T00:00:00Z");

    private final Breaches breaches = new Breaches();
    private final GateChecker checker = new GateChecker(group -> GATE * Nanos.SECOND, breaches);

    @Test
    void aGateThatIsClosedIsNotForgottenAmongManyThatAreOpenAgain() {
        for (int second = 0; second < GROUPS; second++) {
            intended("g" + second, second);
        }
        assertThat(breaches.take()).isEmpty();

        int closed = GROUPS - GATE + 1;
        for (int second = closed; second < GROUPS; second++) {
            intended("g" + second, GROUPS);
        }
        assertThat(breaches.take()).hasSize(GATE - 1).extracting(Breach::rule).containsOnly("G3");
        intended("g" + (closed - 1), GROUPS);
        assertThat(breaches.take()).isEmpty();
    }

    @Test
    void everyIntentClosesTheGateAnew() {
        intended("g", 0);
        intended("g", GATE);
        assertThat(breaches.take()).isEmpty();

        intended("g", 2 * GATE - 1);
        assertThat(breaches.take()).hasSize(1);
    }

    private void intended(String group, int second) {
        checker.intended(
                at(second),
                new DeliveryId(new TenantId("t"), new CycleId("c"), new SessionId("s"), new GroupId(group)));
    }

    private static Tick at(int second) {
        return new Tick(second * Nanos.SECOND, WALL.plusSeconds(second));
    }
}
