package io.adbot.cycle;

import io.adbot.time.Nanos;
import io.adbot.value.InvalidValueException;
import java.time.Duration;

/**
 * How a runner bears itself where the rules leave a choice. Immutable; {@link #defaults} are what the rules name as
 * default.
 */
public final class CycleSettings {

    private static final CycleSettings DEFAULTS = new Builder().build();

    private final long sendLimit;
    private final long checkLimit;
    private final long stopLimit;
    private final long cancelLimit;
    private final int retries;
    private final Backoff backoff;
    private final int refusalsBeforeSuspension;
    private final int suspensionCycles;

    private CycleSettings(Builder builder) {
        this.sendLimit = builder.sendLimit;
        this.checkLimit = builder.checkLimit;
        this.stopLimit = builder.stopLimit;
        this.cancelLimit = builder.cancelLimit;
        this.retries = builder.retries;
        this.backoff = new Backoff(builder.backoffBase, builder.backoffCap, builder.seed);
        this.refusalsBeforeSuspension = builder.refusalsBeforeSuspension;
        this.suspensionCycles = builder.suspensionCycles;
    }

    /**
     * The defaults: send limit 90 s, permission answers within 30 s, stop limit 10 s, 5 s to confirm a cancelling; 3 retries
     * of a transient failure, the first after up to 1 s, none later than 60 s; a group that refused in 2 cycles in a row is
     * left out for 3.
     */
    public static CycleSettings defaults() {
        return DEFAULTS;
    }

    /** Begins with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that holds what these settings hold. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.sendLimit = sendLimit;
        builder.checkLimit = checkLimit;
        builder.stopLimit = stopLimit;
        builder.cancelLimit = cancelLimit;
        builder.retries = retries;
        builder.backoffBase = backoff.baseNanos();
        builder.backoffCap = backoff.capNanos();
        builder.seed = backoff.seed();
        builder.refusalsBeforeSuspension = refusalsBeforeSuspension;
        builder.suspensionCycles = suspensionCycles;
        return builder;
    }

    /** How long an answer to a send may take before the send counts as unknown, in nanoseconds. */
    public long sendLimitNanos() {
        return sendLimit;
    }

    /** How long an answer about permission may take, in nanoseconds. */
    public long checkLimitNanos() {
        return checkLimit;
    }

    /** How long sends in flight may go on after a stop, in nanoseconds. */
    public long stopLimitNanos() {
        return stopLimit;
    }

    /** How long the confirmation of a cancelling may take, in nanoseconds. */
    public long cancelLimitNanos() {
        return cancelLimit;
    }

    /** How often a delivery is tried again after transient failures. */
    public int retries() {
        return retries;
    }

    /** In how many cycles in a row a group must refuse a session to be left out. */
    public int refusalsBeforeSuspension() {
        return refusalsBeforeSuspension;
    }

    /** For how many cycles it is left out. */
    public int suspensionCycles() {
        return suspensionCycles;
    }

    Backoff backoff() {
        return backoff;
    }

    @Override
    public String toString() {
        return "CycleSettings[send limit " + Nanos.text(sendLimit) + ", check limit " + Nanos.text(checkLimit)
                + ", stop limit " + Nanos.text(stopLimit) + ", cancel limit " + Nanos.text(cancelLimit) + ", " + retries
                + " retries, " + backoff + ", left out after " + refusalsBeforeSuspension + " refusals for "
                + suspensionCycles + " cycles]";
    }

    /** Collects settings. Every setter refuses what it cannot take with an {@link InvalidValueException}. */
    public static final class Builder {
        private long sendLimit = 90 * Nanos.SECOND;
        private long checkLimit = 30 * Nanos.SECOND;
        private long stopLimit = 10 * Nanos.SECOND;
        private long cancelLimit = 5 * Nanos.SECOND;
        private int retries = 3;
        private long backoffBase = Nanos.SECOND;
        private long backoffCap = 60 * Nanos.SECOND;
        private int refusalsBeforeSuspension = 2;
        private int suspensionCycles = 3;
        private long seed;

        private Builder() {}

        /** How long an answer to a send may take; more than zero. */
        public Builder sendLimit(Duration limit) {
            this.sendLimit = positive("send_limit", limit);
            return this;
        }

        /** How long an answer about permission may take; more than zero. */
        public Builder checkLimit(Duration limit) {
            this.checkLimit = positive("check_limit", limit);
            return this;
        }

        /** How long sends in flight may go on after a stop. */
        public Builder stopLimit(Duration limit) {
            this.stopLimit = Nanos.of("stop_limit", limit);
            return this;
        }

        /** How long the confirmation of a cancelling may take. */
        public Builder cancelLimit(Duration limit) {
            this.cancelLimit = Nanos.of("cancel_limit", limit);
            return this;
        }

        /** How often a delivery is tried again after transient failures; 0 or more. */
        public Builder retries(int times) {
            this.retries = atLeast("retries", times, 0);
            return this;
        }

        /** Before try n+1 the pause is drawn from 0 to base·2ⁿ, never more than cap. */
        public Builder backoff(Duration base, Duration cap) {
            this.backoffBase = positive("backoff_base", base);
            this.backoffCap = positive("backoff_cap", cap);
            return this;
        }

        /** After refusals in so many cycles in a row a group is left out; at least 1. */
        public Builder suspendAfter(int refusals) {
            this.refusalsBeforeSuspension = atLeast("suspend_after", refusals, 1);
            return this;
        }

        /** A group is left out for so many cycles; at least 1. */
        public Builder suspendFor(int cycles) {
            this.suspensionCycles = atLeast("suspend_for", cycles, 1);
            return this;
        }

        /** Where the jitter of retries comes from; the same seed gives the same jitter. */
        public Builder seed(long value) {
            this.seed = value;
            return this;
        }

        /** The settings. */
        public CycleSettings build() {
            return new CycleSettings(this);
        }

        private static long positive(String field, Duration length) {
            long nanos = Nanos.of(field, length);
            if (nanos == 0) {
                throw new InvalidValueException(field, length, "a length of time above 0");
            }
            return nanos;
        }

        private static int atLeast(String field, int value, int least) {
            if (value < least) {
                throw new InvalidValueException(field, value, "a whole number from " + least);
            }
            return value;
        }
    }
}
