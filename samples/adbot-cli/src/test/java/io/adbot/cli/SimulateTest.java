package io.adbot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SimulateTest {

    private static final String ALICE = """
            "alice": {"assigned_sessions": ["a.session", "b.session"], "groups": ["-100123", "-100456"],
                      "post_type": "link", "post_content": "t.me/channel/123", "bot_status": "running",
                      "execution_mode": "starter", "total_cycle_minutes": 60, "plan_type": "STARTER"}""";
    private static final String BOB = """
            "bob": {"assigned_sessions": ["c.session"], "groups": ["-100789"], "bot_status": "stopped"}""";

    @TempDir
    Path directory;

    @Test
    void runsAllTenantsOfADirectorySideBySide() throws Exception {
        users(ALICE, BOB);

        Run run = Run.of("simulate", directory, "--cycles", 2, "--json");

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        JsonNode alice = run.json().get("tenants").get(0);
        JsonNode bob = run.json().get("tenants").get(1);
        assertThat(alice.get("tenant").asString()).isEqualTo("alice");
        assertThat(alice.get("cycles")).hasSize(2);
        assertThat(alice.get("cycles").get(0).get("delivered").asInt()).isEqualTo(4);
        assertThat(alice.get("cycles").get(0).get("last_send_ns").asLong()).isEqualTo(1_805_000_000_000L);
        assertThat(alice.get("cycles").get(1).get("started_ns").asLong()).isEqualTo(2_110_000_000_000L);
        assertThat(bob.get("cycles").get(1).get("started_ns").asLong()).isEqualTo(305_000_000_000L);
    }

    @Test
    void showsTimelineReportAndWhereThePictureIs() throws Exception {
        users(ALICE, BOB);
        Path svg = directory.resolve("timeline.svg");

        Run run = Run.of("simulate", directory, "--svg", svg);

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("alice: starter, 2 sessions × 2 groups", "a.session |█", "bob:");
        assertThat(run.out().lines()).contains(svg.toAbsolutePath().toString());
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(svg.toFile())
                        .getElementsByTagName("use")
                        .getLength())
                .isGreaterThanOrEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"calm", "flooding", "losing-replies", "strict", "chaos"})
    void writesAJournalThatBreaksNoRule(String faults) throws Exception {
        Path file = campaign(5, 40);
        Path journal = directory.resolve("journal.jsonl");

        Run run = Run.of("simulate", file, "--faults", faults, "--seed", 7, "--cycles", 3, "--journal", journal);
        Run verified = Run.of("verify", journal);

        assertThat(run.code()).isZero();
        assertThat(verified.out()).startsWith("sound: ").hasLineCount(1);
        assertThat(verified.code()).isZero();
    }

    @Test
    void endsWhereNoClockCouldMeasureWhatComesNext() throws Exception {
        Run run = Run.of("simulate", campaign(2, 3), "--cycles", 4, "--pause", "9200000000");

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
    }

    @Test
    void repeatsItselfForASeed() throws Exception {
        Path file = campaign(3, 30);

        String once = Run.of("simulate", file, "--faults", "chaos", "--seed", -5, "--json")
                .out();

        assertThat(Run.of("simulate", file, "--faults", "chaos", "--seed", -5, "--json")
                        .out())
                .isEqualTo(once);
        assertThat(Run.of("simulate", file, "--faults", "chaos", "--seed", 6, "--json")
                        .out())
                .isNotEqualTo(once);
    }

    @Test
    void findsTheFilesUnderData() throws Exception {
        Files.createDirectories(directory.resolve("data"));
        Files.writeString(directory.resolve("data/users.json"), "{\"users\": {" + BOB + "}}");

        assertThat(Run.of("simulate", directory).code()).isZero();
    }

    @Test
    void givesTheDefaultGroupsToATenantWithoutAny() throws Exception {
        users("\"eve\": {\"assigned_sessions\": [\"s\"]}");
        Files.writeString(directory.resolve("default_groups.json"), "[\"-1001\", \"-1002\", \"-1003\"]");

        JsonNode report = Run.of("simulate", directory, "--json").json();

        assertThat(report.get("tenants")
                        .get(0)
                        .get("cycles")
                        .get(0)
                        .get("planned")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void namesTheTenantWhosePlanIsInfeasibleBeforeAnythingRuns() throws Exception {
        users(ALICE.replace("\"total_cycle_minutes\": 60", "\"total_cycle_minutes\": 0.1"), BOB);
        Path journal = directory.resolve("journal.jsonl");

        Run text = Run.of("simulate", directory, "--journal", journal);
        Run json = Run.of("simulate", directory, "--json");

        assertThat(text.code()).isEqualTo(3);
        assertThat(text.err()).hasLineCount(1).contains("tenant alice: Starter mode infeasible");
        assertThat(journal).doesNotExist();
        assertThat(json.code()).isEqualTo(3);
        assertThat(json.json().get("tenant").asString()).isEqualTo("alice");
        assertThat(json.json()
                        .get("infeasible")
                        .get("ways_out")
                        .get("total_cycle_minutes")
                        .asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"a\": {\"plan_type\":\"FREE\"}                      | users.a.plan_type: got \"FREE\", expected STARTER or ENTERPRISE",
                "\"a\": 5                                             | users.a: got 5, expected an object",
                "\"a\": {\"assigned_sessions\":[\"s\"],\"groups\":[5]} | users.a.groups[0]: got 5, expected a string",
                "\"../a\": {}                                         | users: got \"../a\", expected a name that a directory can bear",
                "\"..\": {}                                           | users: got \"..\", expected a name that a directory can bear",
                "\"a\\\\b\": {}                                       | expected a name that a directory can bear",
                "\"\": {}                                             | users: got \"\"",
                "\"a\": {\"assigned_sessions\":[\"s\"],\"groups\":[\"g\"]}, \"b\": {\"assigned_sessions\":[\"s\"],\"groups\":[\"g\"]} | users.b.assigned_sessions: got \"s\"",
            })
    void namesThePlaceOfABadRecord(String records, String complaint) throws Exception {
        users(records);

        Run run = Run.of("simulate", directory);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .hasLineCount(1)
                .contains("users.json, line 1, column ")
                .contains(complaint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"plan_type\":\"STARTER\",\"execution_mode\":\"enterprise\"} | STARTER plan requires starter execution mode. Cannot use enterprise mode with STARTER plan.",
                "{\"plan_type\":\"ENTERPRISE\",\"execution_mode\":\"starter\"} | ENTERPRISE plan requires enterprise execution mode. Cannot use starter mode with ENTERPRISE plan.",
                "{\"groups\":[\"g\"]}                                          | 1 session is needed, 0 are free",
                "{\"assigned_sessions\":[\"s\"]}                               | There is nowhere to post",
                "{\"assigned_sessions\":[\"s\"],\"groups\":[\"g\"],\"post_type\":\"text\"} | post_content: got",
                "{\"assigned_sessions\":[\"s\"],\"groups\":[\"g\"],\"post_type\":\"photo\",\"post_content\":\"x\"} | post_type: got a value of 5 characters",
                "{\"assigned_sessions\":[\"s\"],\"groups\":[\"g\"],\"post_type\":\"link\",\"post_content\":\"x\"} | post_content: got a value of 1 character",
            })
    void namesTheTenantThatTheEngineRefusesAndWhy(String record, String complaint) throws Exception {
        users("\"a\": " + record, BOB);

        Run run = Run.of("simulate", directory);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .hasLineCount(1)
                .contains(directory + ": cannot be simulated: a: ")
                .contains(complaint)
                .doesNotContain("bob");
    }

    @Test
    void neverShowsAText() throws Exception {
        users(
                "\"a\": {\"assigned_sessions\":[\"s\"],\"groups\":[\"g\"],\"post_type\":\"text\",\"post_content\":[\"secret\"]}");

        assertThat(Run.of("simulate", directory).err())
                .contains("users.a.post_content")
                .doesNotContain("secret");
    }

    @Test
    void refusesADirectoryWithoutTenants() throws Exception {
        Run empty = Run.of("simulate", directory);
        users();
        Run nobody = Run.of("simulate", directory);

        assertThat(empty.code()).isEqualTo(2);
        assertThat(empty.err()).hasLineCount(1).contains("no tenants, expected users.json or data/users.json");
        assertThat(nobody).isEqualTo(empty);
    }

    @Test
    void refusesFilesThatCannotBeWritten() throws Exception {
        Path file = campaign(1, 1);

        Run journal = Run.of("simulate", file, "--journal", directory);
        Run svg = Run.of("simulate", file, "--svg", directory);

        assertThat(journal.code()).isEqualTo(2);
        assertThat(journal.err()).hasLineCount(1).contains("is a directory");
        assertThat(svg.code()).isEqualTo(2);
        assertThat(svg.err()).hasLineCount(1).contains("is a directory");
    }

    @Test
    void makesNoDirectoryForWhatItWrites() throws Exception {
        Path file = directory.resolve("campaign.json");
        Files.writeString(file, "{\"sessions\": [\"a\"], \"groups\": [\"g\"]}");
        Path data = Files.createDirectory(directory.resolve("adbot"));
        Path away = directory.resolve("away");
        String complaint = " lies in " + away + ", which is no directory, expected one that is there";

        assertThat(Run.of("simulate", file, "--svg", away.resolve("x.svg")).err())
                .contains("--svg: ", complaint);
        assertThat(Run.of("simulate", file, "--journal", away.resolve("x")).err())
                .contains("--journal: ", complaint);
        assertThat(Run.of("simulate", data, "--keep", away.resolve("x")).err()).contains("--keep: ", complaint);
        assertThat(Run.of("doctor", data, "--repair", away.resolve("x")).err()).contains("--repair: ", complaint);
        assertThat(away).doesNotExist();
    }

    @Test
    void writesOverNothingThatItReads() throws Exception {
        Path file = campaign(1, 1);
        users(ALICE);
        Path link = Files.createSymbolicLink(directory.resolve("link.json"), file);
        String before = Files.readString(file) + Files.readString(directory.resolve("users.json"));

        for (String option : List.of("--journal", "--svg")) {
            refusesToOverwrite(Run.of("simulate", file, option, file));
            refusesToOverwrite(Run.of("simulate", file, option, link));
            refusesToOverwrite(Run.of("simulate", link, option, directory.resolve("./campaign.json")));
            refusesToOverwrite(Run.of("simulate", directory, option, directory.resolve("users.json")));
            refusesToOverwrite(Run.of("simulate", directory, option, directory.resolve("default_groups.json")));
        }
        assertThat(Files.readString(file) + Files.readString(directory.resolve("users.json")))
                .isEqualTo(before);
        assertThat(directory.resolve("default_groups.json")).doesNotExist();
    }

    @Test
    void writesTheJournalAndThePictureToTwoFiles() throws Exception {
        Path file = campaign(1, 1);
        Path out = directory.resolve("new/out");

        refusesToOverwrite(Run.of("simulate", file, "--journal", out, "--svg", directory.resolve("new/../new/./out")));

        assertThat(out).doesNotExist();
    }

    private static void refusesToOverwrite(Run run) {
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasLineCount(1).contains("is read or written already, expected another file");
    }

    @Test
    void showsThePlansWithTheirAdjustmentsBeforeTheTimeline() throws Exception {
        users(ALICE.replace("\"total_cycle_minutes\"", "\"delay_between_posts\": 1, \"total_cycle_minutes\""), BOB);

        assertThat(Run.of("simulate", directory).out().lines())
                .startsWith(
                        "Plan of alice: 4 posts; sessions begin at 0:00:00, 0:30:00; each needs 6s of its 1800s",
                        "  adjusted: delay_between_posts raised from 1s to the minimum of 3s",
                        "Plan of bob: 1 post; all sessions begin at 0:00:00; none needs more than 5s",
                        "");
        assertThat(Run.of("simulate", directory, "--json")
                        .json()
                        .at("/tenants/0/cycles/0/adjustments/0")
                        .asString())
                .isEqualTo("delay_between_posts raised from 1s to the minimum of 3s");
    }

    private void users(String... records) throws IOException {
        Files.writeString(directory.resolve("users.json"), "{\"users\": {" + String.join(",\n", records) + "}}");
    }

    private Path campaign(int sessions, int groups) throws IOException {
        return Files.writeString(
                directory.resolve("campaign.json"),
                "{\"execution_mode\": \"starter\", \"total_cycle_minutes\": 120, \"sessions\": " + names("s", sessions)
                        + ", \"groups\": " + names("g", groups) + "}");
    }

    private static String names(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"" + prefix + i + "\"")
                .toList()
                .toString();
    }
}
