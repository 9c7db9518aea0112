package io.adbot.plan;

import io.adbot.time.Nanos;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A starter plan is refused because a session cannot finish before the next one begins (rule T6).
 *
 * @param sessions N
 * @param groups G
 * @param delayNanos D′
 * @param cycleNanos C
 */
public record Infeasible(int sessions, int groups, long delayNanos, long cycleNanos) implements PlanResult {

    /** Checks that the numbers are above 0 and that they are infeasible. */
    public Infeasible {
        if (sessions < 1 || groups < 1 || delayNanos < 1 || cycleNanos < 1) {
            throw new IllegalArgumentException("counts and lengths are above 0; got " + sessions + " sessions, "
                    + groups + " groups, a delay of " + delayNanos + " ns and a cycle of " + cycleNanos + " ns");
        }
        if (PlanRules.feasible(sessions, groups, delayNanos, cycleNanos)) {
            throw new IllegalArgumentException("feasible: " + sessions + " sessions, " + groups + " groups, a delay of "
                    + delayNanos + " ns and a cycle of " + cycleNanos + " ns");
        }
    }

    /** How long a session needs: G·D′. May be longer than any clock. */
    public BigInteger sessionRuntimeNanos() {
        return BigInteger.valueOf(groups).multiply(BigInteger.valueOf(delayNanos));
    }

    /** How long a session has: C/N, rounded down. */
    public long perSessionOffsetNanos() {
        return cycleNanos / sessions;
    }

    /** What would be feasible instead. */
    public WaysOut waysOut() {
        BigInteger minutes = sessionRuntimeNanos()
                .multiply(BigInteger.valueOf(sessions))
                .divide(BigInteger.valueOf(Nanos.MINUTE))
                .add(BigInteger.ONE);
        boolean fits = minutes.compareTo(BigInteger.valueOf(Long.MAX_VALUE / Nanos.MINUTE)) <= 0;
        long posts = PlanRules.postsThatFit(delayNanos, cycleNanos);
        return new WaysOut(
                fits ? OptionalLong.of(minutes.longValueExact()) : OptionalLong.empty(),
                atLeastOne(posts / sessions),
                atLeastOne(posts / groups));
    }

    /** What a person is told: the numbers, and the ways out. */
    public String message() {
        return "Starter mode infeasible: session runtime (" + Nanos.text(sessionRuntimeNanos())
                + ") must be less than per-session offset ("
                + perSessionOffsetSeconds().toPlainString()
                + "s). Increase total_cycle_minutes or reduce groups/delay. "
                + waysOut().message();
    }

    /** C/N with one decimal, rounded to the nearest unless it would then look longer than the runtime that it is not. */
    private BigDecimal perSessionOffsetSeconds() {
        BigDecimal cycle = BigDecimal.valueOf(cycleNanos);
        BigDecimal share = BigDecimal.valueOf(Nanos.SECOND).multiply(BigDecimal.valueOf(sessions));
        BigDecimal nearest = cycle.divide(share, 1, RoundingMode.HALF_EVEN);
        return nearest.compareTo(new BigDecimal(sessionRuntimeNanos(), 9)) <= 0
                ? nearest
                : cycle.divide(share, 1, RoundingMode.DOWN);
    }

    @Override
    public <R> R fold(Function<ExecutionPlan, R> planned, Function<Infeasible, R> infeasible) {
        return infeasible.apply(this);
    }

    private static OptionalInt atLeastOne(long most) {
        // Less than what is too many, and that is an int.
        return most < 1 ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(most));
    }
}
