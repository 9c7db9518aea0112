package io.adbot.store.json;

import static io.adbot.store.json.OpenJournal.append;
import static io.adbot.store.json.OpenJournal.seqs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.journal.JournalException;
import io.adbot.store.StoreException;
import io.adbot.value.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal as it is used: in a data directory, with threads of its own. */
class JournalOnFilesTest {

    @TempDir
    Path temp;

    private Path data;
    private DataLock lock;
    private JsonJournal journal;

    @BeforeEach
    void open() {
        data = temp.resolve("data");
        lock = DataLock.take(data, Instant.EPOCH);
        journal = JsonJournal.in(lock).segmentBytes(10_000).open();
    }

    @AfterEach
    void close() {
        journal.close();
        lock.close();
    }

    @Test
    void everythingIsItsOwnersAlone() throws IOException {
        Assumptions.assumeTrue(Files.getFileStore(temp).supportsFileAttributeView("posix"));
        append(journal, 3);

        assertThat(permissions(data)).isEqualTo("rwx------");
        assertThat(permissions(data.resolve("journal"))).isEqualTo("rwx------");
        assertThat(permissions(data.resolve("journal").resolve(Segment.name(1))))
                .isEqualTo("rw-------");
        assertThat(permissions(data.resolve("adbot.lock"))).isEqualTo("rw-------");
    }

    @Test
    void manySendersShareTheWaitForTheDisk() {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        List<CompletableFuture<Void>> stages = IntStream.range(0, 1_000)
                .mapToObj(i -> journal.append(OpenJournal.tick(0), OpenJournal.event(i))
                        .thenAccept(entry -> threads.add(Thread.currentThread().getName()))
                        .toCompletableFuture())
                .toList();

        stages.forEach(CompletableFuture::join);

        assertThat(threads)
                .contains("adbot-journal")
                .isSubsetOf("adbot-journal", Thread.currentThread().getName());
        assertThat(seqs(journal)).hasSize(1_000).isSorted();
    }

    @Test
    void whatIsThereIsShownToTheReaderOfTheOpening() {
        append(journal, 3);
        journal.close();
        List<Long> seen = new ArrayList<>();

        try (JsonJournal again = JsonJournal.in(lock).open(entry -> seen.add(entry.seq()))) {
            assertThat(again.recovered().lastSeq()).isEqualTo(3);
        }

        assertThat(seen).containsExactly(1L, 2L, 3L);
    }

