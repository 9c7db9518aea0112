package io.adbot.cycle;

import static io.adbot.cycle.Engine.enterprise;
import static io.adbot.cycle.Engine.once;
import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.journal.InMemoryJournal;
import io.adbot.journal.Journal;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.journal.JournalEvent.EngineOpened;
import io.adbot.journal.JournalEvent.SendIntended;
import io.adbot.journal.JournalException;
import io.adbot.time.Tick;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A journal that takes nothing for a while is no more than a slow one: nothing is sent, nothing is lost, nothing overtakes. */
class JournalFailuresTest {

    private final Engine engine = new Engine();

    @AfterEach
    void noRuleIsBroken() {
        engine.verify();
    }

    @Test
    void nothingIsSentWhileTheJournalFails() {
        CycleRun run = engine.start(once(enterprise(1, 3)));
        engine.advance(3);
        engine.journal.failNext(6); // 1, 2, 4, 8, 16 and 30 s until it is tried again
        engine.advanceTo(60);

        assertThat(engine.starts("s1")).containsExactly(0.0);
        assertThat(engine.status(run, "s1").waiting().reason()).isEqualTo(WaitReason.JOURNAL);
        assertThat(engine.time.await(engine.runner.journalFailure(), Duration.ZERO))
                .hasValue("the journal was told to fail");

        engine.end(run);
        assertThat(engine.starts("s1")).containsExactly(0.0, 66.0, 71.0);
        assertThat(engine.time.await(engine.runner.journalFailure(), Duration.ZERO))
                .isEmpty();
    }

    @Test
    void aFailureAmongManyEntriesOfOneInstantLosesNoneAndDoublesNone() {
        CycleRun run = engine.start(once(enterprise(3, 12)));
        engine.advance(1);
        engine.journal.failNext(1);
        run.stop();

        engine.end(run);

        assertThat(engine.story()).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void failuresInARowKeepTheOrder() {
        CycleRun run = engine.start(once(enterprise(3, 12)));
        engine.advance(1);
        engine.journal.failNext(4);
        run.stop();

        engine.end(run);

        assertThat(engine.story()).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void aFailureBehindEntriesThatAreStillOnTheirWayDoublesNone() {
        CycleRun run = engine.start(once(enterprise(3, 12)));
        engine.advance(1);
        engine.journal.hold();
        engine.advance(4); // three intents on their way
        engine.journal.failNext(1);
        run.stop();
        engine.advance(2);
        engine.journal.release();

        engine.end(run);

        assertThat(engine.events(SendIntended.class)).hasSize(6).doesNotHaveDuplicates();
        assertThat(engine.story()).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void anEngineOpensOnAJournalThatFailsAtFirst() {
        Engine failing = new Engine();
        failing.time.kill(failing.loop);
        failing.loop = failing.time.loop();
        failing.journal = new InMemoryJournal();
        failing.journal.failNext(3);
        failing.runner = failing.open(failing.journal);

        failing.run(once(enterprise(1, 2)));

        assertThat(failing.journal.entries().get(0).event()).isInstanceOf(EngineOpened.class);
        assertThat(failing.journal.entries().get(1).event()).isInstanceOf(CycleStarted.class);
        failing.verify();
    }

    @Test
    void aJournalThatThrowsIsTriedAgain() {
        Engine throwing = new Engine();
        throwing.time.kill(throwing.loop);
        throwing.loop = throwing.time.loop();
        throwing.runner = throwing.open(new Journal() {
            private int appends;

            @Override
            public void recover() {
                throwing.journal.recover();
            }

            @Override
            public CompletionStage<JournalEntry> append(Tick at, JournalEvent event) {
                if (++appends == 4) {
                    throw new JournalException("closed");
                }
                return throwing.journal.append(at, event);
            }

            @Override
            public Stream<JournalEntry> read() {
                return List.<JournalEntry>of().stream();
            }
        });

        throwing.run(once(enterprise(1, 2)));

        assertThat(throwing.story("s1")).containsExactly("g1 delivered", "g2 delivered");
    }

    @Test
    void aFailingJournalIsToldOfInEveryTimerDump() {
        CycleRun run = engine.start(once(enterprise(1, 2)));
        engine.advance(1);
        engine.journal.failNext(2);
        engine.advance(4.5);

        assertThat(engine.time.pending().toString())
                .contains("the journal, which is tried again after", "told to fail");
        engine.end(run);
    }
}
