package io.adbot.cycle;

import io.adbot.plan.Infeasible;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A tenant was not started, for every reason that is named; nothing has been changed. */
public final class StartRefusedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final transient List<Reason> reasons;

    /** Refuses a start for these reasons; at least one. */
    public StartRefusedException(List<Reason> reasons) {
        super(reasons.stream().map(Reason::message).collect(Collectors.joining(" ")));
        this.reasons = List.copyOf(reasons);
    }

    /** All that stands in the way. */
    public List<Reason> reasons() {
        return reasons;
    }

    /** What stands in the way. */
    public enum Kind {
        /** There is no such tenant. */
        UNKNOWN_TENANT,
        /** What it wants to post is missing or not acceptable. */
        CONTENT,
        /** It has no groups, and there are no default ones. */
        NO_GROUPS,
        /** Its configuration does not fit together: the mode and the plan type, or a field that the mode needs. */
        CONFIGURATION,
        /** Fewer sessions are free than it needs. */
        SESSIONS,
        /** Every pair of API credentials is in full use, or what its sessions sign in with is not there. */
        CREDENTIALS,
        /** It has lost sessions, and an operator has not acknowledged that. */
        UNACKNOWLEDGED_LOSS,
        /** There is no record of who allowed it to post to a group. */
        PERMISSION,
        /** It is running already. */
        RUNNING,
        /** It is being stopped; it can be started once that is done. */
        STOPPING,
        /** None of its sessions is able to send. */
        NO_SESSION,
        /** A preflight is asking Telegram with its sessions; it can be started once that is done. */
        PREFLIGHT,
        /** Another running cycle uses one of its sessions. */
        SESSION_TAKEN,
        /** Its plan is infeasible. */
        INFEASIBLE,
        /** A group's gate is longer than the time between two sessions of its starter plan. */
        GROUP_GATE,
        /** The runner is shut down. */
        SHUT_DOWN
    }

    /**
     * One thing that stands in the way.
     *
     * @param kind what kind of thing
     * @param message one sentence for a person, with the numbers
     * @param numbers those of an infeasible plan, with the ways out; null for any other reason
     */
    public record Reason(
            Kind kind, String message, @Nullable Infeasible numbers) {
        /** Checks that nothing is missing. */
        public Reason {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(message);
        }

        /** A reason that is told by its sentence. */
        public Reason(Kind kind, String message) {
            this(kind, message, null);
        }

        /** The plan's infeasibility is the reason. */
        public static Reason of(Infeasible plan) {
            return new Reason(Kind.INFEASIBLE, plan.message(), plan);
        }

        /** Of an infeasible plan the numbers, and the ways out. */
        public Optional<Infeasible> infeasible() {
            return Optional.ofNullable(numbers);
        }
    }
}
