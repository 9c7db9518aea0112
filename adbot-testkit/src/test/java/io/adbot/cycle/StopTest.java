package io.adbot.cycle;

import static io.adbot.cycle.Engine.enterprise;
import static io.adbot.cycle.Engine.group;
import static io.adbot.cycle.Engine.once;
import static io.adbot.cycle.Engine.order;
import static io.adbot.cycle.Engine.session;
import static io.adbot.cycle.Engine.starter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.journal.CycleStatus;
import io.adbot.journal.JournalEvent.CycleEnded;
import io.adbot.journal.JournalEvent.SendSettled;
import io.adbot.journal.JournalEvent.StopRequested;
import io.adbot.journal.SkipReason;
import io.adbot.message.Permission;
import io.adbot.message.SendOutcome;
import io.adbot.testkit.Answer;
import io.adbot.testkit.DurationRange;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** E9: a stop, whatever a session is doing at the moment. */
class StopTest {

    private final Engine engine = new Engine();

    @AfterEach
    void noRuleIsBroken() {
        engine.verify();
    }

    @Test
    void whatWaitsIsSkippedAtOnce() {
        CycleRun run = engine.start(order(enterprise(2, 6)));
        engine.advance(6);

        RunEnd end = engine.time.await(run.stop(), Duration.ofSeconds(4));

        assertThat(end.cause()).isEqualTo(RunEnd.Cause.STOPPED);
        assertThat(engine.report().status()).isEqualTo(CycleStatus.STOPPED);
        assertThat(engine.report().delivered()).isEqualTo(4);
        assertThat(engine.report().skippedByReason()).containsOnlyKeys(SkipReason.STOPPED);
        assertThat(engine.events(StopRequested.class)).hasSize(1);
        // The delay after the last send, at 5 s, belongs to the cycle.
        assertThat(engine.times(CycleEnded.class)).containsExactly(10.0);
    }

    @Test
    void aSendInFlightMayFinishWithinTheStopLimit() {
        engine.telegram.script(session("s1"), group("g1"), Answer.delivered().after(Duration.ofSeconds(10)));
        CycleRun run = engine.start(order(enterprise(1, 2)));
        engine.advance(1);

        engine.time.await(run.stop(), Duration.ofSeconds(9));

        assertThat(engine.story("s1")).containsExactly("g1 delivered", "g2 skipped: stopped");
        assertThat(engine.report().delivered()).isEqualTo(1);
    }

    @Test
    void aSendThatOutlivesTheStopLimitIsTakenBack() {
        engine.confirmCancels();
        engine.telegram.hold(session("s1"));
        CycleRun run = engine.start(order(enterprise(1, 2)));
        engine.advance(1);

        engine.time.await(run.stop(), Duration.ofSeconds(10));

        assertThat(engine.story("s1")).containsExactly("g1 withdrawn", "g2 skipped: stopped");
        assertThat(engine.report().skipped()).isEqualTo(2);
    }

    @Test
    void aSendThatCannotBeTakenBackIsUnknown() {
        engine.telegram.hold(session("s1"));
        CycleRun run = engine.start(order(enterprise(1, 2)));
        engine.advance(1);

        engine.time.await(run.stop(), Duration.ofSeconds(15));

        assertThat(engine.story("s1")).containsExactly("g1 unknown", "g2 skipped: stopped");
        assertThat(engine.events(SendSettled.class).get(0).reason()).isEqualTo("no answer within the stop limit");
    }

    @Test
    void theSendLimitCountsOnIfItEndsBeforeTheStopLimit() {
        engine.telegram.hold(session("s1"));
        CycleRun run = engine.start(order(enterprise(1, 1)));
        engine.advance(89);

        engine.time.await(run.stop(), Duration.ofSeconds(6));

        assertThat(engine.story("s1")).containsExactly("g1 unknown");
        assertThat(engine.events(SendSettled.class).get(0).reason()).isEqualTo("no answer within the send limit");
    }

    @Test
    void aSendThatIsBeingTakenBackGoesOnBeingTakenBack() {
        engine.telegram.hold(session("s1"));
        CycleRun run = engine.start(order(enterprise(1, 1)));
        engine.advance(92);

        engine.time.await(run.stop(), Duration.ofSeconds(3));

        assertThat(engine.story("s1")).containsExactly("g1 unknown");
    }

