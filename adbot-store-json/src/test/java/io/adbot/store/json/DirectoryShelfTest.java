package io.adbot.store.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.session.PooledSession;
import io.adbot.session.SessionFlag;
import io.adbot.session.SessionState;
import io.adbot.store.StoreException;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryShelfTest {

    private static final TenantId A = new TenantId("a");
    private static final SessionId S = new SessionId("s.session");

    @TempDir
    Path temp;

    private Path root;
    private DirectoryShelf shelf;

    @BeforeEach
    void prepare() {
        root = temp.resolve("sessions");
        shelf = new DirectoryShelf(root, Runnable::run);
        shelf.prepare();
    }

    @Test
    void aSessionGoesWhereItBelongs() throws IOException {
        put("unused/s.session", "login");

        place(assigned(S, A));
        assertThat(root.resolve("assigned/a/s.session")).hasContent("login");
        assertThat(shelf.all().get(S)).isEqualTo(assigned(S, A));

        place(new PooledSession(S, SessionState.BANNED, A, SessionFlag.BANNED, OptionalInt.of(3)));
        assertThat(root.resolve("banned/s.session")).hasContent("login");
        assertThat(root.resolve("assigned/a")).doesNotExist();

        place(unused(S));
        assertThat(root.resolve("unused/s.session")).hasContent("login");
        place(unused(S));
        assertThat(shelf.all().keySet()).containsExactly(S);
    }

    @Test
    void aDirectoryIsASessionToo() throws IOException {
        put("unused/tdlib/db.binlog", "login");

        assertThat(join(shelf.unused())).isEqualTo(Set.of(new SessionId("tdlib")));
        place(assigned(new SessionId("tdlib"), A));
        assertThat(root.resolve("assigned/a/tdlib/db.binlog")).hasContent("login");
    }

    @Test
    void aSessionWithoutAFileCannotBeATenants() {
        assertThatThrownBy(() -> place(assigned(S, A)))
                .hasCauseInstanceOf(StoreException.class)
                .hasMessageContaining("session s.session cannot be put where it belongs")
                .hasMessageContaining("got no file or directory");
        place(unused(S));

        assertThat(shelf.all()).isEmpty();
        assertThat(root.resolve("assigned/a")).doesNotExist();
    }

    @Test
    void nothingIsEverOverwritten() throws IOException {
        put("unused/s.session", "new");
        put("assigned/a/s.session", "old");

        assertThatThrownBy(() -> place(assigned(S, A)))
                .hasCauseInstanceOf(StoreException.class)
                .hasMessageContaining(
                        root.resolve("unused/s.session") + " and " + root.resolve("assigned/a/s.session"));
        assertThat(root.resolve("unused/s.session")).hasContent("new");
        assertThat(root.resolve("assigned/a/s.session")).hasContent("old");
    }

    @Test
    void oneSessionInTwoPlacesIsRefused() throws IOException {
        put("assigned/a/s.session", "");
        put("banned/s.session", "");

        assertThatThrownBy(shelf::all)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(
                        root.resolve("assigned/a/s.session") + " and " + root.resolve("banned/s.session"));
    }

    @Test
    void aSessionIsRemovedWithAllThatIsInItAndNothingThatALinkLeadsTo() throws IOException {
        put("unused/tdlib/db/one.binlog", "login");
        put("banned/s.session", "login");
        put("kept/file", "stays");
        Files.createSymbolicLink(root.resolve("unused/tdlib/link"), root.resolve("kept"));

        assertThat(join(shelf.remove(new SessionId("tdlib")))).isTrue();
        assertThat(join(shelf.remove(S))).isTrue();

        assertThat(root.resolve("unused")).isEmptyDirectory();
        assertThat(root.resolve("banned")).isEmptyDirectory();
        assertThat(root.resolve("kept/file")).hasContent("stays");
    }

    @Test
    void whatLiesWithATenantIsNotRemoved() throws IOException {
        put("unused/s.session", "login");
        place(assigned(S, A));

        assertThat(join(shelf.remove(S))).isFalse();
        assertThat(root.resolve("assigned/a/s.session")).hasContent("login");
    }

    @Test
    void whatIsNoSessionOrInTwoPlacesIsNotRemoved() throws IOException {
        put("unused/s.session", "one");
        put("banned/s.session", "other");
        put("kept", "stays");
        Files.createSymbolicLink(root.resolve("unused/link"), root.resolve("kept"));

        assertThatThrownBy(() -> join(shelf.remove(S))).hasMessageContaining("got one session in two places");
        assertThat(join(shelf.remove(new SessionId("link")))).isFalse();
        assertThatThrownBy(() -> join(shelf.remove(new SessionId("../kept"))))
                .hasCauseInstanceOf(StoreException.class)
                .hasMessageContaining("cannot be removed");
        assertThat(root.resolve("unused/s.session")).hasContent("one");
        assertThat(root.resolve("banned/s.session")).hasContent("other");
        assertThat(root.resolve("unused/link")).isSymbolicLink();
        assertThat(root.resolve("kept")).hasContent("stays");
    }

    @Test
    void whatACrashLeftOfARemovedSessionIsNoSessionAndGoesAtTheNextOpening() throws IOException {
        put("unused/.removed/db/one.binlog", "login");
        put("banned/.removed", "login");
        assertThat(shelf.all()).isEmpty();

        shelf.prepare();

        assertThat(root.resolve("unused")).isEmptyDirectory();
        assertThat(root.resolve("banned")).isEmptyDirectory();
    }

    @Test
    void whatARemovalThatFailedHasLeftGoesWithTheNextOne() throws IOException {
        put("unused/.removed/db/one.binlog", "login");
        assertThat(join(shelf.remove(S))).isFalse();
        assertThat(root.resolve("unused")).isEmptyDirectory();

        put("unused/.removed/db/one.binlog", "login");
        put("unused/s.session", "login");
        assertThat(join(shelf.remove(S))).isTrue();
        assertThat(root.resolve("unused")).isEmptyDirectory();
    }

    @Test
    void anOperatorMayPutSessionsThereAtAnyTime() throws IOException {
        assertThat(join(shelf.unused())).isEmpty();
        put("unused/later.session", "");

        assertThat(join(shelf.unused())).isEqualTo(Set.of(new SessionId("later.session")));
        place(assigned(new SessionId("later.session"), A));
        assertThat(root.resolve("assigned/a/later.session")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {".hidden", "half.tmp", "half.part", "old~", "s.session-journal", "s.session-wal"})
    void whatIsNoSessionIsPassedOver(String name) throws IOException {
        put("unused/" + name, "");

        assertThat(join(shelf.unused())).isEmpty();
        assertThat(shelf.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob~", "x.tmp", "half.part", "shop-journal", "shop-wal"})
    void aTenantMayBeCalledWhatASessionMayNot(String name) throws IOException {
        put("unused/s.session", "");
        place(assigned(S, new TenantId(name)));

        assertThat(shelf.all()).containsEntry(S, assigned(S, new TenantId(name)));
    }

    @Test
    void aLinkIsNoSession() throws IOException {
        put("unused/real", "");
        Files.createSymbolicLink(root.resolve("unused/link"), root.resolve("unused/real"));
        Files.createSymbolicLink(root.resolve("assigned/a"), root.resolve("unused"));

        assertThat(shelf.all().keySet()).containsExactly(new SessionId("real"));
        assertThatThrownBy(() -> place(assigned(new SessionId("link"), new TenantId("b"))))
                .hasMessageContaining("link: got a symbolic link");
        assertThatThrownBy(() -> place(assigned(new SessionId("real"), A)))
                .hasMessageContaining("assigned/a: got a symbolic link, expected a directory");
        assertThat(root.resolve("unused/real")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../escaped", "..", "a/b", ".dot", "a\\b"})
    void noNameLeadsElsewhere(String name) throws IOException {
        put("unused/s.session", "");

        assertThatThrownBy(() -> place(assigned(new SessionId(name), A))).hasCauseInstanceOf(StoreException.class);
        assertThatThrownBy(() -> place(assigned(S, new TenantId(name)))).hasCauseInstanceOf(StoreException.class);
        assertThat(root.resolve("unused/s.session")).exists();
    }

    @Test
    void aNameThatIsTooLongIsRefused() {
        SessionId tooLong = new SessionId("ж".repeat(128));

        assertThatThrownBy(() -> place(unused(tooLong))).hasMessageContaining("at most 255 bytes");
    }

    @Test
    void directoriesAreTheirOwnersAlone() throws IOException {
        put("unused/s.session", "");
        place(assigned(S, A));

        for (String directory : List.of("", "unused", "assigned", "assigned/a", "banned")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(directory))))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void oneThatWasOpenToOthersIsClosedToThem() throws IOException {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        shelf.prepare();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
                .isEqualTo("rwx------");
    }

    @Test
    void worksOnTheExecutorThatItWasGiven() throws IOException {
        List<Runnable> tasks = new ArrayList<>();
        DirectoryShelf later = new DirectoryShelf(root, tasks::add);
        put("unused/s.session", "");

        CompletableFuture<Void> stage = later.place(assigned(S, A)).toCompletableFuture();
        assertThat(root.resolve("unused/s.session")).exists();
        assertThat(stage).isNotDone();

        tasks.forEach(Runnable::run);
        assertThat(stage).isCompleted();
        assertThat(root.resolve("assigned/a/s.session")).exists();
    }

    private void put(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void place(PooledSession session) {
        join(shelf.place(session));
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static PooledSession assigned(SessionId session, TenantId tenant) {
        return new PooledSession(session, SessionState.ASSIGNED, tenant, null, OptionalInt.empty());
    }

    private static PooledSession unused(SessionId session) {
        return new PooledSession(session, SessionState.UNUSED, null, null, OptionalInt.empty());
    }
}
