package io.adbot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.AdBot;
import io.adbot.store.json.JsonStore;
import io.adbot.testkit.FakeTelegram;
import io.adbot.testkit.VirtualTime;
import io.adbot.value.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A directory is simulated on a copy, by the engine and the store that would run it. */
class SimulateDirectoryTest {

    @TempDir
    Path temp;

    private Path directory;
    private Path kept;

    @BeforeEach
    void writeADirectoryByHand() throws IOException {
        directory = temp.resolve("real");
        kept = temp.resolve("kept");
        Files.createDirectories(directory.resolve("sessions/assigned/alice"));
        Files.createDirectories(directory.resolve("sessions/unused"));
        Files.createDirectories(directory.resolve("data"));
        Files.writeString(directory.resolve("sessions/assigned/alice/a.session"), "sesame");
        Files.writeString(directory.resolve("sessions/unused/spare.session"), "sesame");
        Files.writeString(directory.resolve("data/api_pairs.json"), "[{\"api_id\": 17, \"api_hash\": \"sesame\"}]");
        Files.writeString(directory.resolve("data/users.json"), """
                {"note": "kept", "users": {
                  "alice": {"assigned_sessions": ["a.session", "gone.session"], "api_pairs": [0, 0],
                            "groups": ["-1001", "-1002", "-1003"], "post_type": "link", "post_content": "t.me/channel/123",
                            "bot_status": "running", "execution_mode": "starter", "total_cycle_minutes": 60,
                            "crm": {"id": 2.50}},
                  "bob": {"assigned_sessions": [], "groups": ["-1004", "-1005"], "post_type": "text",
                          "post_content": "hello", "bot_status": "stopped"}}}
                """);
    }

    @Test
    void leavesTheDirectoryAsItIs() throws Exception {
        Map<String, String> before = looks(directory);

        assertThat(Run.of("simulate", directory).code()).isZero();
        assertThat(Run.of("simulate", directory, "--faults", "chaos", "--keep", kept)
                        .code())
                .isZero();

        assertThat(looks(directory)).isEqualTo(before);
        assertThat(directory.resolve("adbot.lock")).doesNotExist();
    }

