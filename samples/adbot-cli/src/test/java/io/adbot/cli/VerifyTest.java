package io.adbot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyTest {

    @TempDir
    Path directory;

    private Path journal;
    private List<String> lines;

    @BeforeEach
    void simulate() throws IOException {
        Path campaign = Files.writeString(
                directory.resolve("campaign.json"),
                "{\"sessions\": [\"a\", \"b\"], \"groups\": [\"g\", \"h\", \"i\"]}");
        journal = directory.resolve("journal.jsonl");
        assertThat(Run.of("simulate", campaign, "--journal", journal).code()).isZero();
        lines = new ArrayList<>(Files.readAllLines(journal));
        // Without its checksum a line can be changed, and what is wrong with it now is something else.
        lines.replaceAll(line -> line.replaceFirst(",\"crc\":\"[0-9a-f]{8}\"}$", "}"));
    }

    @Test
    void findsASoundJournalSound() {
        assertThat(Run.of("verify", journal)).isEqualTo(new Run(0, sound(9), ""));
    }

    @Test
    void namesRuleLineAndReasonOfEachBreach() throws IOException {
        int settled = indexOf("send_settled");
        lines.set(settled, lines.get(settled).replaceFirst("\"started_ns\":\\d+", "\"started_ns\":999000000000"));

        Run run = write();

        assertThat(run.code()).isEqualTo(4);
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().findFirst().orElseThrow()).matches("line " + (settled + 1) + ": [EJ]\\d*: .+");
    }

    @Test
    void saysThatAnEmptyJournalIsEmpty() throws IOException {
        lines.clear();

        assertThat(write()).isEqualTo(new Run(0, "empty: no entries" + System.lineSeparator(), ""));
    }

    @Test
    void passesOverTheLineThatACrashTore() throws IOException {
        String all = String.join("\n", lines);
        Files.writeString(journal, all.substring(0, all.length() - 5));

        Run run = Run.of("verify", journal);

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .isEqualTo("note: line 9 was torn by a crash and is not counted" + System.lineSeparator() + sound(8));
    }

    @Test
    void countsALastLineThatOnlyLacksItsEnd() throws IOException {
        Files.writeString(journal, String.join("\n", lines));

        assertThat(Run.of("verify", journal).out()).isEqualTo(sound(9));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "{\n  \"sessions\": [\"a\"],\n  \"groups\": [\"g\"]\n}",
                "{\"sessions\":[\"a\"],\"groups\":[\"g\"]}",
                "{\"seq\":1,\"at_n",
            })
    void refusesWhatIsNoJournal(String content) throws IOException {
        Files.writeString(journal, content);

        Run run = Run.of("verify", journal);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasLineCount(1).contains("journal.jsonl: not a journal: line 1: ");
    }

    @Test
    void refusesALongTextThatIsNoJournal() throws IOException {
        lines.addAll(0, Collections.nCopies(101, "hello"));

        assertThat(write().code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "{}", "{\"seq\":1,\"at_n"})
    void callsADamagedFirstLineABreachWhereEntriesFollow(String damaged) throws IOException {
        lines.add(0, damaged);

        Run run = write();

        assertThat(run.code()).isEqualTo(4);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("line 1: J: ").endsWith("9 entries, 1 breach" + System.lineSeparator());
    }

    @Test
    void remarksWhatMayFollowFromALineThatCouldNotBeRead() throws IOException {
        int settled = indexOf("send_settled");
        lines.set(settled, "hello");

        List<String> found = write().out().lines().toList();

        assertThat(found.get(0)).startsWith("line " + (settled + 1) + ": J: ").doesNotContain("may follow");
        assertThat(found.subList(1, found.size() - 1))
                .isNotEmpty()
                .allMatch(line -> line.endsWith(" (may follow from line " + (settled + 1) + ")"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "{\"%s",
                "{\"%s\":1}",
                "{\"%s\":1,\"%1$s\":1}",
                "{\"type\":\"engine_opened\",\"seq\":\"%s\"}",
            })
    void keepsItShortWhateverIsInALine(String line) throws IOException {
        lines.add(4, String.format(line, "x".repeat(40_000)));

        assertThat(write().out().lines().findFirst().orElseThrow())
                .startsWith("line 5: J: ")
                .hasSizeLessThan(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hello                                              | not a JSON object",
                "[]                                                 | not a JSON object",
                "{\"seq\":1} {}                                     | not a JSON object",
                "{\"seq\":5,\"seq\":5}                              | the key \"seq\" stands there twice",
                "{\"seq\":5}                                        | type: got nothing",
                "{\"sessions\":[]}                                  | neither type nor seq",
                "{\"type\":\"send_intended\"}                       | tenant: got nothing",
                "{\"type\":\"engine_opened\",\"at_ns\":1}           | seq: got nothing",
                "{\"type\":\"engine_opened\",\"seq\":\"5\"}         | seq: got \"5\", expected an integer",
                "{\"type\":\"engine_opened\",\"seq\":5e0}           | seq: got 5e0, expected an integer",
                "{\"type\":\"engine_opened\",\"seq\":99999999999999999999} | seq: got 99999999999999999999, expected an integer",
                "{\"type\":\"engine_opened\",\"seq\":5,\"at_ns\":-1} | at_ns: got -1",
                "{\"type\":\"engine_opened\",\"seq\":5,\"at_ns\":1,\"wall\":\"today\"} | wall: got \"today\"",
                "{\"type\":\"delivery_skipped\",\"tenant\":\"t\",\"cycle\":1,\"session\":\"s\",\"group\":\"g\",\"reason\":\"mood\"} | reason: got \"mood\"",
                "{\"type\":\"send_settled\",\"tenant\":\"t\",\"cycle\":1,\"session\":\"s\",\"group\":\"g\",\"outcome\":\"delivered\",\"final\":true} | started_ns: got nothing",
                "{\"type\":\"send_settled\",\"tenant\":\"t\",\"cycle\":1,\"session\":\"s\",\"group\":\"g\",\"outcome\":\"flood_wait\",\"final\":false,\"started_ns\":0} | retry_after_ns: got nothing",
                "{\"type\":\"engine_opened\",\"crc\":\"00000000\"}  | crc: got \"00000000\", expected",
                "{\"type\":\"engine_opened\",\"crc\":\"0000000G\"}  | crc: got \"0000000G\", expected 8",
                "{\"type\":\"engine_opened\",\"crc\":5}             | crc: got",
                "{\"crc\":\"00000000\",\"type\":\"engine_opened\"}  | crc: got",
            })
    void callsALineThatIsNoEntryABreachAndReadsOn(String line, String complaint) throws IOException {
        lines.add(4, line.strip());

        Run run = write();

        assertThat(run.code()).isEqualTo(4);
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().findFirst().orElseThrow())
                .startsWith("line 5: J: ")
                .contains(complaint);
        assertThat(run.out()).contains("9 entries");
    }

    @Test
    void takesWhatOthersWrite() throws IOException {
        lines.replaceAll(line -> line.replace("\":", "\" : ")
                        .replaceFirst("\\{", "{\"extra\": {\"seq\": [1, 2]}, \"reason\": null, ")
                        .replace("\"cycle\" : \"1\"", "\"cycle\" : 1")
                        .replace("T00:00:00Z", "T02:00:00+02:00")
                + "\r");
        lines.add(3, "{\"type\": \"heartbeat\", \"group\": {\"not\": \"an id\"}}");
        lines.set(0, lines.get(0).replace("T02:00:00+02:00", "T02:00+0200"));
        lines.add("");

        assertThat(write()).isEqualTo(new Run(0, sound(9), ""));
    }

    @Test
    void takesForSomebodyElsesWhatIsOfAKindOfItsOwnInAnotherForm() throws IOException {
        String last = lines.get(lines.size() - 1);
        lines.add(last.replaceFirst("\"seq\":\\d+", "\"seq\":100")
                .replaceFirst("\"type\":.*", "\"type\":\"stop_requested\",\"tenant\":7,\"crc\":null}"));

        assertThat(write()).isEqualTo(new Run(0, sound(10), ""));
    }

    @Test
    void findsThatWhatWasWithdrawnSaysWhenItStarted() throws IOException {
        int settled = indexOf("send_settled");
        lines.set(settled, lines.get(settled).replace("\"delivered\"", "\"withdrawn\""));

        assertThat(write().out()).startsWith("line " + (settled + 1) + ": E10: ");
    }

    @Test
    void checksTheChecksum() throws IOException {
        lines.replaceAll(VerifyTest::sealed);
        assertThat(write().out()).isEqualTo(sound(9));

        lines.set(2, lines.get(2).replace("\"a\"", "\"b\""));
        assertThat(write().out()).startsWith("line 3: J: crc: got ");
    }

    @Test
    void refusesAFileThatIsNoneAtAll() {
        assertThat(Run.of("verify", directory)).extracting(Run::code).isEqualTo(2);
        assertThat(Run.of("verify", directory).err()).hasLineCount(1).contains("is a directory");
        assertThat(Run.of("verify", directory.resolve("missing")).err())
                .hasLineCount(1)
                .contains("no such file");
    }

    private Run write() throws IOException {
        Files.write(journal, lines);
        return Run.of("verify", journal);
    }

    private int indexOf(String type) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains("\"" + type + "\"")) {
                return i;
            }
        }
        throw new AssertionError("no " + type + " in " + lines);
    }

    private static String sealed(String line) {
        String body = line.substring(0, line.length() - 1);
        CRC32C sum = new CRC32C();
        sum.update(body.getBytes(UTF_8));
        return body + String.format(",\"crc\":\"%08x\"}", sum.getValue());
    }

    private static String sound(int entries) {
        return "sound: " + entries + " entries, no rule is broken" + System.lineSeparator();
    }
}
