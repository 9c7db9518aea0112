package io.adbot.store.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.AdBot;
import io.adbot.engine.Books;
import io.adbot.message.Post;
import io.adbot.session.PooledSession;
import io.adbot.store.StoreException;
import io.adbot.tenant.TenantConfig;
import io.adbot.testkit.FakeTelegram;
import io.adbot.testkit.VirtualTime;
import io.adbot.value.GroupId;
import io.adbot.value.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The copy of a directory on which a simulation runs, and the store on it. */
class SimulationCopyTest {

    private static final TenantId ALICE = new TenantId("alice");
    private static final TenantId BOB = new TenantId("bob");
    private static final String USERS = """
            {"crm": {"id": 2.50}, "users": {
              "alice": {"assigned_sessions": ["a.session", "gone.session"], "groups": ["-100123"], "post_type": "text",
                        "post_content": "hello", "messages_sent": 7, "banned_sessions": ["x.session"], "colour": "red"}}}
            """;

    @TempDir
    Path temp;

    private Path original() throws IOException {
        Path directory = temp.resolve("original");
        new DataDirectory(directory)
                .with("data/users.json", USERS)
                .with("data/api_pairs.json", "[{\"api_id\": 17, \"api_hash\": \"sesame\"}]")
                .with("sessions/assigned/alice/a.session", "sesame")
                .with("sessions/unused/new.session", "sesame")
                .with("sessions/banned/x.session", "sesame");
        return directory;
    }

    private Path copy(Path directory) {
        Path copy = temp.resolve("copy");
        JsonDirectory.of(directory).copyForSimulation(copy);
        return copy;
    }

    @Test
    void saysTheSameWithoutSecretsAndWithoutAPast() throws Exception {
        Path directory = original();
        Map<String, String> before = files(directory);

        Path copy = copy(directory);

        Map<String, String> files = files(copy);
        assertThat(files)
                .containsOnlyKeys(
                        "data/users.json",
                        "data/stats.json",
                        "data/default_groups.json",
                        "sessions/assigned/alice/a.session",
                        "sessions/assigned/alice/gone.session",
                        "sessions/banned/x.session",
                        "sessions/unused/new.session");
        assertThat(files.values()).noneMatch(text -> text.contains("sesame"));
        assertThat(files.get("data/users.json")).contains("\"id\": 2.50", "\"colour\": \"red\"");
        Books books = JsonDirectory.of(copy).books();
        assertThat(books.config(ALICE))
                .isEqualTo(JsonDirectory.of(directory).books().config(ALICE));
        assertThat(books.stats(ALICE).success()).isEqualTo(7);
        assertThat(files(directory)).isEqualTo(before);
    }

    @Test
    void aDirectoryThatLiesFlatIsCopiedFlat() {
        Path directory = temp.resolve("original");
        new DataDirectory(directory).with("users.json", USERS);

        assertThat(copy(directory).resolve("users.json")).exists();
    }

    @Test
    void besideARunningEngineTheJournalIsBelievedAndNotTheFiles() throws Exception {
        Path directory = original();
        try (Engine engine = open(directory)) {
            engine.await(engine.bot
                    .tenants()
                    .create(BOB, TenantConfig.builder().post(Post.text("new")).build()));

            Books books = JsonDirectory.of(copy(directory)).books();

            assertThat(books.tenants()).containsExactly(ALICE, BOB);
        }
    }

    @Test
    void noSessionIsFlaggedInIt() throws Exception {
        Path directory = original();
        try (Engine engine = open(directory)) {
            assertThat(engine.await(engine.bot.status(ALICE)).activeSessions())
                    .as("the file of one is gone")
                    .isEqualTo(1);
        }

        try (Engine engine = open(copy(directory))) {
            assertThat(engine.await(engine.bot.status(ALICE)).sessions()).allMatch(PooledSession::isAbleToSend);
        }
    }

    @Test
    void anEditThatTheNextOpeningWouldTakeOverIsInIt() throws Exception {
        Path directory = original();
        open(directory).close();
        Path users = directory.resolve("data/users.json");
        Files.writeString(users, Files.readString(users).replace("-100123", "-100456"));

        assertThat(JsonDirectory.of(copy(directory))
                        .books()
                        .config(ALICE)
                        .orElseThrow()
                        .groups())
                .containsExactly(new GroupId("-100456"));
    }

    @Test
    void whatNoOpeningWouldTakeIsRefused() throws IOException {
        Path directory = original();
        Files.writeString(directory.resolve("data/users.json"), "{");

        assertThatThrownBy(() -> copy(directory))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(directory.resolve("data/users.json").toString());
        assertThat(temp.resolve("copy")).doesNotExist();
    }

    @Test
    void aStoreForASimulationGivesTheSameJournalAgainWithoutAThread() throws Exception {
        Path directory = original();
        Function<String, byte[]> journalIn = name -> {
            Path copy = temp.resolve(name);
            JsonDirectory.of(directory).copyForSimulation(copy);
            try (Engine engine = open(copy)) {
                engine.await(engine.bot.start(ALICE, 3));
                engine.time.advance(Duration.ofHours(2));
                assertThat(engine.await(engine.bot.status(ALICE)).stats().success())
                        .isEqualTo(7 + 3);
            }
            return journal(copy);
        };

        assertThat(journalIn.apply("one")).isEqualTo(journalIn.apply("other"));
        assertThat(JsonDirectory.of(temp.resolve("one")).examine().isSound()).isTrue();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("adbot-journal", "adbot-files", "adbot-compaction");
    }

    @Test
    void namesEveryPlaceOfAStore() throws Exception {
        Path directory = original();
        try (Engine engine = open(directory)) {
            engine.await(engine.bot.start(ALICE, 1));
        }

        List<Path> places = JsonDirectory.of(directory).places();

        assertThat(files(directory).keySet())
                .allSatisfy(file -> assertThat(places)
                        .anyMatch(place -> directory.resolve(file).startsWith(place)));
    }

    private static Engine open(Path directory) {
        VirtualTime time = new VirtualTime();
        JsonStore store =
                JsonStore.at(directory).clock(time::wall).forSimulation().open();
        return new Engine(
                time,
                AdBot.builder(new FakeTelegram(time), store).loop(time.loop()).open());
    }

    /** Closed in virtual time, whatever came of the test: else its close would wait for ever. */
    private record Engine(VirtualTime time, AdBot bot) implements AutoCloseable {

        <T> T await(CompletionStage<T> stage) {
            return time.await(stage, Duration.ofHours(1));
        }

        @Override
        public void close() {
            await(bot.shutDown());
            bot.close();
        }
    }

    private static byte[] journal(Path directory) {
        try {
            return Files.readAllBytes(directory.resolve("journal/00000000000000000001.jsonl"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> files(Path directory) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(directory.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }
}