    @Test
    void takesNothingOnceItIsClosed() {
        journal.close();
        journal.close();

        assertThat(journal.append(OpenJournal.tick(0), OpenJournal.event(0)).toCompletableFuture())
                .isCompletedExceptionally();
        assertThat(journal.seal().toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void isNotOpenedWithoutTheLock() {
        journal.close();
        lock.close();

        assertThatThrownBy(() -> JsonJournal.in(lock).open()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> JsonJournal.in(lock).segmentBytes(0)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void aDirectoryThatVanishesFailsAppendsUntilItIsBack() throws IOException {
        append(journal, 2);
        Path away = temp.resolve("away");
        Files.move(data.resolve("journal"), away);

        assertFails();
        journal.recover();
        assertFails();
        Files.createDirectory(data.resolve("journal"));
        journal.recover();
        assertFails("is gone");

        Files.delete(data.resolve("journal"));
        Files.move(away, data.resolve("journal"));
        journal.recover();
        append(journal, 1);
        assertThat(seqs(journal)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aDirectoryThatMayOnlyBeReadFailsAppendsUntilItMayBeWritten() throws IOException {
        Assumptions.assumeTrue(Files.getFileStore(temp).supportsFileAttributeView("posix"));
        Path directory = data.resolve("journal");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-x------"));
        try {
            Assumptions.assumeFalse(Files.isWritable(directory), "this user may write everywhere");

            assertFails(directory.toString());
        } finally {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
        journal.recover();
        append(journal, 1);
        assertThat(seqs(journal)).containsExactly(1L);
    }

    @Test
    void aFileInThePlaceOfTheDirectoryIsNamed() throws IOException {
        journal.close();
        lock.close();
        Path other = Files.createDirectory(temp.resolve("other"));
        Files.writeString(other.resolve("journal"), "");

        try (DataLock held = DataLock.take(other, Instant.EPOCH)) {
            assertThatThrownBy(() -> JsonJournal.in(held).open())
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining(other.resolve("journal").toString());
        }
    }

    @Test
    void whoLooksFromOutsideChangesNothingAndTakesNoLock() throws IOException {
        append(journal, 5);
        Path file = data.resolve("journal").resolve(Segment.name(1));
        Files.writeString(file, "{\"seq\":6,\"at_", StandardOpenOption.APPEND); // Is being written.
        long size = Files.size(file);
        JournalView view = JournalView.of(data);

        JournalExamination seen = view.examine();

        assertThat(seen.isSound()).isTrue();
        assertThat(seen.entries()).isEqualTo(5);
        assertThat(seen.durable()).isEqualTo(4);
        assertThat(seen.segments()).containsExactly(new JournalExamination.SegmentReport(file.toString(), 5, size, 4));
        assertThat(seen.tail().orElseThrow().bytes()).isEqualTo(13);
        assertThat(seen.notes()).singleElement().asString().contains("unfinished tail of 13 bytes");
        assertThat(view.read(entry -> {}).lastSeq()).isEqualTo(5);
        try (Stream<Long> last = view.readBackwards().limit(2).map(entry -> entry.seq())) {
            assertThat(last).containsExactly(5L, 4L);
        }
        assertThat(Files.size(file)).isEqualTo(size);
        assertThat(JournalView.of(temp.resolve("nowhere")).examine().segments()).isEmpty();
        assertThat(temp.resolve("nowhere")).doesNotExist();
    }

    @Test
    void aRepairCopiesWhatIsSoundAndSaysWhatIsLost() throws IOException {
        append(journal, 60);
        journal.close();
        Path file = data.resolve("journal").resolve(Segment.name(1));
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        int sound = lines.subList(0, 10).stream().mapToInt(String::length).sum() + 10;
        lines.set(10, "x");
        Files.write(file, lines);
        long all;
        try (Stream<Path> files = Files.list(data.resolve("journal"))) {
            all = files.mapToLong(path -> path.toFile().length()).sum();
        }
        Path copy = temp.resolve("copy");
        JournalView view = JournalView.of(data);
        assertThatThrownBy(() -> view.read(entry -> {})).isInstanceOf(DamagedJournalException.class);

        JournalRepair repair = view.repairInto(copy);

        assertThat(repair.entries()).isEqualTo(10);
        assertThat(repair.lastSeq()).isEqualTo(10);
        assertThat(repair.bytesCopied()).isEqualTo(sound);
        assertThat(repair.bytesLost()).isEqualTo(all - sound);
        assertThat(repair.from().orElseThrow().line()).isEqualTo(11);
        assertThat(Files.readAllLines(file)).isEqualTo(lines);
        try (DataLock held = DataLock.take(copy, Instant.EPOCH);
                JsonJournal repaired = JsonJournal.in(held).open()) {
            assertThat(seqs(repaired)).hasSize(10);
            append(repaired, 1);
        }
        assertThatThrownBy(() -> view.repairInto(copy))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("expected a directory without a journal");
    }

    @Test
    void readsBackwardsOverSegmentsAndBlocks() {
        List<CompletableFuture<?>> stages = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            stages.add(journal.append(OpenJournal.tick(0), OpenJournal.event(i)).toCompletableFuture());
        }
        stages.forEach(CompletableFuture::join);

        try (Stream<Long> seqs = journal.readBackwards().map(entry -> entry.seq())) {
            assertThat(seqs)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 2_000)
                            .mapToObj(i -> 2_001L - i)
                            .toList());
        }
    }

    private void assertFails() {
        assertFails("");
    }

    private void assertFails(String message) {
        assertThatThrownBy(() -> journal.append(OpenJournal.tick(9), OpenJournal.event(9))
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(JournalException.class)
                .hasMessageContaining(message);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
