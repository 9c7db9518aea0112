package io.adbot.store.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.AdBot;
import io.adbot.Health;
import io.adbot.cycle.CycleListener;
import io.adbot.cycle.CycleReport;
import io.adbot.cycle.StartRefusedException;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent.SessionFlagged;
import io.adbot.message.ApiCredentials;
import io.adbot.message.MessagingPort;
import io.adbot.message.Permission;
import io.adbot.message.Post;
import io.adbot.message.SendOutcome;
import io.adbot.message.SendRequest;
import io.adbot.plan.Adjustment;
import io.adbot.session.PooledSession;
import io.adbot.session.SessionFlag;
import io.adbot.session.SessionRefusedException;
import io.adbot.store.StoreException;
import io.adbot.tenant.TenantConfig;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole engine on a directory, whose files vanish, are edited, or cannot be written. */
class EngineOnFilesTest {

    private static final TenantId ANN = new TenantId("annas-shop");
    private static final SessionId A = new SessionId("a.session");
    private static final SessionId B = new SessionId("b.session");

    @TempDir
    Path temp;

    private final LimitingPort telegram = new LimitingPort();

    // ---------------------------------------------------------------- erasure

    @RepeatedTest(5)
    void anErasureThatNobodyAwaitedIsDoneWhenTheEngineIsClosed() throws Exception {
        try (AdBot bot = open()) {
            create(bot, ANN);
            create(bot, new TenantId("bob"));
        }
        AdBot bot = open();
        CompletionStage<Void> erased = bot.tenants().erase(ANN);
        bot.close();

        assertThat(erased.toCompletableFuture()).isCompleted();
        assertThat(holding(ANN.value())).isEmpty();
        assertThat(holding("engine_closed")).isNotEmpty();
        try (AdBot again = open()) {
            assertThat(await(again.tenants().all())).containsExactly(new TenantId("bob"));
        }
    }

    // ---------------------------------------------------------------- removed sessions

    @Test
    void aRemovedSessionLeavesNothing() throws Exception {
        try (AdBot bot = open()) {
            put("a.session", "b.session");
            await(bot.sessions().lookForNew());

            await(bot.sessions().remove(A));

            assertThat(sessions(bot)).containsExactly(B);
            assertThat(temp.resolve("sessions/unused")).isDirectoryNotContaining("glob:**a.session");
        }
        try (AdBot bot = open()) {
            assertThat(sessions(bot)).containsExactly(B);
        }
    }

    @Test
    void aRemovalThatACrashCutOffIsFinishedByTheOpeningOrByAskingAgain() throws Exception {
        try (AdBot bot = open()) {
            create(bot, ANN);
            put("a.session");
            await(bot.start(ANN));
            await(telegram.flagged);
            await(bot.stop(ANN));
            await(bot.sessions().release(ANN, List.of(A)));
            put("b.session");
            await(bot.sessions().lookForNew());
        }
        try (JsonStore store = JsonStore.open(temp)) { // The files are gone, and the journal does not know it.
            await(store.shelf().remove(A));
            await(store.shelf().remove(B));
        }

        try (AdBot bot = open()) {
            assertThat(sessions(bot)).as("what was limited is remembered").containsExactly(A);
            await(bot.sessions().remove(A));
            assertThat(sessions(bot)).isEmpty();
        }
    }

    // ---------------------------------------------------------------- groups named twice

    /** T2. */
    @Test
    void groupsThatAreNamedTwiceAreToldOfInEveryPlanOfThem() throws Exception {
        String post = "\"post_type\": \"text\", \"post_content\": \"hello\"";
        Files.createDirectories(temp.resolve("data"));
        Files.writeString(
                temp.resolve("data/users.json"),
                "{\"users\": {\"own\": {\"groups\": [\"-1\", \"-2\", \"-1\"], " + post + "}, \"default\": {" + post
                        + "}}}");
        Files.writeString(temp.resolve("data/default_groups.json"), "[\"-3\", \"-3\"]");
        for (int opening = 1; opening <= 3; opening++) {
            try (AdBot bot = open()) {
                put("a.session", "b.session");
                assertThat(adjustments(bot, "own")).containsExactly("groups named twice are used once: -1");
                assertThat(adjustments(bot, "default")).containsExactly("groups named twice are used once: -3");
            }
        }
    }

