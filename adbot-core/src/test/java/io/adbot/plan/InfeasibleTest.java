package io.adbot.plan;

import static io.adbot.plan.Oracle.big;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.adbot.plan.TimingArbitraries.Starter;
import io.adbot.time.Nanos;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Domain(TimingArbitraries.class)
class InfeasibleTest {

    private static final Pattern NUMBERS = Pattern.compile("Starter mode infeasible: session runtime \\(([0-9.]+)s\\)"
            + " must be less than per-session offset \\(([0-9]+\\.[0-9])s\\)\\."
            + " Increase total_cycle_minutes or reduce groups/delay\\. .+");

    @Test
    void saysTheNumbersAndTheWaysOut() {
        assertThat(new Infeasible(2, 10, 5 * Nanos.SECOND, Nanos.MINUTE).message())
                .isEqualTo(
                        "Starter mode infeasible: session runtime (50s) must be less than per-session offset (30.0s)."
                                + " Increase total_cycle_minutes or reduce groups/delay."
                                + " Feasible with total_cycle_minutes of at least 2, or at most 5 groups, or at most 1 session.");
    }

    @Test
    void leavesOutAWayThatDoesNotExist() {
        assertThat(new Infeasible(3, 2, Nanos.MINUTE, Nanos.MINUTE).waysOut())
                .isEqualTo(new WaysOut(OptionalLong.of(7), OptionalInt.empty(), OptionalInt.empty()));
        assertThat(new Infeasible(3, 2, Nanos.MINUTE, Nanos.MINUTE).message())
                .endsWith(" Feasible with total_cycle_minutes of at least 7.");
    }

    @Test
    void saysSoWhenThereIsNoWayOutAtAll() {
        Infeasible hopeless = new Infeasible(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE, 1);

        assertThat(hopeless.waysOut())
                .isEqualTo(new WaysOut(OptionalLong.empty(), OptionalInt.empty(), OptionalInt.empty()));
        assertThat(hopeless.message()).endsWith(" No single change makes it feasible.");
    }

    @Test
    void foldsToWhatIsMadeOfARefusal() {
        Infeasible refusal = new Infeasible(2, 10, 5 * Nanos.SECOND, Nanos.MINUTE);

        assertThat(refusal.<Object>fold(plan -> plan, infeasible -> infeasible)).isSameAs(refusal);
    }

    @Test
    void speaksOfOneGroupAndOfSeveralSessions() {
        assertThat(new WaysOut(OptionalLong.empty(), OptionalInt.of(1), OptionalInt.of(2)).message())
                .isEqualTo("Feasible with at most 1 group, or at most 2 sessions.");
    }

    @Test
    void takesALongerCycleThatIsFilledToTheMinuteForTooShort() {
        // 2 · 6 · 5 s is one minute, so one minute is not enough.
        assertThat(new Infeasible(2, 6, 5 * Nanos.SECOND, 1).waysOut().totalCycleMinutes())
                .hasValue(2);
    }

    @Property
    void agreesWithExactArithmeticOnWhatIsFeasible(@ForAll Starter starter) {
        assertThat(PlanRules.feasible(starter.sessions(), starter.groups(), starter.delay(), starter.cycle()))
                .isEqualTo(starter.feasible());
    }

    @Property
    void findsTheShortestFeasibleCycleInWholeMinutes(@ForAll Starter starter) {
        OptionalLong shortest = infeasible(starter).waysOut().totalCycleMinutes();
        BigInteger needed =
                big(starter.sessions()).multiply(big(starter.groups())).multiply(big(starter.delay()));
        BigInteger longestMinutes = big(Long.MAX_VALUE).divide(big(Nanos.MINUTE));

        if (shortest.isPresent()) {
            BigInteger cycle = big(shortest.getAsLong()).multiply(big(Nanos.MINUTE));
            assertThat(cycle).isGreaterThan(needed).isLessThanOrEqualTo(big(Long.MAX_VALUE));
            assertThat(cycle.subtract(big(Nanos.MINUTE))).isLessThanOrEqualTo(needed);
        } else {
            assertThat(longestMinutes.multiply(big(Nanos.MINUTE))).isLessThanOrEqualTo(needed);
        }
    }

