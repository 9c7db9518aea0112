package io.adbot.cycle;

import static io.adbot.cycle.Engine.enterprise;
import static io.adbot.cycle.Engine.once;
import static io.adbot.cycle.Engine.order;
import static io.adbot.cycle.Engine.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.cycle.CycleRunner.Decision;
import io.adbot.journal.Fold;
import io.adbot.journal.InMemoryJournal;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.journal.JournalEvent.EngineOpened;
import io.adbot.journal.JournalEvent.SessionCleared;
import io.adbot.journal.SetupEvent.EngineClosed;
import io.adbot.journal.SetupEvent.TenantStarted;
import io.adbot.journal.SetupEvent.TenantStopped;
import io.adbot.time.Tick;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Folds, which know what was journalled; decisions, which are made from it; and what the journal's last entry is. */
class DecisionsTest {

    private static final TenantStarted STARTED = new TenantStarted(Engine.TENANT);
    private static final TenantStopped STOPPED = new TenantStopped(Engine.TENANT, "enough");

    private final Memo memo = new Memo();
    private final Engine engine = new Engine(builder -> builder.fold(memo));

    // ---------------------------------------------------------------- folds

    @Test
    void aFoldIsToldWhatTheJournalHas() {
        engine.run(once(enterprise(1, 3)));

        assertThat(memo.events).isEqualTo(journalled()).hasSizeGreaterThan(6);
        assertThat(memo.ticks)
                .isEqualTo(
                        engine.journal.entries().stream().map(JournalEntry::at).toList());
    }

    @Test
    void aFoldIsToldThePastWhenTheEngineOpens() {
        engine.run(once(enterprise(1, 1)));
        memo.events.clear();
        engine.crashAndReopen(Duration.ofMinutes(1));
        engine.advance(0);

        assertThat(memo.events).isEqualTo(journalled()).endsWith(new EngineOpened());
    }

    @Test
    void aFoldIsToldOfAFactBeforeItIsDurable() {
        engine.advance(0);
        engine.journal.hold();
        CompletableFuture<String> decision = decide(now -> decision(STARTED));
        engine.advance(1);

        assertThat(memo.events).endsWith(STARTED);
        assertThat(journalled()).doesNotContain(STARTED);
        assertThat(decision).isNotDone();
        engine.journal.release();
        engine.advance(0);
        assertThat(decision).isCompletedWithValue("decided");
    }

    @Test
    void whatAFoldThrowsAtTheOpeningIsThrownOn() {
        InMemoryJournal past = engine.journal;
        engine.advance(0);

        assertThatThrownBy(() -> CycleRunner.builder(engine.time.loop(), engine.port, past)
                        .fold((at, event) -> {
                            throw new IllegalStateException("the fold");
                        })
                        .open())
                .hasMessage("the fold");
    }

    // ---------------------------------------------------------------- decisions

    @Test
    void whatIsDecidedIsJournalledInOrderWithTheTimeOfTheQuestion() {
        engine.advance(7);
        String answer = await(decide(now -> decision(STARTED, STOPPED)));

        assertThat(answer).isEqualTo("decided");
        assertThat(journalled()).endsWith(STARTED, STOPPED);
        assertThat(engine.times(TenantStopped.class)).containsExactly(7.0);
    }

    @Test
    void aDecisionSeesWhatTheOneBeforeItDecidedThoughThatIsNotDurable() {
        engine.advance(0);
        engine.journal.hold();
        Function<Tick, Decision<String>> justOnce = now -> {
            if (memo.events.contains(STARTED)) {
                throw new IllegalStateException("started already");
            }
            return decision(STARTED);
        };
        CompletableFuture<String> first = decide(justOnce);
        CompletableFuture<String> second = decide(justOnce);
        engine.advance(0);
        engine.journal.release();
        engine.advance(0);

        assertThat(first).isCompletedWithValue("decided");
        assertThat(second).isCompletedExceptionally();
        assertThat(journalled()).containsOnlyOnce(STARTED);
    }

    @Test
    void aQuestionThatRefusesJournalsNothing() {
        engine.advance(0);
        List<JournalEvent> before = journalled();
        CompletableFuture<String> refused = decide(now -> {
            throw new IllegalArgumentException("not like this");
        });
        engine.advance(0);

        assertThatThrownBy(refused::join).hasRootCauseMessage("not like this");
        assertThat(journalled()).isEqualTo(before);
    }