    private static List<String> adjustments(AdBot bot, String tenant) {
        return await(bot.preflight(new TenantId(tenant))).plan().orElseThrow().adjustments().stream()
                .map(Adjustment::message)
                .toList();
    }

    // ---------------------------------------------------------------- credentials

    @Test
    void aListFromWhichThePairOfASessionIsMissingIsRefused() throws Exception {
        twoSessionsWithAPairEach();
        String journal = journal();

        for (String edited : List.of(pairs(222), pairs(222, 333), pairs())) {
            Files.writeString(temp.resolve("data/api_pairs.json"), edited);
            assertThatThrownBy(this::open)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(
                            "expected api_id 111 among them, with which session a.session signs in. Put the pair back");
            assertThat(journal()).isEqualTo(journal);
        }
        Files.writeString(temp.resolve("data/api_pairs.json"), pairs(111, 222, 333));
        try (AdBot bot = open()) {
            assertThat(await(bot.credentials().all())).hasSize(3);
            assertThat(signsInWith(bot, B)).isEqualTo(222);
        }
    }

    @Test
    void inAListThatIsInAnotherOrderEachSessionFollowsItsApplication() throws Exception {
        twoSessionsWithAPairEach();
        Files.writeString(temp.resolve("data/api_pairs.json"), pairs(333, 222, 111));

        try (AdBot bot = open()) {
            assertThat(signsInWith(bot, A)).isEqualTo(111);
            assertThat(signsInWith(bot, B)).isEqualTo(222);
            await(bot.credentials().remove(333));
            assertThat(signsInWith(bot, A)).isEqualTo(111);
        }
        assertThat(Files.readString(temp.resolve("data/users.json")).replaceAll("\\s", ""))
                .contains("\"api_pairs\":[1,0]");
        try (AdBot bot = open()) {
            assertThat(signsInWith(bot, A)).isEqualTo(111);
            assertThat(signsInWith(bot, B)).isEqualTo(222);
        }
    }

    @Test
    void whoSaysInItsRecordAtWhichPositionThePairIsSignsInWithThat() throws Exception {
        twoSessionsWithAPairEach();
        Files.writeString(temp.resolve("data/api_pairs.json"), pairs(333, 111));
        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("expected api_id 222 among them, with which session b.session signs in");
        editPairsOfUsers("[1, 0]");

        try (AdBot bot = open()) {
            assertThat(signsInWith(bot, A)).isEqualTo(111);
            assertThat(signsInWith(bot, B)).isEqualTo(333);
        }
    }

    @Test
    void anEditedRecordWithThePositionsOfTheListBeforeIsRefused() throws Exception {
        twoSessionsWithAPairEach();
        Files.writeString(temp.resolve("data/api_pairs.json"), pairs(222, 111));
        Path users = temp.resolve("data/users.json");
        Files.writeString(temp.resolve("sessions/assigned/annas-shop/c.session"), "c");
        Files.writeString(
                users,
                Files.readString(users)
                        .replaceAll("\"b.session\"", "\"b.session\", \"c.session\"")
                        .replaceAll("(\"api_pairs\"\\s*:\\s*)\\[[^]]*]", "$1[0, 1, 1]"));
        String journal = journal();

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("api_pairs of session a.session: got position 0, where api_id 111 stood")
                .hasMessageContaining("expected 1, where that stands now");
        assertThat(journal()).isEqualTo(journal);

        editPairsOfUsers("[1, 0, 1]");
        try (AdBot bot = open()) {
            assertThat(signsInWith(bot, A)).isEqualTo(111);
            assertThat(signsInWith(bot, B)).isEqualTo(222);
            assertThat(signsInWith(bot, new SessionId("c.session"))).isEqualTo(111);
        }
    }

