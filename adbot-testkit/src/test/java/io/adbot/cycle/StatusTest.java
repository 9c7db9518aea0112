package io.adbot.cycle;

import static io.adbot.cycle.Engine.enterprise;
import static io.adbot.cycle.Engine.floodWait;
import static io.adbot.cycle.Engine.group;
import static io.adbot.cycle.Engine.offline;
import static io.adbot.cycle.Engine.once;
import static io.adbot.cycle.Engine.order;
import static io.adbot.cycle.Engine.seconds;
import static io.adbot.cycle.Engine.session;
import static io.adbot.cycle.Engine.slowMode;
import static io.adbot.cycle.Engine.starter;
import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.message.Permission;
import io.adbot.message.SendOutcome;
import io.adbot.session.SessionFlag;
import io.adbot.testkit.VirtualTime;
import io.adbot.value.CycleId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** E11: whatever waits says for what, until when and why. */
class StatusTest {

    private Engine engine = new Engine();

    @AfterEach
    void noRuleIsBroken() {
        engine.verify();
    }

    @Test
    void forItsSlot() {
        CycleRun run = engine.start(once(starter(2, 2, Duration.ofMinutes(1))));
        engine.advance(1);

        expect(run, "s2", WaitReason.SLOT, 29, "its slot, to post to the first group");
    }

    @Test
    void forTheDelay() {
        CycleRun run = engine.start(once(enterprise(1, 2)));
        engine.advance(1);

        expect(run, "s1", WaitReason.DELAY, 4, "the delay between two posts, to post to group g2");
        assertThat(engine.status(run).waiting().reason()).isEqualTo(WaitReason.DELAY);
        assertThat(engine.status(run).cycle()).hasValue(new CycleId("1"));
    }

    @Test
    void forAFloodWait() {
        engine.telegram.script(session("s1"), group("g1"), floodWait(60));
        CycleRun run = engine.start(once(enterprise(1, 2)));
        engine.advance(1);

        expect(run, "s1", WaitReason.FLOOD_WAIT, 59, "the end of a flood wait, to post to group g1");
    }

    @Test
    void forSlowMode() {
        engine.telegram.script(session("s1"), group("g1"), slowMode(60));
        CycleRun run = engine.start(once(enterprise(1, 1)));
        engine.advance(1);

        expect(run, "s1", WaitReason.SLOW_MODE, 59, "the slow mode of group g1");
    }

    @Test
    void forAGate() {
        engine = new Engine(GroupGates.everywhere(Duration.ofMinutes(1)), builder -> builder);
        engine.run(order("first", "a", 1, 1).cycles(1));
        CycleRun run = engine.start(order("second", "b", 1, 1));
        engine.advance(1);

        expect(run, "b1", WaitReason.GROUP_GATE, 54, "the gate of group g1");
    }

    @Test
    void forTheNextTryAfterAFailure() {
        engine = Engine.with(settings -> settings.backoff(Duration.ofHours(1), Duration.ofMinutes(10)));
        engine.telegram.script(session("s1"), group("g1"), offline());
        CycleRun run = engine.start(once(enterprise(1, 1)));
        engine.advance(1);

        Waiting waiting = engine.status(run, "s1").waiting();
        assertThat(waiting.reason()).isEqualTo(WaitReason.RETRY);
        assertThat(waiting.detail()).isEqualTo("the next try after a failure, to post to group g1");
        engine.end(run);
    }

    @Test
    void forTheNextQuestionAfterOneThatFailed() {
        engine = Engine.with(settings -> settings.backoff(Duration.ofHours(1), Duration.ofMinutes(10)));
        engine.port.check = (session, group) -> engine.port.checks.size() == 1
                ? CompletableFuture.completedStage(Permission.unclear(offline()))
                : engine.telegram.check(session, group, Engine.POST);
        CycleRun run = engine.start(once(enterprise(1, 1)));
        engine.advance(1);

        assertThat(engine.status(run, "s1").waiting().reason()).isEqualTo(WaitReason.RETRY);
        engine.end(run);
    }

    @Test
    void forAnAnswerAboutPermission() {
        engine.port.check = (session, group) -> new CompletableFuture<Permission>();
        CycleRun run = engine.start(once(enterprise(1, 1)));
        engine.advance(1);

        expect(run, "s1", WaitReason.ANSWER, 29, "the answer whether it may post to group g1");
    }

