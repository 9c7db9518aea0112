package io.adbot.cycle;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** A tenant was not started, for every reason that is named; nothing has been changed. */
public final class StartRefusedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final transient List<Reason> reasons;

    StartRefusedException(List<Reason> reasons) {
        super(reasons.stream().map(Reason::message).collect(Collectors.joining(" ")));
        this.reasons = List.copyOf(reasons);
    }

    /** All that stands in the way. */
    public List<Reason> reasons() {
        return reasons;
    }

    /** What stands in the way. */
    public enum Kind {
        /** It is running already. */
        RUNNING,
        /** It is being stopped; it can be started once that is done. */
        STOPPING,
        /** None of its sessions is able to send. */
        NO_SESSION,
        /** One of its sessions is with another tenant that is running. */
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
     */
    public record Reason(Kind kind, String message) {
        /** Checks that nothing is missing. */
        public Reason {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(message);
        }
    }
}
