package io.adbot.store.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalException;
import io.adbot.time.Tick;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Several lives of one journal on a disk that fails and crashes, all of it drawn from a seed. An entry says that a key has a
 * new value, so that a checkpoint can be held against what it stands for.
 */
final class JournalSimulation {

    private static final int KEYS = 4;
    private static final TenantId TENANT = new TenantId("t");
    private static final SessionId SESSION = new SessionId("s");

    private final Random random;
    private final boolean errorsComeAlone;
    private final ArrayDeque<Runnable> writes = new ArrayDeque<>();
    private final ArrayDeque<Runnable> compactions = new ArrayDeque<>();
    private SimulatedDisk disk;
    private JsonJournal journal;

    /** What must be there, and in this order. */
    private final List<Integer> acknowledged = new ArrayList<>();

    private long lastAcknowledgedSeq;

    /** What may be there behind it: a beginning of one of these. A new one is begun by each failure that is heard. */
    private final List<List<Integer>> inDoubt = new ArrayList<>();

    private int values;
    private long nanos;
    private int acknowledgements;
    private int failures;
    private int checkpoints;
    private int crashes;

    private boolean failing;

    /** Was a checkpoint begun? Then a crash may have left it complete, and only the state is known. */
    private boolean folded;

    JournalSimulation(long seed) {
        this.random = new Random(seed);
        this.errorsComeAlone = random.nextBoolean();
        this.disk = new SimulatedDisk(random);
    }

    /** Lives, and checks after each life what is left. */
    JournalSimulation run() {
        int lives = 2 + random.nextInt(3);
        for (int i = 0; i < lives; i++) {
            live();
            disk = random.nextInt(3) == 0 ? disk.afterKill() : disk.afterCrash();
            reopen();
        }
        return this;
    }

    int acknowledgements() {
        return acknowledgements;
    }

    int failures() {
        return failures;
    }

    int checkpoints() {
        return checkpoints;
    }

    int crashes() {
        return crashes;
    }

    private void live() {
        try {
            if (random.nextInt(4) == 0) {
                disk.crashIn(1 + random.nextInt(60));
            }
            open();
            disk.fail(random.nextInt(3) == 0 ? 0 : random.nextDouble() * 0.2, errorsComeAlone);
            if (random.nextInt(4) > 0) {
                disk.crashIn(1 + random.nextInt(120));
            }
            int steps = random.nextInt(80);
            for (int i = 0; i < steps && !disk.hasCrashed(); i++) {
                step();
            }
            if (random.nextBoolean() && !disk.hasCrashed()) {
                getWell();
            }
            close();
        } catch (SimulatedDisk.Crash crash) {
            crashes++;
        }
        writes.clear();
        compactions.clear();
        failing = false;
    }

    private void open() {
        try {
            journal = new JsonJournal(
                    JournalOpening.look(disk, "DIR", entry -> {}).open(100 + random.nextInt(900)),
                    new Workers(writes::add, compactions::add, List.of()));
        } catch (IOException noErrorsYet) {
            throw new AssertionError(noErrorsYet);
        }
    }

    private void close() {
        try {
            journal.close();
        } catch (JournalException notMarkedAsDurable) {
            failures++;
        }
    }

