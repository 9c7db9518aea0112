package io.adbot.telegram.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.telegram.NeedsTdlib;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What TDLib does when the connection, the data centre or the account is lost. */
@NeedsTdlib
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
    void anAnswerIsDelayed() {
        telegram.delayAnswers(FORWARD, Duration.ofMillis(500));
        long before = System.nanoTime();
        client.forward(news, 5, market).delivered();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
    }

    @Test
    void aTextThatIsTakenBackBeforeItLeavesIsNeverPosted() {
        telegram.stop();
        takeBack(client.send("earlier", market));
        telegram.restart();
        client.send("later", market).delivered();
        assertThat(market.messages()).extracting(Posted::text).containsExactly("later");
    }

    /** TDLib has no way to cancel a forward that it has once begun: it goes out with the next connection, and is deleted then. */
    @Test
    void aForwardThatIsTakenBackBeforeItLeavesIsPostedAllTheSameAndDeleted() {
        telegram.stop();
        takeBack(client.forward(news, 5, market));
        telegram.restart();
        Awaitility.await().until(() -> telegram.calls("channels.deleteMessages") == 1);
        assertThat(telegram.calls(FORWARD)).isEqualTo(1);
        Awaitility.await().until(() -> market.messages().isEmpty());
    }

    @Test
    void aForwardIsNotPostedAfterItsClientWasClosed() {
        telegram.stop();
        TdDriver.Sent sent = client.forward(news, 5, market);
        client.close();
        assertThat(sent.refused()).isEqualTo("500 Request aborted");
        telegram.restart();
        client = new TdDriver(telegram, directory);
        client.awaitState("Ready");
        client.resolve(market).send("later", market).delivered();
        assertThat(market.messages()).extracting(Posted::text).containsExactly("later");
    }

    /** TDLib says that it is gone while it may yet be posted; it deletes it when it hears of that. */
    @Test
    void whatIsTakenBackAfterItHasLeftIsPostedAndDeleted() {
        telegram.holdCalls(FORWARD);
        TdDriver.Sent sent = client.forward(news, 5, market);
        awaitHeld();
        takeBack(sent);
        telegram.release(FORWARD);
        Awaitility.await().until(() -> telegram.calls("channels.deleteMessages") == 1);
        Awaitility.await().until(() -> market.messages().isEmpty());
        assertThat(sent.end()).isNull();
    }

    private void takeBack(TdDriver.Sent sent) {
        client.ask(
                "{'@type':'deleteMessages','chat_id':%d,'message_ids':[%d],'revoke':true}",
                market.chatId(), sent.answer().path("id").asLong());
    }

    @Test
    void aBannedAccountIsToldSoAndLoggedOut() {
        telegram.ban(ann);
        assertLost("USER_DEACTIVATED_BAN");
        assertThat(market.messages()).isEmpty();
    }

    @Test
    void aRevokedSessionIsToldSoAndMayLogInAgain() {
        telegram.revoke(ann);
        assertLost("SESSION_REVOKED");
        client = new TdDriver(telegram, directory).logIn(ann);
        assertThat(ann.logins()).isEqualTo(1);
    }

    @Test
    void aLoginThatTelegramForgotIsLost() {
        telegram.unregister(ann);
        assertLost("AUTH_KEY_UNREGISTERED");
    }

    /** The reason is told to whichever question comes first, and TDLib has questions of its own: then the send is just aborted. */
    private void assertLost(String reason) {
        assertThat(client.forward(news, 5, market).refused()).isIn("401 " + reason, "500 Request aborted");
        client.awaitState("Closed");
    }

    private void awaitHeld() {
        Awaitility.await("a forward that is held").until(() -> telegram.held(FORWARD) == 1);
    }
}
