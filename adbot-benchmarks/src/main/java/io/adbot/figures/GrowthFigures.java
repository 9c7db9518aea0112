package io.adbot.figures;

import io.adbot.figures.store.EngineContender;
import io.adbot.figures.store.Senders;
import io.adbot.measure.Directories;
import io.adbot.measure.Goal;
import io.adbot.measure.Sample;
import java.nio.file.Path;
import java.time.Duration;

/** What a change costs an engine that has few tenants and one that has many: both by turns, on the same disk. */
final class GrowthFigures {

    private final FigureTable table;
    private final Directories directories;
    private final Scale scale;

    GrowthFigures(FigureTable table, Directories directories, Scale scale) {
        this.table = table;
        this.directories = directories;
        this.scale = scale;
    }

    /**
     * How much is done.
     *
     * @param few tenants that the one engine has
     * @param many tenants that the other has
     * @param rounds how many turns each has
     * @param turn how long a turn is
     */
    record Scale(int few, int many, int rounds, Duration turn) {}

    void measure() throws Exception {
        Path directory = directories.fresh("growth");
        try (EngineContender few = EngineContender.in(directory.resolve("few"), scale.few);
                EngineContender many = EngineContender.in(directory.resolve("many"), scale.many)) {
            for (int senders : new int[] {1, 16, 256}) {
                measure(few, many, senders);
            }
        }
    }

    private void measure(EngineContender few, EngineContender many, int senders) {
        Sample fewCosts = new Sample();
        Sample manyCosts = new Sample();
        Sample ratio = new Sample();
        for (int round = -1; round < scale.rounds; round++) {
            double a = micros(few, new Senders(senders, scale.few));
            double b = micros(many, new Senders(senders, scale.many));
            if (round >= 0) {
                fewCosts.add(a);
                manyCosts.add(b);
                ratio.add(b / a);
            }
        }
        String suffix = senders == 1 ? ", 1 sender" : ", " + senders + " senders";
        table.row("a change with " + scale.few + " tenants" + suffix + ", µs", fewCosts, Goal.none());
        table.row("a change with " + scale.many + " tenants" + suffix + ", µs", manyCosts, Goal.none());
        table.row("  the one : the other", ratio, Goal.atMost(1.2, "1.2"));
    }

    private double micros(EngineContender engine, Senders senders) {
        double micros = 1e6 / senders.rate(engine, scale.turn);
        engine.settle();
        return micros;
    }
}
