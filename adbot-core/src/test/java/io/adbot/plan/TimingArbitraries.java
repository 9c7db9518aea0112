package io.adbot.plan;

import io.adbot.time.Nanos;
import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Counts and lengths over their whole range, and requests that are small enough to be planned by hand. */
final class TimingArbitraries extends DomainContextBase {

    private static final long[] UNITS = {
        1, 1_000_000, Nanos.SECOND, Nanos.MINUTE, 60 * Nanos.MINUTE, 24 * 60 * Nanos.MINUTE, 1_000_000 * Nanos.MINUTE
    };

    /** N and G, D′ and C of a starter plan; about half of them feasible, some by a nanosecond. */
    record Starter(int sessions, int groups, long delay, long cycle) {

        boolean feasible() {
            return Oracle.feasible(sessions, groups, delay, cycle);
        }
    }

    @Provide
    Arbitrary<Starter> starters() {
        return Arbitraries.frequencyOf(
                        Tuple.of(2, anyStarter()),
                        Tuple.of(2, starterOfEverydayCounts()),
                        Tuple.of(1, starterOnTheEdge()))
                .withoutEdgeCases();
    }

    private static Arbitrary<Starter> anyStarter() {
        return Combinators.combine(anyCount(), anyCount(), lengths(), lengths()).as(Starter::new);
    }

    private static Arbitrary<Starter> starterOfEverydayCounts() {
        return Combinators.combine(counts(50), counts(300), lengths(), lengths())
                .as(Starter::new);
    }

    /** C is G·D′·N, or a nanosecond more or less. */
    private static Arbitrary<Starter> starterOnTheEdge() {
        return Combinators.combine(
                        counts(1_000),
                        counts(1_000),
                        Arbitraries.longs().between(1, Long.MAX_VALUE / 1_000_000 - 1),
                        Arbitraries.longs().between(-1, 1))
                .as((sessions, groups, delay, step) ->
                        new Starter(sessions, groups, delay, Math.max(1, sessions * groups * delay + step)));
    }

    /** Starter cycles are from nothing to three times as long as they must be, many just so or by a nanosecond not. */
    @Provide
    Arbitrary<PlanRequest> requests() {
        return Combinators.combine(
                        Arbitraries.of(ExecutionMode.class),
                        counts(20),
                        counts(30),
                        Arbitraries.longs().between(0, 60 * Nanos.SECOND),
                        Arbitraries.longs().between(PlanRules.MINIMUM_DELAY_NANOS, 10 * Nanos.SECOND),
                        Arbitraries.oneOf(
                                Arbitraries.just(100),
                                Arbitraries.integers().between(0, 300).withDistribution(RandomDistribution.uniform())),
                        Arbitraries.longs().between(-1, 1),
                        Arbitraries.longs().between(0, 30 * Nanos.MINUTE))
                .as((mode, sessions, groups, delay, floor, percent, step, grace) -> PlanRequest.builder(mode)
                        .sessions(Ids.sessions(sessions))
                        .groups(Ids.groups(groups))
                        .delay(Duration.ofNanos(delay))
                        .minimumDelay(Duration.ofNanos(floor))
                        .cycle(Duration.ofNanos(
                                Math.max(1, sessions * groups * Math.max(delay, floor) * percent / 100 + step)))
                        .grace(Duration.ofNanos(grace))
                        .build())
                .withoutEdgeCases();
    }

    private static Arbitrary<Integer> counts(int most) {
        return Arbitraries.integers().between(1, most);
    }

    private static Arbitrary<Integer> anyCount() {
        return Arbitraries.oneOf(counts(10), counts(100_000), counts(Integer.MAX_VALUE));
    }

    /** Every order of magnitude from a nanosecond to 292 years alike. */
    private static Arbitrary<Long> lengths() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(1, Long.MAX_VALUE),
                Arbitraries.of(Long.MAX_VALUE, Long.MAX_VALUE - 1),
                Combinators.combine(
                                Arbitraries.integers().between(0, UNITS.length - 1),
                                Arbitraries.longs().between(1, 120))
                        .as((unit, count) -> UNITS[unit] * count));
    }
}
