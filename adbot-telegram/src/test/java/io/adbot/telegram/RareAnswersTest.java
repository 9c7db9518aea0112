package io.adbot.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.message.ApiCredentials;
import io.adbot.message.OutcomeKind;
import io.adbot.message.Permission;
import io.adbot.message.Post;
import io.adbot.message.SendOutcome;
import io.adbot.message.SendRequest;
import io.adbot.message.SessionAccess;
import io.adbot.testkit.VirtualTime;
import io.adbot.value.CycleId;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What TDLib does rarely, or what takes long: in virtual time, at a TDLib that does as it is told. */
class RareAnswersTest {

    private static final SessionId SESSION = new SessionId("ann");
    private static final GroupId GROUP = new GroupId("-1000000000500");
    private static final Post TEXT = Post.text("Good morning!");
    private static final Post FORWARD = Post.forward("t.me/c/500/5");
    private static final String PENDING =
            "{'@type':'message','id':1,'chat_id':-1000000000500,'sending_state':{'@type':'messageSendingStatePending'},"
                    + "'content':{'@type':'messageText'}}";
    private static final String SENT = "{'@type':'updateMessageSendSucceeded','old_message_id':1,'message':"
            + "{'@type':'message','id':7340032,'chat_id':-1000000000500,'content':{'@type':'messageText'}}}";

    @TempDir
    Path directory;

    private final VirtualTime time = new VirtualTime();
    private final ScriptedTdlib tdlib = new ScriptedTdlib();
    private TelegramPort port;

    @BeforeEach
    void open() {
        port = TelegramPort.builder().transport(tdlib).loop(time.loop()).open();
        port.handOver(SESSION, new SessionAccess(Optional.of(directory), Optional.of(new ApiCredentials(1, "secret"))));
    }

    @Test
    void anUpdateThatComesBeforeTheAnswerCounts() {
        tdlib.on("sendMessage", request -> {
            tdlib.tell(SENT);
            return PENDING;
        });

        assertThat(send(TEXT)).isEqualTo(new SendOutcome.Delivered(7340032));
    }

    @Test
    void anUpdateOfAnotherChatWithTheSameTemporaryNumberDoesNot() {
        tdlib.on("sendMessage", request -> {
            tdlib.tell(SENT.replace("-1000000000500", "-1000000000600"));
            return PENDING;
        });

        CompletableFuture<SendOutcome> outcome = begin(TEXT);

        assertThat(outcome).isNotDone();
        tdlib.tell(SENT);
        time.advance(Duration.ofMillis(1));
        assertThat(outcome.join()).isEqualTo(new SendOutcome.Delivered(7340032));
    }

    @Test
    void aForwardThatTdlibMakesNothingOfIsRejected() {
        tdlib.answer("forwardMessages", "{'@type':'messages','total_count':1,'messages':[null]}");

        assertThat(send(FORWARD)).isInstanceOf(SendOutcome.Rejected.class);
    }

    @Test
    void theMessageIsLoadedBeforeEachForward() {
        tdlib.answer("forwardMessages", "{'@type':'messages','total_count':1,'messages':[" + PENDING + "]}");
        assertThat(begin(FORWARD)).isNotDone();
        tdlib.tell(SENT);
        time.advance(Duration.ofMillis(1));
        assertThat(begin(FORWARD)).isNotDone();

        assertThat(tdlib.requests.stream()
                        .map(request -> request.path("@type").asString())
                        .filter(type -> type.equals("getMessage") || type.equals("forwardMessages")))
                .containsExactly("getMessage", "forwardMessages", "getMessage", "forwardMessages");
    }

    @Test
    void aRequestThatTdlibNeverAnswersMayHaveBeenSent() {
        tdlib.on("sendMessage", request -> null);
        CompletableFuture<SendOutcome> outcome = begin(TEXT);
        time.advance(Duration.ofSeconds(29));
        assertThat(outcome).isNotDone();
        time.advance(Duration.ofSeconds(2));

        assertThat(outcome.join()).isInstanceOf(SendOutcome.Unknown.class);
    }

    @Test
    void aQuestionThatTdlibNeverAnswersIsTransient() {
        tdlib.on("getChat", request -> null);
        CompletableFuture<Permission> permission =
                port.check(SESSION, GROUP, TEXT).toCompletableFuture();
        time.advance(Duration.ofSeconds(31));

        assertThat(((Permission.Unclear) permission.join()).instead().kind()).isEqualTo(OutcomeKind.TRANSIENT);
        assertThat(send(TEXT, new GroupId("not a group"))).isInstanceOf(SendOutcome.NotPermitted.class);
    }

    @Test
    void aFrozenAccountIsLimitedUntilItIsThawed() {
        tdlib.on("sendMessage", request -> {
            tdlib.tell(SENT);
            return PENDING;
        });
        send(TEXT);
        tdlib.tell("{'@type':'updateFreezeState','is_frozen':true}");
        time.advance(Duration.ofMillis(1));
        assertThat(send(TEXT)).isInstanceOf(SendOutcome.AccountLimited.class);
        tdlib.tell("{'@type':'updateFreezeState','is_frozen':false}");
        time.advance(Duration.ofMillis(1));

        assertThat(send(TEXT)).isInstanceOf(SendOutcome.Delivered.class);
    }

    @Test
    void nothingIsEverPaid() {
        tdlib.answer("sendMessage", PENDING);
        assertThat(begin(TEXT)).isNotDone();

        assertThat(tdlib.request("sendMessage")
                        .path("options")
                        .path("paid_message_star_count")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void theMessageDatabaseIsOffAndTheTestServersAreNotUsed() {
        tdlib.answer("sendMessage", PENDING);
        assertThat(begin(TEXT)).isNotDone();

        assertThat(tdlib.request("setTdlibParameters")
                        .path("use_message_database")
                        .asBoolean(true))
                .isFalse();
        assertThat(tdlib.request("setTdlibParameters").path("use_test_dc").asBoolean(true))
                .isFalse();
    }

    @Test
    void whatIsLeftOfAFailedMessageIsDeleted() {
        tdlib.answer("sendMessage", PENDING);
        CompletableFuture<SendOutcome> outcome = begin(TEXT);
        tdlib.tell("{'@type':'updateMessageSendFailed','old_message_id':1,'error':{'@type':'error','code':400,"
                + "'message':'CHAT_RESTRICTED'},'message':" + PENDING + "}");
        time.advance(Duration.ofMillis(1));

        assertThat(outcome.join()).isEqualTo(new SendOutcome.NotPermitted("CHAT_RESTRICTED"));
        assertThat(tdlib.request("deleteMessages").path("message_ids").path(0).asInt())
                .isEqualTo(1);
    }

    private SendOutcome send(Post post) {
        return begin(post).join();
    }

    private SendOutcome send(Post post, GroupId group) {
        return begin(post, group).join();
    }

    private CompletableFuture<SendOutcome> begin(Post post) {
        return begin(post, GROUP);
    }

    private CompletableFuture<SendOutcome> begin(Post post, GroupId group) {
        DeliveryId delivery = new DeliveryId(new TenantId("tenant"), new CycleId("cycle-1"), SESSION, group);
        CompletableFuture<SendOutcome> outcome =
                port.send(new SendRequest(delivery, 1, post)).outcome().toCompletableFuture();
        time.advance(Duration.ofMillis(1));
        return outcome;
    }
}
