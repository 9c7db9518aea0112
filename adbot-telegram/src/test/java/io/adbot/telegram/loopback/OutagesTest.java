package io.adbot.telegram.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What TDLib does when the connection, the data centre or the account is lost. */
class OutagesTest {

    private static final String FORWARD = "messages.forwardMessages";

    @TempDir
    Path directory;

    private final LoopbackTelegram telegram = LoopbackTelegram.start();
    private final Account ann = telegram.account("+15550001111");
    private final Channel news = telegram.channel("news").post(5, "announcement");
    private final Group market = telegram.group("market");
    private TdDriver client;

    @BeforeEach
    void open() {
        client = new TdDriver(telegram, directory).logIn(ann).resolve(market);
        client.open(news, 5);
    }

    @AfterEach
    void close() {
        client.close();
        telegram.close();
    }

    @Test
    void aConnectionLostAfterThePostLosesNothingAndPostsNothingTwice() {
        telegram.holdAnswers(FORWARD);
        TdDriver.Sent sent = client.forward(news, 5, market);
        awaitHeld();
        telegram.dropConnections();
        telegram.release(FORWARD);
        sent.delivered();
        assertThat(market.messages()).hasSize(1);
    }

    @Test
    void aConnectionLostBeforeThePostIsMadeGoodToo() {
        telegram.holdCalls(FORWARD);
        TdDriver.Sent sent = client.forward(news, 5, market);
        awaitHeld();
        telegram.dropConnections();
        assertThat(market.messages()).isEmpty();
        telegram.release(FORWARD);
        sent.delivered();
        assertThat(market.messages()).hasSize(1);
    }

    @Test
    void whatADeadServerHadNotDoneIsAskedOfTheNextOne() {
        telegram.holdCalls(FORWARD);
        TdDriver.Sent sent = client.forward(news, 5, market);
        awaitHeld();
        telegram.stop();
        telegram.restart();
        sent.delivered();
        assertThat(market.messages()).hasSize(1);
    }

    @Test
    void aLoginOutlivesTheServer() {
        telegram.stop();
        assertThat(telegram.connections()).isZero();
        telegram.restart();
        client.forward(news, 5, market).delivered();
        assertThat(telegram.calls("auth.sendCode")).isEqualTo(1);
    }

    @Test
    void aHeldAnswerIsNoEnd() {
        telegram.holdAnswers(FORWARD);
        TdDriver.Sent sent = client.forward(news, 5, market);
        awaitHeld();
        assertThat(market.messages()).hasSize(1);
        assertThat(sent.end()).isNull();
        telegram.release(FORWARD);
        sent.delivered();
    }

    @Test
    void aBannedAccountIsToldSoAndLoggedOut() {
        telegram.ban(ann);
        assertThat(client.forward(news, 5, market).refused()).isEqualTo("401 USER_DEACTIVATED_BAN");
        client.awaitState("Closed");
        assertThat(market.messages()).isEmpty();
    }

    @Test
    void aRevokedSessionIsToldSoAndMayLogInAgain() {
        telegram.revoke(ann);
        assertThat(client.forward(news, 5, market).refused()).isEqualTo("401 SESSION_REVOKED");
        client.awaitState("Closed");
        client = new TdDriver(telegram, directory).logIn(ann);
        assertThat(ann.logins()).isEqualTo(1);
    }

    @Test
    void aLoginThatTelegramForgotIsLost() {
        telegram.unregister(ann);
        assertThat(client.forward(news, 5, market).refused()).isEqualTo("401 AUTH_KEY_UNREGISTERED");
        client.awaitState("Closed");
    }

    private void awaitHeld() {
        Awaitility.await("a forward that is held").until(() -> telegram.held(FORWARD) == 1);
    }
}
