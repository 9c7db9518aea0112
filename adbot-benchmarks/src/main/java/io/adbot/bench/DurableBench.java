package io.adbot.bench;

import static io.adbot.figures.store.Contenders.DISK;
import static io.adbot.figures.store.Contenders.DISK_SHARED;
import static io.adbot.figures.store.Contenders.ENGINE;
import static io.adbot.figures.store.Contenders.OURS;

import io.adbot.figures.store.Contender;
import io.adbot.figures.store.Contenders;
import io.adbot.figures.store.Senders;
import io.adbot.measure.Directories;
import io.adbot.measure.Goal;
import io.adbot.measure.Versions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Changes that are on the disk before they are answered: this store, others, and what the disk can do. */
final class DurableBench implements Part {

    private static final int TENANTS = 100;

    private final Directories directories;
    private final Turns turns;
    private final Duration turn;
    private final List<Integer> senders;
    private final List<Integer> tenants;

    /**
     * A part.
     *
     * @param turn how long each turn lasts
     * @param senders how many senders at a time; of the last number the goals are told
     * @param tenants how many tenants, for growth
     */
    DurableBench(Directories directories, Turns turns, Duration turn, List<Integer> senders, List<Integer> tenants) {
        this.directories = directories;
        this.turns = turns;
        this.turn = turn;
        this.senders = senders;
        this.tenants = tenants;
    }

    @Override
    public Section measure() throws Exception {
        Section section = new Section("durable", "Durable changes")
                .add("""
                        Senders that each put new settings (about 400 bytes of JSON) in the place of one of %d tenants', and go on once that is on the disk:
                        every contender forces it before it answers. Costs are microseconds of wall time for a change, of all senders together. SQLite has
                        WAL and `synchronous=FULL`; *a writer that groups* is a thread before a store that takes all that waits and commits once, and of
                        several changes to one tenant MVStore then writes the last alone. The limit is a file without any store: for one sender the record
                        appended and forced, for more one force for all that wait. Versions: %s, %s.
                        """.formatted(TENANTS, Versions.of("org.h2.mvstore.MVStore"), Versions.of("org.sqlite.JDBC")));
        Growth bySenders = new Growth("A change, by senders", "senders", "µs", Set.of(DISK, DISK_SHARED));
        try (Contenders contenders = Contenders.open(directories.fresh("durable"), TENANTS)) {
            for (int count : senders) {
                Comparison comparison = compare(contenders, count, TENANTS);
                section.add(count == senders.get(senders.size() - 1) ? judged(comparison, contenders) : comparison);
                contenders.all().keySet().forEach(name -> bySenders.add(name, count, comparison.cost(name)));
            }
        }
        section.add(bySenders);
        int most = senders.get(senders.size() - 1);
        Growth byTenants =
                new Growth("A change, by tenants, " + most + " senders", "tenants", "µs", Set.of(DISK, DISK_SHARED));
        for (int count : tenants) {
            try (Contenders contenders = Contenders.open(directories.fresh("durable"), count)) {
                Comparison comparison = compare(contenders, most, count);
                contenders.all().keySet().forEach(name -> byTenants.add(name, count, comparison.cost(name)));
            }
        }
        return section.add(byTenants);
    }

    private Comparison compare(Contenders contenders, int count, int of) throws Exception {
        String limit = count == 1 ? DISK : DISK_SHARED;
        Comparison comparison =
                new Comparison(count + (count == 1 ? " sender" : " senders"), "µs a change", OURS, limit);
        Senders all = new Senders(count, of);
        Map<String, Turns.Work> work = new LinkedHashMap<>();
        for (Map.Entry<String, Contender> each : contenders.all().entrySet()) {
            work.put(each.getKey(), () -> 1e6 / all.rate(each.getValue(), turn));
        }
        turns.run(work, comparison);
        return comparison.goal(OURS + " : " + limit, OURS, limit, Goal.atMost(1.5, "1.5"));
    }

    private static Comparison judged(Comparison comparison, Contenders contenders) {
        for (String name : contenders.all().keySet()) {
            if (!Set.of(OURS, ENGINE, DISK, DISK_SHARED).contains(name)) {
                comparison.goal(OURS + " : " + name, OURS, name, Goal.below(1, "1"));
            }
        }
        return comparison;
    }
}
