package io.adbot.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.adbot.cli.input.BadInputException;
import io.adbot.cli.login.Lines;
import io.adbot.cli.login.TerminalPrompt;
import io.adbot.session.PooledSession;
import io.adbot.session.SessionState;
import io.adbot.store.json.JsonDirectory;
import io.adbot.telegram.LoginWay;
import io.adbot.value.SessionId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a data directory when accounts are logged in and out; how Telegram is asked is the adapter's own test. */
class LogInTest {

    @TempDir
    Path directory;

    private final FakeTdlib tdlib = new FakeTdlib();
    private final StringWriter out = new StringWriter();

    @BeforeEach
    void credentials() throws IOException {
        Files.createDirectory(directory.resolve("data"));
        Files.writeString(
                directory.resolve("data/api_pairs.json"),
                "[{\"api_id\": 11, \"api_hash\": \"aa\"}, {\"api_id\": 22, \"api_hash\": \"bb\"}]");
    }

    @Test
    void theSessionLiesWithTheUnusedAndKeepsThePairThatItWasLoggedInWith() throws IOException {
        logIn(Optional.empty(), "+15550001111", "12345");
        logIn(Optional.empty(), "+15550002222", "12345");
        logIn(Optional.of("ann"), "+15550003333", "12345");

        assertThat(out.toString().lines())
                .contains("account_1: unused, logged in as user 4242", "ann: unused, logged in as user 4242");
        assertThat(sessions())
                .extracting(session -> session.session().value(), PooledSession::state, PooledSession::apiPair)
                .containsExactly(
                        tuple("account_1", SessionState.UNUSED, OptionalInt.of(0)),
                        tuple("account_2", SessionState.UNUSED, OptionalInt.of(1)),
                        tuple("ann", SessionState.UNUSED, OptionalInt.of(0)));
        assertThat(tdlib.apiIds).containsExactly(11, 22, 11);
        assertThat(directory.resolve("sessions/unused/ann/login")).exists();
        assertThat(unfinished()).isEmpty();
    }

    @Test
    void oneThatIsBrokenOffIsNoSessionAndGoesOnWithItsPair() throws IOException {
        assertThatThrownBy(() -> logIn(Optional.of("ann"), "+15550001111"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("the input ended before the login");
        assertThat(sessions()).isEmpty();
        assertThat(unfinished()).containsExactly(".login-11-ann");
        logIn(Optional.of("bob"), "+15550002222", "12345");

        logIn(Optional.of("ann"), "+15550001111", "12345");

        assertThat(sessions()).hasSize(2);
        assertThat(tdlib.apiIds).containsExactly(11, 11, 11);
        assertThat(unfinished()).isEmpty();
    }

    @Test
    void whatIsWrongIsAskedAgain() {
        logIn(Optional.empty(), "+15550001111", "99999", "12345");

        assertThat(out.toString()).contains("Not taken: that is not the code.", "account_1: unused");
    }

    @Test
    void whereAllPairsAreFullItSaysHowToAddOne() throws IOException {
        Path pairs =
                Files.writeString(directory.resolve("data/api_pairs.json"), "[{\"api_id\": 11, \"api_hash\": \"aa\"}]");
        for (int i = 0; i < 7; i++) {
            logIn(Optional.empty(), "+1555000111" + i, "12345");
        }

        assertThatThrownBy(() -> logIn(Optional.empty(), "+15550002222", "12345"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("serves 7 sessions, as many as it may: add a pair.")
                .hasMessageContaining("https://my.telegram.org")
                .hasMessageContaining(pairs.toString());
        assertThat(sessions()).hasSize(7);
    }

    @Test
    void aNameThatIsTakenOrIsNoneIsRefused() {
        logIn(Optional.of("ann"), "+15550001111", "12345");

        assertThatThrownBy(() -> logIn(Optional.of("ann")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("There is a session ann already");
        for (String name : List.of("", ".ann", "../ann", "ann-journal", "ann.tmp", "a b", "x".repeat(65))) {
            assertThatThrownBy(() -> logIn(Optional.of(name)))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("expected 1 to 64 letters, digits and underscores");
        }
    }

    @Test
    void whoIsLoggedOutIsGone() {
        logIn(Optional.of("ann"), "+15550001111", "12345");

        new LogOut(directory, tdlib, new PrintWriter(out)).run(new SessionId("ann"));

        assertThat(out.toString()).contains("ann: logged out, and its files are deleted");
        assertThat(sessions()).isEmpty();
        assertThat(directory.resolve("sessions/unused")).isEmptyDirectory();
    }

    @Test
    void whatWasNotLoggedInHereIsNotLoggedOut() throws IOException {
        logIn(Optional.of("ann"), "+15550001111", "12345");
        Files.writeString(directory.resolve("sessions/unused/old.session"), "not a real session");
        LogOut logOut = new LogOut(directory, tdlib, new PrintWriter(out));

        assertThatThrownBy(() -> logOut.run(new SessionId("old.session")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("was not logged in here");
        assertThatThrownBy(() -> logOut.run(new SessionId("nobody")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("There is no session nobody");
    }

    private void logIn(Optional<String> name, String... typed) {
        Deque<String> lines = new ArrayDeque<>(Arrays.asList(typed));
        Lines typing = new Lines() {
            @Override
            public String read(String question) {
                if (lines.isEmpty()) {
                    throw Lines.ended();
                }
                return lines.remove();
            }

            @Override
            public String readSecret(String question) {
                return read(question);
            }
        };
        PrintWriter told = new PrintWriter(out);
        new LogIn(directory, tdlib, new TerminalPrompt(typing, told), told).run(name, LoginWay.PHONE);
    }

    private List<PooledSession> sessions() {
        return JsonDirectory.of(directory).books().sessions().all();
    }

    private List<String> unfinished() throws IOException {
        try (Stream<Path> all = Files.list(directory.resolve("sessions"))) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("."))
                    .toList();
        }
    }
}
