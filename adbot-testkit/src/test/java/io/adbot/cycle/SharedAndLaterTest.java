package io.adbot.cycle;

import static io.adbot.cycle.Engine.enterprise;
import static io.adbot.cycle.Engine.group;
import static io.adbot.cycle.Engine.groups;
import static io.adbot.cycle.Engine.once;
import static io.adbot.cycle.Engine.order;
import static io.adbot.cycle.Engine.seconds;
import static io.adbot.cycle.Engine.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.check.JournalChecker;
import io.adbot.journal.InMemoryJournal;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.LateAnswer;
import io.adbot.journal.JournalEvent.SendSettled;
import io.adbot.journal.JournalEvent.SessionFlagged;
import io.adbot.message.Post;
import io.adbot.message.SendOutcome;
import io.adbot.testkit.FakeTelegram;
import io.adbot.testkit.VirtualTime;
import io.adbot.time.EventLoop;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What two tenants share, and what one order leaves to the next, to the next runner and to the next process. */
class SharedAndLaterTest {

    private final Engine engine = new Engine();

    @Test
    void aSessionIsWithOneRunningTenantAtATime() {
        CycleRun first = engine.start(order("first", "a", 2, 2));

        assertThatThrownBy(() -> engine.start(order("second", "a", 1, 1)))
                .hasStackTraceContaining("Another running cycle uses session a1. Use another session, or wait");

        engine.time.await(first.stop(), Duration.ofMinutes(1));
        engine.run(order("second", "a", 1, 1).cycles(1));
        engine.verify();
    }

    /** M4. */
    @Test
    void whoIsRefusedASessionIsNotToldWhoUsesIt() {
        engine.start(order("first", "a", 1, 1));

        assertThatThrownBy(() -> engine.start(order("second", "a", 1, 1)))
                .cause()
                .isInstanceOfSatisfying(StartRefusedException.class, refused -> {
                    assertThat(refused).hasMessageNotContaining("first");
                    assertThat(refused.reasons())
                            .extracting(StartRefusedException.Reason::kind)
                            .containsExactly(StartRefusedException.Kind.SESSION_TAKEN);
                });
    }

    @Test
    void anUpdateCannotTakeAnotherTenantsSession() {
        engine.start(order("first", "a", 1, 1));
        CycleRun second = engine.start(order("second", "b", 1, 1));
        engine.time.await(second.update(order("second", "a", 1, 1)), Duration.ZERO);

        RunEnd end = engine.end(second);

        assertThat(end.cause()).isEqualTo(RunEnd.Cause.NOT_POSSIBLE);
        assertThat(end.message())
                .contains("Another running cycle uses session a1")
                .doesNotContain("first");
    }

    @Test
    void anUpdateTakesItsSessionsWithTheNextCycleAndGivesBackTheOthers() {
        CycleRun first = engine.start(order("first", "a", 1, 1));
        engine.time.await(first.update(order("first", "b", 1, 1)), Duration.ZERO);
        engine.advance(600);

        assertThatThrownBy(() -> engine.start(order("second", "b", 1, 1)))
                .hasStackTraceContaining("Another running cycle uses session b1.");
        engine.run(order("second", "a", 1, 1).cycles(1));
        engine.verify();
    }

    @Test
    void theRunningCycleAsksAboutItsOwnPostWhateverTheNextOneSends() {
        Post next = Post.text("something else");
        engine.telegram.reject(next, "not this");
        CycleRun run = engine.start(once(enterprise(1, 3)));
        engine.advance(1);
        engine.time.await(
                run.update(CycleOrder.of(Engine.TENANT, enterprise(1, 3).build(), next)
                        .cycles(1)),
                Duration.ZERO);

        engine.end(run);

        assertThat(engine.story("s1")).containsExactly("g1 delivered", "g2 delivered", "g3 delivered");
        engine.verify();
    }

    @Test
    void whatWasDoneTwoStopsAgoIsStillLeftOutAndMemoryAndRecoveryAgree() {
        CycleRun first = engine.start(once(enterprise(1, 3)));
        engine.advance(1);
        engine.time.await(first.stop(), Duration.ofMinutes(1));
        CycleRun second = engine.start(
                once(enterprise(1, 1).groups(groups(3).subList(1, 3))).resume());
        engine.advance(1);
        engine.time.await(second.stop(), Duration.ofMinutes(1));

        engine.run(once(enterprise(1, 3)).resume());

        assertThat(engine.telegram.ledger().posts(group("g1"))).hasSize(1);
        assertThat(engine.telegram.ledger().posts(group("g2"))).hasSize(1);
        assertThat(engine.telegram.ledger().posts(group("g3"))).hasSize(1);
        engine.verify();
    }

    @Test
    void anAccountThatIsLimitedIsFlaggedBeforeItsSendIsSettled() {
        engine.telegram.script(session("s1"), group("g1"), new SendOutcome.AccountLimited("PEER_FLOOD"));

        engine.run(once(enterprise(1, 2)));

        List<Class<?>> order = new ArrayList<>();
        engine.journal.entries().stream()
                .map(entry -> entry.event())
                .filter(event -> event instanceof SessionFlagged || event instanceof SendSettled)
                .forEach(event -> order.add(event.getClass()));
        assertThat(order).containsExactly(SessionFlagged.class, SendSettled.class);
    }

    @Test
    void aRunnerThatIsShutDownLeavesTheJournalToTheNext() {
        engine.telegram.hold(session("s1"));
        engine.start(once(enterprise(1, 1)));
        engine.advance(1);
        engine.time.await(engine.runner.shutDown(), Duration.ofMinutes(2));
        int before = engine.journal.entries().size();

        engine.telegram.release(session("s1"));
        engine.advance(60);

        assertThat(engine.journal.entries()).hasSize(before);
        assertThat(engine.events(LateAnswer.class)).isEmpty();
    }

    @Test
    void aJournalCountsFromItsOpeningHoweverOldTheLoopIs() {
        VirtualTime time = new VirtualTime();
        EventLoop loop = time.loop();
        time.advance(Duration.ofHours(5));
        InMemoryJournal journal = new InMemoryJournal();
        CycleRunner runner =
                CycleRunner.builder(loop, new FakeTelegram(time), journal).open();

        time.await(
                runner.start(CycleOrder.of(
                                        new TenantId("acme"), enterprise(1, 2).build(), Engine.POST)
                                .cycles(1))
                        .thenCompose(CycleRun::ended),
                Duration.ofHours(1));

        JournalChecker checker = new JournalChecker();
        assertThat(journal.entries())
                .allSatisfy(entry -> assertThat(checker.accept(entry)).isEmpty());
        assertThat(journal.entries().get(0).at().nanos()).isZero();
        assertThat(journal.entries().get(0).event()).isInstanceOf(JournalEvent.EngineOpened.class);
        assertThat(journal.entries().get(journal.entries().size() - 1).at().nanos())
                .isLessThan(seconds(60).toNanos());
    }
}
