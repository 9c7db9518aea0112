package io.adbot.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.measure.Goal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    /** The machine was slow in the second round, for all. */
    @Test
    void ratiosAreOfCostsInTheSameRound() {
        Comparison comparison = new Comparison("A thing", "ns", "ours", "limit");
        for (double slowness : new double[] {1, 50, 2}) {
            comparison.add("ours", 3 * slowness);
            comparison.add("theirs", 6 * slowness);
            comparison.add("limit", slowness);
        }
        comparison.absent("absent", "not run: too large");
        comparison.goal("ours : limit", "ours", "limit", Goal.atMost(2, "2"));
        comparison.goal("ours : theirs", "ours", "theirs", Goal.below(1, "1"));
        comparison.goal("nobody's", "ours", "absent", Goal.below(1, "1"));

        assertThat(comparison.markdown())
                .contains(
                        "| ours | 6.00 | 3.00 – 150.0 | 1 | 3.00 |",
                        "| theirs | 12.0 | 6.00 – 300.0 | 2.00 | 6.00 |",
                        "| limit | 2.00 | 1.00 – 50.0 | 0.33 | 1 |",
                        "| absent | – | not run: too large | – | – |",
                        "- ours : limit: 3.00, goal ≤ 2: **NOT MET**",
                        "- ours : theirs: 0.50, goal < 1: **met**")
                .doesNotContain("nobody's");
    }

    @Test
    void whoBeginsChangesFromRoundToRound() throws Exception {
        List<String> order = new ArrayList<>();
        Map<String, Turns.Work> contenders = new LinkedHashMap<>();
        for (String name : List.of("a", "b", "c")) {
            contenders.put(name, () -> {
                order.add(name);
                return order.size();
            });
        }
        Comparison comparison = new Comparison("A thing", "ns", "a", null);

        new Turns(1, 2).run(contenders, comparison);

        assertThat(String.join("", order)).isEqualTo("abccabbca");
        assertThat(comparison.cost("a")).hasValue((5 + 9) / 2.0);
    }
}
