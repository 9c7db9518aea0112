package io.adbot.telegram.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.telegram.NeedsTdlib;
import io.adbot.telegram.loopback.Posted.Origin;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What there is on a Telegram on loopback, as the real TDLib finds and uses it, and what a test sees of that. */
@NeedsTdlib
class LoopbackTelegramTest {

    @TempDir
    Path directory;

    private final LoopbackTelegram telegram = LoopbackTelegram.start();
    private final Account ann = telegram.account("+15550001111");
    private final Channel news = telegram.channel("news").post(5, "announcement");
    private final Group market = telegram.group("market");
    private TdDriver client;

    @BeforeEach
    void open() {
        client = new TdDriver(telegram, directory).logIn(ann);
    }

    @AfterEach
    void close() {
        client.close();
        telegram.close();
    }

    @Test
    void aPostIsForwarded() {
        client.resolve(market).open(news, 5);
        client.forward(news, 5, market).delivered();
        Posted posted = market.messages().get(0);
        assertThat(posted.text()).isEqualTo("announcement");
        assertThat(posted.by()).isSameAs(ann);
        assertThat(posted.origin()).isEqualTo(new Origin(news, 5));
        assertThat(posted.forwarded()).isTrue();
        assertThat(posted.silent()).isFalse();
        assertThat(Duration.between(posted.at(), Instant.now())).isBetween(Duration.ZERO, Duration.ofMinutes(1));
    }

    @Test
    void aPostIsCopiedInSilence() {
        client.resolve(market).open(news, 5);
        client.sent(client.ask(
                        "{'@type':'forwardMessages','chat_id':%d,'from_chat_id':%d,'message_ids':[%d],'send_copy':true,"
                                + "'options':{'@type':'messageSendOptions','disable_notification':true}}",
                        market.chatId(), news.chatId(), 5L << 20))
                .delivered();
        Posted posted = market.messages().get(0);
        assertThat(posted.silent()).isTrue();
        assertThat(posted.origin()).isNull();
        assertThat(posted.forwarded()).isTrue();
    }

    @Test
    void itsFinalIdIsTheOneInTheGroup() {
        client.resolve(market);
        ObjectNode end = client.send("hello", market).delivered();
        assertThat(end.path("message").path("id").asLong())
                .isEqualTo((long) market.messages().get(0).id() << 20);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(client.ask("{'@type':'searchPublicChat','username':'nobody'}")
                        .path("message")
                        .asString())
                .isEqualTo("USERNAME_NOT_OCCUPIED");
        assertThat(client.ask("{'@type':'getMessageLinkInfo','url':'%s'}", news.link(6))
                        .path("message")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void theListHasTheChatsThatTheAccountIsIn() {
        Group left = telegram.group("left").left(ann);
        Group hidden = telegram.privateGroup("Hidden");
        assertThat(client.ask("{'@type':'loadChats','limit':100}").path("@type").asString())
                .isEqualTo("ok");
        Awaitility.await().untilAsserted(() -> assertThat(chats()).contains(market.chatId(), hidden.chatId()));
        assertThat(chats()).doesNotContain(left.chatId(), news.chatId());
        client.send("hello", hidden).delivered();
        assertThat(hidden.messages()).hasSize(1);
    }

    @Test
    void aPrivateChannelIsKnownToItsFollowersByNumber() {
        Channel inner = telegram.privateChannel("Inner circle").follower(ann).post(9, "among us");
        Channel other = telegram.privateChannel("Others").post(9, "not for you");
        client.resolve(market).ask("{'@type':'loadChats','limit':100}");
        Awaitility.await().untilAsserted(() -> assertThat(chats()).contains(inner.chatId()));
        ObjectNode info = client.open(inner, 9);
        assertThat(info.path("message").path("id").asLong()).isEqualTo(9L << 20);
        client.forward(inner, 9, market).delivered();
        assertThat(market.messages()).extracting(Posted::text).containsExactly("among us");
        assertThat(client.open(other, 9).path("message").isMissingNode()).isTrue();
    }

    @Test
    void othersSeeWhatWasPosted() {
        Account bob = telegram.account("+15550002222");
        try (TdDriver other = new TdDriver(telegram, directory.resolve("bob"))) {
            other.logIn(bob).resolve(market);
            client.resolve(market).send("hello", market).delivered();
            other.send("hi", market).delivered();
            Awaitility.await()
                    .untilAsserted(() -> assertThat(client.ask("{'@type':'getChat','chat_id':%d}", market.chatId())
                                    .path("last_message")
                                    .path("sender_id")
                                    .path("user_id")
                                    .asLong())
                            .isEqualTo(bob.id()));
        }
        assertThat(market.messages()).extracting(Posted::by).containsExactly(ann, bob);
    }

    @Test
    void oneSendsToOneself() {
        client.ask("{'@type':'createPrivateChat','user_id':%d}", ann.id());
        client.sent(client.ask(
                        "{'@type':'sendMessage','chat_id':%d,'input_message_content':{'@type':'inputMessageText',"
                                + "'text':{'@type':'formattedText','text':'note'}}}",
                        ann.id()))
                .delivered();
        assertThat(ann.savedMessages()).extracting(Posted::text).containsExactly("note");
    }

    @Test
    void onesOwnIsDeleted() {
        client.resolve(market);
        ObjectNode end = client.send("hello", market).delivered();
        client.ask(
                "{'@type':'deleteMessages','chat_id':%d,'message_ids':[%d],'revoke':true}",
                market.chatId(), end.path("message").path("id").asLong());
        Awaitility.await().untilAsserted(() -> assertThat(market.messages()).isEmpty());
    }

    @Test
    void callsAreCounted() {
        client.resolve(market).open(news, 5);
        client.forward(news, 5, market).delivered();
        assertThat(telegram.calls("messages.forwardMessages")).isEqualTo(1);
        assertThat(telegram.calls()).containsKeys("auth.signIn", "contacts.resolveUsername");
    }

    private java.util.List<Long> chats() {
        JsonNode ids = client.ask("{'@type':'getChats','limit':100}").path("chat_ids");
        return StreamSupport.stream(ids.spliterator(), false)
                .map(JsonNode::asLong)
                .toList();
    }
}