    @Test
    void forTheJournal() {
        engine.journal.hold();
        CycleRun run = engine.start(once(enterprise(1, 1)));
        engine.advance(1);

        Waiting waiting = engine.status(run, "s1").waiting();
        assertThat(waiting.reason()).isEqualTo(WaitReason.JOURNAL);
        assertThat(waiting.until()).isEmpty();
        assertThat(waiting.toString()).isEqualTo("the journal, before it posts to group g1");
        engine.journal.release();
        engine.end(run);
    }

    @Test
    void forAnAnswerToASend() {
        engine.confirmCancels();
        engine.telegram.hold(session("s1"));
        CycleRun run = engine.start(once(enterprise(1, 1)));
        engine.advance(1);

        expect(run, "s1", WaitReason.ANSWER, 89, "the answer to its post to group g1");
        engine.advance(89.5);
        assertThat(engine.story("s1")).containsExactly("g1 withdrawn");
    }

    @Test
    void forNothingOnceASessionHasDone() {
        CycleRun run = engine.start(once(enterprise(2, 3)));
        engine.advance(1);

        assertThat(engine.status(run, "s2").done()).isTrue();
        assertThat(engine.status(run, "s2").waiting().detail())
                .isEqualTo("nothing: all deliveries of the cycle have ended");
    }

    @Test
    void forTheDelayAfterTheLastSend() {
        CycleRun run = engine.start(once(enterprise(1, 1)));
        engine.advance(1);

        Waiting waiting = engine.status(run).waiting();
        assertThat(waiting.detail()).isEqualTo("the delay after the last send of the cycle");
        assertThat(waiting.leftNanos()).isEqualTo(seconds(4).toNanos());
        assertThat(waiting.until()).hasValue(VirtualTime.START.plusSeconds(5));
    }

    @Test
    void forThePauseBetweenCycles() {
        CycleRun run = engine.start(order(enterprise(1, 1)));
        engine.advance(10);

        RunStatus status = engine.status(run);
        assertThat(status.cycle()).isEmpty();
        assertThat(status.sessions()).isEmpty();
        assertThat(status.cyclesDone()).isEqualTo(1);
        assertThat(status.waiting().reason()).isEqualTo(WaitReason.PAUSE);
        assertThat(status.waiting().leftNanos()).isEqualTo(seconds(295).toNanos());
    }

    @Test
    void forTheOperatorOnceItHasEnded() {
        CycleRun run = engine.start(once(enterprise(1, 1)));
        engine.end(run);

        RunStatus status = engine.status(run);
        assertThat(status.state()).isEqualTo(RunStatus.State.ENDED);
        assertThat(status.waiting().reason()).isEqualTo(WaitReason.OPERATOR);
        assertThat(status.waiting().detail()).isEqualTo("its one cycle has been run");
        assertThat(engine.time.await(engine.runner.status(Engine.TENANT), Duration.ZERO))
                .get()
                .extracting(RunStatus::state)
                .isEqualTo(RunStatus.State.ENDED);
    }

    @Test
    void aFlaggedSessionSaysWhy() {
        engine.telegram.script(session("s1"), group("g1"), new SendOutcome.AccountLimited("PEER_FLOOD"));
        CycleRun run = engine.start(once(enterprise(2, 4)));
        engine.advance(1);

        assertThat(engine.status(run, "s1").flag()).isEqualTo(SessionFlag.LIMITED);
        assertThat(engine.status(run, "s2").flag()).isNull();
    }

    @Test
    void aTimerDumpSaysItToo() {
        CycleRun run = engine.start(once(enterprise(1, 2)));
        engine.advance(1);

        assertThat(run)
                .hasToString(
                        "tenant acme, cycle 1: the delay between two posts, to post to group g2, 4s left at the most");
        assertThat(engine.time.pending()).extracting(VirtualTime.Waiting::what).containsExactly(run.toString());
    }

    private void expect(CycleRun run, String session, WaitReason reason, double left, String detail) {
        Waiting waiting = engine.status(run, session).waiting();
        assertThat(waiting.reason()).isEqualTo(reason);
        assertThat(waiting.detail()).isEqualTo(detail);
        assertThat(waiting.leftNanos()).isEqualTo(seconds(left).toNanos());
        assertThat(waiting.until()).hasValue(engine.time.wall().plus(seconds(left)));
    }
}
