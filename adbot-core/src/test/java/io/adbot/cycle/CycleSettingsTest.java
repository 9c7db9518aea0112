package io.adbot.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.message.Post;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.PlanRequest;
import io.adbot.time.Nanos;
import io.adbot.time.Tick;
import io.adbot.value.GroupId;
import io.adbot.value.InvalidValueException;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The values that an embedder hands in and gets back: settings, gates, orders, waits. */
class CycleSettingsTest {

    private static final CycleOrder ORDER = CycleOrder.of(
            new TenantId("acme"),
            PlanRequest.builder(ExecutionMode.ENTERPRISE)
                    .sessions(List.of(new SessionId("s")))
                    .groups(List.of(new GroupId("g")))
                    .build(),
            Post.text("hello"));

    @Test
    void theDefaultsAreThoseOfTheRules() {
        CycleSettings settings = CycleSettings.defaults();

        assertThat(settings.sendLimitNanos()).isEqualTo(90 * Nanos.SECOND);
        assertThat(settings.stopLimitNanos()).isEqualTo(10 * Nanos.SECOND);
        assertThat(settings.cancelLimitNanos()).isEqualTo(5 * Nanos.SECOND);
        assertThat(settings.checkLimitNanos()).isEqualTo(30 * Nanos.SECOND);
        assertThat(settings.retries()).isEqualTo(3);
        assertThat(settings.refusalsBeforeSuspension()).isEqualTo(2);
        assertThat(settings.suspensionCycles()).isEqualTo(3);
    }

    @Test
    void aBuilderFromSettingsHoldsWhatTheyHold() {
        CycleSettings settings = CycleSettings.builder()
                .sendLimit(Duration.ofSeconds(1))
                .stopLimit(Duration.ofSeconds(2))
                .cancelLimit(Duration.ofSeconds(3))
                .checkLimit(Duration.ofSeconds(4))
                .retries(5)
                .suspendAfter(6)
                .suspendFor(7)
                .backoff(Duration.ofSeconds(8), Duration.ofSeconds(9))
                .seed(10)
                .build()
                .toBuilder()
                .build();

        assertThat(settings.sendLimitNanos()).isEqualTo(Nanos.SECOND);
        assertThat(settings.stopLimitNanos()).isEqualTo(2 * Nanos.SECOND);
        assertThat(settings.cancelLimitNanos()).isEqualTo(3 * Nanos.SECOND);
        assertThat(settings.checkLimitNanos()).isEqualTo(4 * Nanos.SECOND);
        assertThat(settings.retries()).isEqualTo(5);
        assertThat(settings.refusalsBeforeSuspension()).isEqualTo(6);
        assertThat(settings.suspensionCycles()).isEqualTo(7);
        assertThat(settings.backoff()).isEqualTo(new Backoff(8 * Nanos.SECOND, 9 * Nanos.SECOND, 10));
    }

    @Test
    void settingsThatMakeNoSenseAreRefusedByName() {
        CycleSettings.Builder builder = CycleSettings.builder();

        assertThatThrownBy(() -> builder.sendLimit(Duration.ZERO))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("send_limit: got PT0S, expected a length of time above 0");
        assertThatThrownBy(() -> builder.checkLimit(Duration.ofSeconds(-1))).hasMessageContaining("check_limit");
        assertThatThrownBy(() -> builder.stopLimit(Duration.ofSeconds(-1))).hasMessageContaining("stop_limit");
        assertThatThrownBy(() -> builder.cancelLimit(Duration.ofSeconds(-1))).hasMessageContaining("cancel_limit");
        assertThatThrownBy(() -> builder.retries(-1)).hasMessageContaining("retries");
        assertThatThrownBy(() -> builder.backoff(Duration.ZERO, Duration.ofSeconds(1)))
                .hasMessageContaining("backoff_base");
        assertThatThrownBy(() -> builder.suspendAfter(0)).hasMessageContaining("suspend_after");
        assertThatThrownBy(() -> builder.suspendFor(0)).hasMessageContaining("suspend_for");
    }

    @Test
    void aGroupsOwnGateGoesBeforeTheCommonOne() {
        GroupGates gates = GroupGates.everywhere(Duration.ofSeconds(10))
                .with(new GroupId("open"), Duration.ZERO)
                .with(new GroupId("slow"), Duration.ofSeconds(60));

        assertThat(gates.nanos(new GroupId("any"))).isEqualTo(10 * Nanos.SECOND);
        assertThat(gates.nanos(new GroupId("open"))).isZero();
        assertThat(gates.nanos(new GroupId("slow"))).isEqualTo(60 * Nanos.SECOND);
        assertThat(gates.any()).isTrue();
        assertThat(GroupGates.none().any()).isFalse();
        assertThat(GroupGates.none().with(new GroupId("g"), Duration.ZERO).any())
                .isFalse();
        assertThatThrownBy(() -> GroupGates.everywhere(Duration.ofSeconds(-1))).hasMessageContaining("group_gate");
    }

    @Test
    void anOrderRunsWithoutEndAndPausesFiveMinutesUnlessItSaysOtherwise() {
        assertThat(ORDER.pauseNanos()).isEqualTo(300 * Nanos.SECOND);
        assertThat(ORDER.cycleLimit()).isEqualTo(Long.MAX_VALUE);
        assertThat(ORDER.resumes()).isFalse();

        CycleOrder other = ORDER.resume().cycles(3).pause(Duration.ZERO);
        assertThat(other.pauseNanos()).isZero();
        assertThat(other.cycleLimit()).isEqualTo(3);
        assertThat(other.resumes()).isTrue();
        assertThat(ORDER.resumes()).isFalse();
    }

    @Test
    void anOrderOfNoCyclesOrANegativePauseIsRefused() {
        assertThatThrownBy(() -> ORDER.cycles(0)).hasMessage("cycles: got 0, expected a whole number from 1");
        assertThatThrownBy(() -> ORDER.pause(Duration.ofSeconds(-1))).hasMessageContaining("pause");
    }

    @Test
    void aWaitSaysWhenItEndsOnBothClocks() {
        Tick asked = new Tick(5 * Nanos.SECOND, Instant.parse("2026-01-01T00:00:00Z"));
        Waiting waiting = new Waiting(WaitReason.DELAY, 7 * Nanos.SECOND, asked, "the delay");

        assertThat(waiting.leftNanos()).isEqualTo(2 * Nanos.SECOND);
        assertThat(waiting.until()).hasValue(Instant.parse("2026-01-01T00:00:02Z"));
        assertThat(waiting).hasToString("the delay, 2s left at the most");
    }

    @Test
    void aWaitThatIsOverHasNothingLeft() {
        Tick asked = new Tick(5, Instant.EPOCH);

        assertThat(new Waiting(WaitReason.DELAY, 3, asked, "").leftNanos()).isZero();
    }

    @Test
    void aWaitThatOnlyAReplyEndsHasNoEnd() {
        Waiting waiting = new Waiting(WaitReason.ANSWER, Long.MAX_VALUE, new Tick(5, Instant.EPOCH), "an answer");

        assertThat(waiting.until()).isEmpty();
        assertThat(waiting.leftNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(waiting).hasToString("an answer");
        assertThat(new Waiting(WaitReason.ANSWER, Long.MAX_VALUE - 1, new Tick(5, Instant.MAX), "").until())
                .isEmpty();
    }
}
