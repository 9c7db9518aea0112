package io.adbot.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.Preflight;
import io.adbot.cli.input.BadInputException;
import io.adbot.cli.login.Lines;
import io.adbot.cli.login.TerminalPrompt;
import io.adbot.telegram.LoginWay;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that reach Telegram through TDLib, from a login to a cycle. */
class TelegramCommandsTest {

    private static final TenantId ANN = new TenantId("ann");

    @TempDir
    Path directory;

    private final FakeTdlib tdlib = new FakeTdlib();
    private final StringWriter out = new StringWriter();

    @BeforeEach
    void directory() throws IOException {
        Files.writeString(directory.resolve("api_pairs.json"), "[{\"api_id\": 11, \"api_hash\": \"aa\"}]");
        Files.writeString(directory.resolve("users.json"), """
                {"users": {"ann": {"execution_mode": "enterprise", "groups": ["-1001", "-1002"],
                 "post_type": "text", "post_content": "Good morning!", "delay_between_posts": 3}}}
                """);
        Deque<String> answers = new ArrayDeque<>(List.of("+15550001111", "12345"));
        Lines lines = new Lines() {
            @Override
            public String read(String question) {
                return answers.remove();
            }

            @Override
            public String readSecret(String question) {
                return answers.remove();
            }
        };
        new LogIn(directory, tdlib, new TerminalPrompt(lines, writer()), writer())
                .run(Optional.of("s1"), LoginWay.PHONE);
    }

    @Test
    void aTestMessageGoesToTheAccountItself() {
        new TestMessage(directory, tdlib, writer()).run(new SessionId("s1"));

        assertThat(out.toString()).contains("s1: delivered to its Saved Messages");
        assertThat(tdlib.sentTo).containsExactly(FakeTdlib.USER);
    }

    @Test
    void aTestMessageOfNobodyIsRefused() {
        assertThatThrownBy(() -> new TestMessage(directory, tdlib, writer()).run(new SessionId("s2")))
                .isInstanceOf(BadInputException.class)
                .hasMessage("There is no session s2.");
    }

    @Test
    void aPreflightAsksAndSendsNothing() {
        Preflight preflight = Preflights.of(directory, Reach.through(tdlib), ANN);

        assertThat(preflight.plan()).isPresent();
        assertThat(preflight.obstacles()).isEmpty();
        assertThat(tdlib.sentTo).isEmpty();
        assertThat(Files.isDirectory(directory.resolve("sessions/unused/s1"))).isTrue();
    }

    @Test
    void aRunPostsToEachGroup() {
        new Run(writer()).run(directory, Reach.through(tdlib), Optional.of(Duration.ofSeconds(4)), List.of(ANN));

        assertThat(tdlib.sentTo).containsExactly(-1001L, -1002L);
        assertThat(out.toString()).contains("2 delivered");
    }

    private PrintWriter writer() {
        return new PrintWriter(out, true);
    }
}
