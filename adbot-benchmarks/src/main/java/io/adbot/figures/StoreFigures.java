package io.adbot.figures;

import io.adbot.figures.store.Contender;
import io.adbot.figures.store.Contenders;
import io.adbot.figures.store.Senders;
import io.adbot.measure.Directories;
import io.adbot.measure.Goal;
import io.adbot.measure.Sample;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Changes a second that are durable before they are answered: this store and others by turns, on the same disk. */
final class StoreFigures {

    private static final int TENANTS = 100;

    private final FigureTable table;
    private final Directories directories;
    private final int rounds;
    private final Duration turn;

    StoreFigures(FigureTable table, Directories directories, int rounds, Duration turn) {
        this.table = table;
        this.directories = directories;
        this.rounds = rounds;
        this.turn = turn;
    }

    void measure() throws Exception {
        try (Contenders contenders = Contenders.open(directories.fresh("store"), TENANTS)) {
            for (int senders : new int[] {1, 16, 256}) {
                measure(contenders.all(), senders);
            }
        }
    }

    private void measure(Map<String, Contender> contenders, int count) {
        Map<String, Sample> rates = new LinkedHashMap<>();
        Sample lead = new Sample();
        Sample leadOfGrouping = new Sample();
        Senders senders = new Senders(count, TENANTS);
        for (int round = -1; round < rounds; round++) {
            double ours = 0;
            double best = 0;
            double bestGrouping = 0;
            for (var each : contenders.entrySet()) {
                String name = each.getKey();
                double rate = senders.rate(each.getValue(), turn);
                if (round < 0) {
                    continue; // To warm up.
                }
                rates.computeIfAbsent(name, first -> new Sample()).add(rate);
                if (name.equals(Contenders.OURS)) {
                    ours = rate;
                } else if (name.endsWith(Contenders.GROUPING)) {
                    bestGrouping = Math.max(bestGrouping, rate);
                } else if (!name.equals(Contenders.ENGINE) && !name.startsWith("no store")) {
                    best = Math.max(best, rate);
                }
            }
            if (round >= 0) {
                lead.add(ours / best);
                leadOfGrouping.add(ours / bestGrouping);
            }
        }
        String suffix = ", " + count + (count == 1 ? " sender" : " senders");
        rates.forEach((name, rate) -> table.row(name + suffix + ": changes/s", rate, Goal.none()));
        Goal ahead = count == 256 ? Goal.above(1, "1") : Goal.none();
        table.row(Contenders.OURS + " : the best other" + suffix, lead, ahead);
        table.row(Contenders.OURS + " : the best other" + Contenders.GROUPING + suffix, leadOfGrouping, Goal.none());
    }
}
