package io.adbot.figures;

import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent.DeliverySkipped;
import io.adbot.journal.JournalEvent.SendSettled;
import io.adbot.measure.Goal;
import io.adbot.measure.Meter;
import io.adbot.measure.Sample;
import io.adbot.testkit.Fault;
import io.adbot.testkit.FaultMenu;
import io.adbot.testkit.Scenario;
import io.adbot.testkit.Simulation;
import io.adbot.testkit.TelegramBehaviour;
import io.adbot.testkit.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Days of posting in virtual time, the rules checked after every event. A delivery counts once it has ended: by a final
 * settlement or by a skip.
 */
final class SimulationFigures {

    static final long SEED = 20_260_101;
    private static final Duration DAY = Duration.ofHours(24);

    private final FigureTable table;

    SimulationFigures(FigureTable table) {
        this.table = table;
    }

    void measure() {
        throughput("20 tenants, chaos and engine faults", enduring());
        throughput("20 tenants, flooding and engine faults", TelegramBehaviour.flooding());
        day(
                "a day of 100 starter tenants, calm",
                Tenants.starter(100),
                TelegramBehaviour.calm(),
                5,
                Goal.below(5, "5 s"));
        day("a day of 100 starter tenants, chaos", Tenants.starter(100), enduring(), 3, Goal.below(5, "5 s"));
        day(
                "a day of 100 enterprise tenants, calm",
                Tenants.enterprise(100),
                TelegramBehaviour.calm(),
                1,
                Goal.below(60, "60 s"));
        day("a day of 100 enterprise tenants, chaos", Tenants.enterprise(100), enduring(), 1, Goal.below(60, "60 s"));
        List<Scenario> parts = Tenants.enterprise(100).parts();
        dayInParts("the same, calm, tenant by tenant on one core", parts.stream());
        dayInParts("the same, calm, tenant by tenant on all cores", parts.parallelStream());
    }

    private void throughput(String figure, TelegramBehaviour behaviour) {
        Scenario scenario = Tenants.enterprise(20);
        FaultMenu faults = troubled(behaviour, Duration.ofHours(6));
        run(scenario, faults); // to warm up
        Sample deliveries = new Sample();
        Sample sends = new Sample();
        for (int round = 0; round < 5; round++) {
            Run run = run(scenario, faults);
            deliveries.add(run.perSecond(run.deliveries));
            sends.add(run.perSecond(run.sends));
        }
        table.row(figure + ": deliveries/s", deliveries, Goal.above(500_000, "500,000/s"));
        table.row(figure + ": sends/s", sends, Goal.none());
    }

    private void day(String figure, Scenario scenario, TelegramBehaviour behaviour, int rounds, Goal goal) {
        FaultMenu faults = new FaultMenu(SEED, DAY, behaviour, List.of());
        Sample wall = new Sample();
        Sample processor = new Sample();
        Sample deliveries = new Sample();
        Sample rate = new Sample();
        Sample bytes = new Sample();
        for (int round = 0; round < rounds; round++) {
            Run run = run(scenario, faults);
            wall.add(run.cost.wall() / 1e9);
            processor.add(run.cost.process() / 1e9);
            deliveries.add(run.deliveries / 1e6);
            rate.add(run.perSecond(run.deliveries));
            bytes.add((double) run.cost.allocated() / run.deliveries);
        }
        table.row(figure + ", s", wall, goal);
        table.row("  of processor time, all threads, s", processor, Goal.none());
        table.row("  million deliveries", deliveries, Goal.none());
        table.row("  deliveries/s", rate, Goal.none());
        table.row("  bytes allocated for a delivery", bytes, Goal.none());
    }

    /** Tenants that share nothing are simulated apart: what happens to each is the same, and the caches hold it. */
    private void dayInParts(String figure, Stream<Scenario> parts) {
        FaultMenu faults = new FaultMenu(SEED, DAY, TelegramBehaviour.calm(), List.of());
        Meter before = Meter.read();
        long deliveries = parts.mapToLong(part -> run(part, faults).deliveries).sum();
        Meter cost = Meter.read().since(before);
        table.row(figure + ", s", Sample.of(cost.wall() / 1e9), Goal.below(60, "60 s"));
        table.row("  of processor time, all threads, s", Sample.of(cost.process() / 1e9), Goal.none());
        table.row("  million deliveries", Sample.of(deliveries / 1e6), Goal.none());
    }

    static Run run(Scenario scenario, FaultMenu faults) {
        Count count = new Count();
        Meter before = Meter.read();
        Simulation.Result result = Simulation.of(SEED)
                .scenario(scenario)
                .faults(faults)
                .span(faults.span())
                .forgetful()
                .withoutLivenessPhase()
                .watch(count::add)
                .run();
        Meter cost = Meter.read().since(before);
        result.ledger().assertNoViolations();
        return new Run(count.deliveries, result.sends(), cost);
    }

    /** Chaos in which accounts survive: with those it takes for good, nobody would be left after an hour. */
    static TelegramBehaviour enduring() {
        return TelegramBehaviour.chaos().toBuilder()
                .chance(Trouble.ACCOUNT_LIMITED, 0)
                .chance(Trouble.ACCOUNT_BANNED, 0)
                .chance(Trouble.LOGGED_OUT, 0)
                .chance(Trouble.CONTENT_REJECTED, 0)
                .build();
    }

    /** Every twenty minutes one of all that can happen to an engine, short of a crash: without a journal it has no past. */
    static FaultMenu troubled(TelegramBehaviour behaviour, Duration span) {
        List<Fault> faults = List.of(
                new Fault.JournalSlow(Duration.ofSeconds(30)),
                new Fault.StopAndStart(Duration.ofMinutes(1)),
                new Fault.JournalFails(3),
                new Fault.WallStep(Duration.ofHours(-5)),
                new Fault.Outage(Duration.ofMinutes(2)),
                new Fault.WallStep(Duration.ofHours(7)));
        List<FaultMenu.Course> courses = new ArrayList<>();
        for (long minute = 10; minute < span.toMinutes(); minute += 20) {
            courses.add(new FaultMenu.Course(Duration.ofMinutes(minute), faults.get(courses.size() % faults.size())));
        }
        return new FaultMenu(SEED, span, behaviour, courses);
    }

    record Run(long deliveries, long sends, Meter cost) {
        /** So many for each second of processor time, the garbage collector's included. */
        double perSecond(long count) {
            return count / (cost.process() / 1e9);
        }
    }

    private static final class Count {
        private long deliveries;

        void add(JournalEntry entry) {
            if (entry.event() instanceof DeliverySkipped
                    || (entry.event() instanceof SendSettled settled && settled.isFinal())) {
                deliveries++;
            }
        }
    }
}
