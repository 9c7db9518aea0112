package io.adbot.store.json;

import static io.adbot.store.json.OpenJournal.append;
import static io.adbot.store.json.OpenJournal.seqs;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.check.JournalChecker;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.store.json.line.JournalLines;
import io.adbot.value.SessionId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A checkpoint in the place of what was sealed. */
class CompactionTest {

    private static final JournalEvent STATE = new JournalEvent.SessionCleared(new SessionId("a"));

    private final SimulatedDisk disk = OpenJournal.disk();
    private final JsonJournal journal = OpenJournal.on(disk, 300);

    @Test
    void aCheckpointTakesThePlaceOfWhatWasSealed() throws IOException {
        append(journal, 10);
        long sealed = journal.sealedBytes();

        Compacted done = compact(CompactionTest::toState);

        assertThat(done.segments()).isEqualTo(4);
        assertThat(done.bytesBefore()).isEqualTo(sealed);
        assertThat(disk.list()).containsExactly(Segment.name(2), Segment.name(9));
        assertThat(new String(disk.bytes(Segment.name(2)), UTF_8).lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains(
                                        "\"seq\":2,\"at_ns\":7000000000,",
                                        "\"type\":\"checkpoint\",\"covers\":8,\"durable\":8,"),
                        line -> assertThat(line)
                                .contains("\"seq\":3,\"at_ns\":7000000000,", "\"type\":\"session_cleared\""),
                        line -> assertThat(line)
                                .contains("\"seq\":8,\"at_ns\":7000000000,", "\"type\":\"checkpoint_ended\""));
        assertThat(journal.sealedBytes()).isEqualTo(done.bytesAfter());
    }

    @Test
    void whatIsReadIsTheCheckpointAndWhatFollows() {
        append(journal, 10);
        compact(CompactionTest::toState);
        append(journal, 1);

        assertThat(seqs(journal)).containsExactly(3L, 9L, 10L, 11L);
        assertThat(seqs(OpenJournal.on(disk, 300))).containsExactly(3L, 9L, 10L, 11L);
    }

    @Test
    void aCheckpointIsCompactedLikeAnythingElse() {
        append(journal, 10);
        compact(CompactionTest::toState);
        append(journal, 10);
        List<JournalEvent> seen = new ArrayList<>();

        compact(entries -> {
            entries.forEach(entry -> seen.add(entry.event()));
            return Stream.of(STATE, STATE);
        });

        assertThat(seen).startsWith(STATE, OpenJournal.event(8));
        assertThat(seqs(OpenJournal.on(disk, 300))).startsWith(4L, 5L, 19L);
    }

    @Test
    void theRulesHoldOverAJournalThatBeginsAtACheckpoint() throws IOException {
        append(journal, 10);
        compact(CompactionTest::toState);
        append(journal, 4);
        JournalChecker checker = new JournalChecker();
        JournalLines codec = new JournalLines();

        for (String name : disk.list()) {
            new String(disk.bytes(name), UTF_8).lines().forEach(line -> {
                byte[] bytes = line.getBytes(UTF_8);
                JournalEntry entry = codec.read(bytes, 0, bytes.length).orElseThrow();
                if (!entry.event().type().equals("send_intended")) { // Of cycles that nobody began.
                    assertThat(checker.accept(entry)).isEmpty();
                }
            });
        }
    }

    @Test
    void sealingTakesInWhatWasJustWritten() {
        append(journal, 1);
        append(journal, 4);
        journal.seal().toCompletableFuture().join();

        compact(CompactionTest::toState);

        assertThat(seqs(journal)).containsExactly(3L);
        append(journal, 1);
        assertThat(seqs(journal)).containsExactly(3L, 6L);
    }

    @Test
    void nothingIsDoneIfNothingIsGained() throws IOException {
        assertThat(compact(CompactionTest::toState)).isEqualTo(Compacted.NOTHING);
        append(journal, 5);
        List<String> before = disk.list();

        assertThat(compact(entries -> entries.map(JournalEntry::event))).isEqualTo(Compacted.NOTHING);

        assertThat(disk.list()).isEqualTo(before);
        assertThat(seqs(journal)).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void aFoldThatFailsChangesNothing() throws IOException {
        append(journal, 10);
        List<String> before = disk.list();

        assertThatThrownBy(() -> compact(entries -> {
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("no");

        assertThat(disk.list()).isEqualTo(before);
    }

    @Test
    void whoReadsMeanwhileReadsOn() throws IOException {
        append(journal, 10);
        try (Stream<JournalEntry> entries = journal.read()) {
            compact(CompactionTest::toState);
            assertThat(disk.list()).hasSize(6);

            assertThat(entries.map(JournalEntry::seq)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        }

        assertThat(disk.list()).containsExactly(Segment.name(2), Segment.name(9));
    }

    @Test
    void whatACheckpointCoversIsNotReadAndIsRemoved() throws IOException {
        append(journal, 10);
        byte[] covered = disk.bytes(Segment.name(5));
        compact(CompactionTest::toState);
        Disk.Output left = disk.create(Segment.name(5));
        left.write(ByteBuffer.wrap(covered));

        JournalExamination seen = JournalView.of(Path.of("DIR"), disk).examine();
        assertThat(seen.entries()).isEqualTo(3);
        assertThat(seen.notes()).anyMatch(note -> note.contains(Segment.name(5) + " is left over"));
        assertThat(seqs(OpenJournal.on(disk, 300))).containsExactly(3L, 9L, 10L);
        assertThat(disk.list()).doesNotContain(Segment.name(5));
    }

    @Test
    void aCheckpointWithoutItsEndIsDamage() {
        append(journal, 10);
        compact(CompactionTest::toState);
        String lines = new String(disk.bytes(Segment.name(2)), UTF_8);
        disk.damage(
                Segment.name(2), lines.substring(0, lines.indexOf("{\"seq\":8")).getBytes(UTF_8));

        assertThatThrownBy(() -> OpenJournal.on(disk, 300)).isInstanceOf(DamagedJournalException.class);
    }

    @Test
    void closingEndsACompaction() throws IOException {
        ArrayDeque<Runnable> background = new ArrayDeque<>();
        SimulatedDisk other = OpenJournal.disk();
        JsonJournal closing = OpenJournal.on(other, 300, Runnable::run, background::add);
        append(closing, 10);
        List<String> before = other.list();
        CompletableFuture<Compacted> stage =
                closing.compact(CompactionTest::toState).toCompletableFuture();

        closing.close();
        background.remove().run();

        assertThat(stage).isCompletedExceptionally();
        assertThatThrownBy(stage::join).isInstanceOf(CancellationException.class);
        assertThat(other.list()).containsAll(before).doesNotContain(Segment.name(2));
    }

    private static Stream<JournalEvent> toState(Stream<JournalEntry> entries) {
        assertThat(entries).isNotEmpty();
        return Stream.of(STATE);
    }

    private Compacted compact(Function<Stream<JournalEntry>, Stream<JournalEvent>> fold) {
        return journal.compact(fold).toCompletableFuture().join();
    }
}
