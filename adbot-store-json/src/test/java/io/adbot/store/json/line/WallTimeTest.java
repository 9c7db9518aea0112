package io.adbot.store.json.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.value.InvalidValueException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WallTimeTest {

    private static final WallTime SHARED = new WallTime();

    @Property
    void writesAndReadsAsAnInstantDoes(@ForAll("instants") Instant instant) {
        assertThat(SHARED.text(instant)).isEqualTo(instant.toString());
        assertThat(SHARED.parse(instant.toString())).isEqualTo(instant);
        assertThat(new WallTime().parse(instant.toString())).isEqualTo(instant);
    }

    @Provide
    Arbitrary<Instant> instants() {
        Arbitrary<Long> near = Arbitraries.longs().between(1_769_860_000L, 1_770_200_000L);
        Arbitrary<Long> any = Arbitraries.longs().between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond());
        Arbitrary<Integer> nanos = Arbitraries.oneOf(
                Arbitraries.of(0, 1, 1_000, 1_000_000, 120_000_000, 999_999_999),
                Arbitraries.integers().between(0, 999_999_999));
        return Arbitraries.oneOf(near, any).flatMap(second -> nanos.map(nano -> Instant.ofEpochSecond(second, nano)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31T12:00:00.5Z",
                "2026-01-31T12:00:00.1234567Z",
                "2026-01-31T24:00:00Z",
                "2026-01-31T13:00:00+01:00",
            })
    void readsOtherWritingsToo(String text) {
        WallTime times = new WallTime();
        times.parse("2026-01-31T00:00:00Z");

        assertThat(times.parse(text)).isEqualTo(DateTimeFormatter.ISO_INSTANT.parse(text, Instant::from));
        assertThat(times.parse("2026-02-01T00:00:00Z")).isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00Z,            2026-01-31T12:00:00Z",
        "2026-01-31T24:00Z,            2026-02-01T00:00:00Z",
        "2026-01-31T12:00+05:30,       2026-01-31T06:30:00Z",
        "2026-01-31T12:00:00+0530,     2026-01-31T06:30:00Z",
        "2026-01-31T12:00:00.5-0800,   2026-01-31T20:00:00.5Z",
        "2026-01-31T12:00:00+0000,     2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00+00,       2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00+05,       2026-01-31T07:00:00Z",
        "2026-01-31T12:00:00-00:00,    2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00+05:30:15, 2026-01-31T06:29:45Z",
    })
    void readsTimesWithoutSecondsAndOffsetsOfEveryForm(String text, String instant) {
        WallTime times = new WallTime();
        times.parse("2026-01-31T00:00:00Z");

        assertThat(times.parse(text)).isEqualTo(Instant.parse(instant));
        assertThat(times.parse("2026-01-31T00:00:01Z")).isEqualTo(Instant.parse("2026-01-31T00:00:01Z"));
    }

    @Test
    void refusesWhatIsNoTimeThoughItsDayIsKnown() {
        WallTime times = new WallTime();
        times.parse("2026-01-31T00:00:00Z");

        for (String text : new String[] {
            "2026-01-31T25:00:00Z",
            "2026-01-31T12:60:00Z",
            "2026-01-31T12:00:61Z",
            "2026-01-31T1 :00:00Z",
            "2026-01-31T12-00:00Z",
            "2026-01-31T12:00:00,5Z",
            "2026-01-31T12:00:00.5xZ",
            "2026-01-31T12:00:00.1234567890Z",
            "2026-01-31T12:00:00ZZ",
            "2026-01-31T12:00:00",
            "2026-01-31T12:00:00+5",
            "",
        }) {
            assertThatThrownBy(() -> times.parse(text)).as(text).isInstanceOf(InvalidValueException.class);
        }
    }
}
