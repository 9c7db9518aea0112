package io.adbot.figures;

import io.adbot.figures.store.BareFile;
import io.adbot.figures.store.Contender;
import io.adbot.figures.store.EngineContender;
import io.adbot.figures.store.GroupCommit;
import io.adbot.figures.store.JournalContender;
import io.adbot.figures.store.MvStore;
import io.adbot.figures.store.OneByOne;
import io.adbot.figures.store.RewrittenFile;
import io.adbot.figures.store.Senders;
import io.adbot.figures.store.Sqlite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Changes a second that are durable before they are answered: this store and others by turns, on the same disk. */
final class StoreFigures {

    private static final int TENANTS = 100;
    private static final String OURS = "JsonStore";
    private static final String ENGINE = "AdBot over JsonStore";
    private static final String DISK = "no store: append and fsync";
    private static final String GROUPING = ", a writer that groups";

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
        Map<String, Contender> contenders = new LinkedHashMap<>();
        try {
            open(contenders);
            for (int senders : new int[] {1, 16, 256}) {
                measure(contenders, senders);
            }
        } finally {
            for (Contender contender : contenders.values()) {
                contender.close();
            }
        }
    }

    private void open(Map<String, Contender> contenders) throws Exception {
        Path directory = directories.fresh("store");
        contenders.put(OURS, JournalContender.in(directory.resolve("journal")));
        contenders.put(ENGINE, EngineContender.in(directory.resolve("engine"), TENANTS));
        contenders.put("SQLite, a commit for each", new OneByOne(Sqlite.in(directory.resolve("one.sqlite"))));
        contenders.put("SQLite" + GROUPING, GroupCommit.over(Sqlite.in(directory.resolve("group.sqlite"))));
        contenders.put("MVStore, a commit for each", new OneByOne(MvStore.in(directory.resolve("one.mv"))));
        contenders.put("MVStore" + GROUPING, GroupCommit.over(MvStore.in(directory.resolve("group.mv"))));
        contenders.put("the file rewritten", new OneByOne(RewrittenFile.in(directory.resolve("users.json"))));
        contenders.put(DISK, new OneByOne(BareFile.in(directory.resolve("bare"))));
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
                if (name.equals(OURS)) {
                    ours = rate;
                } else if (name.endsWith(GROUPING)) {
                    bestGrouping = Math.max(bestGrouping, rate);
                } else if (!name.equals(ENGINE) && !name.equals(DISK)) {
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
        table.row(OURS + " : the best other" + suffix, lead, ahead);
        table.row(OURS + " : the best other" + GROUPING + suffix, leadOfGrouping, Goal.none());
    }
}