    @Test
    void aDecisionWaitsForAJournalThatFails() {
        engine.advance(0);
        engine.journal.failNext(1);
        CompletableFuture<String> decision = decide(now -> decision(STARTED));
        engine.advance(0.5);
        assertThat(decision).isNotDone();

        engine.advance(1);
        assertThat(decision).isCompletedWithValue("decided");
        assertThat(journalled()).endsWith(STARTED);
    }

    @Test
    void aDecisionOfNothingIsAnsweredAtOnce() {
        assertThat(await(decide(now -> decision()))).isEqualTo("decided");
    }

    // ---------------------------------------------------------------- closing

    @Test
    void theLastEntrySaysThatTheEngineWasClosed() {
        engine.start(order(enterprise(2, 4)));
        engine.advance(1);
        close();

        assertThat(journalled()).endsWith(new EngineClosed()).containsOnlyOnce(new EngineClosed());
        engine.verify();
    }

    @Test
    void nothingComesAfterItThoughItIsNotDurableYet() {
        engine.advance(0);
        engine.journal.hold();
        CompletionStage<Void> closed = engine.runner.shutDown();
        engine.advance(0);
        CompletableFuture<String> late = decide(now -> decision(STARTED));
        CompletableFuture<Void> clear = engine.runner.clear(session("s1")).toCompletableFuture();
        engine.advance(0);
        assertThat(closed.toCompletableFuture()).isNotDone();
        engine.journal.release();
        engine.advance(0);

        assertThat(closed.toCompletableFuture()).isCompleted();
        assertThatThrownBy(late::join).hasRootCauseMessage("The runner is shut down.");
        assertThatThrownBy(clear::join).hasRootCauseMessage("The runner is shut down.");
        assertThat(journalled()).endsWith(new EngineClosed()).doesNotContain(STARTED);
    }

    @Test
    void closingTwiceIsClosingOnce() {
        close();
        close();

        assertThat(journalled()).containsOnlyOnce(new EngineClosed());
    }

    @Test
    void whatHasStoppedAllStartsNothingButStillDecides() {
        CycleRun run = engine.start(order(enterprise(1, 3)));
        engine.advance(1);
        engine.time.await(engine.runner.stopAll(), Duration.ofMinutes(1));

        assertThat(run.ended().toCompletableFuture()).isCompleted();
        assertThatThrownBy(() -> engine.start(once(enterprise(1, 1)))).hasMessageContaining("The runner is shut down.");
        assertThat(await(decide(now -> decision(STOPPED)))).isEqualTo("decided");
        assertThat(journalled()).endsWith(STOPPED);
        close();
        assertThat(journalled()).endsWith(STOPPED, new EngineClosed());
    }

    @Test
    void stoppingAllWhenNothingRunsIsDoneAtOnce() {
        engine.time.await(engine.runner.stopAll(), Duration.ZERO);

        assertThat(engine.events(CycleStarted.class)).isEmpty();
    }

    @Test
    void aClearedFlagIsJournalled() {
        engine.time.await(engine.runner.clear(session("s1")), Duration.ZERO);

        assertThat(journalled()).endsWith(new SessionCleared(session("s1")));
    }

    private void close() {
        engine.time.await(engine.runner.shutDown(), Duration.ofMinutes(1));
    }

    private CompletableFuture<String> decide(Function<Tick, Decision<String>> question) {
        return engine.runner.decide(question).toCompletableFuture();
    }

    private <T> T await(CompletionStage<T> stage) {
        return engine.time.await(stage, Duration.ZERO);
    }

    private static Decision<String> decision(JournalEvent... events) {
        return new Decision<>(List.of(events), "decided");
    }

    private List<JournalEvent> journalled() {
        return engine.journal.entries().stream().map(JournalEntry::event).toList();
    }

    private static final class Memo implements Fold {
        private final List<JournalEvent> events = new ArrayList<>();
        private final List<Tick> ticks = new ArrayList<>();

        @Override
        public void apply(Tick at, JournalEvent event) {
            events.add(event);
            ticks.add(at);
        }
    }
}
