package io.adbot.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.message.OutcomeKind;
import io.adbot.message.Permission;
import io.adbot.message.Post;
import io.adbot.message.SendOutcome;
import io.adbot.message.SessionAccess;
import io.adbot.telegram.loopback.Account;
import io.adbot.telegram.transport.TdJson;
import io.adbot.value.SessionId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts are opened when they are used, and closed when they are not to be used any more. */
@NeedsTdlib
class AccountsTest {

    private static final Post TEXT = Post.text("Good morning!");

    @TempDir
    Path directory;

    private PortOnLoopback loopback;
    private Account ann;

    @BeforeEach
    void open() {
        loopback = new PortOnLoopback(directory);
        ann = loopback.telegram.account("+15550001111");
        loopback.telegram.group("market");
    }

    @AfterEach
    void close() {
        loopback.close();
    }

    @Test
    void anAccountIsOpenedWhenItIsUsedAndItsDirectoryIsItsOwners() throws Exception {
        SessionId session = loopback.logIn("ann", ann);
        assertThat(loopback.status(session).state()).isEqualTo(AccountStatus.State.CLOSED);

        loopback.check(session, "@market", TEXT);

        assertThat(loopback.status(session).state()).isEqualTo(AccountStatus.State.READY);
        assertThat(Files.getPosixFilePermissions(loopback.home("ann")))
                .containsExactlyInAnyOrder(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.OWNER_EXECUTE);
    }

    @Test
    void oneThatWasLetGoOfLeavesItsDirectoryFree() throws Exception {
        SessionId session = loopback.logIn("ann", ann);
        loopback.check(session, "@market", TEXT);

        PortOnLoopback.await(loopback.port().letGo(session));

        Files.move(loopback.home("ann"), loopback.home("moved"));
        SessionId moved = loopback.handOver("moved");
        assertThat(loopback.check(moved, "@market", TEXT)).isInstanceOf(Permission.Granted.class);
        assertThat(instead(loopback.check(session, "@market", TEXT))).isEqualTo(OutcomeKind.TRANSIENT);
    }

    @Test
    void oneThatIsIdleIsClosedAndOpenedAgain() {
        loopback.port().close();
        loopback.open(
                TelegramSettings.builder().closeIdle(Duration.ofMillis(300)).build());
        SessionId session = loopback.logIn("ann", ann);
        loopback.check(session, "@market", TEXT);

        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(loopback.status(session).state()).isEqualTo(AccountStatus.State.CLOSED));

