package io.adbot.plan;

import io.adbot.time.Nanos;
import io.adbot.value.Counted;
import io.adbot.value.GroupId;
import io.adbot.value.InvalidValueException;
import io.adbot.value.SessionId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a plan is made from. Immutable and checked: a request that exists can be planned, though not always feasibly.
 *
 * <pre>{@code
 * PlanRequest request = PlanRequest.builder(ExecutionMode.STARTER)
 *         .sessions(sessions)
 *         .groups(groups)
 *         .delay(Duration.ofSeconds(5))
 *         .cycle(Duration.ofMinutes(60))
 *         .build();
 * }</pre>
 */
public final class PlanRequest {

    private final ExecutionMode mode;
    private final SessionList sessions;
    private final GroupList groups;
    private final long delayNanos;
    private final long minimumDelayNanos;
    private final OptionalLong cycleNanos;
    private final long graceNanos;

    private PlanRequest(Builder builder, SessionList sessions, GroupList groups) {
        this.mode = builder.mode;
        this.sessions = sessions;
        this.groups = groups;
        this.delayNanos = builder.delayNanos;
        this.minimumDelayNanos = builder.minimumDelayNanos;
        this.cycleNanos = mode == ExecutionMode.STARTER ? builder.cycleNanos : OptionalLong.empty();
        this.graceNanos = builder.graceNanos;
    }

    /** Begins a request. */
    public static Builder builder(ExecutionMode mode) {
        return new Builder(mode);
    }

    /** A builder that holds what this request holds. */
    public Builder toBuilder() {
        Builder builder = new Builder(mode);
        builder.sessions = sessions;
        builder.groups = groups;
        builder.delayNanos = delayNanos;
        builder.minimumDelayNanos = minimumDelayNanos;
        builder.cycleNanos = cycleNanos;
        builder.graceNanos = graceNanos;
        return builder;
    }

    /** How the groups are spread. */
    public ExecutionMode mode() {
        return mode;
    }

    /** Who sends. */
    public SessionList sessions() {
        return sessions;
    }

    /** Where to. */
    public GroupList groups() {
        return groups;
    }

    /** The delay that was asked for, before the floor. */
    public long delayNanos() {
        return delayNanos;
    }

    /** The floor of the delay, at least {@link PlanRules#MINIMUM_DELAY_NANOS}. */
    public long minimumDelayNanos() {
        return minimumDelayNanos;
    }

    /** The length of the cycle; always there for starter, never for enterprise. */
    public OptionalLong cycleNanos() {
        return cycleNanos;
    }

    /** By how much an enterprise cycle may overrun its last due time and delay before what is left is skipped. */
    public long graceNanos() {
        return graceNanos;
    }

    @Override
    public String toString() {
        return "PlanRequest[" + mode.wire() + ", " + Counted.of(sessions.size(), "session") + ", "
                + Counted.of(groups.size(), "group") + ", delay "
                + Nanos.text(delayNanos)
                + (cycleNanos.isPresent()
                        ? ", cycle " + Nanos.text(cycleNanos.getAsLong())
                        : ", grace " + Nanos.text(graceNanos))
                + "]";
    }

    /** Collects what a request needs. Every setter refuses what it cannot take with an {@link InvalidValueException}. */
    public static final class Builder {
        private static final String DELAY = "delay_between_posts";
        private static final String CYCLE = "total_cycle_minutes";

        private final ExecutionMode mode;
        private @Nullable SessionList sessions;
        private @Nullable GroupList groups;
        private long delayNanos = PlanRules.DEFAULT_DELAY_NANOS;
        private long minimumDelayNanos = PlanRules.MINIMUM_DELAY_NANOS;
        private OptionalLong cycleNanos = OptionalLong.empty();
        private long graceNanos = PlanRules.DEFAULT_GRACE_NANOS;

        private Builder(ExecutionMode mode) {
            this.mode = Objects.requireNonNull(mode);
        }

        /** Who sends, in order; at least one. A {@link SessionList} is taken as it is. */
        public Builder sessions(Collection<SessionId> who) {
            this.sessions = who instanceof SessionList list ? list : SessionList.of(who);
            return this;
        }

        /** Where to, in order; at least one. A {@link GroupList} is taken as it is, without looking at its groups. */
        public Builder groups(Collection<GroupId> where) {
            this.groups = where instanceof GroupList list ? list : GroupList.of(where);
            return this;
        }

        /** The pause between the starts of two consecutive posts of one session; 5 s if not set, raised to the floor. */
        public Builder delay(Duration delay) {
            this.delayNanos = Nanos.of(DELAY, delay);
            return this;
        }

        /** The delay in seconds, as it stands on the wire. */
        public Builder delaySeconds(BigDecimal seconds) {
            this.delayNanos = Nanos.ofSeconds(DELAY, seconds);
            return this;
        }

        /** The length of a starter cycle, more than zero; enterprise needs none and ignores it. */
        public Builder cycle(Duration cycle) {
            return cycleNanos(cycle, cycle.isNegative() ? 0 : Nanos.of(CYCLE, cycle));
        }

        /** The length of a starter cycle in minutes, as it stands on the wire. */
        public Builder totalCycleMinutes(BigDecimal minutes) {
            return cycleNanos(minutes, minutes.signum() < 0 ? 0 : Nanos.ofMinutes(CYCLE, minutes));
        }

        /** Raises the floor of the delay; 3 s if not set, and never less. */
        public Builder minimumDelay(Duration floor) {
            long nanos = Nanos.of("minimum_delay", floor);
            if (nanos < PlanRules.MINIMUM_DELAY_NANOS) {
                throw new InvalidValueException(
                        "minimum_delay", floor, "at least " + Nanos.text(PlanRules.MINIMUM_DELAY_NANOS));
            }
            this.minimumDelayNanos = nanos;
            return this;
        }

        /** How far an enterprise cycle may overrun; 15 minutes if not set. */
        public Builder grace(Duration grace) {
            this.graceNanos = Nanos.of("grace", grace);
            return this;
        }

        /**
         * Checks that all is there.
         *
         * @throws InvalidValueException naming the field that is missing
         */
        public PlanRequest build() {
            if (sessions == null) {
                throw InvalidValueException.missing("sessions", "at least one session");
            }
            if (groups == null) {
                throw InvalidValueException.missing("groups", "at least one group");
            }
            if (mode == ExecutionMode.STARTER && cycleNanos.isEmpty()) {
                throw InvalidValueException.missing(CYCLE, "a number of minutes above 0, which starter mode needs");
            }
            return new PlanRequest(this, sessions, groups);
        }

        private Builder cycleNanos(Object shown, long nanos) {
            if (nanos == 0) {
                throw new InvalidValueException(CYCLE, shown, "a length of time above 0");
            }
            this.cycleNanos = OptionalLong.of(nanos);
            return this;
        }
    }
}
