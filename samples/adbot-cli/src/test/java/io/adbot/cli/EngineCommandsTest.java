package io.adbot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data directory written by hand, and what an operator does with it. */
class EngineCommandsTest {

    @TempDir
    Path directory;

    @BeforeEach
    void writeADirectoryByHand() throws IOException {
        Files.createDirectories(directory.resolve("sessions/assigned/alice"));
        Files.createDirectories(directory.resolve("sessions/unused"));
        Files.writeString(directory.resolve("sessions/assigned/alice/a.session"), "not a real session");
        Files.writeString(directory.resolve("sessions/unused/b.session"), "not a real session");
        Files.createDirectories(directory.resolve("data"));
        Files.writeString(users(), """
                {"note": "kept", "users": {
                  "alice": {"assigned_sessions": ["a.session"], "groups": ["-100123"], "post_type": "link",
                            "post_content": "t.me/channel/123", "bot_status": "running", "messages_sent": 7,
                            "crm": {"id": 2.50}},
                  "bob": {"groups": [], "post_type": "text", "post_content": "hello"}}}
                """);
    }

    @Test
    void showsWithoutWriting() {
        Run status = Run.of("status", directory);

        assertThat(status.code()).isZero();
        assertThat(status.out())
                .contains("alice: stopped, enterprise, sessions [a.session], 7 posts")
                .contains("bob: stopped");
        assertThat(Run.of("doctor", directory).out()).contains("sound: 0 entries");
        assertThat(directory.resolve("journal")).doesNotExist();
        assertThat(directory.resolve("adbot.lock")).doesNotExist();
    }

    @Test
    void runsAndLosesNoField() throws IOException {
        Run run = Run.of("run", directory, "--for", "0s");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "alice: running",
                        "bob: not started: There is nowhere to post",
                        "running: 1 of 2 tenants",
                        "closed");
        assertThat(Files.readString(users()))
                .contains("\"note\": \"kept\"", "\"id\": 2.50", "\"bot_status\": \"stopped\"");
        assertThat(Run.of("doctor", directory).code()).isZero();
        assertThat(Run.of("status", directory, "--json").out())
                .startsWith("{\"users\":{\"alice\":{\"bot_status\":\"stopped\",\"execution_mode\":\"enterprise\"");
        assertThat(Run.of("export", directory, "alice").out())
                .contains("\"crm\":", "\"log\":[")
                .doesNotContain("a.session\"");
    }

    @Test
    void refusesToStartWhoCannotBeStarted() {
        Run run = Run.of("run", directory, "--start", "bob");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("bob: not started: There is nowhere to post")
                .hasLineCount(1);
    }

    @Test
    void looksAfterSessions() {
        assertThat(Run.of("sessions", directory, "release", "alice", "a.session")
                        .out())
                .contains("a.session: unused");
        assertThat(Run.of("sessions", directory, "list").out().lines())
                .containsExactly("a.session: unused", "b.session: unused");
        assertThat(directory.resolve("sessions/unused/a.session")).exists();
        assertThat(Run.of("sessions", directory, "replace", "alice", "a.session")
                        .code())
                .isEqualTo(2);
        assertThat(Run.of("sessions", directory, "dance").err()).contains("expected list, add, remove, release");
    }

    @Test
    void addsASessionThatLiesWithTheUnused() throws IOException {
        assertThat(Run.of("sessions", directory, "add", "new.session").err()).contains("put its file there first");
        Files.writeString(directory.resolve("sessions/unused/new.session"), "not a real session");

        Run added = Run.of("sessions", directory, "add", "new.session");

        assertThat(added.code()).isZero();
        assertThat(added.out().lines()).containsExactly("new.session: unused");
        assertThat(Run.of("sessions", directory, "add", "a.session").err())
                .contains("There is a session a.session already");
    }

    @Test
    void saysWhyATenantIsStoppedAndWhatItWaitsFor() {
        assertThat(Run.of("status", directory).out())
                .contains("  it has not been started; waits for an operator's start");
        assertThat(Run.of("status", directory, "--json")
                        .json()
                        .at("/users/alice/waits_for")
                        .asString())
                .isEqualTo("an operator's start");
        assertThat(Run.of("status", directory, "--json")
                        .json()
                        .at("/users/alice/why_stopped")
                        .asString())
                .isEqualTo("it has not been started");
    }

    @Test
    void saysThatThereIsNothingToAcknowledge() {
        Run acknowledge = Run.of("sessions", directory, "acknowledge", "alice");

        assertThat(acknowledge.code()).isEqualTo(2);
        assertThat(acknowledge.err()).contains("There is nothing to acknowledge: tenant alice has lost no session");
        assertThat(acknowledge.out()).isEmpty();
    }

    @Test
    void saysInWordsWhatIsInTheWay() throws IOException {
        Files.writeString(directory.resolve("journal"), "a file");

        assertThat(Run.of("run", directory).err())
                .contains("cannot be opened: something else of that name is in the way")
                .doesNotContain("Exception");
        assertThat(Run.of("status", directory).err())
                .contains("cannot be read: not a directory")
                .doesNotContain("Exception");
    }

    @Test
    void saysThatThereWasNobodyToErase() {
        assertThat(Run.of("erase", directory, "nobody").out())
                .contains("nobody: there is no such user, and no trace of it");
    }

    @Test
    void removesASessionThatIsNobodys() {
        Run refused = Run.of("sessions", directory, "remove", "a.session");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("Session a.session is assigned to tenant alice: release it first");

        assertThat(Run.of("sessions", directory, "remove", "b.session").out())
                .contains("b.session: removed, and its file is deleted");
        assertThat(Run.of("sessions", directory, "list").out().lines()).containsExactly("a.session: assigned, alice");
        assertThat(directory.resolve("sessions/unused")).isEmptyDirectory();
        assertThat(directory.resolve("sessions/assigned/alice/a.session")).exists();
    }

    @Test
    void erasesEveryTrace() throws IOException {
        assertThat(Run.of("erase", directory, "bob").code()).isZero();

        assertThat(Run.of("status", directory).out()).contains("alice").doesNotContain("bob");
        try (var files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain("bob"));
        }
    }

    @Test
    void namesADamagedPlaceAndChangesNothing() throws IOException {
        Run.of("sessions", directory, "clear", "b.session");
        Path journal;
        try (var segments = Files.list(directory.resolve("journal"))) {
            journal = segments.findFirst().orElseThrow();
        }
        String whole = Files.readString(journal);
        Files.writeString(journal, whole.replaceFirst("\"tenant\":\"alice\"", "\"tenant\":\"alicf\""));
        String damaged = Files.readString(journal);

        Run doctor = Run.of("doctor", directory);

        assertThat(doctor.code()).isEqualTo(5);
        assertThat(doctor.out()).contains(journal.getFileName().toString(), "line ", "(byte ");
        assertThat(Run.of("run", directory).code()).isEqualTo(2);
        assertThat(Files.readString(journal)).isEqualTo(damaged);
        assertThat(Run.of("run", directory.resolve("nowhere")).err()).contains("no such directory");
    }

    private Path users() {
        return directory.resolve("data/users.json");
    }
}