        assertThat(loopback.send(session, "@market", TEXT)).isInstanceOf(SendOutcome.Delivered.class);
    }

    @Test
    void theSameDirectoryTwiceIsRefusedAtOnce() {
        SessionId session = loopback.logIn("ann", ann);
        loopback.check(session, "@market", TEXT);
        SessionId twin = new SessionId("twin");
        loopback.port()
                .handOver(
                        twin,
                        new SessionAccess(Optional.of(loopback.home("ann")), Optional.of(PortOnLoopback.CREDENTIALS)));

        Permission permission = loopback.check(twin, "@market", TEXT);

        assertThat(instead(permission)).isEqualTo(OutcomeKind.TRANSIENT);
        assertThat(((Permission.Unclear) permission).instead().reason()).contains("open already in this process");
        assertThat(loopback.check(session, "@market", TEXT)).isInstanceOf(Permission.Granted.class);
    }

    @Test
    void aDirectoryWithoutALoginNeedsOne() throws Exception {
        Files.createDirectories(loopback.home("empty"));

        assertNeedsLogin(loopback.handOver("empty"));
    }

    @Test
    void anotherLibrarysFileNeedsALogin() throws Exception {
        Files.writeString(loopback.home("telethon.session"), "SQLite format 3", StandardCharsets.US_ASCII);

        assertNeedsLogin(loopback.handOver("telethon.session"));
        assertThat(Files.readString(loopback.home("telethon.session"))).isEqualTo("SQLite format 3");
    }

    /** TDLib would put an empty one in its place. */
    @ParameterizedTest
    @ValueSource(ints = {0, 5, 60, 127})
    void aDamagedLoginIsLeftAsItIsAndWorksOnceItIsMended(int damagedByte) throws Exception {
        SessionId session = loopback.logIn("ann", ann);
        loopback.check(session, "@market", TEXT);
        PortOnLoopback.await(loopback.port().letGo(session));
        Path binlog = loopback.home("ann").resolve("td.binlog");
        byte[] sound = Files.readAllBytes(binlog);
        byte[] damaged = sound.clone();
        damaged[damagedByte] ^= 1;
        Files.write(binlog, damaged);

        assertNeedsLogin(loopback.handOver("ann"));

        assertThat(binlog).hasBinaryContent(damaged);
        Files.write(binlog, sound);
        assertThat(loopback.check(loopback.handOver("ann"), "@market", TEXT)).isInstanceOf(Permission.Granted.class);
    }

    @Test
    void filesThatAreGoneNeedALogin() {
        assertNeedsLogin(loopback.handOver("gone"));
    }

    @Test
    void aDatabaseWithAnotherKeyNeedsALoginAndIsLeftAlone() throws Exception {
        SessionId session = loopback.logIn("ann", ann);
        loopback.port().close();
        TelegramPort other = TelegramPort.builder()
                .transport(new ThroughLoopback(loopback.telegram))
                .secrets(any -> "a key".getBytes(StandardCharsets.UTF_8))
                .open();
        other.handOver(
                session, new SessionAccess(Optional.of(loopback.home("ann")), Optional.of(PortOnLoopback.CREDENTIALS)));

        Permission permission = PortOnLoopback.await(other.check(session, new io.adbot.value.GroupId("@market"), TEXT));
        other.close();

        assertThat(instead(permission)).isEqualTo(OutcomeKind.ACCOUNT_LOST);
        loopback.open(TelegramSettings.DEFAULT);
        loopback.handOver("ann");
        assertThat(loopback.check(session, "@market", TEXT)).isInstanceOf(Permission.Granted.class);
    }

    @Test
    void whatWasLostCanBeUsedAfterANewLogin() throws Exception {
        SessionId session = loopback.logIn("ann", ann);
        loopback.check(session, "@market", TEXT);
        loopback.telegram.revoke(ann);
        // Sometimes one of TDLib's own requests is told first; then the send is only said to be aborted.
        assertThat(loopback.send(session, "@market", TEXT).kind()).isIn(OutcomeKind.ACCOUNT_LOST, OutcomeKind.UNKNOWN);
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(loopback.status(session).state()).isEqualTo(AccountStatus.State.LOST));
        PortOnLoopback.await(loopback.port().letGo(session));
        try (var files = Files.walk(loopback.home("ann"))) { // There is nothing of use in it any more.
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }

        loopback.logIn("ann", ann);

        assertThat(loopback.check(session, "@market", TEXT)).isInstanceOf(Permission.Granted.class);
    }

    @Test
    void manyAreOpenedAtOnceAndAllClosedWithThePort() throws Exception {
        List<SessionId> sessions = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Files.createDirectories(loopback.home("s" + i));
            sessions.add(loopback.handOver("s" + i));
        }
        SessionId session = loopback.logIn("ann", ann);

        var answers = sessions.stream()
                .map(each -> loopback.port().check(each, new io.adbot.value.GroupId("@market"), TEXT))
                .toList();
        assertThat(loopback.check(session, "@market", TEXT)).isInstanceOf(Permission.Granted.class);
        answers.forEach(
                answer -> assertThat(instead(PortOnLoopback.await(answer))).isEqualTo(OutcomeKind.ACCOUNT_LOST));
        loopback.port().close();

        // TDLib's own end comes right after the word of it.
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(TdJson.load(TdLibraryForTests.path()).openClients())
                                .isZero());
    }

    @Test
    void whatTheProcessUsesIsKnownOnLinux() {
        ProcessUse use = ProcessUse.now();

        if (Files.isDirectory(Path.of("/proc/self"))) {
            assertThat(use.residentBytes().orElse(0)).isGreaterThan(1_000_000);
            assertThat(use.threads().orElse(0)).isGreaterThan(1);
            assertThat(use.fileDescriptors().orElse(0)).isGreaterThan(1);
        }
    }

    private void assertNeedsLogin(SessionId session) {
        Permission permission = loopback.check(session, "@market", TEXT);
        SendOutcome.AccountLost lost = (SendOutcome.AccountLost) ((Permission.Unclear) permission).instead();
        assertThat(lost.banned()).isFalse();
        SendOutcome sent = loopback.send(session, "@market", TEXT);
        assertThat(sent).isEqualTo(lost);
    }

    private static OutcomeKind instead(Permission permission) {
        return ((Permission.Unclear) permission).instead().kind();
    }
}
