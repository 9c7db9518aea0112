package io.adbot.bench;

import io.adbot.measure.Goal;
import io.adbot.measure.Numbers;
import io.adbot.measure.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What the same work cost several contenders, who did it by turns: less is better. Ratios are of costs in the same round, so that whatever
 * the machine did besides befell both.
 */
final class Comparison {

    private final String title;
    private final String unit;
    private final String ours;
    private final @Nullable String limit;
    private final Map<String, List<Double>> costs = new LinkedHashMap<>();
    private final Map<String, String> absent = new LinkedHashMap<>();
    private final List<String> verdicts = new ArrayList<>();

    /**
     * An empty one.
     *
     * @param unit of the costs
     * @param ours the contender that is this library
     * @param limit the contender that does nothing but what must be done; null if there is none
     */
    Comparison(String title, String unit, String ours, @Nullable String limit) {
        this.title = title;
        this.unit = unit;
        this.ours = ours;
        this.limit = limit;
    }

    /** A contender's cost in its next round. */
    void add(String contender, double cost) {
        costs.computeIfAbsent(contender, first -> new ArrayList<>()).add(cost);
    }

    /** A contender that has no figure, and why. */
    void absent(String contender, String why) {
        absent.put(contender, why);
    }

    /** Holds the ratio of two contenders to a goal. */
    Comparison goal(String what, String one, String other, Goal goal) {
        if (costs.containsKey(one) && costs.containsKey(other)) {
            double median = ratio(one, other).median();
            verdicts.add(what + ": " + Numbers.text(median) + ", goal " + goal.text() + ": **" + goal.verdict(median)
                    + "**");
        }
        return this;
    }

    /** A contender's median cost, if it was measured. */
    OptionalDouble cost(String contender) {
        List<Double> all = costs.get(contender);
        return all == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(sample(all).median());
    }

    Sample ratio(String one, String other) {
        List<Double> first = costs.getOrDefault(one, List.of());
        List<Double> second = costs.getOrDefault(other, List.of());
        Sample ratio = new Sample();
        for (int round = 0; round < Math.min(first.size(), second.size()); round++) {
            ratio.add(first.get(round) / second.get(round));
        }
        return ratio;
    }

    /** As a table, with what came of the goals below it. */
    String markdown() {
        StringBuilder text = new StringBuilder("**" + title + "**\n\n");
        text.append("| contender | ")
                .append(unit)
                .append(" | spread | to us | to the limit |\n| --- | --: | --- | --: | --: |\n");
        costs.forEach((contender, all) -> {
            Sample sample = sample(all);
            text.append(String.format(
                    "| %s | %s | %s – %s | %s | %s |%n",
                    contender,
                    Numbers.text(sample.median()),
                    Numbers.text(sample.least()),
                    Numbers.text(sample.most()),
                    ratioText(contender, ours),
                    limit == null ? "–" : ratioText(contender, limit)));
        });
        absent.forEach((contender, why) -> text.append(String.format("| %s | – | %s | – | – |%n", contender, why)));
        verdicts.forEach(verdict -> text.append("\n- ").append(verdict));
        return text.append(verdicts.isEmpty() ? "" : "\n").toString();
    }

    private String ratioText(String contender, String other) {
        if (contender.equals(other)) {
            return "1";
        }
        Sample ratio = ratio(contender, other);
        return ratio.rounds() == 0 ? "–" : Numbers.text(ratio.median());
    }

    private static Sample sample(List<Double> values) {
        Sample sample = new Sample();
        values.forEach(sample::add);
        return sample;
    }
}
