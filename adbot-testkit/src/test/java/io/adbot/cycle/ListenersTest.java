package io.adbot.cycle;

import static io.adbot.cycle.Engine.enterprise;
import static io.adbot.cycle.Engine.once;
import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent.CycleEnded;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** E8: listeners hear all in journal order, each on its own, and harm nobody. */
class ListenersTest {

    @Test
    void aListenerHearsWhatTheJournalHoldsInItsOrder() {
        Heard heard = new Heard();
        Engine engine = new Engine(builder -> builder.listener(heard, Runnable::run));

        engine.run(once(enterprise(3, 9)));

        assertThat(heard.entries).isEqualTo(engine.journal.entries());
        engine.verify();
    }

    @Test
    void aListenerHearsNothingThatIsNotDurable() {
        Heard heard = new Heard();
        Engine engine = new Engine(builder -> builder.listener(heard, Runnable::run));
        engine.start(once(enterprise(1, 3)));
        engine.advance(1);
        int before = heard.entries.size();
        engine.journal.hold();
        engine.advance(20);

        assertThat(heard.entries).hasSize(before);
        engine.journal.release();
        engine.time.runUntilIdle(Duration.ofHours(1));
        assertThat(heard.entries).isEqualTo(engine.journal.entries());
        engine.verify();
    }

    @Test
    void theReportFollowsTheEndOfTheCycle() {
        Heard heard = new Heard();
        Engine engine = new Engine(builder -> builder.listener(heard, Runnable::run));

        engine.run(once(enterprise(1, 1)));

        assertThat(heard.entriesBeforeReport).isEqualTo(heard.entries.size());
        assertThat(heard.entries.get(heard.entries.size() - 1).event()).isInstanceOf(CycleEnded.class);
        engine.verify();
    }

    @Test
    void aListenerToReportsHearsOneForEachCycleHoweverManyEntriesThereAre() {
        List<CycleReport> reports = new ArrayList<>();
        Engine engine =
                new Engine(builder -> builder.listener(CycleListener.ofReports(reports::add), Runnable::run, 1));

        engine.run(once(enterprise(1, 10)));

        assertThat(reports).extracting(CycleReport::delivered).containsExactly(10L);
        engine.verify();
    }

    @Test
    void anOverflowDropsTheOldestAndSaysHowMany() {
        Heard heard = new Heard();
        ArrayDeque<Runnable> blocked = new ArrayDeque<>();
        Engine engine = new Engine(builder -> builder.listener(heard, blocked::add, 3));
        engine.run(once(enterprise(1, 10)));
        assertThat(heard.entries).isEmpty();

        while (!blocked.isEmpty()) {
            blocked.remove().run();
        }

        // Of opening, start, ten intents, ten settlements, end and report the last three are left.
        List<JournalEntry> all = engine.journal.entries();
        assertThat(heard.dropped).isEqualTo(all.size() + 1 - 3);
        assertThat(heard.entries).isEqualTo(all.subList(all.size() - 2, all.size()));
        assertThat(heard.reports).hasSize(1);
        engine.verify();
    }

    @Test
    void aListenerThatThrowsHearsTheNextEntry() {
        Heard heard = new Heard();
        Engine engine = new Engine(builder -> builder.listener(
                        new Heard() {
                            @Override
                            public void onEntry(JournalEntry entry) {
                                super.onEntry(entry);
                                heard.entries.add(entry);
                                if (entry.seq() % 2 == 0) {
                                    throw new IllegalStateException("a listener");
                                }
                                throw new AssertionError("a listener");
                            }
                        },
                        Runnable::run)
                .listener(heard, Runnable::run));

        engine.run(once(enterprise(1, 3)));

        assertThat(heard.entries).hasSize(2 * engine.journal.entries().size());
        engine.verify();
    }

    @Test
    void anEntryIsHeardAlthoughTheWordOfDroppedOnesFailed() {
        List<JournalEntry> entries = new ArrayList<>();
        ArrayDeque<Runnable> blocked = new ArrayDeque<>();
        Engine engine = new Engine(builder -> builder.listener(
                new CycleListener() {
                    @Override
                    public void onEntry(JournalEntry entry) {
                        entries.add(entry);
                    }

                    @Override
                    public void onDropped(long count) {
                        throw new IllegalStateException("a listener");
                    }
                },
                blocked::add,
                5));
        engine.run(once(enterprise(1, 3)));

        while (!blocked.isEmpty()) {
            blocked.remove().run();
        }

        assertThat(entries).hasSize(4); // and the report
    }

    @Test
    void anExecutorThatTakesNothingForAWhileHarmsNobody() {
        Heard heard = new Heard();
        List<RuntimeException> refusals =
                new ArrayList<>(List.of(new RejectedExecutionException("full"), new IllegalStateException("odd")));
        List<Error> errors = new ArrayList<>(List.of(new OutOfMemoryError("unable to create native thread")));
        Executor moody = task -> {
            if (!refusals.isEmpty()) {
                throw refusals.remove(0);
            }
            if (!errors.isEmpty()) {
                throw errors.remove(0);
            }
            task.run();
        };
        Engine engine = new Engine(builder -> builder.listener(heard, moody));

        assertThat(engine.run(once(enterprise(1, 3))).cause()).isEqualTo(RunEnd.Cause.DONE);

        assertThat(heard.entries).isEqualTo(engine.journal.entries());
        engine.verify();
    }

    @Test
    void aListenerIsNeverCalledTwiceAtATime() {
        // Were the second entry handed over by itself, the executor would have two tasks.
        ArrayDeque<Runnable> tasks = new ArrayDeque<>();
        Engine engine = new Engine(builder -> builder.listener(new Heard(), tasks::add));

        engine.run(once(enterprise(1, 5)));

        assertThat(tasks).hasSize(1);
    }

    private static class Heard implements CycleListener {
        final List<JournalEntry> entries = new ArrayList<>();
        final List<CycleReport> reports = new ArrayList<>();
        int entriesBeforeReport;
        long dropped;

        @Override
        public void onEntry(JournalEntry entry) {
            entries.add(entry);
        }

        @Override
        public void onReport(CycleReport report) {
            reports.add(report);
            entriesBeforeReport = entries.size();
        }

        @Override
        public void onDropped(long count) {
            dropped += count;
        }
    }
}
