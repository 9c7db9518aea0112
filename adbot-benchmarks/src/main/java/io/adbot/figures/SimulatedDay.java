package io.adbot.figures;

import io.adbot.measure.Meter;
import io.adbot.testkit.FaultMenu;
import io.adbot.testkit.Scenario;
import io.adbot.testkit.TelegramBehaviour;
import java.time.Duration;
import java.util.List;

/** Some hours of enterprise tenants at a calm Telegram, and what they cost. */
public final class SimulatedDay {

    private static final int SESSIONS = 20;
    private static final long DELAY = Duration.ofSeconds(5).toNanos();

    private final Scenario scenario;
    private final FaultMenu faults;
    private final int tenants;

    private SimulatedDay(Scenario scenario, FaultMenu faults, int tenants) {
        this.scenario = scenario;
        this.faults = faults;
        this.tenants = tenants;
    }

    /** 20 sessions and 2,000 groups each, a delay of 5 s, no pause. */
    public static SimulatedDay ofEnterprise(int tenants, Duration span) {
        return new SimulatedDay(
                Tenants.enterprise(tenants),
                new FaultMenu(SimulationFigures.SEED, span, TelegramBehaviour.calm(), List.of()),
                tenants);
    }

    /** How many sessions there are. */
    public int sessions() {
        return tenants * SESSIONS;
    }

    /** Nanoseconds between two sends of a session. */
    public long delay() {
        return DELAY;
    }

    /** A length of time that a send may take at a calm Telegram, in nanoseconds, spread evenly by the number. */
    public long latency(long number) {
        long least = TelegramBehaviour.calm().latency().leastNanos();
        long most = TelegramBehaviour.calm().latency().mostNanos();
        return least + Math.floorMod(number * 0x9E3779B97F4A7C15L, most - least);
    }

    /**
     * Runs it, all rules on, again and again until there were so many deliveries.
     *
     * @return nanoseconds of processor time of the whole process for a delivery
     */
    public double nanosForADelivery(long deliveriesAtLeast) {
        long deliveries = 0;
        Meter before = Meter.read();
        do {
            deliveries += SimulationFigures.run(scenario, faults).deliveries();
        } while (deliveries < deliveriesAtLeast);
        return (double) Meter.read().since(before).processor() / deliveries;
    }
}
