package io.adbot.cycle;

import static io.adbot.cycle.Engine.enterprise;
import static io.adbot.cycle.Engine.group;
import static io.adbot.cycle.Engine.once;
import static io.adbot.cycle.Engine.order;
import static io.adbot.cycle.Engine.seconds;
import static io.adbot.cycle.Engine.session;
import static io.adbot.cycle.Engine.starter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.journal.JournalEvent.GroupSuspended;
import io.adbot.journal.JournalEvent.SendIntended;
import io.adbot.journal.SkipReason;
import io.adbot.message.Permission;
import io.adbot.testkit.DurationRange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where it may post: G1 and G3, and groups that keep refusing. */
class PermissionTest {

    private Engine engine = new Engine();

    @AfterEach
    void noRuleIsBroken() {
        engine.verify();
    }

    // ---------------------------------------------------------------- G1

    @Test
    void whatTheQuestionRefusesIsSkippedWithoutAnIntent() {
        engine.telegram.deny(session("s1"), group("g1"), "not a member");

        engine.run(once(enterprise(1, 2)));

        assertThat(engine.story("s1")).containsExactly("g1 skipped: not_permitted", "g2 delivered");
        assertThat(engine.events(SendIntended.class)).hasSize(1);
        assertThat(engine.report().failed()).isZero();
        assertThat(engine.report().skippedByReason()).isEqualTo(Map.of(SkipReason.NOT_PERMITTED, 1L));
    }

    @Test
    void theQuestionIsAskedBeforeEverySend() {
        engine.telegram.script(session("s1"), group("g1"), Engine.floodWait(10));

        engine.run(once(enterprise(1, 2)));

        assertThat(engine.port.checks).containsExactly("s1→g1", "s1→g1", "s1→g2");
    }

    @Test
    void aQuestionThatTakesItsTimeDelaysTheSendByIt() {
        engine.telegram.behave(engine.telegram.behaviour().toBuilder()
                .checkLatency(DurationRange.exactly(Duration.ofSeconds(2)))
                .build());

        engine.run(once(enterprise(1, 3)));

        assertThat(engine.starts("s1")).containsExactly(2.0, 9.0, 16.0);
    }

    @Test
    void aSlotThatEndsDuringTheQuestionClosesIt() {
        CompletableFuture<Permission> late = new CompletableFuture<>();
        engine.port.check = (session, group) ->
                session.value().equals("s1") && group.value().equals("g2")
                        ? late
                        : engine.telegram.check(session, group, Engine.POST);
        CycleRun run = engine.start(once(starter(2, 2, Duration.ofMinutes(1))));
        engine.advance(31);
        late.complete(Permission.granted());

        engine.end(run);

        assertThat(engine.story("s1")).containsExactly("g1 delivered", "g2 skipped: slot_closed");
    }

    // ---------------------------------------------------------------- groups that keep refusing

    @Test
    void aGroupThatRefusedInTwoCyclesIsLeftOutForThreeAndThenTriedOnceMore() {
        engine.telegram.refuse(session("s1"), group("g1"), "CHAT_WRITE_FORBIDDEN");

        engine.run(order(enterprise(1, 1)).cycles(10));

        assertThat(engine.story("s1"))
                .containsExactly(
                        "g1 not_permitted",
                        "g1 not_permitted",
                        "g1 skipped: group_suspended",
                        "g1 skipped: group_suspended",
                        "g1 skipped: group_suspended",
                        "g1 not_permitted",
                        "g1 skipped: group_suspended",
                        "g1 skipped: group_suspended",
                        "g1 skipped: group_suspended",
                        "g1 not_permitted");
        assertThat(engine.events(GroupSuspended.class)).hasSize(3);
        assertThat(engine.events(GroupSuspended.class).get(0))
                .isEqualTo(new GroupSuspended(Engine.TENANT, session("s1"), group("g1"), 3));
    }

    @Test
    void aSuspensionConcernsThatSessionAlone() {
        engine.telegram.deny(session("s1"), group("g1"), "not a member");

        engine.run(order(starter(2, 1, Duration.ofMinutes(1))).cycles(3));

        assertThat(engine.story("s1"))
                .containsExactly(
                        "g1 skipped: not_permitted", "g1 skipped: not_permitted", "g1 skipped: group_suspended");
        assertThat(engine.story("s2")).containsExactly("g1 delivered", "g1 delivered", "g1 delivered");
    }

    @Test
    void aDeliveryInBetweenBeginsTheCountAnew() {
        engine.telegram.refuse(session("s1"), group("g1"), "CHAT_WRITE_FORBIDDEN");
        CycleRun run = engine.start(order(enterprise(1, 1)).cycles(3));
        engine.advance(1);
        engine.telegram.allow(session("s1"), group("g1"));
        engine.advance(310);
        engine.telegram.refuse(session("s1"), group("g1"), "CHAT_WRITE_FORBIDDEN");
        engine.end(run);

        assertThat(engine.story("s1")).containsExactly("g1 not_permitted", "g1 delivered", "g1 not_permitted");
        assertThat(engine.events(GroupSuspended.class)).isEmpty();
    }

