package io.adbot.testkit;

import io.adbot.cycle.CycleOrder;
import io.adbot.cycle.CycleSettings;
import io.adbot.cycle.GroupGates;
import io.adbot.message.Post;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.PlanRequest;
import io.adbot.time.Nanos;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What a simulation runs: who wants what, under which settings and gates. {@link #draw} makes one from a seed, small and
 * mean: few sessions and groups, so that they get in each other's way.
 *
 * @param orders what the tenants want; one for each
 * @param settings how the runner bears itself
 * @param gates the groups' gates
 */
public record Scenario(List<CycleOrder> orders, CycleSettings settings, GroupGates gates) {

    private static final int MOST_TENANTS = 3;
    private static final int MOST_SESSIONS = 4;
    private static final int MOST_GROUPS = 6;

    /** Checks that there is something to do. */
    public Scenario {
        orders = List.copyOf(orders);
        if (orders.isEmpty()) {
            throw new IllegalArgumentException("a scenario has at least one order");
        }
        if (orders.stream().map(CycleOrder::tenant).distinct().count() < orders.size()) {
            throw new IllegalArgumentException("a scenario has one order for each tenant; got " + orders);
        }
    }

    /** These orders, with default settings and without gates. */
    public static Scenario of(CycleOrder... orders) {
        return new Scenario(List.of(orders), CycleSettings.defaults(), GroupGates.none());
    }

    /** The same under other settings. */
    public Scenario settings(CycleSettings others) {
        return new Scenario(orders, others, gates);
    }

    /** The same with gates. */
    public Scenario gates(GroupGates others) {
        return new Scenario(orders, settings, others);
    }

    /**
     * The scenario in parts that have nothing to do with each other: tenants that share a session or a group, also by way of
     * others, are in one part. What happens to a tenant is the same whether its part is simulated alone or all parts together,
     * as long as no {@link Fault} befalls the engine that they share. So many tenants can be simulated part by part, which
     * is faster, since one part fits the processor's caches, and on as many threads as there are cores:
     *
     * <pre>{@code
     * scenario.parts().parallelStream()
     *         .map(part -> Simulation.of(seed).scenario(part).run())
     *         .toList();
     * }</pre>
     *
     * @return one part at least, in the order of their first tenants
     */
    public List<Scenario> parts() {
        return IndependentOrders.among(orders).stream()
                .map(part -> new Scenario(part, settings, gates))
                .toList();
    }

    /** The scenario of a seed: 1 to 3 tenants in either mode with up to 4 sessions and 6 groups, for 1 to 3 cycles. */
    public static Scenario draw(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<CycleOrder> orders = new ArrayList<>();
        int tenants = 1 + random.nextInt(MOST_TENANTS);
        for (int i = 0; i < tenants; i++) {
            orders.add(drawOrder("tenant" + i, random));
        }
        return new Scenario(orders, drawSettings(random), drawGates(orders, random));
    }

    private static CycleOrder drawOrder(String name, SplittableRandom random) {
        int sessions = 1 + random.nextInt(MOST_SESSIONS);
        int groups = 1 + random.nextInt(MOST_GROUPS);
        long delay = random.nextLong(1, 12) * Nanos.SECOND;
        ExecutionMode mode = random.nextBoolean() ? ExecutionMode.STARTER : ExecutionMode.ENTERPRISE;
        PlanRequest.Builder request = PlanRequest.builder(mode)
                .sessions(IntStream.range(0, sessions)
                        .mapToObj(i -> new SessionId(name + "-" + (char) ('a' + i)))
                        .toList())
                .groups(IntStream.range(0, groups)
                        .mapToObj(i -> new GroupId("-100" + i))
                        .toList())
                .delay(Duration.ofNanos(delay));
        if (mode == ExecutionMode.STARTER) {
            // From just not feasible to comfortable, and of a length that N does not divide.
            long tooShort = (long) sessions * groups * Math.max(delay, 3 * Nanos.SECOND);
            long more = random.nextInt(16) == 0 ? 0 : 1 + random.nextLong(3 * tooShort);
            request.cycle(Duration.ofNanos(tooShort + more));
        } else {
            request.grace(Duration.ofNanos(random.nextLong(5 * Nanos.MINUTE)));
        }
        Post post = random.nextBoolean() ? Post.forward("t.me/simulated/1") : Post.text("simulated");
        CycleOrder order = CycleOrder.of(new TenantId(name), request.build(), post)
                .cycles(1 + random.nextInt(3))
                .pause(Duration.ofSeconds(random.nextInt(60)));
        return random.nextBoolean() ? order : order.resume();
    }

    private static CycleSettings drawSettings(SplittableRandom random) {
        return CycleSettings.builder()
                .seed(random.nextLong())
                .retries(random.nextInt(4))
                .sendLimit(Duration.ofSeconds(5 + random.nextInt(90)))
                .checkLimit(Duration.ofSeconds(1 + random.nextInt(30)))
                .stopLimit(Duration.ofSeconds(random.nextInt(15)))
                .cancelLimit(Duration.ofSeconds(random.nextInt(6)))
                .suspendAfter(1 + random.nextInt(3))
                .suspendFor(1 + random.nextInt(3))
                .build();
    }

    private static GroupGates drawGates(List<CycleOrder> orders, SplittableRandom random) {
        long most = orders.stream().mapToLong(Scenario::longestGate).min().orElse(Long.MAX_VALUE);
        GroupGates gates = GroupGates.none();
        if (random.nextInt(3) == 0) {
            for (int i = 0; i < MOST_GROUPS; i++) {
                if (random.nextBoolean()) {
                    int longest = random.nextBoolean() ? 20 : 200;
                    long gate = Math.min(most, random.nextInt(longest) * Nanos.SECOND);
                    gates = gates.with(new GroupId("-100" + i), Duration.ofNanos(gate));
                }
            }
        }
        return gates;
    }

    /** A starter order with a longer gate would be refused (rule G3). */
    private static long longestGate(CycleOrder order) {
        return order.request().cycleNanos().orElse(Long.MAX_VALUE)
                / order.request().sessions().size();
    }
}
