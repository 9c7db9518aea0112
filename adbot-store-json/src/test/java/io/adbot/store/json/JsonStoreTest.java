package io.adbot.store.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.cycle.GroupGates;
import io.adbot.engine.Books;
import io.adbot.engine.Checkpoint;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.EngineOpened;
import io.adbot.journal.SetupEvent.EngineClosed;
import io.adbot.journal.SetupEvent.TenantRemoved;
import io.adbot.journal.SetupEvent.TenantSet;
import io.adbot.journal.SetupEvent.TenantStopped;
import io.adbot.message.ApiCredentials;
import io.adbot.message.Post;
import io.adbot.store.ReadableFiles.Written;
import io.adbot.store.StoreException;
import io.adbot.tenant.TenantConfig;
import io.adbot.time.Tick;
import io.adbot.value.InvalidValueException;
import io.adbot.value.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonStoreTest {

    private static final TenantId ZOE = new TenantId("zoe42");
    private static final TenantId BOB = new TenantId("bob");
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @TempDir
    Path temp;

    private final List<JsonStore> opened = new ArrayList<>();
    private long nanos;

    @AfterEach
    void close() {
        opened.forEach(JsonStore::close);
    }

    @Test
    void laysANewDirectoryOut() throws Exception {
        JsonStore store = open("adbot");
        begin(store);
        append(store, set(ZOE, "hello"));
        await(store.keepCredentials(List.of(new ApiCredentials(17, "abc"))));
        finish(store);
        store.close();

        assertThat(files(temp.resolve("adbot")))
                .containsExactly(
                        "adbot.lock",
                        "data/api_pairs.json",
                        "data/default_groups.json",
                        "data/stats.json",
                        "data/users.json",
                        "journal/00000000000000000001.jsonl",
                        "logs/.upto",
                        "logs/zoe42/2026-01-31.log",
                        "sessions/assigned",
                        "sessions/banned",
                        "sessions/unused");
        for (String file : files(temp.resolve("adbot"))) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(temp.resolve("adbot").resolve(file))))
                    .as(file)
                    .endsWith("------");
        }
    }

    @Test
    void aDirectoryThatIsOpenIsNotOpenedAgain() {
        open("adbot");

        assertThatThrownBy(() -> JsonStore.open(temp.resolve("adbot"))).isInstanceOf(DataLockedException.class);
    }

    @Test
    void whatFailsToOpenIsLeftAloneAndNotLocked() throws IOException {
        new DataDirectory(temp).with("api_pairs.json", "[{}]");

        assertThatThrownBy(() -> JsonStore.open(temp))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("api_pairs.json, line 1, column 2");
        assertThat(files(temp)).containsExactly("adbot.lock", "api_pairs.json");
        Files.delete(temp.resolve("api_pairs.json"));
        opened.add(JsonStore.open(temp));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../up", "..", "a/b", ".hidden", "a\\b"})
    void aTenantThatCannotBeADirectoryIsRefused(String name) {
        JsonStore store = open("adbot");

        assertThatThrownBy(() -> store.checkName(new TenantId(name)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("a name that a directory can bear");
        store.checkName(new TenantId("auth0|Ann Other@example.org"));
    }

    @Test
    void nothingOfARemovedTenantIsLeftOnTheDisk() throws Exception {
        JsonStore store = open("adbot");
        store.compactWith(() -> new Checkpoint(GroupGates.none()));
        begin(store);
        append(store, set(ZOE, "zoe42Secret"));
        append(store, set(BOB, "bobsSecret"));
        append(store, new TenantStopped(ZOE, "zoe42Reason"));
        finish(store);
        store.close();
        JsonStore again = open("adbot");
        again.compactWith(() -> new Checkpoint(GroupGates.none()));
        begin(again);
        assertThat(holding("zoe42Secret")).isNotEmpty();
        append(again, new TenantRemoved(ZOE));

        await(again.forgetRemoved());

        assertThat(holding("zoe42")).isEmpty();
        assertThat(holding("bobsSecret")).isNotEmpty();
        assertThat(files(temp.resolve("adbot"))).noneMatch(file -> file.contains("zoe42"));
        finish(again);
        again.close();
        JsonStore last = open("adbot");
        assertThat(last.files().edits(books(last))).isEmpty();
        assertThat(books(last).tenants()).containsExactly(BOB);
    }

    @RepeatedTest(5)
    void aCloseCutsOffWhatIsBeingForgottenAndTheNextOpeningCanFinishIt() throws Exception {
        JsonStore store = open("adbot");
        store.compactWith(() -> new Checkpoint(GroupGates.none()));
        begin(store);
        append(store, set(ZOE, "zoe42Secret"));
        append(store, set(BOB, "bobsSecret"));
        append(store, new TenantRemoved(ZOE));

        CompletableFuture<Void> forgotten = store.forgetRemoved().toCompletableFuture();
        store.close();

        assertThat(forgotten).isDone();
        if (forgotten.isCompletedExceptionally()) {
            assertThatThrownBy(forgotten::join)
                    .hasCauseInstanceOf(StoreException.class)
                    .hasMessageContaining("ask again after the next opening");
        }
        JsonStore again = open("adbot");
        again.compactWith(() -> new Checkpoint(GroupGates.none()));
        await(again.forgetRemoved());
        assertThat(holding("zoe42")).isEmpty();
        again.close();
        assertThatThrownBy(() -> await(again.forgetRemoved())).hasMessageContaining("the store is closed");
    }

    @Test
    void theJournalDoesNotGrowForEver() throws Exception {
        JsonStore store = JsonStore.at(temp.resolve("adbot"))
                .segmentBytes(10_000)
                .compactionBytes(50_000)
                .open();
        opened.add(store);
        store.compactWith(() -> new Checkpoint(GroupGates.none()));
        for (int i = 0; i < 20_000; i++) {
            store.journal().append(tick(), new TenantStopped(ZOE, "reason " + i));
            if (i % 100 == 0) {
                append(store, set(ZOE, "text " + i));
            }
        }
        append(store, set(ZOE, "the last"));
        // What is under way is waited for, and the log has every line all the same.
        await(store.forgetRemoved());
        assertThat(await(store.log().last(ZOE, 100_000))).hasSize(20_000 + 200 + 1);
        store.close();

        assertThat(bytes(temp.resolve("adbot/journal"))).isLessThan(10_000);
        JsonStore again = open("adbot");
        assertThat(books(again).config(ZOE)).isEqualTo(books(store).config(ZOE)).isPresent();
        assertThat(await(again.log().last(ZOE, 100_000))).hasSize(20_000 + 200 + 1);
    }

    @Test
    void aLogThatCannotBeWrittenDelaysThatAndDoesNotPreventIt() throws Exception {
        JsonStore store = JsonStore.at(temp.resolve("adbot"))
                .segmentBytes(10_000)
                .compactionBytes(50_000)
                .open();
        opened.add(store);
        store.compactWith(() -> new Checkpoint(GroupGates.none()));
        Files.createDirectories(temp.resolve("adbot/logs"));
        Files.writeString(temp.resolve("adbot/logs/zoe42"), "in the way");
        for (int i = 0; i < 20_000; i++) {
            store.journal().append(tick(), new TenantStopped(ZOE, "reason " + i));
            if (i % 100 == 0) {
                append(store, set(ZOE, "text " + i));
            }
        }

        // Beginnings are cut off beside it: as long as that takes, it is appended to.
        for (int i = 0; i < 20_000 && bytes(temp.resolve("adbot/journal")) >= 1_000_000; i++) {
            append(store, set(ZOE, "more " + i));
        }
        assertThat(bytes(temp.resolve("adbot/journal"))).isLessThan(1_000_000);
        await(store.forgetRemoved());
        assertThat(store.log().incomplete()).isOne();
        assertThat(bytes(temp.resolve("adbot/journal"))).isLessThan(10_000);
    }

    @Test
    void aKilledStoreIsTakenUpWhereItWas() throws Exception {
        JsonStore store = open("adbot");
        begin(store);
        append(store, set(ZOE, "hello"));
        for (int i = 0; i < 20; i++) {
            append(store, new TenantStopped(ZOE, "reason " + i));
            Path image = temp.resolve("killed" + i);
            copy(temp.resolve("adbot"), image);
            List<String> logged = await(store.log().last(ZOE, 100));
            try (JsonStore found = JsonStore.open(image)) {
                assertThat(entries(found)).isEqualTo(entries(store));
                assertThat(await(found.log().last(ZOE, 100))).isEqualTo(logged);
                assertThat(found.files().edits(books(found))).isEmpty();
            }
        }
    }

    @Test
    void aDirectoryIsLookedAtWhileItIsOpen() throws Exception {
        JsonStore store = open("adbot");
        begin(store);
        append(store, set(ZOE, "hello"));
        append(store, new TenantStopped(ZOE, "because"));
        List<String> logged = await(store.log().last(ZOE, 5));
        List<String> before = files(temp.resolve("adbot"));

        JsonDirectory directory = JsonDirectory.of(temp.resolve("adbot"));

        assertThat(directory.holder().orElseThrow().pid())
                .isEqualTo(ProcessHandle.current().pid());
        assertThat(directory.books().whyStopped(ZOE)).contains("because");
        assertThat(directory.examine().isSound()).isTrue();
        assertThat(directory.log(ZOE, 5)).isEqualTo(logged).hasSize(2);
        assertThat(directory.edits(directory.books())).isEmpty();
        assertThat(files(temp.resolve("adbot"))).isEqualTo(before);
    }

    @Test
    void aDirectoryThatWasNeverOpenedIsWhatItsFilesSay() throws Exception {
        new DataDirectory(temp).with("users.json", "{\"users\": {\"zoe42\": {\"groups\": [\"-1\"]}}}");
        List<String> before = files(temp);

        assertThat(JsonDirectory.of(temp).books().tenants()).containsExactly(ZOE);
        assertThat(JsonDirectory.of(temp.resolve("nowhere")).books().tenants()).isEmpty();
        assertThat(files(temp)).isEqualTo(before);
    }

    @Test
    void aClosedStoreSaysThatItIsClosed() {
        JsonStore store = open("adbot");
        store.close();

        assertThatThrownBy(() -> await(store.keepCredentials(List.of()))).hasMessageContaining("the store is closed");
        assertThatThrownBy(() -> await(store.shelf().unused())).hasMessageContaining("the store is closed");
    }

    @Test
    void endsItsThreads() {
        open("adbot").close();

        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("adbot-"))
                        .peek(JsonStoreTest::join)
                        .filter(Thread::isAlive))
                .isEmpty();
    }

    @Test
    void optionsAreChecked() {
        JsonStore.Builder options = JsonStore.at(temp);

        assertThatThrownBy(() -> options.keepLogDays(0)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> options.segmentBytes(0)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> options.compactionBytes(-1)).isInstanceOf(InvalidValueException.class);
    }

    private JsonStore open(String name) {
        JsonStore store = JsonStore.at(temp.resolve(name)).clock(() -> NOON).open();
        opened.add(store);
        return store;
    }

    private void begin(JsonStore store) {
        List<JournalEvent> edits = store.files().edits(books(store));
        append(store, new EngineOpened());
        edits.forEach(event -> append(store, event));
    }

    private void finish(JsonStore store) {
        Written written = store.files().write(books(store));
        written.facts().forEach(fact -> append(store, fact));
        written.putInPlace();
        append(store, new EngineClosed());
    }

    private void append(JsonStore store, JournalEvent event) {
        await(store.journal().append(tick(), event));
    }

    private Tick tick() {
        nanos += 1_000;
        return new Tick(nanos, NOON.plusNanos(nanos));
    }

    private static TenantSet set(TenantId tenant, String text) {
        return new TenantSet(
                tenant, TenantConfig.builder().post(Post.text(text)).build());
    }

    private static Books books(JsonStore store) {
        Books books = new Books();
        entries(store).forEach(entry -> books.apply(entry.at(), entry.event()));
        return books;
    }

    private static List<JournalEntry> entries(JsonStore store) {
        try (Stream<JournalEntry> entries = store.journal().read()) {
            return entries.toList();
        }
    }

    private List<Path> holding(String text) throws IOException {
        try (Stream<Path> all = Files.walk(temp.resolve("adbot"))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> read(file).contains(text))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static long bytes(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    /** Files, and directories in which nothing lies. */
    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> !path.equals(root))
                    .filter(path -> Files.isRegularFile(path) || path.toFile().list().length == 0)
                    .map(path -> root.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