    @Test
    void aSuspensionOutlivesARestart() {
        engine.telegram.refuse(session("s1"), group("g1"), "CHAT_WRITE_FORBIDDEN");
        engine.run(order(enterprise(1, 1)).cycles(3));
        engine.crashAndReopen(Duration.ofMinutes(10));

        engine.run(order(enterprise(1, 1)).cycles(3));

        assertThat(engine.story("s1").subList(3, 6))
                .containsExactly("g1 skipped: group_suspended", "g1 skipped: group_suspended", "g1 not_permitted");
    }

    // ---------------------------------------------------------------- G3

    @Test
    void theGateHoldsBetweenSessions() {
        engine = new Engine(GroupGates.everywhere(Duration.ofSeconds(30)), builder -> builder);

        engine.run(once(starter(2, 2, Duration.ofMinutes(1))));

        assertThat(engine.starts("s1")).containsExactly(0.0, 5.0);
        assertThat(engine.starts("s2")).containsExactly(30.0, 35.0);
    }

    @Test
    void theGateCountsFromTheIntentNotFromTheSend() {
        engine = new Engine(GroupGates.everywhere(Duration.ofSeconds(20)), builder -> builder);
        engine.journal.hold();
        CycleRun first = engine.start(order("first", "a", 1, 1).cycles(1));
        engine.advance(10);
        engine.journal.release();
        engine.end(first);

        engine.run(order("second", "b", 1, 1).cycles(1));

        assertThat(engine.starts("a1")).containsExactly(10.0);
        assertThat(engine.starts("b1")).containsExactly(20.0);
    }

    @Test
    void theGateHoldsBetweenTenants() {
        engine = new Engine(GroupGates.none().with(group("g2"), Duration.ofMinutes(5)), builder -> builder);
        CycleRun first = engine.start(order("first", "a", 1, 3).cycles(1));
        CycleRun second = engine.start(order("second", "b", 1, 3).cycles(1));

        engine.end(first);
        engine.end(second);

        assertThat(engine.starts("a1")).containsExactly(0.0, 5.0, 10.0);
        assertThat(engine.starts("b1")).containsExactly(0.0, 10.0, 305.0);
        assertThat(engine.story("b1")).containsExactly("g1 delivered", "g3 delivered", "g2 delivered");
    }

    @Test
    void theGateIsKeptOverARestart() {
        engine = new Engine(GroupGates.everywhere(Duration.ofMinutes(10)), builder -> builder);
        engine.run(order("first", "a", 1, 1).cycles(1));
        engine.crashAndReopen(seconds(55));

        engine.run(order("second", "b", 1, 1).cycles(1));

        assertThat(engine.starts("b1")).containsExactly(600.0);
    }

    @Test
    void theGateIsKeptOverARestartWithTheWallClockSetBack() {
        engine = new Engine(GroupGates.everywhere(Duration.ofMinutes(10)), builder -> builder);
        engine.run(order("first", "a", 1, 1).cycles(1));
        engine.time.stepWall(Duration.ofHours(-1));
        engine.crashAndReopen(seconds(55));

        engine.run(order("second", "b", 1, 1).cycles(1));

        // The whole gate, from the opening at 60 s on.
        assertThat(engine.starts("b1")).containsExactly(660.0);
    }

    @Test
    void aStarterPlanThatCannotMeetAGateIsRefusedWithEveryGroup() {
        engine = new Engine(
                GroupGates.none()
                        .with(group("g1"), Duration.ofSeconds(30).plusNanos(1))
                        .with(group("g2"), Duration.ofMinutes(1))
                        .with(group("g3"), Duration.ofSeconds(30)),
                builder -> builder);

        assertThatThrownBy(() -> engine.start(order(starter(2, 3, Duration.ofMinutes(1)))))
                .cause()
                .isInstanceOfSatisfying(StartRefusedException.class, refused -> {
                    assertThat(refused.reasons())
                            .extracting(StartRefusedException.Reason::kind)
                            .isEqualTo(List.of(
                                    StartRefusedException.Kind.GROUP_GATE, StartRefusedException.Kind.GROUP_GATE));
                    assertThat(refused).hasMessageContaining("Group g1").hasMessageContaining("every 60s");
                });
        assertThat(engine.cycles()).isEmpty();
    }

    @Test
    void aStarterPlanOfOneSessionCannotMeetAGateThatIsLongerThanItsCycle() {
        engine = new Engine(GroupGates.everywhere(Duration.ofMinutes(1).plusNanos(1)), builder -> builder);

        assertThatThrownBy(() -> engine.start(order(starter(1, 3, Duration.ofMinutes(1)))))
                .cause()
                .isInstanceOfSatisfying(
                        StartRefusedException.class,
                        refused -> assertThat(refused.reasons())
                                .hasSize(3)
                                .allSatisfy(reason ->
                                        assertThat(reason.kind()).isEqualTo(StartRefusedException.Kind.GROUP_GATE)));
    }
}
