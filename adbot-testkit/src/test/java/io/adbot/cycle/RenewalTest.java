package io.adbot.cycle;

import static io.adbot.cycle.Engine.enterprise;
import static io.adbot.cycle.Engine.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.cycle.StartRefusedException.Kind;
import io.adbot.cycle.StartRefusedException.Reason;
import io.adbot.journal.JournalEvent.CycleStarted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Orders that are asked for anew with every cycle. */
class RenewalTest {

    private final Engine engine = new Engine();
    private final CapturedLog log = new CapturedLog();
    private final List<CycleOrder> asked = new ArrayList<>();

    @AfterEach
    void verify() {
        log.close();
        engine.verify();
    }

    @Test
    void everyCycleIsThatOfTheRenewedOrder() {
        CycleOrder first = order(enterprise(1, 1));
        CycleOrder then = order(enterprise(1, 2)).cycles(2);
        CycleRun run = start(first, last -> then);
        engine.end(run);

        assertThat(asked).containsExactly(first, then);
        assertThat(engine.sends()).containsExactly("s1→g1", "s1→g2", "s1→g1", "s1→g2");
    }

    @Test
    void itIsAskedWhenTheCycleIsDueAndNotBefore() {
        start(order(enterprise(1, 1)), last -> last);
        engine.advance(304);
        assertThat(asked).hasSize(1);

        engine.advance(2);
        assertThat(asked).hasSize(2);
    }

    @Test
    void itIsAskedWithTheOrderThatWasGivenMeanwhile() {
        CycleRun run = start(order(enterprise(1, 1)), last -> last);
        engine.advance(1);
        CycleOrder update = order(enterprise(1, 3)).cycles(2);
        engine.time.await(run.update(update), Duration.ZERO);
        engine.end(run);

        assertThat(asked).last().isSameAs(update);
    }

    @Test
    void whatItRefusesForEndsTheRun() {
        CycleRun run = start(order(enterprise(1, 1)), last -> {
            if (asked.size() == 2) {
                throw new StartRefusedException(List.of(
                        new Reason(Kind.PERMISSION, "Nobody allowed g1."),
                        new Reason(Kind.CONTENT, "There is no post.")));
            }
            return last;
        });

        RunEnd end = engine.end(run);

        assertThat(end.cause()).isEqualTo(RunEnd.Cause.NOT_POSSIBLE);
        assertThat(end.message()).isEqualTo("Nobody allowed g1. There is no post.");
        assertThat(engine.events(CycleStarted.class)).hasSize(1);
        engine.run(order(enterprise(1, 1)).cycles(1));
    }

    @Test
    void anyOtherExceptionEndsItAsAnErrorInTheEngine() {
        CycleRun run = start(order(enterprise(1, 1)), last -> {
            throw new IllegalArgumentException("odd");
        });

        assertThat(engine.end(run))
                .isEqualTo(new RunEnd(
                        RunEnd.Cause.BROKEN,
                        "stopped because of an error in the engine: java.lang.IllegalArgumentException: odd"));
        assertThat(engine.sends()).isEmpty();
    }

    @Test
    void soDoesAnOrderOfAnotherTenant() {
        CycleRun run = start(order(enterprise(1, 1)), last -> order("other", "o", 1, 1));

        RunEnd end = engine.end(run);

        assertThat(end.cause()).isEqualTo(RunEnd.Cause.BROKEN);
        assertThat(end.message()).contains("an order of other for a run of acme");
        assertThat(engine.sends()).isEmpty();
    }

    @Test
    void anOrderThatCannotBePlannedEndsTheRun() {
        CycleRun run = start(order(enterprise(1, 1)), last -> order(Engine.starter(2, 9, Duration.ofSeconds(10))));

        assertThat(engine.end(run).cause()).isEqualTo(RunEnd.Cause.NOT_POSSIBLE);
    }

    @Test
    void theSameAdjustmentOfANewOrderIsNotLoggedAgain() {
        CycleRun run = start(
                order(enterprise(1, 1)),
                last -> order(enterprise(1, 1).delay(Duration.ofSeconds(1))).cycles(3));
        engine.end(run);

        assertThat(engine.cycles()).hasSize(3);
        assertThat(log.warnings()).containsExactly("acme: delay_between_posts raised from 1s to the minimum of 3s");
    }

    private CycleRun start(CycleOrder order, UnaryOperator<CycleOrder> renewal) {
        return engine.time.await(
                engine.runner.start(order, last -> {
                    asked.add(last);
                    return renewal.apply(last);
                }),
                Duration.ZERO);
    }
}
