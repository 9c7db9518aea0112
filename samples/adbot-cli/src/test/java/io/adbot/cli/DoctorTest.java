package io.adbot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.AdBot;
import io.adbot.store.StoreException;
import io.adbot.store.json.JsonStore;
import io.adbot.testkit.FakeTelegram;
import io.adbot.testkit.TelegramBehaviour;
import io.adbot.time.EventLoop;
import io.adbot.value.GroupId;
import io.adbot.value.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor says what an opening would do, and writes nothing. */
class DoctorTest {

    private static final TenantId ALICE = new TenantId("alice");

    @TempDir
    Path directory;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

    @BeforeEach
    void writeADirectoryByHand() throws IOException {
        Files.createDirectories(directory.resolve("sessions/assigned/alice"));
        Files.writeString(directory.resolve("sessions/assigned/alice/a.session"), "not a real session");
        Files.createDirectories(directory.resolve("data"));
        Files.writeString(users(), """
                {"users": {"alice": {"assigned_sessions": ["a.session"], "groups": ["-100123"]}}}
                """);
    }

    @AfterEach
    void endTheThread() {
        thread.shutdownNow();
    }

    @Test
    void aDirectoryThatWasNeverOpenedIsTakenAsItIs() throws IOException {
        assertThat(doctor(0))
                .contains("it was never opened", "sound: 0 entries")
                .doesNotContain("by hand");
    }

    @Test
    void aDirectoryThatWasClosedInOrderNeedsNoNote() throws IOException {
        openAndClose();

        assertThat(doctor(0)).contains("sound: ").doesNotContain("by hand", "behind", "never opened");
    }

    @Test
    void changesMadeByHandAreCounted() throws IOException {
        openAndClose();
        Files.writeString(users(), Files.readString(users()).replace("-100123", "-100124"));

        assertThat(doctor(0)).contains("the next opening takes over 1 change made by hand");
    }

    @Test
    void filesThatACloseCouldNotWriteAreBehindAndNotChanged() throws IOException {
        openAndClose();
        Path inTheWay = directory.resolve("data/.users.json.tmp");
        AdBot bot = open();
        bot.tenants()
                .update(
                        ALICE,
                        config -> config.toBuilder()
                                .groups(List.of(new GroupId("-100777")))
                                .build())
                .toCompletableFuture()
                .join();
        Files.createDirectories(inTheWay.resolve("x"));
        assertThatThrownBy(bot::close).hasRootCauseInstanceOf(IOException.class);
        Files.delete(inTheWay.resolve("x"));
        Files.delete(inTheWay);

        assertThat(doctor(0)).contains(users() + " is behind the journal").doesNotContain("by hand");
    }

    @Test
    void aTailThatTheJournalHasLostIsToldAsTheOpeningTellsIt() throws IOException {
        openAndClose();
        Path journal = segment();
        List<String> lines = Files.readAllLines(journal);
        Files.writeString(journal, String.join("\n", lines.subList(0, 2)) + "\n");

        assertThat(doctor(5))
                .contains(directory.resolve("journal") + ": got entries up to seq 2, expected those up to seq")
                .doesNotContain("changed by hand");
    }

    @Test
    void whatIsInTheWayIsToldAsTheOpeningTellsIt() throws IOException {
        openAndClose();
        Path logs = directory.resolve("logs");
        Files.move(logs, directory.resolve("elsewhere"));
        Files.writeString(logs, "in the way");

        assertThat(doctor(5)).contains(logs + "/.upto: cannot be read: not a directory");
    }

    @Test
    void sessionsThatAreAwayAreToldAsTheOpeningTellsIt() throws IOException {
        openAndClose();
        Files.move(directory.resolve("sessions"), directory.resolve("elsewhere"));

        assertThat(doctor(5)).contains("got no directory, expected the one with the 1 session that the journal knows");
    }

    @Test
    void credentialsThatCannotBeReadAreToldAsTheOpeningTellsIt() throws IOException {
        openAndClose();
        Files.writeString(directory.resolve("data/api_pairs.json"), "{}");

        assertThat(doctor(5)).contains("expected an array of objects with api_id and api_hash");
    }

    @Test
    void aMissingListOfUsersIsNoEmptyOne() throws IOException {
        Files.writeString(users(), "{\"user\": {}}");

        assertThat(doctor(5)).contains("users: got nothing, expected an object with a record for each user id");
    }

    /** Examines; and holds what is said against what an opening does. */
    private String doctor(int code) throws IOException {
        Map<Path, String> before = files();
        Run doctor = Run.of("doctor", directory);
        assertThat(doctor.code()).as(doctor.out() + doctor.err()).isEqualTo(code);
        assertThat(files()).isEqualTo(before);
        if (code == 0) {
            openAndClose();
        } else {
            String refusal = doctor.out()
                    .lines()
                    .filter(line -> line.startsWith("damaged: "))
                    .findFirst()
                    .orElseThrow()
                    .substring("damaged: ".length());
            assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessage(refusal);
        }
        return doctor.out();
    }

    private void openAndClose() {
        open().close();
    }

    private AdBot open() {
        EventLoop loop = EventLoop.on(thread);
        return AdBot.builder(new FakeTelegram(loop, TelegramBehaviour.calm(), 0), JsonStore.at(directory))
                .loop(loop)
                .open();
    }

    private Path users() {
        return directory.resolve("data/users.json");
    }

    private Path segment() throws IOException {
        try (var segments = Files.list(directory.resolve("journal"))) {
            return segments.findFirst().orElseThrow();
        }
    }

    private Map<Path, String> files() throws IOException {
        Map<Path, String> files = new TreeMap<>();
        try (var all = Files.walk(directory)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(file, Files.readString(file));
            }
        }
        return files;
    }
}
