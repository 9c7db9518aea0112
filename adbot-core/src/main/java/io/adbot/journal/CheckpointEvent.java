package io.adbot.journal;

import io.adbot.session.PooledSession;
import io.adbot.session.SessionFlag;
import io.adbot.session.Troubles;
import io.adbot.value.CycleId;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What stands at the head of a journal whose beginning was cut off: what the engine remembers of it. Told to an engine that
 * knows nothing, together with the {@link SetupEvent}s between them, they leave it knowing what the whole journal would have.
 * Each bears the time of the last entry that was cut off.
 */
public sealed interface CheckpointEvent extends JournalEvent {

    /**
     * A wait that outlives the engine.
     *
     * @param until when it is over, on the monotonic clock of the entry
     * @param since the wall time at which it began
     * @param length how long it is, in nanoseconds
     */
    record RecalledWait(long until, Instant since, long length) {
        /** Checks that nothing is missing. */
        public RecalledWait {
            Objects.requireNonNull(since);
        }
    }

    /**
     * How many cycles a tenant has had, and the pause it is in.
     *
     * @param tenant which
     * @param cycles the number of its last cycle
     * @param pause until when the next cycle waits; null if it need not
     * @param cutShort its last cycle, if that was cut short and can be resumed; {@link CycleRecalled} follows. Null if not
     */
    record TenantRecalled(
            TenantId tenant,
            long cycles,
            @Nullable RecalledWait pause,
            @Nullable CycleId cutShort) implements CheckpointEvent {
        /** Checks that nothing is missing. */
        public TenantRecalled {
            Objects.requireNonNull(tenant);
        }

        @Override
        public String type() {
            return "tenant_recalled";
        }
    }

    /**
     * A cycle is under way, or was cut short and can be resumed: then it is the one that {@link TenantRecalled} names.
     *
     * @param started how it started
     */
    record CycleRecalled(JournalEvent.CycleStarted started) implements CheckpointEvent {
        /** Checks that nothing is missing. */
        public CycleRecalled {
            Objects.requireNonNull(started);
        }

        @Override
        public String type() {
            return "cycle_recalled";
        }
    }

    /**
     * What a session has done, or may have done, in the cycle that was told of before, or in one that this resumed.
     *
     * @param tenant whose
     * @param session which
     * @param groups to which groups
     */
    record DoneRecalled(TenantId tenant, SessionId session, List<GroupId> groups) implements CheckpointEvent {
        /** Copies the list. */
        public DoneRecalled {
            Objects.requireNonNull(tenant);
            Objects.requireNonNull(session);
            groups = List.copyOf(groups);
        }

        @Override
        public String type() {
            return "done_recalled";
        }
    }

    /**
     * What a session has sent and waits for.
     *
     * @param session which
     * @param intended whether it has ever intended a send
     * @param startedNanos when its last send started, or if that was before the opening, the opening; on the monotonic clock of the
     *     entry. Empty if none has started
     * @param delayNanos the delay that was in force then
     * @param flood the flood wait that it is in; null if it is in none
     * @param flag why it takes no part; null if it does
     */
    record SessionRecalled(
            SessionId session,
            boolean intended,
            OptionalLong startedNanos,
            long delayNanos,
            @Nullable RecalledWait flood,
            @Nullable SessionFlag flag)
            implements CheckpointEvent {
        /** Checks that nothing is missing. */
        public SessionRecalled {
            Objects.requireNonNull(session);
            Objects.requireNonNull(startedNanos);
        }

        @Override
        public String type() {
            return "session_recalled";
        }
    }

    /**
     * A send of the session was intended and its outcome is not known yet.
     *
     * @param tenant whose
     * @param session which
     * @param since when it was intended
     */
    record IntentRecalled(TenantId tenant, SessionId session, Instant since) implements CheckpointEvent {
        /** Checks that nothing is missing. */
        public IntentRecalled {
            Objects.requireNonNull(tenant);
            Objects.requireNonNull(session);
            Objects.requireNonNull(since);
        }

        @Override
        public String type() {
            return "intent_recalled";
        }
    }

    /**
     * A group has refused a session.
     *
     * @param tenant in whose cycles
     * @param session which session
     * @param group which group
     * @param inRow in how many cycles in a row
     * @param cyclesLeft for how many cycles the session still leaves it out
     */
    record RefusalsRecalled(TenantId tenant, SessionId session, GroupId group, int inRow, int cyclesLeft)
            implements CheckpointEvent {
        /** Checks that nothing is missing. */
        public RefusalsRecalled {
            Objects.requireNonNull(tenant);
            Objects.requireNonNull(session);
            Objects.requireNonNull(group);
        }

        @Override
        public String type() {
            return "refusals_recalled";
        }
    }

    /**
     * A session waits before it posts to a group in slow mode.
     *
     * @param session which session
     * @param group which group
     * @param quiet for how long
     */
    record SlowModeRecalled(SessionId session, GroupId group, RecalledWait quiet) implements CheckpointEvent {
        /** Checks that nothing is missing. */
        public SlowModeRecalled {
            Objects.requireNonNull(session);
            Objects.requireNonNull(group);
            Objects.requireNonNull(quiet);
        }

        @Override
        public String type() {
            return "slow_mode_recalled";
        }
    }

    /**
     * Something was posted to a gated group (rule G3).
     *
     * @param group which
     * @param closed until when its gate is closed
     */
    record GateRecalled(GroupId group, RecalledWait closed) implements CheckpointEvent {
        /** Checks that nothing is missing. */
        public GateRecalled {
            Objects.requireNonNull(group);
            Objects.requireNonNull(closed);
        }

        @Override
        public String type() {
            return "gate_recalled";
        }
    }

    /**
     * Where a session stands in the pool; those of a tenant follow each other in the order in which they came to it.
     *
     * @param session the session
     */
    record PooledRecalled(PooledSession session) implements CheckpointEvent {
        /** Checks that nothing is missing. */
        public PooledRecalled {
            Objects.requireNonNull(session);
        }

        @Override
        public String type() {
            return "pooled_recalled";
        }
    }

    /**
     * What a tenant has lost.
     *
     * @param tenant which
     * @param troubles its losses
     */
    record TroublesRecalled(TenantId tenant, Troubles troubles) implements CheckpointEvent {
        /** Checks that nothing is missing. */
        public TroublesRecalled {
            Objects.requireNonNull(tenant);
            Objects.requireNonNull(troubles);
        }

        @Override
        public String type() {
            return "troubles_recalled";
        }
    }
}
