package io.adbot.figures;

import io.adbot.cycle.CycleOrder;
import io.adbot.cycle.CycleSettings;
import io.adbot.cycle.GroupGates;
import io.adbot.message.Post;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.PlanRequest;
import io.adbot.testkit.Scenario;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Tenants of one kind, each with 20 sessions and groups of its own. */
final class Tenants {

    private static final int SESSIONS = 20;
    private static final int STARTER_GROUPS = 10;
    private static final int ENTERPRISE_GROUPS = 2_000;

    private Tenants() {}

    /** 10 groups, a cycle of 60 minutes, and the usual 5 minutes until the next. */
    static Scenario starter(int tenants) {
        return scenario(
                tenants,
                tenant -> CycleOrder.of(
                        new TenantId(tenant),
                        PlanRequest.builder(ExecutionMode.STARTER)
                                .sessions(sessions(tenant))
                                .groups(groups(tenant, STARTER_GROUPS))
                                .cycle(Duration.ofMinutes(60))
                                .build(),
                        Post.text("from " + tenant)));
    }

    /** 2,000 groups, a delay of 5 s, and no pause: every session posts all day. */
    static Scenario enterprise(int tenants) {
        return scenario(
                tenants,
                tenant -> CycleOrder.of(
                                new TenantId(tenant),
                                PlanRequest.builder(ExecutionMode.ENTERPRISE)
                                        .sessions(sessions(tenant))
                                        .groups(groups(tenant, ENTERPRISE_GROUPS))
                                        .delay(Duration.ofSeconds(5))
                                        .build(),
                                Post.text("from " + tenant))
                        .pause(Duration.ZERO));
    }

    private static Scenario scenario(int tenants, Function<String, CycleOrder> order) {
        return new Scenario(
                IntStream.range(0, tenants)
                        .mapToObj(i -> order.apply("tenant-" + i))
                        .toList(),
                CycleSettings.defaults(),
                GroupGates.none());
    }

    private static List<SessionId> sessions(String tenant) {
        return IntStream.range(0, SESSIONS)
                .mapToObj(i -> new SessionId(tenant + "/session-" + i))
                .toList();
    }

    private static List<GroupId> groups(String tenant, int count) {
        long first = -1_001_000_000_000L - Math.abs((long) tenant.hashCode()) * 10_000;
        return IntStream.range(0, count)
                .mapToObj(i -> new GroupId(Long.toString(first - i)))
                .toList();
    }
}
