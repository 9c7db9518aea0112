package io.adbot.cycle;

import static io.adbot.cycle.Engine.enterprise;
import static io.adbot.cycle.Engine.once;
import static io.adbot.cycle.Engine.order;
import static io.adbot.cycle.Engine.session;
import static io.adbot.cycle.Engine.starter;
import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.journal.CycleStatus;
import io.adbot.journal.JournalEvent.CycleEnded;
import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.journal.JournalEvent.SendSettled;
import io.adbot.message.MessagingPort.Sending;
import io.adbot.message.SendOutcome;
import io.adbot.testkit.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An error in the engine itself stops the tenant whom it befalls, and no other. */
class EngineErrorsTest {

    private final Engine engine = new Engine();

    @AfterEach
    void noRuleIsBroken() {
        engine.verify();
    }

    @Test
    void anErrorStopsTheTenantAndSaysSo() {
        CycleRun broken = engine.start(once(enterprise(1, 5)));
        CycleRun other = engine.start(order("other", "o", 1, 5).cycles(1));
        engine.advance(7);
        breakDown("acme");

        RunEnd end = engine.end(broken);
        engine.end(other);

        assertThat(end.cause()).isEqualTo(RunEnd.Cause.BROKEN);
        assertThat(end.message()).contains("error in the engine");
        assertThat(engine.status(broken).state()).isEqualTo(RunStatus.State.ENDED);
        assertThat(engine.status(broken).waiting().reason()).isEqualTo(WaitReason.OPERATOR);
        assertThat(engine.starts("o1")).containsExactly(0.0, 5.0, 10.0, 15.0, 20.0);
        assertThat(engine.starts("s1")).containsExactly(0.0, 5.0, 10.0);
    }

    @Test
    void itsCycleReadsAsInterruptedAndWhatWasInFlightAsUnknown() {
        CycleRun broken = engine.start(once(enterprise(1, 5)));
        engine.advance(7);
        breakDown("acme");
        engine.end(broken);
        engine.refused = task -> false;

        assertThat(engine.events(CycleEnded.class))
                .containsExactly(new CycleEnded(
                        Engine.TENANT, engine.events(CycleStarted.class).get(0).cycle(), CycleStatus.INTERRUPTED));

        engine.run(once(enterprise(1, 5)).resume());
        assertThat(engine.story("s1"))
                .containsExactly(
                        "g1 delivered",
                        "g2 delivered",
                        "g1 skipped: resumed",
                        "g2 skipped: resumed",
                        "g3 skipped: resumed",
                        "g4 delivered",
                        "g5 delivered");
    }

    @Test
    void whatIsInFlightIsTakenBack() {
        List<String> takenBack = new ArrayList<>();
        engine.port.sender = request -> new Sending() {
            @Override
            public CompletionStage<SendOutcome> outcome() {
                return new CompletableFuture<>();
            }

            @Override
            public void cancel() {
                takenBack.add(request.delivery().session().value());
            }
        };
        CycleRun broken = engine.start(order(starter(2, 1, Duration.ofMinutes(1))));
        engine.advance(1);
        breakDown("acme");
        engine.end(broken);

        assertThat(takenBack).containsExactly("s1");
    }

    @Test
    void anAnswerAfterTheErrorIsJournalledAndStartsNothing() {
        engine.telegram.script(
                session("s1"), Engine.group("g3"), Answer.delivered().after(Duration.ofSeconds(20)));
        CycleRun broken = engine.start(once(enterprise(1, 5)));
        engine.advance(7);
        breakDown("acme");
        engine.end(broken);
        engine.refused = task -> false;

        engine.time.runUntilIdle(Duration.ofHours(1));

        assertThat(engine.starts("s1")).hasSize(3);
        assertThat(engine.events(SendSettled.class)).hasSize(2);
    }

    @Test
    void anIntentThatBecomesDurableAfterTheErrorIsNotSent() {
        CycleRun broken = engine.start(once(enterprise(2, 4)));
        engine.advance(1);
        engine.journal.hold();
        engine.advance(4);
        breakDown("acme");
        // The first intent is durable, and after its send the alarm is refused; the second one follows.
        engine.journal.release();
        engine.end(broken);
        engine.refused = task -> false;

        engine.time.runUntilIdle(Duration.ofHours(1));

        assertThat(engine.sends()).hasSize(3);
    }

    @Test
    void itCanBeStartedAgain() {
        CycleRun broken = engine.start(order(enterprise(1, 2)));
        engine.advance(3);
        breakDown("acme");
        engine.end(broken);
        engine.refused = task -> false;
        engine.advance(60);

        assertThat(engine.run(once(enterprise(1, 2))).cause()).isEqualTo(RunEnd.Cause.DONE);
    }

    @Test
    void aSendThatTheErrorLeftInFlightDelaysTheNextOne() {
        CycleRun broken = engine.start(order(enterprise(1, 3)));
        engine.advance(7);
        breakDown("acme");
        engine.end(broken);
        engine.refused = task -> false;

        engine.run(once(enterprise(1, 1)));

        assertThat(engine.starts("s1")).containsExactly(0.0, 5.0, 10.0, 15.0);
    }

    private void breakDown(String tenant) {
        engine.refused = task -> task.toString().startsWith("tenant " + tenant);
    }
}
