package io.adbot.store.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.engine.LogLines;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.SetupEvent.TenantStopped;
import io.adbot.time.Tick;
import io.adbot.value.TenantId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class JsonTenantLogTest {

    private static final TenantId ANN = new TenantId("ann");
    private static final TenantId BOB = new TenantId("bob");
    private static final Instant EVENING = Instant.parse("2026-01-31T23:59:00Z");

    @TempDir
    Path temp;

    private final List<JournalEntry> journal = new ArrayList<>();

    @Test
    void eachDayInUtcHasItsFile() {
        JsonTenantLog log = open();
        write(log, ANN, EVENING);
        write(log, ANN, EVENING.plusSeconds(60));

        assertThat(lines("ann/2026-01-31.log")).containsExactly(line(1));
        assertThat(lines("ann/2026-02-01.log")).containsExactly(line(2));
        assertThat(last(log, 10)).containsExactly(line(1), line(2));
    }

    @Test
    void aClockThatIsSetBackLosesAndDoublesNothing() {
        JsonTenantLog log = open();
        write(log, ANN, EVENING.plusSeconds(60));
        write(log, ANN, EVENING);
        write(log, ANN, EVENING.plusSeconds(90));
        List<String> before = allLines();

        open();

        assertThat(allLines()).isEqualTo(before).hasSize(3);
    }

    @Test
    void whereverACrashCutsAFileEachLineIsThereOnce() throws IOException {
        JsonTenantLog log = open();
        IntStream.range(0, 5).forEach(i -> {
            write(log, ANN, EVENING.plusSeconds(20L * i));
            write(log, BOB, EVENING.plusSeconds(20L * i));
        });
        List<String> whole = allLines();
        Path today = temp.resolve("ann/2026-01-31.log");
        byte[] bytes = Files.readAllBytes(today);

        for (int size = 0; size <= bytes.length; size++) {
            Files.write(today, Arrays.copyOf(bytes, size));
            open();
            assertThat(allLines()).isEqualTo(whole);
        }
        Files.delete(today);
        Files.write(temp.resolve("bob/2026-02-01.log"), new byte[] {0, 0, 0, 'x'});
        open();
        assertThat(allLines()).isEqualTo(whole);
    }

    @Test
    void goesOnBehindLinesOfAnotherProgram() throws IOException {
        Files.createDirectories(temp.resolve("ann"));
        Files.writeString(temp.resolve("ann/2026-01-31.log"), "2026-01-31 08:00:00 - INFO - old line #99\n");
        JsonTenantLog log = open();
        write(log, ANN, EVENING);
        assertThat(lines("ann/2026-01-31.log")).hasSize(2);

        open();
        assertThat(lines("ann/2026-01-31.log")).hasSize(2).endsWith(line(1));
    }

    @Test
    void whatIsSettledIsNotLookedForInTheJournal() throws IOException {
        JsonTenantLog log = open();
        write(log, ANN, EVENING);
        log.settle().toCompletableFuture().join();
        assertThat(log.upTo()).isEqualTo(1);
        Files.delete(temp.resolve("ann/2026-01-31.log"));
        write(log, ANN, EVENING.plusSeconds(60));

        JsonTenantLog again = open();

        assertThat(last(again, 10)).containsExactly(line(2));
    }

    @Test
    void whatTheDiskRefusedIsWrittenLater() throws IOException {
        JsonTenantLog log = open();
        Files.writeString(temp.resolve("ann"), "a file where a directory should be");
        write(log, ANN, EVENING);
        write(log, BOB, EVENING);
        assertThat(lines("bob/2026-01-31.log")).hasSize(1);
        assertThat(log.settle().toCompletableFuture()).isCompletedExceptionally();

        Files.delete(temp.resolve("ann"));
        write(log, ANN, EVENING);

        assertThat(lines("ann/2026-01-31.log")).containsExactly(line(1), line(3));
        assertThat(log.settle().toCompletableFuture()).isCompleted();
    }

    @Test
    void aFileThatCannotBeReadCostsNoOtherItsLinesAndIsMadeUpForLater() throws IOException {
        JsonTenantLog log = open();
        write(log, ANN, EVENING);
        write(log, BOB, EVENING);
        List<String> whole = allLines();
        Files.delete(temp.resolve("ann/2026-01-31.log"));
        Files.delete(temp.resolve("bob/2026-01-31.log"));
        Files.createDirectory(temp.resolve("ann/2026-01-31.log"));

        JsonTenantLog without = open();
        assertThat(lines("bob/2026-01-31.log")).containsExactly(line(2));
        assertThat(without.incomplete()).isOne();
        write(without, ANN, EVENING.plusSeconds(60));
        assertThat(without.settle().toCompletableFuture()).isCompletedExceptionally();
        assertThat(without.upTo()).isZero();

        Files.delete(temp.resolve("ann/2026-01-31.log"));
        JsonTenantLog again = open();
        assertThat(lines("ann/2026-01-31.log")).containsExactly(line(1));
        assertThat(allLines()).containsAll(whole).hasSize(3);
        assertThat(again.incomplete()).isZero();
        again.settle().toCompletableFuture().join();
        assertThat(again.upTo()).isEqualTo(3);
    }

    @Test
    void whatTheDiskRefusesForLongIsNotKeptButLeftToTheNextOpening() throws IOException {
        JsonTenantLog log = open();
        write(log, BOB, EVENING);
        Files.writeString(temp.resolve("ann"), "a file where a directory should be");
        int many = 30_000;
        IntStream.range(0, many).forEach(i -> offer(log, ANN, EVENING, "x".repeat(100)));
        write(log, BOB, EVENING);
        assertThat(log.incomplete()).isOne();
        assertThat(log.kept()).isZero();

        Files.delete(temp.resolve("ann"));
        write(log, ANN, EVENING);
        assertThat(temp.resolve("ann")).doesNotExist();
        assertThat(log.settle().toCompletableFuture()).isCompletedExceptionally();
        assertThat(log.upTo()).isOne();

        assertThat(open().incomplete()).isZero();
        assertThat(lines("ann/2026-01-31.log")).hasSize(many + 1);
        assertThat(lines("bob/2026-01-31.log")).hasSize(2);
    }

    @Test
    void linesOfManyEntriesAreWrittenTogether() {
        ArrayDeque<Runnable> tasks = new ArrayDeque<>();
        JsonTenantLog log = new JsonTenantLog(temp, OptionalInt.empty(), tasks::add, Duration.ZERO);
        IntStream.range(0, 100).forEach(i -> write(log, ANN, EVENING));

        assertThat(tasks).hasSize(1);
        assertThat(temp.resolve("ann")).doesNotExist();
        tasks.remove().run();
        assertThat(lines("ann/2026-01-31.log")).hasSize(100);
        assertThat(tasks).isEmpty();
    }

    @Test
    void keepsSoManyDays() {
        JsonTenantLog log = open(OptionalInt.of(2));
        for (int day = 0; day < 4; day++) {
            write(log, ANN, EVENING.plus(Duration.ofDays(day)));
        }
        assertThat(files("ann")).containsExactly("2026-02-02.log", "2026-02-03.log");

        JsonTenantLog again = open(OptionalInt.of(2));
        assertThat(files("ann")).containsExactly("2026-02-02.log", "2026-02-03.log");
        write(again, ANN, EVENING);
        assertThat(files("ann")).containsExactly("2026-02-02.log", "2026-02-03.log");
    }

    @Test
    @Timeout(20)
    void theLastLinesAreReadFromTheEnd() throws IOException {
        Files.createDirectories(temp.resolve("ann"));
        try (RandomAccessFile huge =
                new RandomAccessFile(temp.resolve("ann/2026-01-31.log").toFile(), "rw")) {
            huge.seek(1L << 40); // A hole of a tebibyte: nobody reads that in the time.
            huge.write('\n');
        }
        JsonTenantLog log = new JsonTenantLog(temp, OptionalInt.empty(), Runnable::run, Duration.ZERO);
        IntStream.range(0, 3).forEach(i -> write(log, ANN, EVENING));

        assertThat(last(log, 2)).containsExactly(line(2), line(3));
    }

    @Test
    void logsAreTheirOwnersAlone() throws IOException {
        write(open(), ANN, EVENING);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve("ann/2026-01-31.log"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve("ann"))))
                .isEqualTo("rwx------");
    }

    @Test
    void aLinkIsNoLog() throws IOException {
        Files.createDirectories(temp.resolve("ann"));
        Path elsewhere = Files.createTempFile(temp, "else", "where");
        Files.createSymbolicLink(temp.resolve("ann/2026-01-31.log"), elsewhere);
        JsonTenantLog log = open();
        write(log, ANN, EVENING);

        assertThat(elsewhere).isEmptyFile();
        assertThat(log.settle().toCompletableFuture()).isCompletedExceptionally();
    }

    private JsonTenantLog open() {
        return open(OptionalInt.empty());
    }

    private JsonTenantLog open(OptionalInt keepDays) {
        JsonTenantLog log = new JsonTenantLog(temp, keepDays, Runnable::run, Duration.ZERO);
        log.catchUp(Set.of(ANN, BOB), new JsonTenantLog.Gap(log.upTo(), journal.size()), journal::stream)
                .toCompletableFuture()
                .join();
        return log;
    }

    private void write(JsonTenantLog log, TenantId tenant, Instant wall) {
        offer(log, tenant, wall, "reason");
    }

    private void offer(JsonTenantLog log, TenantId tenant, Instant wall, String reason) {
        int seq = journal.size() + 1;
        JournalEntry entry = new JournalEntry(seq, new Tick(seq, wall), new TenantStopped(tenant, reason + " " + seq));
        journal.add(entry);
        log.offer(entry);
    }

    private String line(int seq) {
        return LogLines.of(journal.get(seq - 1)).orElseThrow().text();
    }

    private static List<String> last(JsonTenantLog log, int count) {
        return log.last(ANN, count).toCompletableFuture().join();
    }

    private List<String> lines(String file) {
        try {
            return Files.readAllLines(temp.resolve(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> allLines() {
        List<String> all = new ArrayList<>();
        for (String tenant : List.of("ann", "bob")) {
            files(tenant)
                    .forEach(file ->
                            lines(tenant + "/" + file).forEach(line -> all.add(tenant + "/" + file + ": " + line)));
        }
        return all;
    }

    private List<String> files(String tenant) {
        if (!Files.isDirectory(temp.resolve(tenant))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(temp.resolve(tenant))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