    /** M9, S4. */
    @Test
    void anOpeningThatACrashCutsOffAnywhereGivesNoSessionAnotherPair() throws Exception {
        twoSessionsWithAPairEach();
        Files.writeString(temp.resolve("data/api_pairs.json"), pairs(333, 111));
        editPairsOfUsers("[1, 0]");
        String users = Files.readString(temp.resolve("data/users.json"));
        Path segment;
        try (Stream<Path> segments = Files.list(temp.resolve("journal"))) {
            segment = segments.sorted(Comparator.reverseOrder()).findFirst().orElseThrow();
        }
        List<String> before = Files.readAllLines(segment);
        open().close();
        List<String> after = Files.readAllLines(segment);
        assertThat(after.size()).isGreaterThan(before.size() + 3);

        for (int survive = before.size(); survive < after.size(); survive++) {
            Files.write(segment, after.subList(0, survive));
            Files.writeString(temp.resolve("data/users.json"), users);
            Files.delete(temp.resolve("logs/.upto")); // It is written behind what it tells of.
            try (AdBot bot = open()) {
                assertThat(signsInWith(bot, A)).as("%d lines", survive).isEqualTo(111);
                assertThat(signsInWith(bot, B)).as("%d lines", survive).isEqualTo(333);
            }
        }
    }

    private void twoSessionsWithAPairEach() throws IOException {
        telegram.needsCredentials = true;
        try (AdBot bot = open()) {
            create(bot, ANN);
            await(bot.credentials().add(new ApiCredentials(111, "hash111")));
            await(bot.credentials().add(new ApiCredentials(222, "hash222")));
            put("a.session", "b.session");
            await(bot.sessions().assign(ANN, 2));
            assertThat(signsInWith(bot, A)).isEqualTo(111);
        }
    }

