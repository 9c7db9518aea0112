package io.adbot.store.json;

import static io.adbot.store.json.OpenJournal.append;
import static io.adbot.store.json.OpenJournal.seqs;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an opening makes of what lies there. */
class RecoveryTest {

    private static final String FIRST = Segment.name(1);

    private final SimulatedDisk disk = OpenJournal.disk();

    @Test
    void aJournalThatWasClosedCleanlyHasNoTail() {
        JsonJournal journal = OpenJournal.on(disk, 10_000);
        append(journal, 3);
        journal.close();

        assertThat(lines(FIRST).get(3)).contains("\"type\":\"journal_closed\"").contains("\"durable\":3,");
        JsonJournal again = OpenJournal.on(disk, 10_000);
        assertThat(again.recovered().tail()).isEmpty();
        assertThat(again.recovered().entries()).isEqualTo(3);
        assertThat(seqs(again)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void toOpenAndCloseWritesNothingMore() {
        JsonJournal journal = OpenJournal.on(disk, 10_000);
        append(journal, 3);
        journal.close();
        byte[] before = disk.bytes(FIRST);

        OpenJournal.on(disk, 10_000).close();

        assertThat(disk.bytes(FIRST)).isEqualTo(before);
    }

    @Test
    void eachLineSaysUpToWhereTheJournalWasDurable() {
        append(OpenJournal.on(disk, 10_000), 3);

        assertThat(lines(FIRST))
                .extracting(line -> line.replaceFirst(".*(\"durable\":\\d+).*", "$1"))
                .containsExactly("\"durable\":0", "\"durable\":1", "\"durable\":2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"seq\":4,\"at",
                "\0\0\0\0\0\0",
                "{\"seq\":4,\"at_ns\":0,\"wall\":\"2026-01-31T12:00:00Z\",\"type\":\"engine_opened\"}\n",
                "hello\n"
            })
    void anUnfinishedTailIsCutAndReported(String torn) {
        append(OpenJournal.on(disk, 10_000), 3);
        byte[] sound = disk.bytes(FIRST);
        disk.damage(FIRST, concatenated(sound, torn.getBytes(UTF_8)));

        JsonJournal again = OpenJournal.on(disk, 10_000);

        TailCut tail = again.recovered().tail().orElseThrow();
        assertThat(tail.file()).isEqualTo("journal/" + FIRST);
        assertThat(tail.line()).isEqualTo(4);
        assertThat(tail.offset()).isEqualTo(sound.length);
        assertThat(tail.bytes()).isEqualTo(torn.length());
        append(again, 1);
        assertThat(seqs(again)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(seqs(OpenJournal.on(disk, 10_000))).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void whatIsNotKnownToBeDurableIsWrittenOnceMore() throws IOException {
        append(OpenJournal.on(disk, 10_000), 3);

        JsonJournal again = OpenJournal.on(disk, 10_000);

        assertThat(lines(FIRST)).hasSize(2);
        assertThat(lines(Segment.name(3))).hasSize(1);
        assertThat(disk.list()).hasSize(2);
        assertThat(seqs(again)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aTailIsCutAtItsFirstBadEntryThoughGoodOnesFollow() {
        JsonJournal journal = OpenJournal.on(disk, 10_000, new ArrayList<Runnable>()::add, Runnable::run);
        for (int i = 0; i < 5; i++) {
            journal.append(OpenJournal.tick(i), OpenJournal.event(i));
        }
        journal.close();
        List<String> lines = lines(FIRST).subList(0, 5);
        lines.set(2, lines.get(2).replace("g2", "g3"));
        write(FIRST, lines);

        JsonJournal again = OpenJournal.on(disk, 10_000);

        assertThat(again.recovered().tail().orElseThrow().complaint()).contains("crc");
        assertThat(seqs(again)).containsExactly(1L, 2L);
    }

    @Test
    void damageBeforeTheMarkStopsTheOpeningAndChangesNothing() {
        append(OpenJournal.on(disk, 10_000), 5);
        List<String> lines = lines(FIRST);
        int offset = lines.get(0).length() + lines.get(1).length() + 2;
        lines.set(2, lines.get(2).replace("g2", "g3"));
        write(FIRST, lines);
        byte[] before = disk.bytes(FIRST);

        assertThatThrownBy(() -> OpenJournal.on(disk, 10_000))
                .isInstanceOfSatisfying(
                        DamagedJournalException.class,
                        e -> assertThat(e.damage())
                                .extracting(
                                        JournalDamage::file,
                                        JournalDamage::line,
                                        JournalDamage::offset,
                                        JournalDamage::seq)
                                .containsExactly("journal/" + FIRST, 3L, (long) offset, 3L))
                .hasMessageContainingAll(FIRST, "line 3", "byte " + offset, "crc: got", "`adbot doctor DIR`");
        assertThat(disk.bytes(FIRST)).isEqualTo(before);
    }

    @Test
    void aLineThatIsMissingBeforeTheMarkIsDamage() {
        append(OpenJournal.on(disk, 10_000), 5);
        List<String> lines = lines(FIRST);
        lines.remove(2);
        write(FIRST, lines);

        assertThatThrownBy(() -> OpenJournal.on(disk, 10_000))
                .isInstanceOf(DamagedJournalException.class)
                .hasMessageContainingAll("line 3", "seq: got 4, expected 3");
    }

    @Test
    void aSegmentThatIsMissingIsDamage() throws IOException {
        append(OpenJournal.on(disk, 1), 4);
        disk.delete(Segment.name(2));

        assertThatThrownBy(() -> OpenJournal.on(disk, 1))
                .isInstanceOf(DamagedJournalException.class)
                .hasMessageContainingAll(FIRST, "line 2", "the next one begins with seq 3");
    }

    @Test
    void aFirstSegmentThatIsMissingIsDamage() throws IOException {
        append(OpenJournal.on(disk, 1), 4);
        disk.delete(FIRST);

        assertThatThrownBy(() -> OpenJournal.on(disk, 1))
                .isInstanceOf(DamagedJournalException.class)
                .hasMessageContainingAll(Segment.name(2), "without a checkpoint it begins with seq 1");
    }

    @Test
    void whatIsNotTheJournalsIsLeftAlone() throws IOException {
        append(OpenJournal.on(disk, 1), 2);
        for (String name :
                List.of("notes.txt", "1.jsonl", "00000000000000000001.jsonl.bak", "99999999999999999999.jsonl")) {
            disk.create(name).close();
        }

        assertThat(seqs(OpenJournal.on(disk, 1))).containsExactly(1L, 2L);
        assertThat(disk.list()).contains("notes.txt", "1.jsonl", "00000000000000000001.jsonl.bak");
    }

    @Test
    void aFileThatNeverGotItsNameIsRemoved() throws IOException {
        append(OpenJournal.on(disk, 1), 2);
        disk.create(Segment.temporaryName(2)).close();

        OpenJournal.on(disk, 1);

        assertThat(disk.list()).containsExactly(FIRST, Segment.name(2));
    }

    @Test
    void afterAFailureTheOldSegmentIsNotTrusted() {
        FailingDisk failing = new FailingDisk(disk);
        JsonJournal journal = OpenJournal.on(failing, 10_000);
        append(journal, 2);
        failing.failNext();
        assertThat(journal.append(OpenJournal.tick(3), OpenJournal.event(3)).toCompletableFuture())
                .isCompletedExceptionally();
        journal.recover();
        append(journal, 1);

        assertThat(lines(FIRST)).hasSize(2);
        assertThat(lines(Segment.name(3))).hasSize(1);
        assertThat(seqs(OpenJournal.on(disk, 10_000))).containsExactly(1L, 2L, 3L);
    }

    @Test
    void whatCouldNotBeCutIsGivenUpByTheNextSegment() throws IOException {
        append(OpenJournal.on(disk, 10_000), 5);
        Disk.Output next = disk.create(Segment.name(4));
        next.write(ByteBuffer.wrap((lines(FIRST).get(3) + "\n").getBytes(UTF_8)));

        JsonJournal again = OpenJournal.on(disk, 10_000);

        assertThat(seqs(again)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(JournalView.of(Path.of("DIR"), disk).examine().notes())
                .singleElement()
                .asString()
                .contains(FIRST, "given up after a failure");
    }

    private List<String> lines(String name) {
        return new String(disk.bytes(name), UTF_8).lines().collect(Collectors.toList());
    }

    private void write(String name, List<String> lines) {
        disk.damage(
                name,
                lines.stream()
                        .map(line -> line + "\n")
                        .collect(Collectors.joining())
                        .getBytes(UTF_8));
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