    private void step() {
        if (failing && random.nextInt(3) == 0) {
            recover();
        }
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> append();
            case 3, 4 -> run(writes);
            case 5 -> run(compactions);
            case 6 ->
                journal.compact(this::fold).whenComplete((done, failure) -> {
                    if (done != null && done.segments() > 0) {
                        checkpoints++;
                    }
                });
            default -> {
                switch (random.nextInt(4)) {
                    case 0 -> checkReading();
                    case 1 -> journal.seal();
                    default -> append();
                }
            }
        }
    }

    private static void run(ArrayDeque<Runnable> tasks) {
        Runnable task = tasks.poll();
        if (task != null) {
            task.run();
        }
    }

    private void append() {
        int value = ++values;
        if (inDoubt.isEmpty()) {
            inDoubt.add(new ArrayList<>());
        }
        List<Integer> doubtful = inDoubt.get(inDoubt.size() - 1);
        doubtful.add(value);
        CompletionStage<JournalEntry> stage =
                journal.append(new Tick(nanos += 1_000_000, Instant.EPOCH.plusNanos(nanos)), event(value));
        stage.whenComplete((entry, failure) -> {
            if (failure == null) {
                acknowledge(value, entry);
            } else {
                fail(doubtful, value);
            }
        });
    }

    private void acknowledge(int value, JournalEntry entry) {
        acknowledgements++;
        assertThat(entry.seq()).as("seq rises").isGreaterThan(lastAcknowledgedSeq);
        lastAcknowledgedSeq = entry.seq();
        acknowledged.add(value);
        List<Integer> now = inDoubt.get(inDoubt.size() - 1);
        assertThat(now.remove(0)).as("stages complete in order").isEqualTo(value);
        inDoubt.clear(); // A later entry is durable: what failed before it is given up for good.
        inDoubt.add(now);
    }

    private void fail(List<Integer> doubtful, int value) {
        failures++;
        if (errorsComeAlone) {
            doubtful.remove((Integer) value); // The cut succeeded, so it is not there.
        }
        failing = true;
    }

    /** The failure was heard: once all that was appended has its answer. */
    private void recover() {
        run(writes);
        failing = false;
        inDoubt.add(new ArrayList<>());
        journal.recover();
    }

    /** When the disk is well again, so is the journal. */
    private void getWell() {
        disk.fail(0, errorsComeAlone);
        while (!writes.isEmpty()) {
            run(writes);
        }
        recover();
        int before = acknowledgements;
        append();
        run(writes);
        if (!disk.hasCrashed()) {
            assertThat(acknowledgements).as("the journal takes entries again").isEqualTo(before + 1);
        }
    }

    /** What is read while the journal is in use is what was acknowledged. */
    private void checkReading() {
        disk.fail(0, false);
        try (Stream<JournalEntry> entries = journal.read();
                Stream<JournalEntry> backwards = journal.readBackwards()) {
            List<JournalEntry> forward = entries.toList();
            assertThat(state(values(forward))).isEqualTo(state(acknowledged));
            List<JournalEntry> reversed = new ArrayList<>(backwards.toList());
            Collections.reverse(reversed);
            assertThat(reversed).isEqualTo(forward);
        }
        disk.fail(random.nextDouble() * 0.2, errorsComeAlone);
    }

    /** The last value of each key; meanwhile others append and write. */
    private Stream<JournalEvent> fold(Stream<JournalEntry> entries) {
        List<Integer> found = values(entries.toList());
        folded = true;
        for (int i = random.nextInt(4); i > 0; i--) {
            append();
            run(writes);
        }
        return state(found).values().stream().sorted().map(JournalSimulation::event);
    }

    private void reopen() {
        JournalExamination seen = JournalView.of(Path.of("DIR"), disk).examine();
        assertThat(seen.damage()).as("a crash does no damage").isEmpty();
        List<JournalEntry> entries = new ArrayList<>();
        try {
            JsonJournal again = new JsonJournal(
                    JournalOpening.look(disk, "DIR", entries::add).open(500),
                    new Workers(Runnable::run, Runnable::run, List.of()));
            assertThat(seen.entries()).isEqualTo(entries.size());
            for (int i = 1; i < entries.size(); i++) {
                assertThat(entries.get(i).seq())
                        .isGreaterThan(entries.get(i - 1).seq());
            }
            settle(values(entries));
            try (Stream<JournalEntry> read = again.read()) {
                assertThat(read.toList()).isEqualTo(entries);
            }
            List<Integer> now = new ArrayList<>();
            inDoubt.add(now);
            int value = ++values;
            now.add(value);
            acknowledge(
                    value,
                    again.append(new Tick(nanos, Instant.EPOCH.plusNanos(nanos)), event(value))
                            .toCompletableFuture()
                            .join());
            if (random.nextBoolean()) {
                again.close();
            }
        } catch (IOException | CompletionException e) {
            throw new AssertionError(e);
        }
    }

    /** Holds what is there against what must be and what may be there, and takes it for what is from now on. */
    private void settle(List<Integer> found) {
        Map<String, Integer> state = state(found);
        inDoubt.add(List.of());
        for (List<Integer> doubtful : inDoubt) {
            for (int length = 0; length <= doubtful.size(); length++) {
                List<Integer> possible = new ArrayList<>(acknowledged);
                possible.addAll(doubtful.subList(0, length));
                if (state(possible).equals(state) && (folded || possible.equals(found))) {
                    acknowledged.clear();
                    acknowledged.addAll(possible);
                    inDoubt.clear();
                    return;
                }
            }
        }
        throw new AssertionError("found " + found + ", acknowledged " + acknowledged
                + ", and in doubt a beginning of one of " + inDoubt);
    }

    private static JournalEvent event(int value) {
        return new JournalEvent.GroupSuspended(TENANT, SESSION, new GroupId("-" + value % KEYS), value);
    }

    private static List<Integer> values(List<JournalEntry> entries) {
        return entries.stream()
                .map(entry -> ((JournalEvent.GroupSuspended) entry.event()).cycles())
                .toList();
    }

    private static Map<String, Integer> state(List<Integer> values) {
        Map<String, Integer> state = new TreeMap<>();
        values.forEach(value -> state.put("-" + value % KEYS, value));
        return state;
    }
}
