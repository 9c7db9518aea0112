package io.adbot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PlanTest {

    private static final BigDecimal NANOS = new BigDecimal(1_000_000_000);

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("plans")
    void reproducesTheExamples(JsonNode example) throws IOException {
        Path file = campaignOf(example);

        JsonNode plan = Run.of("plan", file, "--json").json();

        assertThat(plan.get("execution_mode").asString())
                .isEqualTo(example.get("mode").asString());
        assertThat(longs(plan.get("sessions"), "offset_ns")).isEqualTo(nanos(example.get("offsets_s")));
        assertThat(longs(plan.get("sessions"), "groups"))
                .isEqualTo(stream(example.get("groups_per_session"))
                        .map(JsonNode::asLong)
                        .toList());
        if (example.has("session_runtime_s")) {
            assertThat(plan.get("session_runtime_ns").asLong()).isEqualTo(nanos(example, "session_runtime_s"));
        }
        assertThat(plan.get("cycle_ns").isNull())
                .isEqualTo(example.get("cycle_s").isNull());
        boolean raised = example.has("effective_delay_s");
        assertThat(plan.get("effective_delay_ns").asLong())
                .isEqualTo(nanos(example, raised ? "effective_delay_s" : "delay_s"));
        assertThat(plan.get("adjustments").isEmpty()).isEqualTo(!raised);
    }

    @ParameterizedTest
    @MethodSource("plans")
    void streamsTheDueTimesOfTheExamples(JsonNode example) throws IOException {
        List<JsonNode> due = Run.of("plan", campaignOf(example), "--due").jsonLines();

        Map<String, Long> times = new LinkedHashMap<>();
        due.forEach(post -> times.put(
                post.get("session").asString() + "→" + post.get("group").asString(),
                post.get("due_ns").asLong()));
        assertThat(List.copyOf(times.values())).isSorted();
        assertThat(due).hasSize(times.size()).hasSize((int) stream(example.get("groups_per_session"))
                .mapToLong(JsonNode::asLong)
                .sum());
        stream(example.get("due"))
                .forEach(post -> assertThat(times)
                        .containsEntry(
                                "s" + post.get(0) + "→g" + post.get(1),
                                post.get(2).asLong() * NANOS.longValue()));
    }

    @ParameterizedTest
    @MethodSource("infeasible")
    void refusesTheInfeasibleExamples(JsonNode example) throws IOException {
        Path file = campaignOf(example);

        Run json = Run.of("plan", file, "--json");
        Run text = Run.of("plan", file);

        JsonNode refusal = json.json().get("infeasible");
        assertThat(json.code()).isEqualTo(3);
        assertThat(json.err()).isEmpty();
        assertThat(refusal.get("session_runtime_ns").asLong()).isEqualTo(nanos(example, "session_runtime_s"));
        assertThat(refusal.get("per_session_offset_ns").asLong()).isEqualTo(nanos(example, "per_session_offset_s"));
        assertThat(refusal.get("ways_out").propertyNames())
                .containsExactly("total_cycle_minutes", "groups", "sessions");
        assertThat(text.code()).isEqualTo(3);
        assertThat(text.out()).isEmpty();
        assertThat(text.err()).hasLineCount(1).contains(refusal.get("message").asString());
    }

    @Test
    void leavesOutAWayThatDoesNotExist() throws IOException {
        Path file = write("""
                {"execution_mode": "starter", "sessions": ["a"], "groups": ["g"], "total_cycle_minutes": 0.05}
                """);

        JsonNode ways = Run.of("plan", file, "--json").json().get("infeasible").get("ways_out");

        assertThat(ways.propertyNames()).containsExactly("total_cycle_minutes");
    }

    @Test
    void showsTimesToTheMillisecond() throws IOException {
        Path file = write("""
                {"execution_mode": "starter", "sessions": ["a", "b", "c", "d", "e", "f", "h"], "groups": ["g"],
                 "total_cycle_minutes": 1}
                """);

        assertThat(Run.of("plan", file).out()).contains("5s of the 8.571s it has", "0:00:08.571 – 0:00:17.142");
    }

    @Test
    void showsATable() throws IOException {
        Path file = write("""
                {"execution_mode": "starter", "sessions": ["anna", "bert"], "groups": ["g1", "g2"],
                 "delay_between_posts": 1, "total_cycle_minutes": 0.5}
                """);

        Run run = Run.of("plan", file);

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .containsExactly(
                        "starter: 2 sessions, 2 groups, 4 posts",
                        "one post every 3s per session, which takes 6s of the 15s it has; the cycle is 30s long",
                        "adjusted: delay_between_posts raised from 1s to the minimum of 3s",
                        "",
                        "SESSION  SLOT               GROUPS  FIRST POST  LAST POST",
                        "anna     0:00:00 – 0:00:15       2  0:00:00     0:00:03",
                        "bert     0:00:15 – 0:00:30       2  0:00:15     0:00:18");
    }

    @Test
    void readsARecordFromBeforeThereWereModesAsEnterprise() throws IOException {
        JsonNode plan = Run.of("plan", write("{\"sessions\": [\"a\", \"b\"], \"groups\": [\"g\"]}"), "--json")
                .json();

        assertThat(plan.get("execution_mode").asString()).isEqualTo("enterprise");
        assertThat(plan.get("effective_delay_ns").asLong()).isEqualTo(5_000_000_000L);
        assertThat(plan.get("sessions").get(1).get("first_due_ns").isNull()).isTrue();
        assertThat(plan.get("sessions").get(1).get("last_due_ns").isNull()).isTrue();
    }

    @Test
    void escapesHostileIds() throws IOException {
        Path file = write("{\"sessions\": [\"a\\\"\\\\b\"], \"groups\": [\"🎉 <é>\"]}");

        JsonNode post = Run.of("plan", file, "--due").jsonLines().get(0);

        assertThat(post.get("session").asString()).isEqualTo("a\"\\b");
        assertThat(post.get("group").asString()).isEqualTo("🎉 <é>");
    }

    @Test
    void writesMoreThanItsBufferHolds() throws IOException {
        String groups = String.join(
                "\",\"", IntStream.range(0, 3000).mapToObj(i -> "group-" + i).toList());
        Path file = write("{\"sessions\": [\"a\"], \"groups\": [\"" + groups + "\"]}");

        List<JsonNode> due = Run.of("plan", file, "--due").jsonLines();

        assertThat(due).hasSize(3000);
        assertThat(due.get(2999).get("group").asString()).isEqualTo("group-2999");
        assertThat(due.get(2999).get("due_ns").asLong()).isEqualTo(2999 * 5_000_000_000L);
    }

    @Test
    void endsQuietlyWhenTheReaderHasSeenEnough() throws IOException {
        Path file = write("{\"sessions\": [\"a\"], \"groups\": [\"g\"]}");
        Lines err = new Lines();

        int due = Main.run(new Console(new Closed("Broken pipe"), err), "plan", file.toString(), "--due");
        int table = Main.run(new Console(new Closed("Broken pipe"), err), "plan", file.toString());

        assertThat(List.of(due, table)).containsOnly(0);
        assertThat(err.text()).isEmpty();
    }

    @Test
    void saysWhenItsResultsCannotBeWritten() throws IOException {
        Path file = write("{\"sessions\": [\"a\"], \"groups\": [\"g\"]}");
        Lines err = new Lines();

        int code = Main.run(new Console(new Closed("No space left on device"), err), "plan", file.toString());

        assertThat(code).isEqualTo(1);
        assertThat(err.text()).isEqualTo("adbot: standard output: No space left on device" + System.lineSeparator());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                            | the file: got [], expected a JSON object",
                "{\"groups\":[\"g\"]}                          | sessions: got nothing",
                "{\"sessions\":[\"a\"]}                        | groups: got nothing",
                "{\"sessions\":[],\"groups\":[\"g\"]}          | sessions: got [], expected at least one session",
                "{\"sessions\":[\"a\"],\"groups\":[]}          | groups: got",
                "{\"sessions\":null,\"groups\":[\"g\"]}        | sessions: got null, expected an array of strings",
                "{\"sessions\":2,\"groups\":[\"g\"]}           | sessions: got 2, expected an array of strings",
                "{\"sessions\":[\"a\",7],\"groups\":[\"g\"]}   | sessions[1]: got 7, expected a string",
                "{\"sessions\":[\"a\"],\"groups\":[-100]}      | groups[0]: got -100, expected a string",
                "{\"sessions\":[\"a\"],\"groups\":[\"\"]}      | groups[0]: got \"\", expected a printable string",
                "{\"sessions\":[\"a\\u0007\"],\"groups\":[\"g\"]} | sessions[0]: got \"a\\u0007\"",
                "{\"execution_mode\":null}                     | execution_mode: got null, expected starter or enterprise",
                "{\"execution_mode\":\"Starter\"}              | execution_mode: got \"Starter\", expected starter or enterprise",
                "{\"execution_mode\":1}                        | execution_mode: got 1, expected starter or enterprise",
                "{\"sessions\":[\"a\"],\"groups\":[\"g\"],\"delay_between_posts\":\"5\"} | delay_between_posts: got \"5\", expected a number",
                "{\"sessions\":[\"a\"],\"groups\":[\"g\"],\"delay_between_posts\":null}  | delay_between_posts: got null, expected a number",
                "{\"sessions\":[\"a\"],\"groups\":[\"g\"],\"delay_between_posts\":-1}    | delay_between_posts: got -1, expected a length",
                "{\"sessions\":[\"a\"],\"groups\":[\"g\"],\"delay_between_posts\":1e999999999}   | delay_between_posts: got 1E+999999999",
                "{\"sessions\":[\"a\"],\"groups\":[\"g\"],\"delay_between_posts\":1e99999999999} | beyond all range",
                "{\"execution_mode\":\"starter\",\"sessions\":[\"a\"],\"groups\":[\"g\"]} | total_cycle_minutes: got nothing",
                "{\"execution_mode\":\"starter\",\"sessions\":[\"a\"],\"groups\":[\"g\"],\"total_cycle_minutes\":0} | total_cycle_minutes: got 0",
                "{\"execution_mode\":\"starter\",\"sessions\":[\"a\"],\"groups\":[\"g\"],\"total_cycle_minutes\":null} | total_cycle_minutes: got null",
                "{\"sessions\":[\"a\"],\"sessions\":[\"b\"]}   | line 1, column 29: not JSON: the key \"sessions\" stands there twice",
                "{\"sessions\":[\"a\"                          | line 1, column 17: not JSON: it ends too early",
                "{} x                                          | not JSON: unexpected x",
                "{} {}                                         | line 1, column 4: more behind the JSON object, expected nothing",
                "{\"delay_between_posts\":NaN}                  | not JSON: unexpected NaN",
                "{\"a\" 5}                                      | not JSON: unexpected 5",
                "{\"delay_betwen_posts\":9}                     | field: got \"delay_betwen_posts\", expected one of execution_mode, sessions,",
                "{\"delay_between_cycles\":9}                   | field: got \"delay_between_cycles\", expected one of execution_mode",
                "`  `                                          | is empty",
            })
    void refusesABadFileInOneLine(String content, String complaint) throws IOException {
        Path file = write(content);

        Run run = Run.of("plan", file, "--json");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .hasLineCount(1)
                .startsWith("adbot: " + file + ": ")
                .contains(complaint);
    }

    @Test
    void neverShowsMoreThanAWordOfAFile() throws IOException {
        String text = "x".repeat(1000);
        for (String content : List.of(text, "{" + text, "{\"" + text + "\":1,\"" + text + "\":1}", "\"" + text)) {
            Path file = write(content);

            assertThat(Run.of("plan", file).err().substring(file.toString().length()))
                    .hasLineCount(1)
                    .hasSizeLessThan(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "0", "-5", "60"})
    void ignoresTheCycleLengthOfEnterprise(String minutes) throws IOException {
        Path file = write("{\"sessions\":[\"a\"],\"groups\":[\"g\"],\"total_cycle_minutes\":" + minutes + "}");

        assertThat(Run.of("plan", file).code()).isZero();
    }

    @Test
    void refusesACycleLengthThatIsNoNumberEvenForEnterprise() throws IOException {
        Path file = write("{\"sessions\":[\"a\"],\"groups\":[\"g\"],\"total_cycle_minutes\":\"60\"}");

        assertThat(Run.of("plan", file).err()).contains("total_cycle_minutes: got \"60\", expected a number");
    }

    @Test
    void refusesWhatIsNotUtf8() throws IOException {
        Path file = directory.resolve("campaign.json");
        Files.write(file, new byte[] {'{', '\n', '"', (byte) 0xff, '"'});

        Run run = Run.of("plan", file);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("adbot: " + file + ": line 2, column 2: not UTF-8" + System.lineSeparator());
    }

    @Test
    void refusesAFileThatIsNoneAtAll() {
        assertThat(Run.of("plan", directory.resolve("missing")).err())
                .hasLineCount(1)
                .contains("no such file");
        assertThat(Run.of("plan", directory).err()).hasLineCount(1).contains("is a directory");
        assertThat(Run.of("plan", directory).code()).isEqualTo(2);
    }

    private Path campaignOf(JsonNode example) throws IOException {
        Map<String, Object> campaign = new LinkedHashMap<>();
        campaign.put("execution_mode", example.get("mode").asString());
        campaign.put("sessions", names("s", example.get("sessions").asInt()));
        campaign.put("groups", names("g", example.get("groups").asInt()));
        campaign.put("delay_between_posts", example.get("delay_s").decimalValue());
        if (!example.get("cycle_s").isNull()) {
            campaign.put(
                    "total_cycle_minutes", example.get("cycle_s").decimalValue().divide(new BigDecimal(60)));
        }
        return write(JsonMapper.shared().writeValueAsString(campaign));
    }

    private Path write(String content) throws IOException {
        return Files.writeString(directory.resolve("campaign.json"), content);
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    private static List<JsonNode> plans() {
        return examples("plans");
    }

    private static List<JsonNode> infeasible() {
        return examples("infeasible");
    }

    private static List<JsonNode> examples(String kind) {
        try (InputStream in = PlanTest.class.getResourceAsStream("/planner-examples.json")) {
            return stream(JsonMapper.shared().readTree(in).get(kind)).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static List<Long> longs(JsonNode array, String field) {
        List<Long> values = new ArrayList<>();
        array.forEach(element -> values.add(element.get(field).asLong()));
        return values;
    }

    private static List<Long> nanos(JsonNode seconds) {
        return stream(seconds)
                .map(s -> s.decimalValue().multiply(NANOS).longValueExact())
                .toList();
    }

    private static long nanos(JsonNode example, String field) {
        return example.get(field).decimalValue().multiply(NANOS).longValueExact();
    }

    /** An output that takes nothing. */
    private static final class Closed extends OutputStream {
        private final String reason;

        Closed(String reason) {
            this.reason = reason;
        }

        @Override
        public void write(int b) throws IOException {
            throw new IOException(reason);
        }
    }

    private static final class Lines extends ByteArrayOutputStream {
        String text() {
            return toString(StandardCharsets.UTF_8);
        }
    }
}
