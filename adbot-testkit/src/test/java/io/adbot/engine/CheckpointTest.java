package io.adbot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.check.JournalChecker;
import io.adbot.cycle.CycleOrder;
import io.adbot.cycle.CycleRunner;
import io.adbot.cycle.GroupGates;
import io.adbot.journal.CheckpointEvent.DoneRecalled;
import io.adbot.journal.InMemoryJournal;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.Unrecognised;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.PlanRequest;
import io.adbot.testkit.FakeTelegram;
import io.adbot.testkit.Scenario;
import io.adbot.testkit.Simulation;
import io.adbot.testkit.TelegramBehaviour;
import io.adbot.testkit.VirtualTime;
import io.adbot.time.Tick;
import io.adbot.value.Breach;
import io.adbot.value.GroupId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * A checkpoint and the entries after it are worth the whole journal: of simulated lives with crashes, stops, resumes, gates, flood
 * waits and clocks that are set, cut off anywhere and ending anywhere.
 */
class CheckpointTest {

    private static final Duration A_MONTH = Duration.ofDays(31);

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void theRestAfterACheckpointSaysWhatTheWholeJournalSays(@ForAll long seed) {
        Past past = Past.of(seed);

        assertThat(told(past.whole(), past.gates())).isEqualTo(told(past.cutOff(), past.gates()));
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void soDoesACheckpointOfACheckpoint(@ForAll long seed) {
        Past past = Past.of(seed);
        Past again = past.cutOffAt(past.random().nextInt(past.cutOff().size() + 1), past.cutOff());

        assertThat(told(past.whole(), past.gates())).isEqualTo(told(again.cutOff(), past.gates()));
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void anEngineLivesOnAsItWouldWithTheWholeJournal(@ForAll long seed) {
        Past past = Past.of(seed);
        Duration down = Duration.ofSeconds(past.random().nextInt(600));
        Duration step =
                past.random().nextInt(3) == 0 ? Duration.ofSeconds(past.random().nextInt(7200) - 3600) : Duration.ZERO;
        Instant opened = past.end().wall().plus(down).plus(step);
        Scenario next = past.random().nextBoolean() ? past.scenario() : otherwise(past.scenario());

        List<JournalEntry> withAll = live(past.whole(), next, seed, opened);
        List<JournalEntry> withTheRest = live(past.cutOff(), next, seed, opened);

        assertThat(shown(withTheRest)).isEqualTo(shown(withAll));
        assertThat(breaches(past.whole(), withAll, past.gates())).isEmpty();
        assertThat(breaches(past.cutOff(), withTheRest, past.gates())).isEmpty();
    }

    @Property(tries = 50, shrinking = ShrinkingMode.OFF)
    void whatACheckpointSaysDoesNotGrowWithTheJournal(@ForAll long seed) {
        Scenario scenario = Scenario.draw(seed);
        int first = 0;
        List<JournalEntry> journal = new ArrayList<>();
        for (int life = 0; life < 6; life++) {
            Instant opened = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(life));
            journal.addAll(live(journal, scenario, seed, opened));
            first = life == 0 ? told(journal, scenario.gates()).size() : first;
        }

        // After each life all is quiet for most of a day. What is left is of tenants, sessions and refusals.
        int most = scenario.orders().stream()
                .mapToInt(order -> 3
                        + order.request().sessions().size()
                                * (2 + order.request().groups().size()))
                .sum();
        assertThat(told(journal, scenario.gates())).hasSizeLessThanOrEqualTo(Math.max(first, 2 + most));
    }

    // ---------------------------------------------------------------- a past

    /**
     * A simulated life up to somewhere, and the same with a checkpoint for its beginning.
     *
     * @param random for what else is drawn
     */
    private record Past(List<JournalEntry> whole, List<JournalEntry> cutOff, Scenario scenario, Random random) {

        static Past of(long seed) {
            Random random = new Random(seed);
            List<JournalEntry> journal =
                    Simulation.of(seed).span(Duration.ofMinutes(20)).run().journal();
            List<JournalEntry> whole = journal.subList(0, 1 + random.nextInt(journal.size()));
            Past past = new Past(whole, whole, Scenario.draw(seed), random);
            return past.cutOffAt(random.nextInt(whole.size() + 1), whole);
        }

        /** The same, but the first entries of these are told by a checkpoint. */
        Past cutOffAt(int cut, List<JournalEntry> entries) {
            if (cut == 0) {
                return new Past(whole, entries, scenario, random);
            }
            Tick last = entries.get(cut - 1).at();
            List<JournalEvent> events = new ArrayList<>();
            events.add(new Unrecognised("checkpoint")); // as a store begins one
            events.addAll(checkpoint(entries.subList(0, cut), gates()));
            List<JournalEntry> rest = new ArrayList<>();
            long seq = entries.get(cut - 1).seq() - events.size();
            for (JournalEvent event : events) {
                rest.add(new JournalEntry(++seq, last, event));
            }
            rest.addAll(entries.subList(cut, entries.size()));
            return new Past(whole, rest, scenario, random);
        }

        GroupGates gates() {
            return scenario.gates();
        }

        Tick end() {
            return whole.get(whole.size() - 1).at();
        }
    }

    private static List<JournalEvent> checkpoint(List<JournalEntry> entries, GroupGates gates) {
        Checkpoint checkpoint = new Checkpoint(gates);
        entries.forEach(entry -> checkpoint.apply(entry.at(), entry.event()));
        return checkpoint.events();
    }

    /** What a checkpoint says, in whatever order. */
    private static Set<JournalEvent> told(List<JournalEntry> entries, GroupGates gates) {
        List<JournalEvent> events = checkpoint(entries, gates);
        Set<JournalEvent> told = new HashSet<>();
        events.forEach(event -> told.add(event instanceof DoneRecalled done ? sorted(done) : event));
        assertThat(told).as("nothing is told twice").hasSameSizeAs(events);
        return told;
    }

    private static DoneRecalled sorted(DoneRecalled done) {
        List<GroupId> groups = done.groups().stream()
                .sorted(Comparator.comparing(GroupId::value))
                .toList();
        return new DoneRecalled(done.tenant(), done.session(), groups);
    }

    // ---------------------------------------------------------------- another life

    /** Opens an engine over the past, starts everybody with resume, and lets it come to its end; what it journals. */
    private static List<JournalEntry> live(List<JournalEntry> past, Scenario scenario, long seed, Instant opened) {
        InMemoryJournal journal = new InMemoryJournal();
        past.forEach(entry -> journal.append(entry.at(), entry.event()));
        VirtualTime time = new VirtualTime();
        time.stepWall(Duration.between(time.loop().now().wall(), opened));
        FakeTelegram telegram = new FakeTelegram(time, TelegramBehaviour.chaos(), seed);
        CycleRunner runner = CycleRunner.builder(time.loop(), telegram, journal)
                .settings(scenario.settings())
                .gates(scenario.gates())
                .open();
        scenario.orders().stream().map(CycleOrder::resume).forEach(runner::start);
        time.runUntilIdle(A_MONTH);
        List<JournalEntry> all = journal.entries();
        return List.copyOf(all.subList(past.size(), all.size()));
    }

    /** Everybody in enterprise mode, with the least delay, and the groups from the last to the first. */
    private static Scenario otherwise(Scenario scenario) {
        CycleOrder[] orders = scenario.orders().stream()
                .map(order -> CycleOrder.of(
                        order.tenant(),
                        PlanRequest.builder(ExecutionMode.ENTERPRISE)
                                .sessions(order.request().sessions())
                                .groups(reversed(order.request().groups()))
                                .delay(Duration.ofSeconds(3))
                                .build(),
                        order.post()))
                .map(order -> order.cycles(2))
                .toArray(CycleOrder[]::new);
        return Scenario.of(orders).settings(scenario.settings()).gates(scenario.gates());
    }

    private static List<GroupId> reversed(List<GroupId> groups) {
        List<GroupId> reversed = new ArrayList<>(groups);
        Collections.reverse(reversed);
        return reversed;
    }

    private static List<String> shown(List<JournalEntry> entries) {
        return entries.stream().map(entry -> entry.at() + " " + entry.event()).toList();
    }

    private static List<Breach> breaches(List<JournalEntry> past, List<JournalEntry> life, GroupGates gates) {
        JournalChecker checker = JournalChecker.withGates(gates);
        long[] seq = {past.get(past.size() - 1).seq()};
        return Stream.concat(
                        past.stream(),
                        life.stream().map(entry -> new JournalEntry(++seq[0], entry.at(), entry.event())))
                .flatMap(entry -> checker.accept(entry).stream())
                .toList();
    }
}
