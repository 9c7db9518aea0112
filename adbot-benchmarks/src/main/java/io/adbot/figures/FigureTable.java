package io.adbot.figures;

import io.adbot.measure.Goal;
import io.adbot.measure.Machine;
import io.adbot.measure.Numbers;
import io.adbot.measure.Sample;

/** Prints figures as the rows of a Markdown table, each as soon as it is known. */
final class FigureTable {

    private static final String ROW = "| %-58s | %12s | %-21s | %6s | %-12s | %-7s |%n";

    /** Prints where this runs, and the head of the table. */
    void begin() {
        System.out.println(Machine.describe() + "\n");
        System.out.printf(ROW, "figure", "median", "spread", "rounds", "goal", "");
        System.out.printf(ROW, "---", "--:", "---", "--:", "---", "---");
    }

    void row(String figure, Sample sample, Goal goal) {
        double median = sample.median();
        System.out.printf(
                ROW,
                figure,
                Numbers.text(median),
                Numbers.text(sample.least()) + " – " + Numbers.text(sample.most()),
                sample.rounds(),
                goal.text(),
                goal.verdict(median));
    }
}