    @Property
    void findsTheMostGroupsThatAreFeasible(@ForAll Starter starter) {
        OptionalInt most = infeasible(starter).waysOut().groups();

        if (most.isPresent()) {
            assertThat(Oracle.feasible(starter.sessions(), most.getAsInt(), starter.delay(), starter.cycle()))
                    .isTrue();
            assertThat(Oracle.feasible(starter.sessions(), most.getAsInt() + 1L, starter.delay(), starter.cycle()))
                    .isFalse();
            assertThat(most.getAsInt()).isBetween(1, starter.groups() - 1);
        } else {
            assertThat(Oracle.feasible(starter.sessions(), 1, starter.delay(), starter.cycle()))
                    .isFalse();
        }
    }

    @Property
    void findsTheMostSessionsThatAreFeasible(@ForAll Starter starter) {
        OptionalInt most = infeasible(starter).waysOut().sessions();

        if (most.isPresent()) {
            assertThat(Oracle.feasible(most.getAsInt(), starter.groups(), starter.delay(), starter.cycle()))
                    .isTrue();
            assertThat(Oracle.feasible(most.getAsInt() + 1L, starter.groups(), starter.delay(), starter.cycle()))
                    .isFalse();
            assertThat(most.getAsInt()).isBetween(1, starter.sessions() - 1);
        } else {
            assertThat(Oracle.feasible(1, starter.groups(), starter.delay(), starter.cycle()))
                    .isFalse();
        }
    }

    @Property
    void showsTheRuntimeExactlyAndNoOffsetThatLooksLonger(@ForAll Starter starter) {
        Infeasible infeasible = infeasible(starter);
        Matcher numbers = NUMBERS.matcher(infeasible.message());

        assertThat(numbers.matches()).isTrue();
        BigDecimal runtime = new BigDecimal(numbers.group(1));
        BigDecimal offset = new BigDecimal(numbers.group(2));
        assertThat(runtime.movePointRight(9).toBigIntegerExact())
                .isEqualTo(big(starter.groups()).multiply(big(starter.delay())))
                .isEqualTo(infeasible.sessionRuntimeNanos());
        assertThat(offset).isLessThanOrEqualTo(runtime);
        BigDecimal exact = new BigDecimal(big(starter.cycle()), 9);
        assertThat(offset.multiply(BigDecimal.valueOf(starter.sessions()))
                        .subtract(exact)
                        .abs())
                .isLessThan(new BigDecimal("0.1").multiply(BigDecimal.valueOf(starter.sessions())));
        assertThat(infeasible.perSessionOffsetNanos()).isEqualTo(starter.cycle() / starter.sessions());
    }

    @ParameterizedTest
    @CsvSource({"50_040,50.0", "50_060,50.1", "70_999,71.0", "50_000,50.0", "50_050,50.0"})
    void roundsTheOffsetToTheNearestTenthOfASecond(String millis, String shown) {
        long cycle = Long.parseLong(millis.replace("_", "")) * 1_000_000;

        assertThat(new Infeasible(1, 100, 5 * Nanos.SECOND, cycle).message())
                .contains("per-session offset (" + shown + "s)");
    }

    @Test
    void roundsTheOffsetDownWhereItWouldLookLongerThanTheRuntime() {
        assertThat(new Infeasible(1, 1, 49_970_000_000L, 49_960_000_000L).message())
                .contains("session runtime (49.97s) must be less than per-session offset (49.9s)");
    }

    @ParameterizedTest
    @CsvSource({"0,1,1,1", "1,0,1,1", "1,1,0,1", "1,1,1,0", "-1,1,1,1", "1,1,-9223372036854775808,1"})
    void refusesNumbersThatAreNotAboveZero(int sessions, int groups, long delay, long cycle) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Infeasible(sessions, groups, delay, cycle))
                .withMessageContaining("above 0");
    }

    @Test
    void refusesToCallAFeasiblePlanInfeasible() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Infeasible(2, 10, 5 * Nanos.SECOND, 100 * Nanos.SECOND + 1))
                .withMessageStartingWith("feasible: 2 sessions, 10 groups");
    }

    private static Infeasible infeasible(Starter starter) {
        Assume.that(!starter.feasible());
        return new Infeasible(starter.sessions(), starter.groups(), starter.delay(), starter.cycle());
    }
}
