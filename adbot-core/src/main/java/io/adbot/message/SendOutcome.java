package io.adbot.message;

import java.time.Duration;
import java.util.Objects;

/**
 * What became of a send. Each has its {@link #kind}; {@link #fold} handles them one by one.
 *
 * <p>Reasons are one line for a person and never hold content, secrets or phone numbers.
 */
public sealed interface SendOutcome {

    /** Which of the outcomes this is. */
    OutcomeKind kind();

    /** Calls the one handler that fits. */
    <R> R fold(Handler<R> handler);

    /** Why, in one line for a person; empty where the kind says it all. */
    default String reason() {
        return "";
    }

    /**
     * One case each.
     *
     * @param <R> what the handling gives
     */
    interface Handler<R> {
        /** Accepted by Telegram. */
        R delivered(Delivered outcome);

        /** The session must wait. */
        R floodWait(FloodWait outcome);

        /** The session must wait before it posts to this group. */
        R slowMode(SlowMode outcome);

        /** The session may not post to this group. */
        R notPermitted(NotPermitted outcome);

        /** The session cannot see the message to forward. */
        R sourceUnavailable(SourceUnavailable outcome);

        /** The account is limited. */
        R accountLimited(AccountLimited outcome);

        /** The account is lost. */
        R accountLost(AccountLost outcome);

        /** The content is refused. */
        R rejected(Rejected outcome);

        /** Nothing was posted; another try may succeed. */
        R transientFailure(Transient outcome);

        /** It may have been posted. */
        R unknown(Unknown outcome);

        /** It was taken back for sure. */
        R withdrawn(Withdrawn outcome);
    }

    /**
     * Accepted by Telegram.
     *
     * @param messageId the final id of the message in its group
     */
    record Delivered(long messageId) implements SendOutcome {
        @Override
        public OutcomeKind kind() {
            return OutcomeKind.DELIVERED;
        }

        @Override
        public <R> R fold(Handler<R> handler) {
            return handler.delivered(this);
        }
    }

    /**
     * {@code FLOOD_WAIT}, or 429 {@code retry after}: this session sends nothing for so long.
     *
     * @param retryAfter counted from the moment of this answer; more than zero
     */
    record FloodWait(Duration retryAfter) implements SendOutcome {
        /** Checks the wait. */
        public FloodWait {
            Waits.check(retryAfter);
        }

        @Override
        public OutcomeKind kind() {
            return OutcomeKind.FLOOD_WAIT;
        }

        @Override
        public <R> R fold(Handler<R> handler) {
            return handler.floodWait(this);
        }
    }

    /**
     * {@code SLOWMODE_WAIT}: this session does not post to this group for so long.
     *
     * @param retryAfter counted from the moment of this answer; more than zero
     */
    record SlowMode(Duration retryAfter) implements SendOutcome {
        /** Checks the wait. */
        public SlowMode {
            Waits.check(retryAfter);
        }

        @Override
        public OutcomeKind kind() {
            return OutcomeKind.SLOW_MODE;
        }

        @Override
        public <R> R fold(Handler<R> handler) {
            return handler.slowMode(this);
        }
    }

    /**
     * Not a member, no right to write or to post this kind of content, group private or gone.
     *
     * @param reason which
     */
    record NotPermitted(String reason) implements SendOutcome {
        /** Checks that there is a reason. */
        public NotPermitted {
            Objects.requireNonNull(reason);
        }

        @Override
        public OutcomeKind kind() {
            return OutcomeKind.NOT_PERMITTED;
        }

        @Override
        public <R> R fold(Handler<R> handler) {
            return handler.notPermitted(this);
        }
    }

    /**
     * This session cannot see the message to forward.
     *
     * @param reason why
     */
    record SourceUnavailable(String reason) implements SendOutcome {
        /** Checks that there is a reason. */
        public SourceUnavailable {
            Objects.requireNonNull(reason);
        }

        @Override
        public OutcomeKind kind() {
            return OutcomeKind.SOURCE_UNAVAILABLE;
        }

        @Override
        public <R> R fold(Handler<R> handler) {
            return handler.sourceUnavailable(this);
        }
    }

    /**
     * {@code PEER_FLOOD} or {@code FROZEN_*}: the account may not do this for now.
     *
     * @param reason which
     */
    record AccountLimited(String reason) implements SendOutcome {
        /** Checks that there is a reason. */
        public AccountLimited {
            Objects.requireNonNull(reason);
        }

        @Override
        public OutcomeKind kind() {
            return OutcomeKind.ACCOUNT_LIMITED;
        }

        @Override
        public <R> R fold(Handler<R> handler) {
            return handler.accountLimited(this);
        }
    }

    /**
     * The session is no longer usable.
     *
     * @param banned true if Telegram banned or deleted the account; false if a new login would bring it back
     * @param reason which answer said so
     */
    record AccountLost(boolean banned, String reason) implements SendOutcome {
        /** Checks that there is a reason. */
        public AccountLost {
            Objects.requireNonNull(reason);
        }

        @Override
        public OutcomeKind kind() {
            return OutcomeKind.ACCOUNT_LOST;
        }

        @Override
        public <R> R fold(Handler<R> handler) {
            return handler.accountLost(this);
        }
    }

    /**
     * The content itself is refused: deleted, too long, not forwardable.
     *
     * @param reason which
     */
    record Rejected(String reason) implements SendOutcome {
        /** Checks that there is a reason. */
        public Rejected {
            Objects.requireNonNull(reason);
        }

        @Override
        public OutcomeKind kind() {
            return OutcomeKind.REJECTED;
        }

        @Override
        public <R> R fold(Handler<R> handler) {
            return handler.rejected(this);
        }
    }

    /**
     * It is certain that nothing was posted, and another try may succeed.
     *
     * @param reason what failed
     */
    record Transient(String reason) implements SendOutcome {
        /** Checks that there is a reason. */
        public Transient {
            Objects.requireNonNull(reason);
        }

        @Override
        public OutcomeKind kind() {
            return OutcomeKind.TRANSIENT;
        }

        @Override
        public <R> R fold(Handler<R> handler) {
            return handler.transientFailure(this);
        }
    }

    /**
     * It may have been posted: never sent again in this cycle.
     *
     * @param reason why it is not known
     */
    record Unknown(String reason) implements SendOutcome {
        /** Checks that there is a reason. */
        public Unknown {
            Objects.requireNonNull(reason);
        }

        @Override
        public OutcomeKind kind() {
            return OutcomeKind.UNKNOWN;
        }

        @Override
        public <R> R fold(Handler<R> handler) {
            return handler.unknown(this);
        }
    }

    /** Nothing was and nothing will be posted. */
    record Withdrawn() implements SendOutcome {
        @Override
        public OutcomeKind kind() {
            return OutcomeKind.WITHDRAWN;
        }

        @Override
        public <R> R fold(Handler<R> handler) {
            return handler.withdrawn(this);
        }
    }
}
