package io.adbot.cycle;

import io.adbot.session.SessionFlag;
import io.adbot.value.CycleId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a tenant stands, and what everything about it waits for (rule E11).
 *
 * @param tenant which
 * @param state whether it runs
 * @param runningCycle the cycle that is under way; null between cycles
 * @param cyclesDone how many cycles of this run have ended
 * @param waiting what the tenant as a whole waits for
 * @param sessions what each session of the running cycle waits for, in plan order; empty between cycles
 */
public record RunStatus(
        TenantId tenant,
        State state,
        @Nullable CycleId runningCycle,
        long cyclesDone,
        Waiting waiting,
        List<SessionStatus> sessions) {

    /** Checks that nothing is missing. */
    public RunStatus {
        Objects.requireNonNull(tenant);
        Objects.requireNonNull(state);
        Objects.requireNonNull(waiting);
        sessions = List.copyOf(sessions);
    }

    /** The cycle that is under way. */
    public Optional<CycleId> cycle() {
        return Optional.ofNullable(runningCycle);
    }

    /** Whether a tenant runs. */
    public enum State {
        /** Cycles are run. */
        RUNNING,
        /** Nothing starts any more; what was in flight is being settled. */
        STOPPING,
        /** It is over; only an operator's start changes that. */
        ENDED
    }

    /**
     * Where a session stands in the running cycle.
     *
     * @param session which
     * @param done whether all its deliveries have ended
     * @param waiting what it waits for
     * @param flag why it takes no part in further cycles; null if it does
     */
    public record SessionStatus(
            SessionId session,
            boolean done,
            Waiting waiting,
            @Nullable SessionFlag flag) {
        /** Checks that nothing is missing. */
        public SessionStatus {
            Objects.requireNonNull(session);
            Objects.requireNonNull(waiting);
        }
    }
}
