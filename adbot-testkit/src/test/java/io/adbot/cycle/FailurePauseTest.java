package io.adbot.cycle;

import static io.adbot.cycle.Engine.enterprise;
import static io.adbot.cycle.Engine.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.journal.CycleStatus;
import io.adbot.journal.JournalEvent.CycleEnded;
import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.message.SendOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** G5: a tenant whose cycles fail tries ever more rarely, and disturbs nobody. */
class FailurePauseTest {

    private final Engine engine = new Engine();

    @AfterEach
    void verify() {
        engine.verify();
    }

    @Test
    void thePauseDoublesWithEveryFailureUpToAnHour() {
        refuseEverything();
        engine.start(order(enterprise(1, 1)).pause(Duration.ZERO));
        engine.advance(4 * 3600);

        assertThat(pauses()).startsWith(0.0, 120.0, 240.0, 480.0, 960.0, 1920.0, 3600.0, 3600.0);
    }

    @Test
    void itIsNeverShorterThanThePauseAfterAnyCycle() {
        refuseEverything();
        engine.start(order(enterprise(1, 1)).pause(Duration.ofHours(2)));
        engine.advance(7 * 3600);

        assertThat(pauses()).containsExactly(7200.0, 7200.0, 7200.0);
    }

    @Test
    void itIsForgottenWithTheFirstCycleThatDoesNotFail() {
        refuseEverything();
        engine.start(order(enterprise(1, 1)).pause(Duration.ofSeconds(100)));
        engine.advance(500);
        engine.port.sender = engine.telegram::send;
        engine.advance(600);
        refuseEverything();
        engine.advance(200);

        List<CycleStatus> statuses =
                engine.events(CycleEnded.class).stream().map(CycleEnded::status).toList();
        assertThat(statuses)
                .startsWith(CycleStatus.FAILED, CycleStatus.FAILED, CycleStatus.FAILED, CycleStatus.COMPLETED);
        int firstCompleted = statuses.indexOf(CycleStatus.COMPLETED);
        assertThat(pauses().subList(0, firstCompleted)).containsExactly(100.0, 200.0, 400.0);
        assertThat(pauses().subList(firstCompleted, pauses().size()))
                .isNotEmpty()
                .containsOnly(100.0);
    }

    @Test
    void theStatusSaysWhatItWaitsFor() {
        refuseEverything();
        CycleRun run = engine.start(order(enterprise(1, 1)).pause(Duration.ofSeconds(100)));
        engine.advance(50);
        assertThat(engine.status(run).waiting().toString()).contains("the pause after 1 cycle that failed");

        engine.advance(100);
        assertThat(engine.status(run).waiting().toString()).contains("the pause after 2 cycles in a row that failed");
        assertThat(engine.status(run).waiting().reason()).isEqualTo(WaitReason.PAUSE);
    }

    @Test
    void aStopEndsItAtOnce() {
        refuseEverything();
        CycleRun run = engine.start(order(enterprise(1, 1)));
        engine.advance(1000);
        engine.time.await(run.stop(), Duration.ZERO);

        assertThat(run.ended().toCompletableFuture()).isCompleted();
    }

    @Test
    void nobodyElseWaits() {
        engine.port.sender = request -> request.delivery().tenant().equals(Engine.TENANT)
                ? Engine.answered(new SendOutcome.Rejected("MESSAGE_EMPTY"))
                : engine.telegram.send(request);
        engine.start(order(enterprise(1, 1)).pause(Duration.ZERO));
        CycleRun other = engine.start(order("other", "o", 1, 1).cycles(4).pause(Duration.ofSeconds(10)));
        engine.end(other);

        assertThat(engine.starts("o1")).containsExactly(0.0, 15.0, 30.0, 45.0);
    }

    private void refuseEverything() {
        engine.port.sender = request -> Engine.answered(new SendOutcome.Rejected("MESSAGE_EMPTY"));
    }

    /** The time from the end of each cycle to the start of the next, in seconds. */
    private List<Double> pauses() {
        List<Double> starts = engine.times(CycleStarted.class);
        List<Double> ends = engine.times(CycleEnded.class);
        List<Double> pauses = new ArrayList<>();
        for (int i = 1; i < starts.size(); i++) {
            pauses.add(starts.get(i) - ends.get(i - 1));
        }
        return pauses;
    }
}
