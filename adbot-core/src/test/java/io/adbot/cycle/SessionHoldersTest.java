package io.adbot.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionHoldersTest {

    private static final TenantId ONE = new TenantId("one");
    private static final TenantId OTHER = new TenantId("other");
    private static final SessionId A = new SessionId("a");
    private static final SessionId B = new SessionId("b");

    private final SessionHolders holders = new SessionHolders();

    @Test
    void aSessionThatIsHeldIsHeldAgainstEverybodyElse() {
        holders.hold(ONE, List.of(A));

        assertThat(holders.isAnothers(A, OTHER)).isTrue();
        assertThat(holders.isAnothers(A, ONE)).isFalse();
        assertThat(holders.isAnothers(B, OTHER)).isFalse();
    }

    @Test
    void whoeverTakesOthersGivesUpWhatItHad() {
        holders.hold(ONE, List.of(A));
        holders.hold(ONE, List.of(B));

        assertThat(holders.isAnothers(A, OTHER)).isFalse();
        assertThat(holders.isAnothers(B, OTHER)).isTrue();
    }

    @Test
    void whatIsReleasedAnybodyMayTake() {
        holders.hold(ONE, List.of(A));
        holders.release(ONE);
        holders.release(ONE);

        assertThat(holders.isAnothers(A, OTHER)).isFalse();
    }
}
