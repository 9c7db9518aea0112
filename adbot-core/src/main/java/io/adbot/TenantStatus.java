package io.adbot;

import io.adbot.cycle.RunStatus;
import io.adbot.cycle.Waiting;
import io.adbot.session.PooledSession;
import io.adbot.tenant.TenantConfig;
import io.adbot.tenant.TenantStats;
import io.adbot.value.TenantId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a tenant stands, and why it waits.
 *
 * @param tenant which
 * @param state whether it runs
 * @param config what it has set
 * @param sessions the sessions that are assigned to it, in the order in which they came to it
 * @param banned how many of its sessions have been banned
 * @param stats its numbers
 * @param run its run, with what every session waits for; null if it was not started since the opening, or its sessions
 *     are still being put in place
 * @param reason what it waits for, or why it is stopped, in one line for a person
 */
public record TenantStatus(
        TenantId tenant,
        State state,
        TenantConfig config,
        List<PooledSession> sessions,
        int banned,
        TenantStats stats,
        @Nullable RunStatus run,
        String reason) {

    /** Copies the list. */
    public TenantStatus {
        Objects.requireNonNull(tenant);
        Objects.requireNonNull(state);
        Objects.requireNonNull(config);
        sessions = List.copyOf(sessions);
        Objects.requireNonNull(stats);
        Objects.requireNonNull(reason);
    }

    /** How many of its sessions take part in its next cycle. */
    public int activeSessions() {
        return (int) sessions.stream().filter(PooledSession::isAbleToSend).count();
    }

    /** What the running tenant as a whole waits for, until when; empty if it does not run. */
    public Optional<Waiting> waiting() {
        return state == State.STOPPED || run == null ? Optional.empty() : Optional.of(run.waiting());
    }

    /** Whether a tenant runs. */
    public enum State {
        /** It was started, and its sessions are being put in place. */
        STARTING,
        /** Its cycles are run. */
        RUNNING,
        /** Nothing starts any more; what was in flight is being settled. */
        STOPPING,
        /** It does nothing until it is started. */
        STOPPED;

        /** The name on the wire: {@code running} until it is over, else {@code stopped}. */
        public String botStatus() {
            return this == STOPPED ? "stopped" : "running";
        }
    }
}
