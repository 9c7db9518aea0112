package io.adbot.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.adbot.message.SendOutcome.AccountLimited;
import io.adbot.message.SendOutcome.AccountLost;
import io.adbot.message.SendOutcome.Delivered;
import io.adbot.message.SendOutcome.FloodWait;
import io.adbot.message.SendOutcome.NotPermitted;
import io.adbot.message.SendOutcome.Rejected;
import io.adbot.message.SendOutcome.SlowMode;
import io.adbot.message.SendOutcome.SourceUnavailable;
import io.adbot.message.SendOutcome.Transient;
import io.adbot.message.SendOutcome.Unknown;
import io.adbot.message.SendOutcome.Withdrawn;
import io.adbot.value.CycleId;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import io.adbot.value.InvalidValueException;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendOutcomeTest {

    private static final Duration WAIT = Duration.ofSeconds(30);

    private static final List<SendOutcome> ONE_OF_EACH = List.of(
            new Delivered(42),
            new FloodWait(WAIT),
            new SlowMode(WAIT),
            new NotPermitted("not a member"),
            new SourceUnavailable("source unavailable"),
            new AccountLimited("PEER_FLOOD"),
            new AccountLost(true, "USER_DEACTIVATED"),
            new Rejected("too long"),
            new Transient("connection refused"),
            new Unknown("no answer"),
            new Withdrawn());

    /** Answers with the kind that the name of the called method says, if it was given the right record. */
    private static final class Names implements SendOutcome.Handler<OutcomeKind> {
        @Override
        public OutcomeKind delivered(Delivered outcome) {
            return OutcomeKind.DELIVERED;
        }

        @Override
        public OutcomeKind floodWait(FloodWait outcome) {
            return OutcomeKind.FLOOD_WAIT;
        }

        @Override
        public OutcomeKind slowMode(SlowMode outcome) {
            return OutcomeKind.SLOW_MODE;
        }

        @Override
        public OutcomeKind notPermitted(NotPermitted outcome) {
            return OutcomeKind.NOT_PERMITTED;
        }

        @Override
        public OutcomeKind sourceUnavailable(SourceUnavailable outcome) {
            return OutcomeKind.SOURCE_UNAVAILABLE;
        }

        @Override
        public OutcomeKind accountLimited(AccountLimited outcome) {
            return OutcomeKind.ACCOUNT_LIMITED;
        }

        @Override
        public OutcomeKind accountLost(AccountLost outcome) {
            return OutcomeKind.ACCOUNT_LOST;
        }

        @Override
        public OutcomeKind rejected(Rejected outcome) {
            return OutcomeKind.REJECTED;
        }

        @Override
        public OutcomeKind transientFailure(Transient outcome) {
            return OutcomeKind.TRANSIENT;
        }

        @Override
        public OutcomeKind unknown(Unknown outcome) {
            return OutcomeKind.UNKNOWN;
        }

        @Override
        public OutcomeKind withdrawn(Withdrawn outcome) {
            return OutcomeKind.WITHDRAWN;
        }
    }

    @Test
    void isOneOutcomeForEachKind() {
        assertThat(ONE_OF_EACH).extracting(SendOutcome::kind).containsExactly(OutcomeKind.values());
        assertThat(ONE_OF_EACH)
                .extracting(Object::getClass)
                .containsExactlyInAnyOrder(SendOutcome.class.getPermittedSubclasses());
    }

    @Test
    void callsTheOneHandlerThatFits() {
        assertThat(ONE_OF_EACH)
                .allSatisfy(outcome ->
                        assertThat(outcome.<OutcomeKind>fold(new Names())).isEqualTo(outcome.kind()));
    }

    @Test
    void givesAReasonWhereTheKindDoesNotSayItAll() {
        Set<OutcomeKind> silent =
                EnumSet.of(OutcomeKind.DELIVERED, OutcomeKind.FLOOD_WAIT, OutcomeKind.SLOW_MODE, OutcomeKind.WITHDRAWN);

        assertThat(ONE_OF_EACH)
                .allSatisfy(
                        outcome -> assertThat(outcome.reason().isEmpty()).isEqualTo(silent.contains(outcome.kind())));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void refusesAWaitThatIsNone(long seconds) {
        Duration none = Duration.ofSeconds(seconds);

        assertThatIllegalArgumentException().isThrownBy(() -> new FloodWait(none));
        assertThatIllegalArgumentException().isThrownBy(() -> new SlowMode(none));
        assertThatIllegalArgumentException().isThrownBy(() -> new Permission.SlowMode(none));
    }

    @Test
    @SuppressWarnings("NullAway")
    void refusesAMissingReason() {
        assertThatNullPointerException().isThrownBy(() -> new NotPermitted(null));
        assertThatNullPointerException().isThrownBy(() -> new SourceUnavailable(null));
        assertThatNullPointerException().isThrownBy(() -> new AccountLimited(null));
        assertThatNullPointerException().isThrownBy(() -> new AccountLost(true, null));
        assertThatNullPointerException().isThrownBy(() -> new Rejected(null));
        assertThatNullPointerException().isThrownBy(() -> new Transient(null));
        assertThatNullPointerException().isThrownBy(() -> new Unknown(null));
        assertThatNullPointerException().isThrownBy(() -> new Permission.Denied(null));
    }

    @Test
    void bearsTheNamesOfTheJournal() {
        assertThat(OutcomeKind.values())
                .extracting(OutcomeKind::wire)
                .containsExactly(
                        "delivered",
                        "flood_wait",
                        "slow_mode",
                        "not_permitted",
                        "source_unavailable",
                        "account_limited",
                        "account_lost",
                        "rejected",
                        "transient",
                        "unknown",
                        "withdrawn");
    }

    @ParameterizedTest
    @EnumSource
    void readsItsOwnName(OutcomeKind kind) {
        assertThat(OutcomeKind.ofWire(kind.wire())).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "DELIVERED", "flood-wait", "delivered "})
    void refusesAnyOtherNameAndListsThemAll(String wire) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> OutcomeKind.ofWire(wire))
                .withMessageStartingWith("outcome: got \"" + wire + "\", expected one of delivered, flood_wait, ")
                .withMessageEndingWith(", unknown, withdrawn");
    }

    @Test
    void countsNeitherWaitsNorTheUnknownAsFailures() {
        assertThat(EnumSet.allOf(OutcomeKind.class).stream().filter(OutcomeKind::isFailure))
                .containsExactly(
                        OutcomeKind.NOT_PERMITTED,
                        OutcomeKind.SOURCE_UNAVAILABLE,
                        OutcomeKind.ACCOUNT_LIMITED,
                        OutcomeKind.ACCOUNT_LOST,
                        OutcomeKind.REJECTED,
                        OutcomeKind.TRANSIENT);
    }

    @Test
    void answersAQuestionAboutPermissionOnlyWithWhatAQuestionCanGet() {
        Set<OutcomeKind> afterASend = EnumSet.of(
                OutcomeKind.DELIVERED,
                OutcomeKind.SLOW_MODE,
                OutcomeKind.NOT_PERMITTED,
                OutcomeKind.UNKNOWN,
                OutcomeKind.WITHDRAWN);

        assertThat(ONE_OF_EACH).allSatisfy(outcome -> {
            if (afterASend.contains(outcome.kind())) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> Permission.unclear(outcome))
                        .withMessageContaining(outcome.kind().toString());
            } else {
                assertThat(Permission.unclear(outcome)).isEqualTo(new Permission.Unclear(outcome));
            }
        });
    }

    @Test
    void countsAttemptsFromOne() {
        DeliveryId delivery = new DeliveryId(new TenantId("t"), new CycleId("c"), new SessionId("s"), new GroupId("g"));
        Post post = Post.text("Hello");

        assertThat(new SendRequest(delivery, 1, post).attempt()).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new SendRequest(delivery, 0, post));
    }
}