    @Test
    void needsNoRightToWriteThere() throws Exception {
        try (Stream<Path> all = Files.walk(directory)) {
            all.forEach(each -> permit(each, Files.isDirectory(each) ? "r-x------" : "r--------"));
        }
        try {
            assertThat(Run.of("simulate", directory, "--keep", kept).code()).isZero();
        } finally {
            try (Stream<Path> all = Files.walk(directory)) {
                all.filter(Files::isDirectory).toList().forEach(each -> permit(each, "rwx------"));
            }
        }
        assertThat(Files.getPosixFilePermissions(kept.resolve("data/users.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void worksBesideAnEngineThatRunsThere() throws Exception {
        VirtualTime time = new VirtualTime();
        JsonStore store = JsonStore.at(directory).forSimulation().open();
        AdBot bot =
                AdBot.builder(new FakeTelegram(time), store).loop(time.loop()).open();
        time.await(bot.start(new TenantId("alice")), Duration.ofMinutes(1));
        Map<String, String> before = looks(directory);

        Run run = Run.of("simulate", directory, "--json");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(delivered(run, 0)).isEqualTo(6);
        assertThat(looks(directory)).isEqualTo(before);
        assertThat(Run.of("status", directory).out()).contains("alice: running");
        time.await(bot.shutDown(), Duration.ofHours(2));
        bot.close();
    }

    @Test
    void everySessionThatIsNamedTakesPartAndWhoHasNoneIsGivenOne() {
        Run run = Run.of("simulate", directory, "--json");

        JsonNode tenants = run.json().get("tenants");
        assertThat(tenants.at("/0/cycles/0/sessions").findValuesAsString("session"))
                .containsExactly("a.session", "gone.session");
        assertThat(tenants.at("/1/cycles/0/sessions").findValuesAsString("session"))
                .containsExactly("spare.session");
        assertThat(delivered(run, 1)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"calm", "chaos"})
    void whatIsKeptIsWhatAnEngineLeaves(String faults) throws Exception {
        Path journal = temp.resolve("journal.jsonl");

        Run run = Run.of(
                "simulate",
                directory,
                "--cycles",
                4,
                "--faults",
                faults,
                "--keep",
                kept,
                "--journal",
                journal,
                "--json");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Path.of(run.json().get("kept").asString())).isEqualTo(kept);
        Path segment = kept.resolve("journal/00000000000000000001.jsonl");
        assertThat(Run.of("verify", segment).out()).startsWith("sound: ");
        assertThat(Run.of("verify", journal).out()).startsWith("sound: ");
        assertThat(Run.of("doctor", kept).out())
                .contains("sound: " + Files.readAllLines(journal).size() + " entries");
        JsonNode stats =
                JsonMapper.shared().readTree(kept.resolve("data/stats.json")).get("users");
        JsonNode status = Run.of("status", kept, "--json").json().get("users");
        for (JsonNode report : run.json().get("tenants")) {
            String tenant = report.get("tenant").asString();
            assertThat(stats.at("/" + tenant + "/total_success").asInt())
                    .isEqualTo(sum(report, "delivered"))
                    .isPositive();
            assertThat(stats.at("/" + tenant + "/total_failures").asInt()).isEqualTo(sum(report, "failed"));
            assertThat(stats.at("/" + tenant + "/total_unknown").asInt()).isEqualTo(sum(report, "unknown"));
            assertThat(stats.at("/" + tenant + "/total_flood_waits").asInt()).isEqualTo(sum(report, "flood_waits"));
            assertThat(status.at("/" + tenant + "/bot_status").asString()).isEqualTo("stopped");
            assertThat(status.at("/" + tenant + "/total_success").asInt()).isEqualTo(sum(report, "delivered"));
            assertThat(kept.resolve("logs/" + tenant + "/2026-01-01.log")).isNotEmptyFile();
        }
        assertThat(Files.readString(kept.resolve("data/users.json")))
                .contains("\"note\": \"kept\"", "\"id\": 2.50", "\"bot_status\": \"stopped\"")
                .doesNotContain("\"bot_status\": \"running\"");
    }

    @Test
    void nothingSecretIsCopied() throws Exception {
        Run.of("simulate", directory, "--keep", kept);

        assertThat(kept.resolve("data/api_pairs.json")).doesNotExist();
        assertThat(kept.resolve("sessions/assigned/alice/a.session")).isEmptyFile();
        assertThat(looks(kept).values()).noneMatch(look -> look.contains("sesame"));
    }

    @Test
    void aSeedGivesTheSameJournalAgain() throws Exception {
        byte[] once = journalOf(7, "once");

        assertThat(journalOf(7, "again")).isEqualTo(once);
        assertThat(journalOf(8, "other")).isNotEqualTo(once);
    }

    private byte[] journalOf(int seed, String name) throws IOException {
        Path out = temp.resolve(name);
        Run.of("simulate", directory, "--cycles", 3, "--faults", "chaos", "--seed", seed, "--keep", out);
        return Files.readAllBytes(out.resolve("journal/00000000000000000001.jsonl"));
    }

    @Test
    void aTenantThatLosesTwoSessionsIsStoppedAndTheReportSaysWhy() throws Exception {
        Run run = null;
        for (int seed = 0; run == null || !run.out().contains("lost two sessions within 24 h"); seed++) {
            run = Run.of("simulate", directory, "--cycles", 200, "--faults", "chaos", "--seed", seed);
            assertThat(run.code()).isZero();
            assertThat(seed).isLessThan(50);
        }
    }

    @Test
    void thePauseIsThatOfATenantThatSetsNone() throws Exception {
        Path users = directory.resolve("data/users.json");
        Files.writeString(users, Files.readString(users).replace("\"crm\"", "\"delay_between_cycles\": 60, \"crm\""));

        JsonNode tenants = Run.of("simulate", directory, "--cycles", 2, "--pause", 1000, "--json")
                .json()
                .get("tenants");

        assertThat(restedSeconds(tenants.get(0))).isEqualTo(60);
        assertThat(restedSeconds(tenants.get(1))).isEqualTo(1000);
    }

    @Test
    void keepsNothingWhereSomethingIs() throws Exception {
        Files.createDirectories(kept);
        Path file = Files.writeString(kept.resolve("mine.txt"), "mine");
        Path link = Files.createSymbolicLink(temp.resolve("link"), directory);
        Map<String, String> before = looks(directory);

        refuses(kept, "is there already, expected an empty directory, or none");
        refuses(file, "is there already");
        refuses(directory, "lies in ");
        refuses(directory.resolve("new/copy"), "lies in ");
        refuses(link.resolve("copy"), "lies in ");
        assertThat(Run.of("simulate", file, "--keep", temp.resolve("new")).err())
                .contains("--keep: keeps the copy of a directory");

        assertThat(file).hasContent("mine");
        assertThat(looks(directory)).isEqualTo(before);
    }

    private void refuses(Path out, String complaint) {
        Run run = Run.of("simulate", directory, "--keep", out);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasLineCount(1).contains("--keep: " + out, complaint);
    }

    @Test
    void keepsNothingOfWhatCouldNotBeSimulated() throws Exception {
        Files.createDirectories(kept);
        Path users = directory.resolve("data/users.json");
        Files.writeString(users, Files.readString(users).replace("\"-1004\", \"-1005\"", ""));

        Run run = Run.of("simulate", directory, "--keep", kept);
        Run.of("simulate", directory, "--keep", temp.resolve("new"));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("bob: There is nowhere to post");
        assertThat(kept).isEmptyDirectory();
        assertThat(temp.resolve("new")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"journal/00000000000000000001.jsonl", "sessions/x", "data/api_pairs.json", "adbot.lock"})
    void writesNoOutputWhereAStoreKeepsItsOwn(String file) throws Exception {
        for (Path place : new Path[] {directory, kept}) {
            Run run = Run.of("simulate", directory, "--keep", kept, "--svg", place.resolve(file));

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).hasLineCount(1).contains("is read or written already, expected another file");
        }
        assertThat(kept).doesNotExist();
    }

    private static int delivered(Run run, int tenant) {
        return run.json().at("/tenants/" + tenant + "/cycles/0/delivered").asInt();
    }

    private static int sum(JsonNode report, String field) {
        int sum = 0;
        for (JsonNode cycle : report.get("cycles")) {
            sum += cycle.get(field).asInt();
        }
        return sum;
    }

    private static long restedSeconds(JsonNode report) {
        return (report.at("/cycles/1/started_ns").asLong()
                        - report.at("/cycles/0/ended_ns").asLong())
                / 1_000_000_000;
    }

    private static void permit(Path path, String permissions) {
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What can be seen of everything in a directory: content, and when it was changed. */
    private static Map<String, String> looks(Path directory) throws IOException {
        Map<String, String> looks = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.toList()) {
                String content = Files.isDirectory(each) ? "" : Files.readString(each);
                looks.put(each.toString(), Files.getLastModifiedTime(each) + " " + content);
            }
        }
        return looks;
    }
}
