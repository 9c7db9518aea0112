package io.adbot.telegram.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.telegram.NeedsTdlib;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** What an account may do in a chat, how TDLib shows that beforehand, and what becomes of a post. */
@NeedsTdlib
class RightsTest {

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
    }

    @Test
    void aMemberMayPost() {
        client.resolve(group);
        assertThat(status()).isEqualTo("chatMemberStatusMember");
        client.send("hello", group).delivered();
        assertThat(group.messages()).extracting(Posted::text).containsExactly("hello");
    }

    @Test
    void whoHasLeftMayNot() {
        group.left(ann);
        client.resolve(group);
        assertThat(status()).isEqualTo("chatMemberStatusLeft");
        assertRefused("400 Have no write access to the chat");
    }

    @Test
    void whoIsBannedMayNot() {
        group.banned(ann);
        ObjectNode found = client.ask("{'@type':'searchPublicChat','username':'%s'}", group.title());
        assertThat(found.path("id").asLong()).isEqualTo(group.chatId());
        assertThat(status()).isEqualTo("chatMemberStatusBanned");
        assertRefused("400 Have no write access to the chat");
    }

    @Test
    void whoIsRestrictedMayNot() {
        group.restricted(ann, Right.SEND_MESSAGES, Right.SEND_PLAIN, Right.SEND_MEDIA);
        client.resolve(group);
        assertThat(status()).isEqualTo("chatMemberStatusRestricted");
        assertRefused("400 Not enough rights to send text messages to the chat");
    }

    /** Without the full information TDLib does not know whether the account has boosted the group, and lets Telegram decide. */
    @Test
    void whereNoTextMayBePostedItIsNot() {
        group.forbid(Right.SEND_PLAIN);
        client.resolve(group);
        assertThat(client.ask("{'@type':'getChat','chat_id':%d}", group.chatId())
                        .path("permissions")
                        .path("can_send_basic_messages")
                        .asBoolean())
                .isFalse();
        assertThat(client.send("hello", group).refused()).isEqualTo("400 CHAT_SEND_PLAIN_FORBIDDEN");
        full();
        assertRefused("400 Not enough rights to send text messages to the chat");
    }

    @Test
    void whatChangesIsTold() {
        client.resolve(group).send("hello", group).delivered();
        group.restricted(ann, Right.SEND_MESSAGES, Right.SEND_PLAIN);
        Awaitility.await().untilAsserted(() -> assertThat(status()).isEqualTo("chatMemberStatusRestricted"));
        group.member(ann);
        Awaitility.await().untilAsserted(() -> assertThat(status()).isEqualTo("chatMemberStatusMember"));
    }

    @Test
    void inAChannelOnlyAdminsPost() {
        Channel channel = telegram.channel("channel");
        client.resolve(channel);
        assertThat(client.send("hello", channel).answer().path("message").asString())
                .isEqualTo("Have no write access to the chat");
        Channel own = telegram.channel("own").admin(ann);
        client.resolve(own).send("hello", own).delivered();
        assertThat(own.messages()).hasSize(1);
    }

    @Test
    void slowModeIsShownAndKept() {
        group.slowMode(Duration.ofHours(1));
        client.resolve(group);
        assertThat(full().path("slow_mode_delay").asInt()).isEqualTo(3600);
        assertThat(full().path("slow_mode_delay_expires_in").asDouble()).isZero();
        client.send("first", group).delivered();
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                full().path("slow_mode_delay_expires_in").asDouble())
                        .isBetween(3500.0, 3600.0));
        assertThat(client.send("second", group).refused()).startsWith("429 Too Many Requests: retry after 3");
        assertThat(group.messages()).hasSize(1);
    }

    @Test
    void slowModeThatRunsIsShownBeforeTheFirstPost() {
        group.slowMode(Duration.ofHours(1)).waits(ann, Instant.now().plusSeconds(600));
        client.resolve(group);
        assertThat(full().path("slow_mode_delay_expires_in").asDouble()).isBetween(550.0, 600.0);
    }

    @Test
    void aForumHasTopicsOfWhichSomeAreClosed() {
        group.topic(7, "offers").topic(8, "talk").closeTopic(8);
        client.resolve(group);
        client.sent(inTopic(7)).delivered();
        assertThat(group.messages()).extracting(Posted::topic).containsExactly(7);
        assertThat(client.sent(inTopic(8)).refused()).isEqualTo("400 TOPIC_CLOSED");
        assertThat(client.sent(inTopic(9)).refused()).isEqualTo("400 TOPIC_DELETED");
        assertThat(group.messages()).hasSize(1);
    }

    @Test
    void aPostIsForwardedToATopic() {
        group.topic(7, "offers");
        client.resolve(group);
        client.sent(client.ask(
                        "{'@type':'forwardMessages','chat_id':%d,'topic_id':{'@type':'messageTopicForum','forum_topic_id':7},"
                                + "'from_chat_id':%d,'message_ids':[%d]}",
                        group.chatId(), news.chatId(), 5L << 20))
                .delivered();
        assertThat(group.messages()).extracting(Posted::topic).containsExactly(7);
    }

    @Test
    void whatIsProtectedIsNotForwarded() {
        Channel secret = telegram.channel("protected").post(5, "mine").noForwards();
        client.resolve(group).open(secret, 5);
        ObjectNode answer = client.ask(
                "{'@type':'forwardMessages','chat_id':%d,'from_chat_id':%d,'message_ids':[%d]}",
                group.chatId(), secret.chatId(), 5L << 20);
        assertThat(answer.path("message").asString()).isEqualTo("Message has protected content and can't be forwarded");
        assertThat(group.messages()).isEmpty();
    }

    @Test
    void aPriceIsNotPaidUnasked() {
        group.price(50);
        client.resolve(group);
        assertThat(client.send("hello", group).refused()).isEqualTo("400 ALLOW_PAYMENT_REQUIRED_50");
        assertThat(group.messages()).isEmpty();
    }

    @Test
    void whoSendsTooMuchMustWait() {
        Account bob = telegram.account("+15550002222").floodLimit(1, Duration.ofHours(1));
        try (TdDriver other = new TdDriver(telegram, directory.resolve("bob"))) {
            other.logIn(bob).resolve(group).send("first", group).delivered();
            assertThat(other.send("second", group).refused()).startsWith("429 Too Many Requests: retry after 3");
        }
        assertThat(group.messages()).extracting(Posted::by).containsExactly(bob);
    }

    private ObjectNode inTopic(int topic) {
        return client.ask(
                "{'@type':'sendMessage','chat_id':%d,'topic_id':{'@type':'messageTopicForum','forum_topic_id':%d},"
                        + "'input_message_content':{'@type':'inputMessageText','text':{'@type':'formattedText','text':'hi'}}}",
                group.chatId(), topic);
    }

    private void assertRefused(String codeAndText) {
        ObjectNode answer = client.send("hello", group).answer();
        assertThat(answer.path("code").asInt() + " " + answer.path("message").asString())
                .isEqualTo(codeAndText);
        assertThat(group.messages()).isEmpty();
    }

    private String status() {
        return client.ask("{'@type':'getSupergroup','supergroup_id':%d}", group.id())
                .path("status")
                .path("@type")
                .asString();
    }

    private ObjectNode full() {
        return client.ask("{'@type':'getSupergroupFullInfo','supergroup_id':%d}", group.id());
    }
}
