package io.adbot.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.message.OutcomeKind;
import io.adbot.message.Permission;
import io.adbot.message.Post;
import io.adbot.message.SendOutcome;
import io.adbot.message.SendRequest;
import io.adbot.message.SessionAccess;
import io.adbot.telegram.loopback.Account;
import io.adbot.telegram.loopback.Group;
import io.adbot.telegram.transport.ChildJvm;
import io.adbot.value.CycleId;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An account that another process has open, and one that died with it. */
@NeedsTdlib
class OtherProcessTest {

    private static final String SENDING = "messages.sendMessage";
    private static final Post TEXT = Post.text("Good morning!");
    private static final GroupId MARKET = new GroupId("@market");

    @TempDir
    Path directory;

    private PortOnLoopback loopback;
    private Account ann;
    private Group market;
    private SessionId session;

    @BeforeEach
    void open() {
        loopback = new PortOnLoopback(directory);
        ann = loopback.telegram.account("+15550001111");
        market = loopback.telegram.group("market");
        session = loopback.logIn("ann", ann);
    }

    @AfterEach
    void close() {
        loopback.close();
    }

    @Test
    void whatAnotherProcessHasOpenIsTriedAgainLater() throws Exception {
        Process other = start("wait");
        try (BufferedReader said = other.inputReader()) {
            await(said, "open");

            SendOutcome outcome = loopback.send(session, "@market", TEXT);

            assertThat(outcome).isEqualTo(new SendOutcome.Transient("another process has its directory open"));
            assertThat(loopback.telegram.calls(SENDING)).isZero();
            kill(other);
            assertThat(loopback.send(session, "@market", TEXT)).isInstanceOf(SendOutcome.Delivered.class);
        } finally {
            other.destroyForcibly();
        }
    }

    /** The message database would have it sent once more. */
    @Test
    void whatAProcessThatWasKilledHadOnItsWayIsNotSentByTheNextOne() throws Exception {
        loopback.telegram.fail(ann, market, 420, "FLOOD_WAIT_5");
        Process other = start("send");
        try (BufferedReader said = other.inputReader()) {
            await(said, "open");
            Awaitility.await().until(() -> loopback.telegram.calls(SENDING) == 1); // TDLib would send it 5 s later.
            kill(other);
            loopback.telegram.heal();
            int codes = loopback.telegram.calls("auth.sendCode");

            assertThat(loopback.check(session, "@market", TEXT)).isInstanceOf(Permission.Granted.class);

            Awaitility.await().during(Duration.ofSeconds(6)).until(() -> loopback.telegram.calls(SENDING) == 1);
            assertThat(market.messages()).isEmpty();
            assertThat(loopback.telegram.calls("auth.sendCode")).isEqualTo(codes);
            assertThat(loopback.status(session).state()).isEqualTo(AccountStatus.State.READY);
            assertThat(loopback.send(session, "@market", TEXT).kind()).isEqualTo(OutcomeKind.DELIVERED);
        } finally {
            other.destroyForcibly();
        }
    }

    private Process start(String what) throws IOException {
        return ChildJvm.start(
                OtherProcess.class,
                TdLibraryForTests.path().toString(),
                String.valueOf(loopback.telegram.proxyPort()),
                loopback.home("ann").toString(),
                what);
    }

    private static void await(BufferedReader said, String wanted) throws IOException {
        StringBuilder all = new StringBuilder();
        String line;
        do {
            line = said.readLine();
            assertThat(line).as("after %s", all).isNotNull();
            all.append(line).append('\n');
        } while (!line.equals(wanted));
    }

    private static void kill(Process other) throws InterruptedException {
        other.destroyForcibly();
        assertThat(other.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    /** Has the account open, and sends if it is told to. */
    static final class OtherProcess {
        private OtherProcess() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] args) throws IOException {
            ThroughLoopback transport = new ThroughLoopback(Path.of(args[0]), Integer.parseInt(args[1]));
            TelegramPort port = TelegramPort.builder().transport(transport).open();
            SessionId ann = new SessionId("ann");
            port.handOver(
                    ann, new SessionAccess(Optional.of(Path.of(args[2])), Optional.of(PortOnLoopback.CREDENTIALS)));
            Permission permission = PortOnLoopback.await(port.check(ann, MARKET, TEXT));
            System.out.println(permission instanceof Permission.Granted ? "open" : permission);
            if (args[3].equals("send")) {
                DeliveryId delivery = new DeliveryId(new TenantId("tenant"), new CycleId("cycle-1"), ann, MARKET);
                port.send(new SendRequest(delivery, 1, TEXT));
            }
            int parentIsGone = System.in.read();
            System.exit(parentIsGone);
        }
    }
}
