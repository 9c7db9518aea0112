package io.adbot.cycle;

import io.adbot.message.Post;
import io.adbot.plan.PlanRequest;
import io.adbot.time.Nanos;
import io.adbot.value.Counted;
import io.adbot.value.InvalidValueException;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.util.Objects;

/**
 * What a tenant wants done, cycle after cycle. Immutable.
 *
 * <pre>{@code
 * CycleOrder order = CycleOrder.of(tenant, request, Post.text("…")).cycles(3).pause(Duration.ofMinutes(10));
 * }</pre>
 */
public final class CycleOrder {

    private static final long DEFAULT_PAUSE = 300 * Nanos.SECOND;

    private final TenantId tenant;
    private final PlanRequest request;
    private final Post post;
    private final long pauseNanos;
    private final long cycles;
    private final boolean resume;

    private CycleOrder(TenantId tenant, PlanRequest request, Post post, long pauseNanos, long cycles, boolean resume) {
        this.tenant = Objects.requireNonNull(tenant);
        this.request = Objects.requireNonNull(request);
        this.post = Objects.requireNonNull(post);
        this.pauseNanos = pauseNanos;
        this.cycles = cycles;
        this.resume = resume;
    }

    /** Cycles without end, 300 s between them, each from the beginning. */
    public static CycleOrder of(TenantId tenant, PlanRequest request, Post post) {
        return new CycleOrder(tenant, request, post, DEFAULT_PAUSE, Long.MAX_VALUE, false);
    }

    /** The same with another pause between the end of a cycle and the start of the next. */
    public CycleOrder pause(Duration pause) {
        return new CycleOrder(tenant, request, post, Nanos.of("pause", pause), cycles, resume);
    }

    /** The same, over after so many cycles; at least 1. */
    public CycleOrder cycles(long count) {
        if (count < 1) {
            throw new InvalidValueException("cycles", count, "a whole number from 1");
        }
        return new CycleOrder(tenant, request, post, pauseNanos, count, resume);
    }

    /**
     * The same, but if the tenant's last cycle was stopped or interrupted, the first cycle leaves out what that one delivered
     * or left unknown.
     */
    public CycleOrder resume() {
        return new CycleOrder(tenant, request, post, pauseNanos, cycles, true);
    }

    /** The same, for the run that another order began: with its limit of cycles, and a resume if it asked for one. */
    public CycleOrder carryingOn(CycleOrder before) {
        return new CycleOrder(tenant, request, post, pauseNanos, before.cycles, before.resume);
    }

    /** Who wants it. */
    public TenantId tenant() {
        return tenant;
    }

    /** With which sessions to which groups, and when. */
    public PlanRequest request() {
        return request;
    }

    /** What is sent. */
    public Post post() {
        return post;
    }

    /** The pause between two cycles, in nanoseconds. */
    public long pauseNanos() {
        return pauseNanos;
    }

    /** After how many cycles it is over; {@link Long#MAX_VALUE} for never. */
    public long cycleLimit() {
        return cycles;
    }

    /** Whether the first cycle leaves out what a cycle that was cut short has done. */
    public boolean resumes() {
        return resume;
    }

    /** The order in a line, without what is posted. */
    @Override
    public String toString() {
        return "CycleOrder[" + tenant + ", " + request + ", pause " + Nanos.text(pauseNanos)
                + (cycles == Long.MAX_VALUE ? "" : ", " + Counted.of(cycles, "cycle")) + (resume ? ", resume" : "")
                + "]";
    }
}
