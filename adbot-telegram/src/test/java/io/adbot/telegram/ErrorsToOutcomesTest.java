package io.adbot.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.message.Post;
import io.adbot.message.SendOutcome;
import io.adbot.telegram.loopback.Account;
import io.adbot.telegram.loopback.Group;
import io.adbot.value.SessionId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each error of Telegram's becomes, from the server's answer to the outcome. */
@NeedsTdlib
class ErrorsToOutcomesTest {

    private static final Post FORWARD = Post.forward("t.me/news/5");
    private static final Post TEXT = Post.text("Good morning!");

    @TempDir
    static Path directory;

    private static PortOnLoopback loopback;
    private static Account ann;
    private static SessionId session;
    private static int groups;

    private Group group;
    private String name;

    @BeforeAll
    static void open() {
        loopback = new PortOnLoopback(directory);
        loopback.telegram.channel("news").post(5, "announcement");
        ann = loopback.telegram.account("+15550001111");
        session = loopback.logIn("ann", ann);
    }

    @AfterAll
    static void close() {
        loopback.close();
    }

    @BeforeEach
    void newGroup() {
        String username = "outcome" + ++groups;
        name = "@" + username;
        group = loopback.telegram.group(username);
    }

    @AfterEach
    void heal() {
        loopback.telegram.heal();
    }

    @ParameterizedTest
    // spotless:off
    @CsvSource(delimiter = '|', value = {
        "420 FLOOD_WAIT_61             | flood_wait",
        "420 FLOOD_PREMIUM_WAIT_61     | flood_wait",
        "420 FROZEN_METHOD_INVALID     | account_limited",
        "400 PEER_FLOOD                | account_limited",
        "400 USER_BANNED_IN_CHANNEL    | not_permitted",
        "400 CHAT_RESTRICTED           | not_permitted",
        "400 CHAT_ADMIN_REQUIRED       | not_permitted",
        "403 CHAT_ADMIN_REQUIRED       | not_permitted",
        "400 TOPIC_CLOSED              | not_permitted",
        "403 CHAT_WRITE_FORBIDDEN      | not_permitted",
        "403 CHAT_SEND_PLAIN_FORBIDDEN | not_permitted",
        "403 CHAT_GUEST_SEND_FORBIDDEN | not_permitted",
        "403 ALLOW_PAYMENT_REQUIRED_50 | not_permitted",
        "400 PEER_ID_INVALID           | not_permitted",
        "403 USER_IS_BLOCKED           | not_permitted",
        "400 CHANNEL_PRIVATE           | not_permitted",
        "406 CHANNEL_PRIVATE           | not_permitted",
        "400 CHAT_FORWARDS_RESTRICTED  | rejected",
        "400 MESSAGE_ID_INVALID        | rejected",
        "400 MESSAGE_TOO_LONG          | rejected",
        "400 NEVER_HEARD_OF            | transient",
        "403 NEVER_HEARD_OF            | transient",
        "400 RANDOM_ID_DUPLICATE       | unknown",
    })
    // spotless:on
    void anErrorBecomesOneOutcomeAndNothingIsPosted(String error, String outcome) {
        loopback.telegram.fail(ann, group, Integer.parseInt(error.substring(0, 3)), error.substring(4));

        SendOutcome forwarded = loopback.send(session, name, FORWARD);
        SendOutcome sent = loopback.send(session, name, TEXT);

        assertThat(forwarded.kind().wire()).as("%s", forwarded).isEqualTo(outcome);
        assertThat(sent.kind().wire()).as("%s", sent).isEqualTo(outcome);
        assertThat(group.messages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"420, FLOOD_WAIT_1", "420, SLOWMODE_WAIT_1", "500, INTERNAL"})
    void whatTdlibWaitsOutByItselfIsDeliveredOnce(int code, String text) {
        loopback.telegram.failOnce(ann, group, code, text);

        assertThat(loopback.send(session, name, FORWARD)).isInstanceOf(SendOutcome.Delivered.class);
        assertThat(group.messages()).hasSize(1);
    }

    @Test
    void aFloodWaitSaysHowLong() {
        loopback.telegram.fail(ann, group, 420, "FLOOD_WAIT_3600");

        SendOutcome.FloodWait wait = (SendOutcome.FloodWait) loopback.send(session, name, FORWARD);

        assertThat(wait.retryAfter()).isBetween(Duration.ofSeconds(3590), Duration.ofHours(1));
    }

    @Test
    void aFloodWaitInAGroupInSlowModeIsStillAFloodWait() {
        group.slowMode(Duration.ofHours(1));
        loopback.telegram.fail(ann, group, 420, "FLOOD_WAIT_3600");

        assertThat(loopback.send(session, name, FORWARD)).isInstanceOf(SendOutcome.FloodWait.class);
    }

    @Test
    void slowModeThatBeganElsewhereIsKnownBeforeASend() {
        group.slowMode(Duration.ofHours(1)).waits(ann, Instant.now().plusSeconds(1800));

        SendOutcome outcome = loopback.send(session, name, FORWARD);

        assertThat(outcome).isInstanceOf(SendOutcome.SlowMode.class);
        assertThat(((SendOutcome.SlowMode) outcome).retryAfter()).isLessThanOrEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void slowModeThatIsSwitchedOnWhileTheGroupIsKnownIsKept() {
        loopback.check(session, name, FORWARD);
        group.slowMode(Duration.ofHours(1)).waits(ann, Instant.now().plusSeconds(1800));

        Awaitility.await()
                .untilAsserted(() -> assertThat(loopback.check(session, name, FORWARD))
                        .isInstanceOf(io.adbot.message.Permission.SlowMode.class));
    }
}
