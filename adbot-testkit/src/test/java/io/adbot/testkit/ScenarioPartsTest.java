package io.adbot.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.cycle.CycleOrder;
import io.adbot.cycle.CycleSettings;
import io.adbot.cycle.GroupGates;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent.EngineOpened;
import io.adbot.message.Post;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.ExecutionPlanner;
import io.adbot.plan.PlanRequest;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ScenarioPartsTest {

    @Test
    void tenantsThatShareNothingAreApart() {
        Scenario scenario = Scenario.of(order("a", "s1", "g1"), order("b", "s2", "g2"), order("c", "s3", "g3"));

        assertThat(tenants(scenario)).containsExactly("a", "b", "c");
    }

    @Test
    void whoSharesASessionOrAGroupIsTogetherAlsoByWayOfOthers() {
        Scenario scenario = Scenario.of(
                order("a", "s1", "g1"),
                order("b", "s2", "g2"),
                order("c", "s3", "g3"),
                order("d", "s3", "g4"), // a session of c's
                order("e", "s5", "g1", "g4")); // a group of a's, and one of d's

        assertThat(tenants(scenario)).containsExactly("a+c+d+e", "b");
    }

    @Test
    void partsKeepSettingsAndGates() {
        CycleSettings settings = CycleSettings.builder().seed(5).build();
        GroupGates gates = GroupGates.everywhere(Duration.ofMinutes(1));
        Scenario scenario = new Scenario(List.of(order("a", "s1", "g1"), order("b", "s2", "g2")), settings, gates);

        assertThat(scenario.parts()).allSatisfy(part -> {
            assertThat(part.settings()).isSameAs(settings);
            assertThat(part.gates()).isSameAs(gates);
        });
    }

    /** What makes it right to simulate parts instead of the whole. */
    @Property(tries = 200)
    void whatHappensToAPartIsTheSameAloneAndBesideOthers(@ForAll long seed) {
        Scenario whole = new Scenario(
                Stream.of(seed, seed + 1, seed + 2)
                        .flatMap(each -> ownWorld(Scenario.draw(each).orders(), "of" + each))
                        .toList(),
                CycleSettings.builder().seed(seed).build(),
                GroupGates.none());
        List<Scenario> parts = whole.parts();

        assertThat(parts).hasSizeGreaterThanOrEqualTo(3);
        assertThat(parts.stream().flatMap(part -> entries(seed, part)).collect(counted()))
                .isEqualTo(entries(seed, whole).collect(counted()));
    }

    /** The same orders under names that nobody else has, those that can be started, and one that always can. */
    private static Stream<CycleOrder> ownWorld(List<CycleOrder> orders, String name) {
        Stream<CycleOrder> feasible = orders.stream()
                .filter(order -> ExecutionPlanner.plan(order.request()).fold(plan -> true, infeasible -> false));
        return Stream.concat(feasible, Stream.of(order("always", "s", "g"))).map(order -> {
            PlanRequest request = order.request();
            PlanRequest own = request.toBuilder()
                    .sessions(request.sessions().stream()
                            .map(session -> new SessionId(session + name))
                            .toList())
                    .groups(request.groups().stream()
                            .map(group -> new GroupId(group + name))
                            .toList())
                    .build();
            return CycleOrder.of(new TenantId(order.tenant() + name), own, order.post())
                    .cycles(order.cycleLimit())
                    .pause(Duration.ofNanos(order.pauseNanos()));
        });
    }

    private static Stream<String> entries(long seed, Scenario scenario) {
        TelegramBehaviour behaviour = List.of(
                        TelegramBehaviour.calm(),
                        TelegramBehaviour.flooding(),
                        TelegramBehaviour.losingReplies(),
                        TelegramBehaviour.strict(),
                        TelegramBehaviour.chaos())
                .get((int) Math.floorMod(seed, 5L));
        Duration span = Duration.ofHours(3);
        return Simulation.of(seed)
                .scenario(scenario)
                .faults(new FaultMenu(seed, span, behaviour, List.of()))
                .span(span)
                .withoutLivenessPhase()
                .run()
                .journal()
                .stream()
                .filter(entry -> !(entry.event() instanceof EngineOpened))
                .map(ScenarioPartsTest::told);
    }

    private static String told(JournalEntry entry) {
        return entry.at() + " " + entry.event();
    }

    private static Collector<String, ?, Map<String, Long>> counted() {
        return Collectors.groupingBy(Function.identity(), Collectors.counting());
    }

    private static List<String> tenants(Scenario scenario) {
        return scenario.parts().stream()
                .map(part -> part.orders().stream()
                        .map(order -> order.tenant().value())
                        .collect(Collectors.joining("+")))
                .toList();
    }

    private static CycleOrder order(String tenant, String session, String... groups) {
        PlanRequest request = PlanRequest.builder(ExecutionMode.STARTER)
                .sessions(List.of(new SessionId(session)))
                .groups(Stream.of(groups).map(GroupId::new).toList())
                .cycle(Duration.ofMinutes(60))
                .build();
        return CycleOrder.of(new TenantId(tenant), request, Post.text("x")).cycles(1);
    }
}
