package io.adbot.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adbot.bench.Growth.Point;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GrowthTest {

    @Test
    void theExponentIsThatOfThePowerOfTheSize() {
        assertThat(exponent(5, 5, 5)).isCloseTo(0, within(1e-9));
        assertThat(exponent(2, 20, 200)).isCloseTo(1, within(1e-9));
        assertThat(exponent(3, 300, 30_000)).isCloseTo(2, within(1e-9));
        assertThat(exponent(100, 10, 1)).isCloseTo(-1, within(1e-9));
    }

    @Test
    void onePointHasNone() {
        assertThat(Growth.exponent(List.of(new Point(10, 3)))).isNaN();
    }

    @Test
    void tellsWhatIsFlat() {
        Growth growth = new Growth("A thing", "sizes", "ns", Set.of());
        for (double size : new double[] {10, 100, 1_000}) {
            growth.add("even", size, OptionalDouble.of(7));
            growth.add("steep", size, OptionalDouble.of(size));
        }
        growth.add("absent", 10, OptionalDouble.empty());

        assertThat(growth.markdown())
                .contains("| even | 7.00 | 7.00 | 7.00 | 0.00 | flat |", "| steep | 10.0 | 100.0 | 1,000 | 1.00 |  |")
                .doesNotContain("absent");
    }

    private static double exponent(double... costs) {
        return Growth.exponent(List.of(new Point(10, costs[0]), new Point(100, costs[1]), new Point(1_000, costs[2])));
    }
}
