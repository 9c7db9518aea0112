package io.adbot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is typed to reach Telegram, and what is said when it cannot be. */
class TelegramOptionsTest {

    @TempDir
    Path directory;

    @BeforeEach
    void writeADirectoryByHand() throws IOException {
        Files.createDirectories(directory.resolve("sessions/unused/s1"));
        Files.writeString(directory.resolve("api_pairs.json"), "[{\"api_id\": 11, \"api_hash\": \"aa\"}]");
        Files.writeString(directory.resolve("users.json"), """
                {"users": {
                  "ann": {"execution_mode": "enterprise", "groups": ["-1001", "-1002"], "post_type": "text",
                          "post_content": "Good morning!", "delay_between_posts": 3},
                  "bob": {"groups": [], "post_type": "text", "post_content": "hello"}}}
                """);
    }

    @Test
    void aPreflightSaysWhatWouldBeSentAndThatNothingWas() {
        Run preflight = Run.of("preflight", directory, "ann", "--telegram", "fake");

        assertThat(preflight.code()).as(preflight.err()).isZero();
        assertThat(preflight.out()).contains("every post could be sent, as things stand");
        assertThat(preflight.out().lines()).last().isEqualTo("nothing was sent");
        assertThat(Run.of("status", directory).out()).contains("ann: stopped, enterprise, sessions [], 0 posts");
    }

    @Test
    void aPreflightOfWhoCannotBeStartedSaysWhy() {
        Run preflight = Run.of("preflight", directory, "bob", "--telegram", "fake");

        assertThat(preflight.code()).isEqualTo(2);
        assertThat(preflight.out()).contains("bob cannot be started: ").contains("There is nowhere to post");
        assertThat(preflight.out().lines()).last().isEqualTo("nothing was sent");
        assertThat(preflight.out()).doesNotContain("every post could be sent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "preflight DIR ann --tdlib NOWHERE",
                "send-test DIR s1 --tdlib NOWHERE",
                "login DIR --tdlib NOWHERE",
                "login DIR --qr --session ann --tdlib NOWHERE",
                "logout DIR s1 --tdlib NOWHERE",
                "run DIR --telegram tdlib --tdlib NOWHERE",
            })
    void aLibraryThatIsNotThereIsSaidWithWhatToInstall(String typed) {
        Path nowhere = directory.resolve("nowhere");
        Object[] words = typed.replace("DIR", directory.toString())
                .replace("NOWHERE", nowhere.toString())
                .split(" ");

        Run run = Run.of(words);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("the path names " + nowhere + ", where there is no ", "npm install @prebuilt-tdlib/")
                .hasLineCount(1);
        assertThat(run.out()).isEmpty();
        assertThat(directory.resolve("journal")).doesNotExist();
    }

    @ParameterizedTest
    // spotless:off
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "send-test DIR                       | Missing required parameter: 'SESSION'; see adbot send-test --help",
        "send-test DIR s1 --telegram fake    | Unknown options: '--telegram', 'fake'; see adbot send-test --help",
        "send-test DIR s1 --tdlib            | Missing required parameter for option '--tdlib' (PATH)",
        "login                               | Missing required parameter: 'DIR'; see adbot login --help",
        "login DIR ann                       | Unmatched argument at index 2: 'ann'; see adbot login --help",
        "login DIR --session                 | Missing required parameter for option '--session' (NAME)",
        "login DIR --phone 5550001111        | Unknown options: '--phone', '5550001111'; see adbot login --help",
        "preflight DIR                       | Missing required parameter: 'USER'; see adbot preflight --help",
        "preflight DIR ann --telegram real   | --telegram: got \"real\", expected fake or tdlib",
    })
    // spotless:on
    void whatIsTypedWrongIsRefusedInOneLine(String typed, String said) {
        Run run = Run.of((Object[]) typed.replace("DIR", directory.toString()).split(" "));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("adbot: " + said).hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }
}
