package io.adbot.samples.embed;

// begin: property
import io.adbot.cycle.CycleOrder;
import io.adbot.cycle.GroupGates;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent.EngineOpened;
import io.adbot.journal.JournalEvent.SendIntended;
import io.adbot.message.Post;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.PlanRequest;
import io.adbot.testkit.Scenario;
import io.adbot.testkit.Simulation;
import io.adbot.time.Nanos;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TenMinutesOfRestTest {

    private final Map<GroupId, Long> lastIntent = new HashMap<>();

    @Property(tries = 100)
    void noGroupHearsFromUsTwiceInTenMinutes(@ForAll long seed) {
        lastIntent.clear();
        PlanRequest request = PlanRequest.builder(ExecutionMode.STARTER)
                .sessions(List.of(new SessionId("alice.session"), new SessionId("bob.session")))
                .groups(List.of(new GroupId("-1001"), new GroupId("-1002"), new GroupId("-1003")))
                .cycle(Duration.ofMinutes(60))
                .build();
        CycleOrder order = CycleOrder.of(new TenantId("shop"), request, Post.text("Open until eight today"))
                .cycles(3);

        Simulation.of(seed) // faults are drawn from the seed, too
                .scenario(Scenario.of(order).gates(GroupGates.everywhere(Duration.ofMinutes(10))))
                .rule("ten minutes of rest", this::restBroken)
                .run();
    }

    /** Sees every entry of the journal in order; a sentence breaks the rule. */
    private Optional<String> restBroken(JournalEntry entry) {
        if (entry.event() instanceof EngineOpened) {
            lastIntent.clear(); // the engine was restarted: its monotonic clock begins anew
        }
        if (entry.event() instanceof SendIntended intended) {
            GroupId group = intended.delivery().group();
            long now = entry.at().nanos();
            Long before = lastIntent.put(group, now);
            if (before != null && now - before < 600 * Nanos.SECOND) {
                return Optional.of("group " + group + " had only " + Nanos.text(now - before) + " of rest");
            }
        }
        return Optional.empty();
    }
}
// end: property
