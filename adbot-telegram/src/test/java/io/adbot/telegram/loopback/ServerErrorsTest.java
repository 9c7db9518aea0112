package io.adbot.telegram.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.telegram.NeedsTdlib;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What TDLib makes of what a server answers to a post: the left column is Telegram's, the right one TDLib's. */
@NeedsTdlib
class ServerErrorsTest {

    @TempDir
    static Path directory;

    private static LoopbackTelegram telegram;
    private static Account ann;
    private static Channel news;
    private static TdDriver client;
    private static int groups;

    private Group group;

    @BeforeAll
    static void open() {
        telegram = LoopbackTelegram.start();
        ann = telegram.account("+15550001111");
        news = telegram.channel("news").post(5, "announcement");
        client = new TdDriver(telegram, directory).logIn(ann);
        client.open(news, 5);
    }

    @AfterAll
    static void close() {
        client.close();
        telegram.close();
    }

    @BeforeEach
    void newGroup() {
        group = telegram.group("group" + ++groups);
        client.resolve(group);
    }

    @AfterEach
    void heal() {
        telegram.heal();
    }

    @ParameterizedTest
    // spotless:off
    @CsvSource(delimiter = '|', value = {
        "420 FLOOD_WAIT_61               | 429 Too Many Requests: retry after 61",
        "420 FLOOD_PREMIUM_WAIT_61       | 429 Too Many Requests: retry after 61",
        "420 SLOWMODE_WAIT_600           | 429 Too Many Requests: retry after 600",
        "420 FROZEN_METHOD_INVALID       | 406 FROZEN_METHOD_INVALID",
        "400 PEER_FLOOD                  | 400 PEER_FLOOD",
        "400 USER_BANNED_IN_CHANNEL      | 400 USER_BANNED_IN_CHANNEL",
        "400 CHAT_RESTRICTED             | 400 CHAT_RESTRICTED",
        "400 CHAT_ADMIN_REQUIRED         | 400 CHAT_ADMIN_REQUIRED",
        "403 CHAT_ADMIN_REQUIRED         | 400 CHAT_ADMIN_REQUIRED",
        "400 TOPIC_CLOSED                | 400 TOPIC_CLOSED",
        "400 MESSAGE_TOO_LONG            | 400 Message is too long",
        "403 CHAT_WRITE_FORBIDDEN        | 400 CHAT_WRITE_FORBIDDEN",
        "403 CHAT_SEND_PLAIN_FORBIDDEN   | 400 CHAT_SEND_PLAIN_FORBIDDEN",
        "403 CHAT_GUEST_SEND_FORBIDDEN   | 400 CHAT_GUEST_SEND_FORBIDDEN",
        "403 ALLOW_PAYMENT_REQUIRED_50   | 400 ALLOW_PAYMENT_REQUIRED_50",
        "400 CHAT_FORWARDS_RESTRICTED    | 400 Message has protected content and can't be forwarded",
        "400 PEER_ID_INVALID             | 403 PEER_ID_INVALID",
        "403 USER_IS_BLOCKED             | 403 USER_IS_BLOCKED",
        "400 CHANNEL_PRIVATE             | 400 CHANNEL_PRIVATE",
        "406 CHANNEL_PRIVATE             | 406 CHANNEL_PRIVATE",
        "400 MESSAGE_ID_INVALID          | 400 MESSAGE_ID_INVALID",
    })
    // spotless:on
    void aForwardIsRefused(String telegramSays, String tdlibSays) {
        refuseWith(telegramSays);
        assertThat(client.forward(news, 5, group).refused()).isEqualTo(tdlibSays);
        assertThat(group.messages()).isEmpty();
    }

    @ParameterizedTest
    // spotless:off
    @CsvSource(delimiter = '|', value = {
        "420 FLOOD_WAIT_61               | 429 Too Many Requests: retry after 61",
        "400 PEER_FLOOD                  | 400 PEER_FLOOD",
        "403 CHAT_WRITE_FORBIDDEN        | 400 CHAT_WRITE_FORBIDDEN",
        "400 CHANNEL_PRIVATE             | 400 CHANNEL_PRIVATE",
        "403 ALLOW_PAYMENT_REQUIRED_50   | 400 ALLOW_PAYMENT_REQUIRED_50",
    })
    // spotless:on
    void aTextIsRefused(String telegramSays, String tdlibSays) {
        refuseWith(telegramSays);
        assertThat(client.send("hello", group).refused()).isEqualTo(tdlibSays);
        assertThat(group.messages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"420, FLOOD_WAIT_1", "420, SLOWMODE_WAIT_1", "420, FLOOD_PREMIUM_WAIT_1", "500, INTERNAL"})
    void aShortWaitIsHidden(int code, String text) {
        telegram.failOnce(ann, group, code, text);
        client.forward(news, 5, group).delivered();
        assertThat(group.messages()).hasSize(1);
    }

    @Test
    void whatItHadToWaitForIsSaid() {
        telegram.fail(ann, group, 420, "FLOOD_WAIT_61");
        TdDriver.Sent sent = client.forward(news, 5, group);
        sent.refused();
        assertThat(sent.end()
                        .path("message")
                        .path("sending_state")
                        .path("retry_after")
                        .asDouble())
                .isBetween(55.0, 61.0);
    }

    @Test
    void whatItWouldCostIsSaid() {
        telegram.fail(ann, group, 403, "ALLOW_PAYMENT_REQUIRED_50");
        TdDriver.Sent sent = client.forward(news, 5, group);
        sent.refused();
        assertThat(sent.end()
                        .path("message")
                        .path("sending_state")
                        .path("required_paid_message_star_count")
                        .asInt())
                .isEqualTo(50);
    }

    @Test
    void aTextThatIsAnsweredByNothingHasNoEnd() {
        telegram.swallow(ann, group);
        TdDriver.Sent sent = client.send("hello", group);
        client.resolve(telegram.group("other"))
                .send("hello", telegram.group("other"))
                .delivered();
        assertThat(sent.end()).isNull();
        assertThat(group.messages()).isEmpty();
    }

    @Test
    void anotherAccountAndAnotherGroupAreNotConcerned() {
        Group other = telegram.group("other");
        telegram.fail(telegram.account("+15550002222"), group, 400, "PEER_FLOOD");
        telegram.fail(ann, other, 400, "PEER_FLOOD");
        client.forward(news, 5, group).delivered();
        assertThat(group.messages()).hasSize(1);
    }

    private void refuseWith(String codeAndText) {
        int code = Integer.parseInt(codeAndText.substring(0, 3));
        telegram.fail(ann, group, code, codeAndText.substring(4));
    }
}
