package io.adbot.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.adbot.value.InvalidValueException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NanosTest {

    private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    // ---- decimals

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.0, 0",
        "-0.0, 0",
        "5, 5000000000",
        "2.5, 2500000000",
        "5.000, 5000000000",
        "1e3, 1000000000000",
        "0.0000000004, 0",
        "0.0000000005, 1",
        "0.0000000014999999999999999999999999999, 1",
        "0.0000000015, 2",
        "9223372036.854775807, 9223372036854775807",
        "9223372036.8547758074, 9223372036854775807",
        "0e999999999, 0",
        "0e-999999999, 0",
        "1e-999999999, 0",
        "1e-30, 0",
        "1e-31, 0",
    })
    void readsSecondsToTheNearestNanosecond(String seconds, long nanos) {
        assertThat(Nanos.ofSeconds("delay", new BigDecimal(seconds))).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "-0.0000000001",
                "-1e-999999999",
                "-1e999999999",
                "9223372036.8547758075",
                "9223372036.854775808",
                "1e10",
                "1e29",
                "1e30",
                "1e31",
                "1e999999999",
            })
    void refusesSecondsThatAreNegativeOrTooLong(String seconds) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Nanos.ofSeconds("delay", new BigDecimal(seconds)))
                .withMessage("delay: got " + new BigDecimal(seconds)
                        + ", expected a length of time from 0 to 2^63-1 nanoseconds (about 292 years)");
    }

    @Test
    void readsDecimalsOfTheMostExtremeScales() {
        assertThat(Nanos.ofSeconds("delay", new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE)))
                .isZero();
        assertThat(Nanos.ofSeconds("delay", new BigDecimal(BigInteger.ZERO, Integer.MIN_VALUE)))
                .isZero();
        for (int scale : List.of(Integer.MIN_VALUE, Integer.MIN_VALUE + 1, -Integer.MAX_VALUE / 2)) {
            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(() -> Nanos.ofSeconds("delay", new BigDecimal(BigInteger.TEN, scale)));
        }
    }

    @Test
    void readsMinutes() {
        assertThat(Nanos.ofMinutes("cycle", new BigDecimal("60"))).isEqualTo(3600 * Nanos.SECOND);
        assertThat(Nanos.ofMinutes("cycle", new BigDecimal("0.5"))).isEqualTo(30 * Nanos.SECOND);
        assertThat(Nanos.ofMinutes("cycle", new BigDecimal("0.00000000001"))).isEqualTo(1);
    }

    @Property
    void readsWhatExactArithmeticReads(@ForAll("decimals") BigDecimal units) {
        for (long unit : new long[] {Nanos.SECOND, Nanos.MINUTE}) {
            BigDecimal exact = units.multiply(BigDecimal.valueOf(unit));
            BigDecimal rounded = exact.setScale(0, RoundingMode.HALF_UP);
            boolean accepted = exact.signum() >= 0 && rounded.compareTo(LONGEST) <= 0;
            if (accepted) {
                assertThat(read(units, unit)).isEqualTo(rounded.longValueExact());
            } else {
                assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> read(units, unit));
            }
        }
    }

    @Provide
    Arbitrary<BigDecimal> decimals() {
        return Combinators.combine(
                        Arbitraries.bigIntegers().between(new BigInteger("-10"), BigInteger.TEN.pow(25)),
                        Arbitraries.integers().between(-40, 40))
                .as(BigDecimal::new);
    }

    // ---- durations

    @Property
    void readsEveryDurationThatFits(@ForAll @LongRange(min = 0) long nanos) {
        assertThat(Nanos.of("delay", Duration.ofNanos(nanos))).isEqualTo(nanos);
        assertThat(Nanos.saturated(Duration.ofNanos(nanos))).isEqualTo(nanos);
    }

    @Test
    void refusesDurationsThatAreNegativeOrTooLong() {
        for (Duration length : List.of(
                Duration.ofNanos(-1),
                Duration.ofSeconds(Long.MIN_VALUE),
                Duration.ofNanos(Long.MAX_VALUE).plusNanos(1),
                Duration.ofSeconds(Long.MAX_VALUE, 999_999_999))) {
            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(() -> Nanos.of("delay", length))
                    .satisfies(refusal -> {
                        assertThat(refusal.field()).isEqualTo("delay");
                        assertThat(refusal.value()).isEqualTo(length.toString());
                    });
        }
    }

    @Test
    void saturatesADurationThatDoesNotFit() {
        assertThat(Nanos.saturated(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
        assertThat(Nanos.saturated(Duration.ofNanos(Long.MAX_VALUE).plusNanos(1)))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(Nanos.saturated(Duration.ofNanos(-1))).isZero();
        assertThat(Nanos.saturated(Duration.ofSeconds(Long.MIN_VALUE))).isZero();
    }

    // ---- sums and texts

    @Property
    void addsWithoutOverflow(@ForAll @LongRange(min = 0) long a, @ForAll @LongRange(min = 0) long b) {
        BigInteger sum = BigInteger.valueOf(a).add(BigInteger.valueOf(b));

        assertThat(Nanos.plus(a, b))
                .isEqualTo(sum.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "1, 0.000000001s",
        "2500000000, 2.5s",
        "50000000000, 50s",
        "3600000000000, 3600s",
        "9223372036854775807, 9223372036.854775807s",
    })
    void showsSecondsWithoutNeedlessZeros(long nanos, String text) {
        assertThat(Nanos.text(nanos)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "1, 0.001s",
        "2500000000, 2.5s",
        "2500000001, 2.501s",
        "2999999999, 3s",
        "9223372036854775807, 9223372036.855s",
    })
    void roundsUpToTheMillisecondForAPerson(long nanos, String text) {
        assertThat(Nanos.rounded(nanos)).isEqualTo(text);
    }

    @Test
    void showsLengthsBeyondAnyClock() {
        assertThat(Nanos.text(BigInteger.TEN.pow(30))).isEqualTo("1000000000000000000000s");
    }

    private static long read(BigDecimal units, long unit) {
        return unit == Nanos.SECOND ? Nanos.ofSeconds("delay", units) : Nanos.ofMinutes("cycle", units);
    }
}
