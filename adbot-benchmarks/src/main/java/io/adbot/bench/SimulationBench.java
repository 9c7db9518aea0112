package io.adbot.bench;

import io.adbot.figures.SimulatedDay;
import io.adbot.measure.Goal;
import io.adbot.measure.Meter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** Virtual time with everything that a test has, against a queue that pops the same events and does nothing else. */
final class SimulationBench implements Part {

    private static final String OURS = "simulation: engine, fake Telegram, all rules checked";
    private static final String LIMIT = "bare priority queue";

    private final List<Integer> tenants;
    private final Duration span;
    private final Turns turns;
    private final long deliveriesAtLeast;

    /** What is computed goes here, so that it must be computed. */
    private long sink;

    /**
     * A part.
     *
     * @param deliveriesAtLeast how many deliveries a turn has, by simulating few tenants again and again
     */
    SimulationBench(List<Integer> tenants, Duration span, Turns turns, long deliveriesAtLeast) {
        this.deliveriesAtLeast = deliveriesAtLeast;
        this.tenants = tenants;
        this.span = span;
        this.turns = turns;
    }

    @Override
    public Section measure() throws Exception {
        Section section = new Section("simulation", "Simulation")
                .add("""
                        %s of virtual time of enterprise tenants with 20 sessions each that post every 5 s, every entry of the journal held against the rules.
                        The limit pops the same events, a start and an answer for each delivery, from a `java.util.PriorityQueue` and puts in the session's
                        next. Costs are nanoseconds of processor time of the whole process for a delivery.
                        """.formatted(span.toString().substring(2)));
        Growth growth = new Growth("A delivery, by tenants", "tenants", "ns", Set.of(LIMIT));
        for (int count : tenants) {
            Comparison comparison =
                    new Comparison(count + (count == 1 ? " tenant" : " tenants"), "ns a delivery", OURS, LIMIT);
            SimulatedDay day = SimulatedDay.ofEnterprise(count, span);
            turns.run(Map.of(OURS, () -> day.nanosForADelivery(deliveriesAtLeast), LIMIT, () -> pop(day)), comparison);
            section.add(comparison.goal(OURS + " : " + LIMIT, OURS, LIMIT, Goal.atMost(4, "4")));
            growth.add(OURS, count, comparison.cost(OURS));
            growth.add(LIMIT, count, comparison.cost(LIMIT));
        }
        if (sink == 42) {
            section.add("");
        }
        return section.add(growth);
    }

    private double pop(SimulatedDay day) {
        long deliveries = 0;
        Meter before = Meter.read();
        do {
            deliveries += popOnce(day);
        } while (deliveries < deliveriesAtLeast);
        return (double) Meter.read().since(before).processor() / deliveries;
    }

    private long popOnce(SimulatedDay day) {
        PriorityQueue<Event> queue = new PriorityQueue<>();
        long end = span.toNanos();
        long sequence = 0;
        for (int session = 0; session < day.sessions(); session++) {
            queue.add(new Event(0, sequence++, session, false));
        }
        long deliveries = 0;
        while (!queue.isEmpty()) {
            Event event = queue.remove();
            if (event.answer) {
                deliveries++;
                sink += event.session;
            } else {
                queue.add(new Event(event.at + day.latency(sequence), sequence++, event.session, true));
                long next = event.at + day.delay();
                if (next < end) {
                    queue.add(new Event(next, sequence++, event.session, false));
                }
            }
        }
        return deliveries;
    }

    private record Event(long at, long sequence, int session, boolean answer) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(at, other.at);
            return byTime == 0 ? Long.compare(sequence, other.sequence) : byTime;
        }
    }
}
