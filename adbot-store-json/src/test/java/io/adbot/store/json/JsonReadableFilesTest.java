package io.adbot.store.json;

import static io.adbot.store.json.DataDirectory.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.adbot.engine.Books;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.SetupEvent.SessionAdded;
import io.adbot.journal.SetupEvent.SnapshotWritten;
import io.adbot.journal.SetupEvent.TenantSet;
import io.adbot.plan.ExecutionMode;
import io.adbot.session.PooledSession;
import io.adbot.session.ReplacementPolicy;
import io.adbot.session.SessionState;
import io.adbot.store.ReadableFiles.Written;
import io.adbot.store.StoreException;
import io.adbot.tenant.PermissionRecord;
import io.adbot.tenant.TenantConfig;
import io.adbot.tenant.TenantStats;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReadableFilesTest {

    private static final String SEED_USERS = """
            {
              "users": {
                "user_id": {
                  "assigned_sessions": ["a.session", "b.session"],
                  "api_pairs": [0, 1],
                  "groups": ["-100123", "-100456"],
                  "post_type": "link",
                  "post_content": "t.me/channel/123",
                  "bot_status": "running",
                  "messages_sent": 12345,
                  "banned_sessions": ["x.session"]
                }
              }
            }
            """;
    private static final String SEED_STATS = """
            {
              "users": {
                "user_id": {
                  "total_posts": 1000,
                  "total_success": 950,
                  "total_failures": 50,
                  "total_flood_waits": 5,
                  "total_messages_sent": 950,
                  "active_sessions": 2,
                  "banned_sessions": 0,
                  "last_activity": "2024-01-01T10:00:00"
                }
              }
            }
            """;

    @TempDir
    Path temp;

    private DataDirectory directory;

    @BeforeEach
    void makeDirectory() {
        directory = new DataDirectory(temp.resolve("adbot"));
    }

    // ---------------------------------------------------------------- the first opening

    @Test
    void opensADirectoryOfTheSeedsAsItIs() {
        directory.with("data/users.json", SEED_USERS).with("data/stats.json", SEED_STATS);
        directory.with("data/default_groups.json", "[\"-1001\", \"-1002\"]");
        directory.with("sessions/unused/free.session", "").with("sessions/assigned/user_id/a.session", "");

        directory.open();

        Books books = directory.books();
        assertThat(books.config(tenant("user_id")))
                .contains(TenantConfig.builder()
                        .groups(List.of(new GroupId("-100123"), new GroupId("-100456")))
                        .content(new TenantConfig.Content("link", "t.me/channel/123"))
                        .build());
        assertThat(books.config(tenant("user_id")).orElseThrow().decidedMode()).isEqualTo(ExecutionMode.ENTERPRISE);
        assertThat(books.isRunning(tenant("user_id"))).isFalse();
        assertThat(books.stats(tenant("user_id")))
                .isEqualTo(new TenantStats(950, 50, 0, 5, Instant.parse("2024-01-01T10:00:00Z")));
        assertThat(books.defaultGroups()).containsExactly(new GroupId("-1001"), new GroupId("-1002"));
        assertThat(books.sessions().assignedTo(tenant("user_id")))
                .extracting(each -> each.session().value(), PooledSession::apiPair)
                .containsExactly(tuple("a.session", OptionalInt.of(0)), tuple("b.session", OptionalInt.of(1)));
        assertThat(books.sessions().bannedOf(tenant("user_id"))).containsExactly(new SessionId("x.session"));
        assertThat(state(books, "free.session")).isEqualTo(SessionState.UNUSED);
    }

    @Test
    void whatWasBannedLongAgoIsNoLossOfToday() {
        directory.with("users.json", """
                {"users": {"a": {"banned_sessions": ["x", "y", "z"]}}}""");
        directory.open();

        assertThat(directory.books().sessions().awaitsAcknowledgement(tenant("a"), ReplacementPolicy.DEFAULT))
                .isFalse();
        assertThat(directory.books().sessions().bannedOf(tenant("a"))).hasSize(3);
    }

    @Test
    void losesNothingThatItDoesNotKnow() {
        directory.with("users.json", """
                {"version": 3, "users": {"a": {"note": "Привет 😀 \\ud800", "nested": {"n": 1.10e400, "l": [1, [], {}, null]},
                 "groups": ["-1"], "email": null, "permissions": [{"group": "-1", "granted_by": "Ann", "purpose": "news",
                 "ticket": 17}]}, "b": {}}, "updated": {"by": "somebody"}}""");
        directory.with("stats.json", """
                {"since": 2020, "users": {"a": {"total_success": 3, "score": 0.50}}, "z": [true]}""");
        directory.open();
        directory.close();

        String users = directory.text("users.json");
        assertThat(users)
                .contains(
                        "Привет 😀",
                        "\\ud800",
                        "1.10e400",
                        "\"email\": null",
                        "\"ticket\": 17",
                        "\"by\": \"somebody\"");
        assertThat(users.indexOf("\"version\"")).isLessThan(users.indexOf("\"users\""));
        assertThat(users.indexOf("\"updated\"")).isGreaterThan(users.indexOf("\"users\""));
        assertThat(directory.text("stats.json")).contains("\"since\": 2020", "\"score\": 0.50", "\"z\": [true]");
        assertThat(directory.open()).isEmpty();
        directory.close();
        assertThat(directory.text("users.json")).isEqualTo(users);
    }

    @Test
    void writesWhatAPersonCanRead() {
        directory.with("users.json", SEED_USERS).with("stats.json", SEED_STATS);
        directory.open();
        directory.close();

        assertThat(directory.text("users.json")).isEqualTo("""
                {
                  "users": {
                    "user_id": {
                      "assigned_sessions": ["a.session", "b.session"],
                      "api_pairs": [0, 1],
                      "groups": ["-100123", "-100456"],
                      "post_type": "link",
                      "post_content": "t.me/channel/123",
                      "bot_status": "stopped",
                      "messages_sent": 950,
                      "banned_sessions": ["x.session"]
                    }
                  }
                }
                """);
        assertThat(directory.text("stats.json")).isEqualTo("""
                {
                  "users": {
                    "user_id": {
                      "total_posts": 1000,
                      "total_success": 950,
                      "total_failures": 50,
                      "total_unknown": 0,
                      "total_flood_waits": 5,
                      "total_messages_sent": 950,
                      "active_sessions": 2,
                      "banned_sessions": 1,
                      "last_activity": "2024-01-01T10:00:00Z"
                    }
                  }
                }
                """);
        assertThat(directory.text("default_groups.json")).isEqualTo("[]\n");
    }

    @Test
    void withoutStatisticsTheUsersSayHowMuchWasSent() {
        directory.with("users.json", SEED_USERS);
        directory.open();

        assertThat(directory.books().stats(tenant("user_id")).success()).isEqualTo(12345);
    }

    @Test
    void keepsAnOldCycleLengthThatEnterpriseNeverLookedAt() {
        directory.with("users.json", """
                {"users": {"a": {"execution_mode": "enterprise", "total_cycle_minutes": 0}}}""");
        directory.open();
        directory.close();

        assertThat(directory.books().config(tenant("a")).orElseThrow().cycleNanos())
                .isEmpty();
        assertThat(directory.text("users.json")).contains("\"total_cycle_minutes\": 0");
    }

    @Test
    void sessionsBelongWhereTheirFilesLieIfNobodySaysOtherwise() {
        directory.with("users.json", """
                {"users": {"a": {"assigned_sessions": ["listed", "lies-banned"]}}}""");
        directory.with("sessions/assigned/a/lies-here", "").with("sessions/assigned/nobody/orphan", "");
        directory.with("sessions/banned/lies-banned", "").with("sessions/banned/nobodys", "");
        directory.open();

        Books books = directory.books();
        assertThat(books.sessions().assignedTo(tenant("a")))
                .extracting(PooledSession::session)
                .containsExactly(new SessionId("listed"), new SessionId("lies-here"));
        assertThat(books.sessions().bannedOf(tenant("a"))).containsExactly(new SessionId("lies-banned"));
        assertThat(state(books, "orphan")).isEqualTo(SessionState.UNUSED);
        assertThat(state(books, "nobodys")).isEqualTo(SessionState.BANNED);
        assertThat(books.sessions().free()).isEqualTo(1);
    }

    @Test
    void aFirstOpeningThatIsCutShortAnywhereIsTakenUpAgain() {
        directory.with("users.json", SEED_USERS).with("stats.json", SEED_STATS);
        directory.with("sessions/unused/free", "").with("sessions/banned/gone", "");
        List<JournalEvent> whole = new ArrayList<>(directory.open());
        Books expected = directory.books();

        for (int durable = 0; durable <= whole.size(); durable++) {
            directory.journal.clear();
            directory.journal.add(new JournalEvent.EngineOpened());
            directory.journal.addAll(whole.subList(0, durable));
            directory.open();
            assertSame(directory.books(), expected);
            assertThat(directory.edits()).isEmpty();
        }
    }

    // ---------------------------------------------------------------- edits

    @Test
    void filesThatNobodyTouchedSayNothing() {
        directory.with("users.json", SEED_USERS).with("stats.json", SEED_STATS);
        directory.open();
        assertThat(directory.edits()).isEmpty();
        directory.close();
        assertThat(directory.open()).isEmpty();
    }

    @Test
    void whatAnOperatorMendedWins() {
        directory.with("users.json", """
                {"users": {"a": {"assigned_sessions": ["s1", "s2", "s3"], "api_pairs": [0, null, 1], "banned_sessions": ["x"],
                 "permissions": [{"group": "-1", "granted_by": "Ann", "purpose": "news"}]},
                 "b": {"assigned_sessions": ["t1"]}, "c": {"assigned_sessions": ["u1"], "banned_sessions": ["u2"]}}}""");
        directory.with("stats.json", "{\"users\": {\"a\": {\"total_success\": 5}}}");
        directory.open();
        directory.close();

        directory.with("users.json", """
                {"users": {"a": {"assigned_sessions": ["s3", "t1", "x"], "api_pairs": [2, null, null], "groups": ["-7"],
                 "banned_sessions": ["s2"],
                 "permissions": [{"group": "-2", "granted_by": "Bob", "purpose": "news", "until": "2027-01-01T00:00:00Z"}]},
                 "b": {"assigned_sessions": ["s1", "u1"], "banned_sessions": ["u2"], "bot_status": "running",
                  "messages_sent": 99}}}""");
        directory.with("stats.json", "{\"users\": {\"a\": {\"total_success\": 6, \"total_unknown\": 1}}}");
        directory.with("default_groups.json", "[\"-9\", \"-9\"]");
        List<JournalEvent> whole = directory.open();

        Books books = directory.books();
        assertThat(books.tenants()).containsExactly(tenant("a"), tenant("b"));
        assertThat(books.sessions().assignedTo(tenant("a")))
                .extracting(each -> each.session().value() + each.apiPair())
                .containsExactly("s3OptionalInt[2]", "t1OptionalInt.empty", "xOptionalInt.empty");
        assertThat(books.sessions().bannedOf(tenant("a"))).containsExactly(new SessionId("s2"));
        assertThat(books.sessions().assignedTo(tenant("b")))
                .extracting(each -> each.session().value())
                .containsExactly("s1", "u1");
        assertThat(books.sessions().bannedOf(tenant("b"))).containsExactly(new SessionId("u2"));
        assertThat(books.sessions().servedBy(0)).isEqualTo(1); // s1 keeps its pair: nothing is said of it.
        assertThat(books.sessions().servedBy(2)).isEqualTo(1);
        assertThat(books.config(tenant("a")).orElseThrow().groups()).containsExactly(new GroupId("-7"));
        assertThat(books.permissions(tenant("a")))
                .containsExactly(
                        new PermissionRecord(new GroupId("-2"), "Bob", "news", Instant.parse("2027-01-01T00:00:00Z")));
        assertThat(books.isRunning(tenant("b"))).isFalse();
        assertThat(books.stats(tenant("b")).success()).isZero();
        assertThat(books.stats(tenant("a"))).isEqualTo(new TenantStats(6, 0, 1, 0, null));
        assertThat(books.defaultGroups()).containsExactly(new GroupId("-9"));
        assertThat(directory.edits()).isEmpty();
        assertThat(whole).isNotEmpty();
    }

    @Test
    void anEditThatACrashCutsShortAnywhereIsTakenUpAgain() {
        directory.with("users.json", "{\"users\": {\"a\": {\"assigned_sessions\": [\"s1\"]}, \"b\": {}}}");
        directory.open();
        directory.close();
        directory.with("users.json", """
                {"users": {"a": {"groups": ["-1"]}, "c": {"assigned_sessions": ["s1"], "banned_sessions": ["x"]}}}""");
        directory.with("default_groups.json", "[\"-5\"]");
        List<JournalEvent> before = List.copyOf(directory.journal);
        List<JournalEvent> whole = directory.open();
        Books expected = directory.books();

        for (int durable = -1; durable <= whole.size(); durable++) {
            directory.journal.clear();
            directory.journal.addAll(before);
            if (durable >= 0) {
                directory.journal.add(new JournalEvent.EngineOpened());
                directory.journal.addAll(whole.subList(0, durable));
            }
            directory.open();
            assertSame(directory.books(), expected);
        }
    }

    @Test
    void anEditAfterACrashIsRefusedWithTheWaysOut() {
        directory.with("users.json", SEED_USERS);
        directory.open();
        directory.close();
        directory.open();
        set("user_id", TenantConfig.builder().delay(Duration.ofSeconds(9)).build());
        String edited = directory.text("users.json").replace("-100456", "-100789");
        directory.with("users.json", edited);

        assertThatThrownBy(directory::edits)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("users.json: it was changed by hand")
                .hasMessageContaining("Put the file back")
                .hasMessageContaining("delete it")
                .hasMessageContaining("`adbot doctor " + directory.path + "`");
        assertThat(directory.text("users.json")).isEqualTo(edited);
    }

    @Test
    void aFileThatAppearsAfterACrashIsAnEditToo() {
        directory.open();
        set("new", TenantConfig.builder().build());
        directory.with("data/users.json", "{\"users\": {}}");

        assertThatThrownBy(directory::edits).hasMessageContaining("changed by hand");
    }

    @Test
    void aFileThatWasDeletedIsWrittenAnew() throws IOException {
        directory.with("users.json", SEED_USERS);
        directory.open();
        directory.close();
        String whole = directory.text("users.json");
        directory.open();
        Files.delete(directory.path.resolve("users.json"));
        assertThat(directory.open()).isEmpty();
        directory.close();

        assertThat(directory.text("users.json")).isEqualTo(whole);
    }

    @Test
    void anEditWhileTheEngineIsOpenIsNotOverwritten() {
        directory.with("users.json", SEED_USERS);
        directory.open();
        String edited = SEED_USERS.replace("-100456", "-100789");
        directory.with("users.json", edited);

        assertThatThrownBy(directory::close)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("users.json: it was changed by hand while the engine was open");
        assertThat(directory.text("users.json")).isEqualTo(edited);
    }

    // ---------------------------------------------------------------- crashes

    @Test
    void aKillBetweenAnyTwoStepsOfAWriteLeavesFilesThatSayNothingNew() {
        directory.with("users.json", SEED_USERS);
        directory.open();
        for (int round = 0; round < 3; round++) { // Twice in a row, too.
            set(
                    "user_id",
                    TenantConfig.builder().delay(Duration.ofSeconds(10 + round)).build());
            directory.files().write(directory.books()); // Killed before anything is journalled,
            assertThat(directory.open()).isEmpty();
            assertThat(leftovers()).isEmpty();

            Written written = directory.files().write(directory.books()); // after that,
            directory.journal.addAll(written.facts());
            assertThat(directory.open().stream().filter(event -> !(event instanceof SnapshotWritten)))
                    .isEmpty();
        }
        Written written = directory.files().write(directory.books());
        directory.journal.addAll(written.facts());
        written.putInPlace(); // and before it says that it is closed.
        assertThat(directory.open()).isEmpty();
        assertThat(directory.text("users.json")).contains("\"delay_between_posts\": 12");
        assertThat(directory.files().write(directory.books()).facts()).isEmpty();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void whatIsInPlaceIsItsOwnersAlone() throws IOException {
        directory.open();
        directory.close();

        for (String file : List.of("users.json", "stats.json", "default_groups.json")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                            directory.path.resolve("data").resolve(file))))
                    .isEqualTo("rw-------");
        }
    }

    // ---------------------------------------------------------------- where they lie

    @Test
    void twoFilesOfOneKindAreOneTooMany() {
        directory.with("users.json", SEED_USERS).with("data/users.json", SEED_USERS);

        assertThatThrownBy(directory::edits)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(directory.path.resolve("users.json") + " and "
                        + directory.path.resolve("data").resolve("users.json"));
    }

    @Test
    void aLinkIsNoReadableFile() throws IOException {
        directory.with("elsewhere.json", SEED_USERS);
        Files.createSymbolicLink(directory.path.resolve("users.json"), directory.path.resolve("elsewhere.json"));

        assertThatThrownBy(directory::edits)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("users.json: got a symbolic link, expected a file");
    }

    @Test
    void whatIsNewLiesBesideTheOthers() {
        directory.with("stats.json", "{\"users\": {}}");
        directory.open();
        directory.close();

        assertThat(directory.path.resolve("users.json")).exists();
        assertThat(directory.path.resolve("data")).doesNotExist();
    }

    // ---------------------------------------------------------------- what is malformed

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                                        | line 1, column 1: the file is empty
            `{`                                                       | it ends too early
            `[]`                                                      | the file: got an array, expected an object
            `{"users": {}} {}`                                        | line 1, column 15: more behind the end
            `{}`                                                      | line 1, column 1: users: got nothing, expected an object with a record for each user id
            `{"user": {"a": {}}}`                                     | line 1, column 1: users: got nothing, expected an object with a record for each user id
            `{"users": 1}`                                            | users: got 1, expected an object
            `{"users": {"a": 1}}`                                     | line 1, column 17: users.a: got 1, expected an object
            `{"users": {"a": {}, "a": {}}}`                           | the key "a" stands there twice
            `{"users": {"../b": {}}}`                                 | users: got "../b", expected a name that a directory can bear
            `{"users": {".b": {}}}`                                   | users: got ".b", expected a name
            `{"users": {"a/b": {}}}`                                  | users: got "a/b", expected a name
            `{"users": {"a\\\\b": {}}}`                               | users: got "a\\b", expected a name
            `{"users": {"a": {"groups": "x"}}}`                       | users.a.groups: got a string of 1 character
            `{"users": {"a": {"groups": ["x", 5]}}}`                  | line 1, column 34: users.a.groups[1]: got 5, expected a string
            `{"users": {"a": {"groups": [""]}}}`                      | users.a.groups[0]: got ""
            `{"users": {"a": {"assigned_sessions": ["../x"]}}}`       | users.a.assigned_sessions[0]: got "../x"
            `{"users": {"a": {"assigned_sessions": ["x", "x"]}}}`     | stand nowhere else
            `{"users": {"a": {"assigned_sessions": ["x"]}, "b": {"banned_sessions": ["x"]}}}` | this one stands in users.a.assigned_sessions
            `{"users": {"a": {"assigned_sessions": ["x"], "api_pairs": [1, 2]}}}` | users.a.api_pairs: got 2 positions for 1 session,
            `{"users": {"a": {"assigned_sessions": ["x"], "api_pairs": [-1]}}}`   | users.a.api_pairs[0]: got -1
            `{"users": {"a": {"assigned_sessions": ["1","2","3","4","5","6","7","8"], "api_pairs": [0,0,0,0,0,0,0,0]}}}` | at most 7 times
            `{"users": {"a": {"execution_mode": "fast"}}}`            | users.a.execution_mode: got "fast", expected
            `{"users": {"a": {"execution_mode": null}}}`              | users.a.execution_mode: got null, expected starter or enterprise
            `{"users": {"a": {"plan_type": "GOLD"}}}`                 | users.a.plan_type: got "GOLD", expected STARTER or ENTERPRISE
            `{"users": {"a": {"delay_between_posts": -1}}}`           | users.a.delay_between_posts: got -1
            `{"users": {"a": {"delay_between_posts": "5"}}}`          | users.a.delay_between_posts: got a string of 1 character, expected a number of seconds from 0
            `{"users": {"a": {"delay_between_posts": 1e99999}}}`      | users.a.delay_between_posts: got 1
            `{"users": {"a": {"execution_mode": "starter", "total_cycle_minutes": 0}}}` | users.a.total_cycle_minutes: got 0, expected a number of minutes above 0
            `{"users": {"a": {"sessions_count": 1.5}}}`               | users.a.sessions_count: got 1.5, expected a whole number from 1
            `{"users": {"a": {"messages_sent": -3}}}`                 | users.a.messages_sent: got -3
            `{"users": {"a": {"permissions": [{"group": "-1", "granted_by": " ", "purpose": "x"}]}}}` | users.a.permissions[0].granted_by: got nothing
            `{"users": {"a": {"permissions": [{"group": "-1", "granted_by": "x", "purpose": "x", "until": "soon"}]}}}` | users.a.permissions[0].until: got a value of 4 characters, expected a time
            `{"users": {"a": {"\\ud800": 1}}}`                        | not JSON
            """)
    void whatIsMalformedIsNamedWithItsPlaceAndLeftAlone(String text, String complaint) {
        directory.with("users.json", text);

        assertThatThrownBy(directory::edits)
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith(directory.path.resolve("users.json") + ", line 1, column ")
                .hasMessageContaining(complaint)
                .hasMessageEndingWith("Nothing was changed");
        assertThat(directory.text("users.json")).isEqualTo(text);
    }

    @Test
    void namesLineAndColumn() {
        directory.with("users.json", "{\n  \"users\": {\n    \"a\": {\n      \"groups\": [\"-1\",\n        7]}}}");

        assertThatThrownBy(directory::edits)
                .hasMessageContaining("users.json, line 5, column 9: users.a.groups[1]: got 7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"users\": {\"a\": {\"post_content\": [\"s3cret\"]}}}",
                "{\"users\": {\"a\": {\"groups\": \"s3cret\"}}}",
                "{\"users\": {\"a\": {\"post_content\": s3cretsecret}}}",
                "{\"users\": {\"a\": {\"permissions\": [\"s3cret\"]}}}",
                "{\"users\": {\"a\": {\"post_type\": {\"s3cret\": 1}}}}"
            })
    void showsNoContent(String text) {
        directory.with("users.json", text);

        assertThatThrownBy(directory::edits)
                .isInstanceOf(StoreException.class)
                .satisfies(e -> assertThat(e.getMessage())
                        .doesNotContain("s3cretsecret")
                        .doesNotContain("\"s3cret\""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            stats.json          | `{}`                                             | users: got nothing, expected an object with a record for each user id
            stats.json          | `{"users": {"stranger": {}}}`                    | users.stranger: got an object, expected users of users.json only
            stats.json          | `{"users": {"a": {"total_success": -1}}}`        | users.a.total_success: got -1, expected a whole number from 0
            stats.json          | `{"users": {"a": {"last_activity": "now"}}}`     | users.a.last_activity: got a value of 3 characters, expected a time
            default_groups.json | `{}`                                             | the file: got an object, expected an array of group ids
            default_groups.json | `["-1", null]`                                   | the file[1]: got null, expected a string
            """)
    void theOtherFilesAreCheckedAsWell(String file, String text, String complaint) {
        directory.with("users.json", "{\"users\": {\"a\": {}}}").with(file, text);

        assertThatThrownBy(directory::edits).isInstanceOf(StoreException.class).hasMessageContaining(complaint);
    }

    // ---------------------------------------------------------------- helpers

    private void set(String tenant, TenantConfig config) {
        directory.journal.add(new TenantSet(tenant(tenant), config));
    }

    private List<Path> leftovers() {
        try (Stream<Path> files = Files.list(directory.path)) {
            return files.filter(file -> file.toString().endsWith(".tmp")).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static SessionState state(Books books, String session) {
        return books.sessions().decisions().checkKnown(new SessionId(session)).state();
    }

    private static void assertSame(Books books, Books expected) {
        assertThat(told(books)).isEqualTo(told(expected));
    }

    /** All that books say, but for the marks of files. */
    private static List<String> told(Books books) {
        List<String> told = new ArrayList<>();
        books.checkpoint(event -> {
            if (!(event instanceof SnapshotWritten)) {
                told.add(event.toString());
            }
        });
        return told;
    }

    @Test
    void theHelperSeesADifference() {
        directory.open();
        Books before = directory.books();
        directory.journal.add(new SessionAdded(new SessionId("s"), OptionalInt.empty()));

        assertThat(told(directory.books())).isNotEqualTo(told(before));
    }
}