    private static String pairs(int... apiIds) {
        return IntStream.of(apiIds)
                .mapToObj(id -> "{\"api_id\": " + id + ", \"api_hash\": \"hash" + id + "\"}")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private void editPairsOfUsers(String positions) throws IOException {
        Path users = temp.resolve("data/users.json");
        Files.writeString(
                users, Files.readString(users).replaceAll("(\"api_pairs\"\\s*:\\s*)\\[[^]]*]", "$1" + positions));
    }

    private static int signsInWith(AdBot bot, SessionId session) {
        return await(bot.credentials().of(session)).orElseThrow().apiId();
    }

    @Test
    void aStartIsRefusedWhileWhatASessionSignsInWithIsNotThere() throws Exception {
        telegram.needsCredentials = true;
        new DataDirectory(temp)
                .with(
                        "users.json",
                        "{\"users\": {\"annas-shop\": {\"groups\": [\"-1\"], \"post_type\": \"text\", \"post_content\": \"hello\","
                                + " \"assigned_sessions\": [\"a.session\"], \"api_pairs\": [0]}}}")
                .with("sessions/assigned/annas-shop/a.session", "a");
        try (AdBot bot = open()) {
            assertThatThrownBy(() -> await(bot.start(ANN)))
                    .hasCauseInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("[a.session]");
            assertThat(await(bot.preflight(ANN)).reasons())
                    .extracting(StartRefusedException.Reason::kind)
                    .containsExactly(StartRefusedException.Kind.CREDENTIALS);

            await(bot.credentials().add(new ApiCredentials(111, "aaa111")));
            await(bot.start(ANN));
        }
    }

    // ---------------------------------------------------------------- files that are away

    @Test
    void aSessionWhoseFileHasVanishedIsNotAssigned() throws Exception {
        try (AdBot bot = open()) {
            create(bot, ANN);
            put("a.session");
            await(bot.sessions().lookForNew());
            Files.delete(temp.resolve("sessions/unused/a.session"));

            assertThatThrownBy(() -> await(bot.sessions().assign(ANN, 1))).hasCauseInstanceOf(StoreException.class);
            assertThatThrownBy(() -> await(bot.start(ANN))).hasCauseInstanceOf(StoreException.class);
        }
    }

    @Test
    void theJournalIsNotDoneWithoutWhenThereWasOne() throws Exception {
        try (AdBot bot = open()) {
            create(bot, ANN);
        }
        Path away = temp.resolveSibling(temp.getFileName() + "-journal");
        Files.move(temp.resolve("journal"), away);

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(temp.resolve("journal") + ": got no entries")
                .hasMessageContaining("Put the journal back");

        Files.deleteIfExists(temp.resolve("journal"));
        Files.move(away, temp.resolve("journal"));
        try (AdBot bot = open()) {
            assertThat(await(bot.tenants().all())).containsExactly(ANN);
        }
    }

    @Test
    void norIsItsEnd() throws Exception {
        try (AdBot bot = open()) {
            create(bot, ANN);
        }
        Path segment;
        try (Stream<Path> segments = Files.list(temp.resolve("journal"))) {
            segment = segments.findFirst().orElseThrow();
        }
        String whole = Files.readString(segment);
        String torn = whole.substring(0, whole.indexOf('\n', whole.indexOf('\n') + 1) + 9);
        Files.writeString(segment, torn);

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(temp.resolve("journal") + ": got entries up to seq 2, expected those up to seq")
                .hasMessageContaining("Put back what is missing");
        assertThat(Files.readString(segment))
                .as("not even the torn line is cut off")
                .isEqualTo(torn);

        for (String file : List.of("logs/.upto", "data/users.json", "data/stats.json", "data/default_groups.json")) {
            Files.deleteIfExists(temp.resolve(file));
        }
        open().close();
    }

    @Test
    void theSessionsDirectoryIsNotDoneWithoutWhenThereAreSessions() throws Exception {
        try (AdBot bot = open()) {
            create(bot, ANN);
            put("a.session", "b.session");
            await(bot.sessions().assign(ANN, 1));
        }
        Path away = temp.resolveSibling(temp.getFileName() + "-away");
        Files.move(temp.resolve("sessions"), away);
        String journal = journal();

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(temp.resolve("sessions") + ": got no directory")
                .hasMessageContaining("Put it back");
        assertThat(journal()).isEqualTo(journal);
        assertThat(temp.resolve("sessions")).doesNotExist();

        Files.move(away, temp.resolve("sessions"));
        try (AdBot bot = open()) {
            assertThat(await(bot.sessions().all()))
                    .hasSize(2)
                    .extracting(PooledSession::flag)
                    .containsOnlyNulls();
        }
    }

    @Test
    void aLimitedSessionIsLimitedThoughItsFileWasAwayForAWhile() throws Exception {
        try (AdBot bot = open()) {
            create(bot, ANN);
            put("a.session");
            await(bot.start(ANN));
            await(telegram.flagged);
            await(bot.stop(ANN));
            await(bot.sessions().release(ANN, List.of(A)));
        }
        Path away = temp.resolveSibling(temp.getFileName() + "-a.session");
        Files.move(temp.resolve("sessions/unused/a.session"), away);
        open().close();
        Files.move(away, temp.resolve("sessions/unused/a.session"));

        try (AdBot bot = open()) {
            assertThat(await(bot.sessions().all()))
                    .extracting(PooledSession::flag)
                    .containsExactly(SessionFlag.LIMITED);
            assertThatThrownBy(() -> await(bot.sessions().assign(ANN, 1)))
                    .hasCauseInstanceOf(SessionRefusedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob~", "x.tmp", "shop-journal"})
    void aTenantIsCalledAsItLikesAndKeepsItsSessions(String name) throws Exception {
        TenantId tenant = new TenantId(name);
        try (AdBot bot = open()) {
            create(bot, tenant);
            put("a.session");
            await(bot.sessions().assign(tenant, 1));
        }

        try (AdBot bot = open()) {
            assertThat(await(bot.sessions().all()))
                    .extracting(PooledSession::flag)
                    .containsOnlyNulls();
            assertThat(await(bot.status(tenant)).sessions()).hasSize(1);
        }
    }

    // ---------------------------------------------------------------- files that cannot be written

    @Test
    void aLogThatCannotBeWrittenIsToldAndCatchesUp() throws Exception {
        Files.createDirectories(temp.resolve("logs"));
        Files.writeString(temp.resolve("logs/annas-shop"), "in the way");
        try (AdBot bot = open()) {
            create(bot, ANN);
            await(bot.state(new TenantId("annas-shop")).exceptionally(unreadable -> null));

            Health health = await(bot.health());
            assertThat(health.incompleteLogs()).isOne();
            assertThat(health.isWell()).isFalse();
            assertThat(health.why()).isEmpty();
        }
        Files.delete(temp.resolve("logs/annas-shop"));

        try (AdBot bot = open()) {
            assertThat(await(bot.state(ANN)).log()).hasSize(1);
            assertThat(await(bot.health()).isWell()).isTrue();
        }
    }

    @Test
    void aShutDownThatTheDiskRefusedIsDoneWhenItDoesNotAnyMore() throws Exception {
        AdBot bot = open();
        create(bot, ANN);
        Path inTheWay = temp.resolve("data/.users.json.tmp");
        Files.createDirectories(inTheWay.resolve("x"));
        assertThatThrownBy(() -> await(bot.shutDown())).hasCauseInstanceOf(StoreException.class);

        Files.delete(inTheWay.resolve("x"));
        Files.delete(inTheWay);
        await(bot.shutDown());

        assertThat(holding("engine_closed")).isNotEmpty();
        bot.close();
    }

    private AdBot open() {
        return AdBot.builder(telegram, JsonStore.at(temp))
                .listener(telegram, Runnable::run)
                .open();
    }

    private static void create(AdBot bot, TenantId tenant) {
        await(bot.tenants()
                .create(
                        tenant,
                        TenantConfig.builder()
                                .groups(List.of(new GroupId("-1001")))
                                .post(Post.text("hello"))
                                .build()));
    }

    private static List<SessionId> sessions(AdBot bot) {
        return await(bot.sessions().all()).stream().map(PooledSession::session).toList();
    }

    private void put(String... sessions) throws IOException {
        for (String session : sessions) {
            Files.writeString(temp.resolve("sessions/unused").resolve(session), session);
        }
    }

    private String journal() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(temp.resolve("journal"))) {
            for (Path file : files.sorted().toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private List<Path> holding(String text) throws IOException {
        try (Stream<Path> all = Files.walk(temp)) {
            return all.filter(path -> path.toString().contains(text)
                            || (Files.isRegularFile(path) && read(path).contains(text)))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    /** Answers to every send that the account is limited. */
    private static final class LimitingPort implements MessagingPort, CycleListener {
        private final CompletableFuture<Boolean> flagged = new CompletableFuture<>();
        private boolean needsCredentials;

        @Override
        public boolean needsCredentials() {
            return needsCredentials;
        }

        @Override
        public CompletionStage<Permission> check(SessionId session, GroupId group, Post post) {
            return CompletableFuture.completedFuture(Permission.granted());
        }

        @Override
        public Sending send(SendRequest request) {
            return new Sending() {
                @Override
                public CompletionStage<SendOutcome> outcome() {
                    return CompletableFuture.completedFuture(new SendOutcome.AccountLimited("PEER_FLOOD"));
                }

                @Override
                public void cancel() {
                    // It has been answered.
                }
            };
        }

        @Override
        public void onEntry(JournalEntry entry) {
            if (entry.event() instanceof SessionFlagged) {
                flagged.complete(true);
            }
        }

        @Override
        public void onReport(CycleReport report) {
            // Only the flag is waited for.
        }
    }
}
