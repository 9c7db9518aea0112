package io.adbot.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.adbot.time.Nanos;
import io.adbot.value.InvalidValueException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Domain(TimingArbitraries.class)
class PlanRequestTest {

    @Test
    void refusesStarterWithoutACycleAndSaysWhatItNeeds() {
        assertRefused(
                () -> builder(ExecutionMode.STARTER).build(),
                "total_cycle_minutes: got nothing, expected a number of minutes above 0, which starter mode needs");
    }

    @Test
    void needsNoCycleForEnterpriseAndIgnoresOne() {
        assertThat(builder(ExecutionMode.ENTERPRISE).build().cycleNanos()).isEmpty();
        assertThat(builder(ExecutionMode.ENTERPRISE)
                        .cycle(Duration.ofHours(1))
                        .build()
                        .cycleNanos())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "0e99", "-0.0000000000001", "1e-99", "-1e999999999", "0.000000000008"})
    void refusesACycleThatIsNotAboveZero(String minutes) {
        assertRefused(
                () -> builder(ExecutionMode.STARTER).totalCycleMinutes(new BigDecimal(minutes)),
                "total_cycle_minutes: got " + new BigDecimal(minutes) + ", expected a length of time above 0");
    }

    @Test
    void refusesACycleDurationThatIsNotAboveZero() {
        for (Duration cycle : List.of(Duration.ZERO, Duration.ofNanos(-1), Duration.ofSeconds(Long.MIN_VALUE))) {
            assertRefused(
                    () -> builder(ExecutionMode.STARTER).cycle(cycle),
                    "total_cycle_minutes: got " + cycle + ", expected a length of time above 0");
        }
    }

    static Stream<Consumer<PlanRequest.Builder>> tooLong() {
        return Stream.of(
                b -> b.cycle(Duration.ofNanos(Long.MAX_VALUE).plusNanos(1)),
                b -> b.cycle(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)),
                b -> b.totalCycleMinutes(new BigDecimal("1e999999999")),
                b -> b.totalCycleMinutes(new BigDecimal("153722868")),
                b -> b.delay(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)),
                b -> b.delay(Duration.ofSeconds(Long.MIN_VALUE)),
                b -> b.delay(Duration.ofNanos(-1)),
                b -> b.delaySeconds(new BigDecimal("1e999999999")),
                b -> b.delaySeconds(new BigDecimal("-1e-999999999")),
                b -> b.delaySeconds(new BigDecimal("9223372036.8547758075")),
                b -> b.grace(Duration.ofNanos(-1)),
                b -> b.minimumDelay(Duration.ofNanos(-1)));
    }

    @ParameterizedTest
    @MethodSource("tooLong")
    void refusesALengthThatNoClockCouldMeasure(Consumer<PlanRequest.Builder> set) {
        PlanRequest.Builder builder = builder(ExecutionMode.STARTER);

        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> set.accept(builder))
                .withMessageContaining("expected a length of time from 0 to 2^63-1 nanoseconds");
    }

    @Test
    void leavesTheBuilderAsItWasWhenItRefuses() {
        PlanRequest.Builder builder = builder(ExecutionMode.STARTER)
                .delay(Duration.ofSeconds(7))
                .cycle(Duration.ofHours(2))
                .minimumDelay(Duration.ofSeconds(4))
                .grace(Duration.ofSeconds(9));

        assertRefused(() -> builder.delay(Duration.ofNanos(-1)));
        assertRefused(() -> builder.cycle(Duration.ZERO));
        assertRefused(() -> builder.minimumDelay(Duration.ofSeconds(2)));
        assertRefused(() -> builder.grace(Duration.ofNanos(-1)));
        assertRefused(() -> builder.sessions(List.of()));
        assertRefused(() -> builder.groups(List.of()));

        PlanRequest request = builder.build();
        assertThat(request.delayNanos()).isEqualTo(7 * Nanos.SECOND);
        assertThat(request.cycleNanos()).hasValue(120 * Nanos.MINUTE);
        assertThat(request.minimumDelayNanos()).isEqualTo(4 * Nanos.SECOND);
        assertThat(request.graceNanos()).isEqualTo(9 * Nanos.SECOND);
        assertThat(request.sessions()).hasSize(2);
        assertThat(request.groups()).hasSize(3);
    }

    @Test
    void takesTheLongestLengthsThereAre() {
        Duration longest = Duration.ofNanos(Long.MAX_VALUE);

        PlanRequest request = builder(ExecutionMode.STARTER)
                .delay(longest)
                .cycle(longest)
                .minimumDelay(longest)
                .grace(longest)
                .build();

        assertThat(List.of(
                        request.delayNanos(),
                        request.cycleNanos().getAsLong(),
                        request.minimumDelayNanos(),
                        request.graceNanos()))
                .containsOnly(Long.MAX_VALUE);
    }

    @Test
    void roundsDecimalsToTheNearestNanosecond() {
        PlanRequest.Builder builder = builder(ExecutionMode.STARTER).totalCycleMinutes(new BigDecimal("0.1"));

        assertThat(builder.build().cycleNanos()).hasValue(6 * Nanos.SECOND);
        assertThat(builder.delaySeconds(new BigDecimal("4.2000000004")).build().delayNanos())
                .isEqualTo(4_200_000_000L);
        assertThat(builder.delaySeconds(new BigDecimal("4.2000000005")).build().delayNanos())
                .isEqualTo(4_200_000_001L);
    }

    @Test
    void raisesTheFloorAndNeverLowersIt() {
        PlanRequest.Builder builder = builder(ExecutionMode.ENTERPRISE);

        assertThat(builder.minimumDelay(Duration.ofSeconds(3)).build().minimumDelayNanos())
                .isEqualTo(3 * Nanos.SECOND);
        assertThat(builder.minimumDelay(Duration.ofSeconds(30)).build().minimumDelayNanos())
                .isEqualTo(30 * Nanos.SECOND);
        assertRefused(
                () -> builder.minimumDelay(Duration.ofSeconds(3).minusNanos(1)),
                "minimum_delay: got PT2.999999999S, expected at least 3s");
    }

    @Test
    void refusesARequestWithoutSessionsOrGroups() {
        assertRefused(
                () -> PlanRequest.builder(ExecutionMode.ENTERPRISE)
                        .groups(Ids.groups(1))
                        .build(),
                "sessions: got nothing, expected at least one session");
        assertRefused(
                () -> PlanRequest.builder(ExecutionMode.ENTERPRISE)
                        .sessions(Ids.sessions(1))
                        .build(),
                "groups: got nothing, expected at least one group");
        assertRefused(
                () -> builder(ExecutionMode.STARTER).sessions(List.of()),
                "sessions: got \"[]\", expected at least one session");
        assertRefused(
                () -> builder(ExecutionMode.STARTER).groups(List.of()),
                "groups: got \"[]\", expected at least one group");
    }

    @Test
    void takesListsThatAreDistinctAlreadyAsTheyAre() {
        SessionList sessions = Ids.sessions(3);
        GroupList groups = Ids.groups(4);

        PlanRequest request = PlanRequest.builder(ExecutionMode.ENTERPRISE)
                .sessions(sessions)
                .groups(groups)
                .build();

        assertThat(request.sessions()).isSameAs(sessions);
        assertThat(request.groups()).isSameAs(groups);
    }

    @Test
    void showsItsNumbersAndNoNames() {
        assertThat(builder(ExecutionMode.STARTER).cycle(Duration.ofMinutes(1)).build())
                .hasToString("PlanRequest[starter, 2 sessions, 3 groups, delay 5s, cycle 60s]");
        assertThat(builder(ExecutionMode.ENTERPRISE).build())
                .hasToString("PlanRequest[enterprise, 2 sessions, 3 groups, delay 5s, grace 900s]");
    }

    @Property(tries = 200)
    void isBuiltAgainFromWhatItHolds(@ForAll PlanRequest request) {
        assertThat(request.toBuilder().build()).usingRecursiveComparison().isEqualTo(request);
    }

    private static PlanRequest.Builder builder(ExecutionMode mode) {
        return PlanRequest.builder(mode).sessions(Ids.sessions(2)).groups(Ids.groups(3));
    }

    private static void assertRefused(Runnable refused, String message) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(refused::run)
                .withMessage(message);
    }

    private static void assertRefused(Runnable refused) {
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(refused::run);
    }
}