    @Test
    void aQuestionAboutPermissionIsNotWaitedFor() {
        engine.port.check = (session, group) -> new CompletableFuture<Permission>();
        CycleRun run = engine.start(order(enterprise(1, 2)));
        engine.advance(1);

        engine.time.await(run.stop(), Duration.ZERO);

        assertThat(engine.story("s1")).containsExactly("g1 skipped: stopped", "g2 skipped: stopped");
    }

    @Test
    void anAnswerAboutPermissionAfterTheStopStartsNothing() {
        CompletableFuture<Permission> permission = new CompletableFuture<>();
        engine.port.check = (session, group) -> permission;
        CycleRun run = engine.start(order(enterprise(1, 1)));
        engine.advance(1);
        run.stop();
        permission.complete(Permission.granted());

        engine.end(run);

        assertThat(engine.sends()).isEmpty();
    }

    @Test
    void anIntentThatBecomesDurableAfterTheStopIsWithdrawn() {
        CycleRun run = engine.start(order(enterprise(1, 2)));
        engine.advance(1);
        engine.journal.hold();
        engine.advance(5);
        run.stop();
        engine.advance(1);
        assertThat(engine.status(run).state()).isEqualTo(RunStatus.State.STOPPING);
        engine.journal.release();

        engine.end(run);

        assertThat(engine.story("s1")).containsExactly("g1 delivered", "g2 withdrawn");
        assertThat(engine.sends()).containsExactly("s1→g1");
    }

    @Test
    void aSessionThatWaitsForAnothersPostIsStoppedToo() {
        engine.telegram.script(session("s1"), group("g2"), Answer.delivered().after(Duration.ofSeconds(34)));
        CycleRun run = engine.start(order(starter(2, 2, Duration.ofMinutes(1))));
        engine.advance(36);
        run.stop();

        engine.end(run);

        assertThat(engine.story("s2")).containsExactly("g1 delivered", "g2 skipped: stopped");
        assertThat(engine.story("s1")).containsExactly("g1 delivered", "g2 delivered");
    }

    @Test
    void aSessionInAFloodWaitIsStoppedAtOnce() {
        engine.telegram.script(session("s1"), group("g1"), Engine.floodWait(600));
        CycleRun run = engine.start(order(enterprise(1, 2)));
        engine.advance(30);

        engine.time.await(run.stop(), Duration.ZERO);

        assertThat(engine.story("s1")).containsExactly("g1 flood_wait…", "g1 skipped: stopped", "g2 skipped: stopped");
    }

    @Test
    void aFailureThatWouldBeTriedAgainIsSkippedAfterTheStop() {
        engine.telegram.script(
                session("s1"), group("g1"), Answer.of(Engine.offline()).after(Duration.ofSeconds(5)));
        CycleRun run = engine.start(order(enterprise(1, 1)));
        engine.advance(1);
        run.stop();

        engine.end(run);

        assertThat(engine.story("s1")).containsExactly("g1 transient…", "g1 skipped: stopped");
    }

    @Test
    void aStopBetweenCyclesEndsTheRunAtOnce() {
        CycleRun run = engine.start(order(enterprise(1, 1)));
        engine.advance(60);

        engine.time.await(run.stop(), Duration.ZERO);

        engine.time.assertQuiescent();
        assertThat(engine.events(StopRequested.class)).isEmpty();
        assertThat(engine.report().status()).isEqualTo(CycleStatus.COMPLETED);
    }

    @Test
    void aStopAfterTheLastOutcomeLetsTheCycleComplete() {
        CycleRun run = engine.start(order(enterprise(1, 1)));
        engine.advance(2);

        RunEnd end = engine.time.await(run.stop(), Duration.ofSeconds(3));

        assertThat(end.cause()).isEqualTo(RunEnd.Cause.STOPPED);
        assertThat(engine.report().status()).isEqualTo(CycleStatus.COMPLETED);
    }

    @Test
    void aSecondStopChangesNothing() {
        engine.confirmCancels();
        engine.telegram.hold(session("s1"));
        CycleRun run = engine.start(order(enterprise(1, 3)));
        engine.advance(1);
        run.stop();
        engine.advance(5);
        CompletionStage<RunEnd> second = run.stop();

        engine.time.await(second, Duration.ofSeconds(5));

        assertThat(engine.events(StopRequested.class)).hasSize(1);
    }

    @Test
    void aStopAfterTheEndGivesTheSameEnd() {
        CycleRun run = engine.start(once(enterprise(1, 1)));
        RunEnd end = engine.end(run);

        assertThat(engine.time.await(run.stop(), Duration.ZERO)).isSameAs(end);
    }

