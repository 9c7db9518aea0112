package io.adbot.journal;

import io.adbot.message.OutcomeKind;
import io.adbot.plan.ExecutionPlan;
import io.adbot.session.SessionFlag;
import io.adbot.value.CycleId;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A fact. Each has a {@link #type}, which is its name in a written journal; a reader passes over the types that it does
 * not know.
 */
public sealed interface JournalEvent
        permits SetupEvent,
                CheckpointEvent,
                JournalEvent.EngineOpened,
                JournalEvent.CycleStarted,
                JournalEvent.SendIntended,
                JournalEvent.SendSettled,
                JournalEvent.DeliverySkipped,
                JournalEvent.CycleEnded,
                JournalEvent.StopRequested,
                JournalEvent.LateAnswer,
                JournalEvent.SessionHeld,
                JournalEvent.QuestionFailed,
                JournalEvent.SessionFlagged,
                JournalEvent.SessionCleared,
                JournalEvent.GroupSuspended,
                JournalEvent.Unrecognised {

    /** The name in a written journal. */
    String type();

    /** The engine was opened: what was in flight before is unknown, and the monotonic clock begins anew. */
    record EngineOpened() implements JournalEvent {
        @Override
        public String type() {
            return "engine_opened";
        }
    }

    /**
     * A cycle begins; the times of its plan count from this entry.
     *
     * @param tenant whose
     * @param cycle which
     * @param plan its complete timing
     * @param pauseNanos how long after its end the next one begins at the earliest
     * @param resumes the stopped or interrupted cycle whose deliveries it leaves out, or null if it leaves out none
     */
    record CycleStarted(
            TenantId tenant,
            CycleId cycle,
            ExecutionPlan plan,
            long pauseNanos,
            @Nullable CycleId resumes) implements JournalEvent {
        /** Checks that nothing is missing. */
        public CycleStarted {
            Objects.requireNonNull(tenant);
            Objects.requireNonNull(cycle);
            Objects.requireNonNull(plan);
        }

        /** A cycle that resumes no other. */
        public CycleStarted(TenantId tenant, CycleId cycle, ExecutionPlan plan, long pauseNanos) {
            this(tenant, cycle, plan, pauseNanos, null);
        }

        @Override
        public String type() {
            return "cycle_started";
        }
    }

    /**
     * A send is about to start. Durable before it does (rule E10).
     *
     * @param delivery which
     */
    record SendIntended(DeliveryId delivery) implements JournalEvent {
        /** Checks that nothing is missing. */
        public SendIntended {
            Objects.requireNonNull(delivery);
        }

        @Override
        public String type() {
            return "send_intended";
        }
    }

    /**
     * What became of the intended send.
     *
     * @param delivery which
     * @param outcome how it ended
     * @param startedNanos when it started, on the axis of the entries' {@code nanos}; empty just for withdrawn
     * @param retryAfterNanos how long Telegram asks to wait, for a flood wait and slow mode
     * @param isFinal true if the delivery ends with this; false if it is tried again or skipped later
     * @param messageId the message's final id, for delivered
     * @param reason why, in one line for a person, without content; may be empty
     */
    record SendSettled(
            DeliveryId delivery,
            OutcomeKind outcome,
            OptionalLong startedNanos,
            OptionalLong retryAfterNanos,
            boolean isFinal,
            OptionalLong messageId,
            String reason)
            implements JournalEvent {
        /** Checks that nothing is missing. */
        public SendSettled {
            Objects.requireNonNull(delivery);
            Objects.requireNonNull(outcome);
            Objects.requireNonNull(startedNanos);
            Objects.requireNonNull(retryAfterNanos);
            Objects.requireNonNull(messageId);
            Objects.requireNonNull(reason);
        }

        @Override
        public String type() {
            return "send_settled";
        }
    }

    /**
     * A delivery ends without (another) send.
     *
     * @param delivery which
     * @param reason why
     * @param refused of {@code not_permitted}, whether the group refused it: it does not if nobody is on record who allowed the
     *     tenant to post there, or if Telegram did not say
     */
    record DeliverySkipped(DeliveryId delivery, SkipReason reason, boolean refused) implements JournalEvent {
        /** Checks that nothing is missing. */
        public DeliverySkipped {
            Objects.requireNonNull(delivery);
            Objects.requireNonNull(reason);
            refused &= reason == SkipReason.NOT_PERMITTED;
        }

        /** The same, as it is without more: what is not permitted was refused. */
        public DeliverySkipped(DeliveryId delivery, SkipReason reason) {
            this(delivery, reason, true);
        }

        @Override
        public String type() {
            return "delivery_skipped";
        }
    }

    /**
     * A cycle is over.
     *
     * @param tenant whose
     * @param cycle which
     * @param status how
     */
    record CycleEnded(TenantId tenant, CycleId cycle, CycleStatus status) implements JournalEvent {
        /** Checks that nothing is missing. */
        public CycleEnded {
            Objects.requireNonNull(tenant);
            Objects.requireNonNull(cycle);
            Objects.requireNonNull(status);
        }

        @Override
        public String type() {
            return "cycle_ended";
        }
    }

    /**
     * The cycle was asked to stop: nothing starts from here on (rule E9).
     *
     * @param tenant whose
     * @param cycle which
     */
    record StopRequested(TenantId tenant, CycleId cycle) implements JournalEvent {
        /** Checks that nothing is missing. */
        public StopRequested {
            Objects.requireNonNull(tenant);
            Objects.requireNonNull(cycle);
        }

        @Override
        public String type() {
            return "stop_requested";
        }
    }

    /**
     * Telegram answered after the send had been given up as unknown. It changes nothing for the delivery (rule E6); a wait
     * or a loss that it tells of is heeded all the same.
     *
     * @param delivery which
     * @param outcome what it would have been
     * @param retryAfterNanos how long Telegram asks to wait, for a flood wait
     * @param messageId the message's final id, for delivered
     * @param reason why, in one line for a person; may be empty
     */
    record LateAnswer(
            DeliveryId delivery,
            OutcomeKind outcome,
            OptionalLong retryAfterNanos,
            OptionalLong messageId,
            String reason)
            implements JournalEvent {
        /** Checks that nothing is missing. */
        public LateAnswer {
            Objects.requireNonNull(delivery);
            Objects.requireNonNull(outcome);
            Objects.requireNonNull(retryAfterNanos);
            Objects.requireNonNull(messageId);
            Objects.requireNonNull(reason);
        }

        @Override
        public String type() {
            return "late_answer";
        }
    }

    /**
     * A question about permission was answered with a flood wait; no send was under way.
     *
     * @param delivery which delivery the question was about
     * @param retryAfterNanos for how long the session sends nothing
     */
    record SessionHeld(DeliveryId delivery, long retryAfterNanos) implements JournalEvent {
        /** Checks that nothing is missing. */
        public SessionHeld {
            Objects.requireNonNull(delivery);
        }

        @Override
        public String type() {
            return "session_held";
        }
    }

    /**
     * A question about permission failed in a way that may pass: the session holds still and asks again.
     *
     * @param delivery for which it asked
     * @param retryAfterNanos after how long it asks again
     */
    record QuestionFailed(DeliveryId delivery, long retryAfterNanos) implements JournalEvent {
        /** Checks that nothing is missing. */
        public QuestionFailed {
            Objects.requireNonNull(delivery);
        }

        @Override
        public String type() {
            return "question_failed";
        }
    }

    /**
     * A session takes no part any more until it is cleared.
     *
     * @param tenant whose it is
     * @param session which
     * @param flag why
     * @param reason the answer that said so
     */
    record SessionFlagged(TenantId tenant, SessionId session, SessionFlag flag, String reason) implements JournalEvent {
        /** Checks that nothing is missing. */
        public SessionFlagged {
            Objects.requireNonNull(tenant);
            Objects.requireNonNull(session);
            Objects.requireNonNull(flag);
            Objects.requireNonNull(reason);
        }

        @Override
        public String type() {
            return "session_flagged";
        }
    }

    /**
     * An operator cleared a session's flag.
     *
     * @param session which
     */
    record SessionCleared(SessionId session) implements JournalEvent {
        /** Checks that nothing is missing. */
        public SessionCleared {
            Objects.requireNonNull(session);
        }

        @Override
        public String type() {
            return "session_cleared";
        }
    }

    /**
     * A group refused a session in several cycles in a row: the session leaves it out for some.
     *
     * @param tenant whose
     * @param session which session
     * @param group which group
     * @param cycles for how many cycles
     */
    record GroupSuspended(TenantId tenant, SessionId session, GroupId group, int cycles) implements JournalEvent {
        /** Checks that nothing is missing. */
        public GroupSuspended {
            Objects.requireNonNull(tenant);
            Objects.requireNonNull(session);
            Objects.requireNonNull(group);
        }

        @Override
        public String type() {
            return "group_suspended";
        }
    }

    /**
     * An entry of a type that this version does not know; passed over.
     *
     * @param type its name
     */
    record Unrecognised(String type) implements JournalEvent {
        /** Checks that there is a name. */
        public Unrecognised {
            Objects.requireNonNull(type);
        }
    }
}
