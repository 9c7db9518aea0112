package io.adbot.cycle;

import io.adbot.journal.JournalEvent.SendSettled;
import io.adbot.message.OutcomeKind;
import io.adbot.message.SendOutcome;
import io.adbot.session.SessionFlag;
import io.adbot.time.Nanos;
import io.adbot.value.DeliveryId;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Send outcomes as the journal tells them. */
final class Outcomes {

    private Outcomes() {}

    static SendSettled settled(DeliveryId delivery, SendOutcome outcome, long startedNanos, boolean isFinal) {
        OptionalLong started =
                outcome.kind() == OutcomeKind.WITHDRAWN ? OptionalLong.empty() : OptionalLong.of(startedNanos);
        return new SendSettled(
                delivery, outcome.kind(), started, retryAfter(outcome), isFinal, messageId(outcome), outcome.reason());
    }

    static OptionalLong retryAfter(SendOutcome outcome) {
        if (outcome instanceof SendOutcome.FloodWait flood) {
            return OptionalLong.of(Nanos.saturated(flood.retryAfter()));
        }
        if (outcome instanceof SendOutcome.SlowMode slow) {
            return OptionalLong.of(Nanos.saturated(slow.retryAfter()));
        }
        return OptionalLong.empty();
    }

    static OptionalLong messageId(SendOutcome outcome) {
        return outcome instanceof SendOutcome.Delivered delivered
                ? OptionalLong.of(delivered.messageId())
                : OptionalLong.empty();
    }

    /** What the outcome says of the account; null if nothing. */
    static @Nullable SessionFlag flag(SendOutcome outcome) {
        if (outcome instanceof SendOutcome.AccountLost lost) {
            return lost.banned() ? SessionFlag.BANNED : SessionFlag.NEEDS_LOGIN;
        }
        return outcome.kind() == OutcomeKind.ACCOUNT_LIMITED ? SessionFlag.LIMITED : null;
    }
}