    @Test
    void aStopWhileRejectedContentIsBeingSettledLeavesTheCycleFailed() {
        engine.confirmCancels();
        engine.telegram.hold(session("s1"));
        engine.telegram.script(session("s2"), group("g2"), new SendOutcome.Rejected("MESSAGE_EMPTY"));
        CycleRun run = engine.start(order(enterprise(2, 2)));
        engine.advance(1);
        run.stop();

        engine.end(run);

        assertThat(engine.story()).containsExactly("s2→g2 rejected", "s1→g1 withdrawn");
        assertThat(engine.report().status()).isEqualTo(CycleStatus.FAILED);
    }

    @Test
    void aStartWhileStoppingIsRefusedWithTheReason() {
        engine.telegram.hold(session("s1"));
        CycleRun run = engine.start(order(enterprise(1, 3)));
        engine.advance(1);
        run.stop();
        engine.advance(1);

        assertThatThrownBy(() -> engine.start(order(enterprise(1, 3))))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(StartRefusedException.class)
                .hasMessageContaining("is being stopped and waits for the answer to its post to group g1");
        engine.end(run);
        engine.telegram.release(session("s1"));
        engine.run(once(enterprise(1, 1)));
    }

    @Test
    void aStartWhileRunningIsRefusedWithEveryReason() {
        CycleRun run = engine.start(order(enterprise(1, 3)));

        assertThatThrownBy(() -> engine.start(order(starter(2, 100, Duration.ofMinutes(1)))))
                .cause()
                .isInstanceOfSatisfying(
                        StartRefusedException.class,
                        refused -> assertThat(refused.reasons())
                                .extracting(StartRefusedException.Reason::kind)
                                .containsExactly(
                                        StartRefusedException.Kind.RUNNING, StartRefusedException.Kind.INFEASIBLE));
        run.stop();
        engine.end(run);
    }

    @Test
    void shuttingDownStopsEveryTenantAndRefusesFurtherStarts() {
        engine.telegram.behave(engine.telegram.behaviour().toBuilder()
                .latency(DurationRange.exactly(Duration.ofSeconds(3)))
                .build());
        CycleRun one = engine.start(order(enterprise(1, 3)));
        CycleRun other = engine.start(order("other", "o", 1, 3));
        engine.advance(1);

        engine.time.await(engine.runner.shutDown(), Duration.ofSeconds(10));

        assertThat(engine.time.await(one.ended(), Duration.ZERO).cause()).isEqualTo(RunEnd.Cause.STOPPED);
        assertThat(engine.time.await(other.ended(), Duration.ZERO).cause()).isEqualTo(RunEnd.Cause.STOPPED);
        assertThatThrownBy(() -> engine.start(order(enterprise(1, 1)))).hasMessageContaining("shut down");
        engine.time.assertQuiescent();
    }

    @Test
    void shuttingDownAnIdleRunnerIsDoneAtOnce() {
        engine.time.await(engine.runner.shutDown(), Duration.ZERO);

        engine.time.assertQuiescent();
    }

    @Test
    void whatIsUnderWayWhenAShutDownIsGivenUpEndsAsByACrash() {
        engine.telegram.hold(session("s1"));
        CycleRun run = engine.start(order(enterprise(1, 3)));
        engine.advance(1);
        CompletionStage<Void> shutDown = engine.runner.shutDown();

        assertThat(engine.time.await(engine.runner.giveUp(), Duration.ZERO)).isEmpty();

        assertThat(engine.time.await(run.ended(), Duration.ZERO).message())
                .contains("closed before the cycle had ended");
        engine.time.await(shutDown, Duration.ZERO);
        assertThat(engine.events(CycleEnded.class))
                .extracting(CycleEnded::status)
                .containsExactly(CycleStatus.INTERRUPTED);
        assertThat(engine.time.await(engine.runner.giveUp(), Duration.ZERO)).isEmpty();
        assertThat(engine.events(CycleEnded.class)).hasSize(1);
    }

    @Test
    void givingUpWhileTheJournalTakesNothingSaysWhyAndTriesNothingAgain() {
        engine.start(order(enterprise(1, 3)));
        engine.advance(1);
        int journalled = engine.journal.entries().size();
        engine.journal.failNext(Integer.MAX_VALUE);
        engine.runner.shutDown();
        engine.advance(1);

        assertThat(engine.time.await(engine.runner.giveUp(), Duration.ZERO)).hasValue("the journal was told to fail");

        engine.journal.failNext(0);
        engine.advance(3_600);
        assertThat(engine.journal.entries()).hasSize(journalled);
        engine.time.assertQuiescent();
    }
}
