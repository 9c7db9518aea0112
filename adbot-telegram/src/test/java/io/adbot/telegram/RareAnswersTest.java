package io.adbot.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.message.ApiCredentials;
import io.adbot.message.MessagingPort.Sending;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What TDLib does rarely, or what takes long: in virtual time, at a TDLib that does as it is told. */
class RareAnswersTest {

    private static final SessionId SESSION = new SessionId("ann");
    private static final GroupId GROUP = new GroupId("-1000000000500");
    private static final Post TEXT = Post.text("Good morning!");
    private static final Post FORWARD = Post.forward("t.me/c/500/5");
    private static final String PENDING =
            "{'@type':'message','id':1,'chat_id':-1000000000500,'sending_state':{'@type':'messageSendingStatePending'},"
                    + "'content':{'@type':'messageText'}}";
    private static final String CLOSED =
            "{'@type':'updateAuthorizationState','authorization_state':{'@type':'authorizationStateClosed'}}";
    private static final String NOTHING = "{'@type':'messages','total_count':1,'messages':[null]}";
    private static final String SENT = "{'@type':'updateMessageSendSucceeded','old_message_id':1,'message':"
            + "{'@type':'message','id':7340032,'chat_id':-1000000000500,'content':{'@type':'messageText'}}}";

    @TempDir
    Path directory;

    private final VirtualTime time = new VirtualTime();
    private final ScriptedTdlib tdlib = new ScriptedTdlib();
    private TelegramPort port;

    @BeforeEach
    void open() {
        open(TelegramSettings.DEFAULT);
    }

    private void open(TelegramSettings settings) {
        port = TelegramPort.builder()
                .transport(tdlib)
                .loop(time.loop())
                .settings(settings)
                .open();
        handOver();
    }

    private void handOver() {
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
    void aForwardThatTdlibMakesNothingOfIsRejectedIfItsSourceMayNotBeForwarded() {
        tdlib.answer("forwardMessages", NOTHING);
        tdlib.answer("getMessageProperties", "{'@type':'messageProperties','can_be_forwarded':false}");

        assertThat(send(FORWARD)).isInstanceOf(SendOutcome.Rejected.class);
    }

    /** Of stickers, for instance, where only those are forbidden: the rights that TDLib tells do not say so. */
    @Test
    void aForwardThatTdlibMakesNothingOfIsTheGroupsDoingOtherwise() {
        tdlib.answer("forwardMessages", NOTHING);
        tdlib.answer("getMessageProperties", "{'@type':'messageProperties','can_be_forwarded':true}");

        assertThat(send(FORWARD)).isInstanceOf(SendOutcome.NotPermitted.class);
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
        assertThat(tdlib.count("close"))
                .isEqualTo(1); // Else TDLib might send it later, when nobody expects it any more.
    }

    @Test
    void aCancelBeforeTdlibAnswersClosesTheAccount() {
        tdlib.on("sendMessage", request -> null);
        Sending send = beginSending(TEXT);

        send.cancel();
        time.advance(Duration.ofMillis(1));

        assertThat(tdlib.count("close")).isEqualTo(1);
        assertThat(send.outcome().toCompletableFuture().join()).isInstanceOf(SendOutcome.Unknown.class);
    }

    @Test
    void aTextThatCannotBeDeletedIsCalledOffByClosing() {
        tdlib.answer("sendMessage", PENDING);
        tdlib.answer("deleteMessages", "{'@type':'error','code':400,'message':'Message not found'}");
        Sending send = beginSending(TEXT);

        send.cancel();
        time.advance(Duration.ofMillis(1));

        assertThat(tdlib.count("close")).isEqualTo(1);
    }

    @Test
    void aTextThatWasCalledOffIsNotWaitedForAnyMore() {
        open(TelegramSettings.builder().closeIdle(Duration.ofMinutes(1)).build());
        tdlib.answer("sendMessage", PENDING);
        Sending send = beginSending(TEXT);

        send.cancel();
        time.advance(Duration.ofMinutes(3));

        assertThat(send.outcome().toCompletableFuture().join()).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(tdlib.count("deleteMessages")).isEqualTo(1);
        assertThat(tdlib.count("close")).as("idle").isEqualTo(1);
    }

    @Test
    void aForwardThatArrivesWhileItIsCalledOffIsDelivered() {
        tdlib.answer("forwardMessages", "{'@type':'messages','total_count':1,'messages':[" + PENDING + "]}");
        tdlib.on("close", request -> {
            tdlib.tell(SENT);
            tdlib.tell(CLOSED);
            return "{'@type':'ok'}";
        });
        Sending send = beginSending(FORWARD);

        send.cancel();
        time.advance(Duration.ofMillis(1));

        assertThat(send.outcome().toCompletableFuture().join()).isEqualTo(new SendOutcome.Delivered(7340032));
    }

    /** Whoever waits for an account that is being closed must not open it again once it was let go of: its files are moved then. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoWaitsForAnAccountThatIsLetGoOfGetsNoOther(boolean byPort) {
        tdlib.answer("forwardMessages", "{'@type':'messages','total_count':1,'messages':[" + PENDING + "]}");
        tdlib.on("close", request -> "{'@type':'ok'}");
        beginSending(FORWARD).cancel();
        time.advance(Duration.ofMillis(1));
        CompletableFuture<Permission> check = port.check(SESSION, GROUP, TEXT).toCompletableFuture();
        CompletableFuture<SendOutcome> send = begin(TEXT);

        CompletableFuture<?> gone = byPort
                ? CompletableFuture.runAsync(port::close)
                : port.letGo(SESSION).toCompletableFuture();
        if (byPort) { // Which waits for the loop, on another thread.
            Awaitility.await().until(() -> port.accounts().toCompletableFuture().isDone());
        }
        time.advance(Duration.ofMillis(1));
        tdlib.tell(CLOSED);
        time.advance(Duration.ofMillis(1));
        Awaitility.await().until(gone::isDone);

        assertThat(((Permission.Unclear) check.join()).instead().kind()).isEqualTo(OutcomeKind.TRANSIENT);
        assertThat(send.join().kind()).isEqualTo(OutcomeKind.TRANSIENT);
        assertThat(tdlib.count("setTdlibParameters")).isEqualTo(1);
        assertThat(tdlib.count("sendMessage")).isZero();
    }

    @Test
    void anAccountThatTdlibDoesNotCloseIsNotWaitedForForEver() {
        tdlib.on("close", request -> null);
        port.check(SESSION, GROUP, TEXT);
        time.advance(Duration.ofMillis(1));

        CompletableFuture<Void> gone = port.letGo(SESSION).toCompletableFuture();
        time.advance(Duration.ofSeconds(29));
        assertThat(gone).isNotDone();
        time.advance(Duration.ofSeconds(2));

        assertThat(gone).isCompletedExceptionally();
    }

    @Test
    void aGroupThatCouldNotBeAskedAboutOnceIsAskedAboutAgain() {
        Function<ObjectNode, String> right = tdlib.on("getSupergroup", request -> null);
        CompletableFuture<Permission> first = port.check(SESSION, GROUP, TEXT).toCompletableFuture();
        time.advance(Duration.ofSeconds(31));
        assertThat(((Permission.Unclear) first.join()).instead().kind()).isEqualTo(OutcomeKind.TRANSIENT);
        tdlib.on("getSupergroup", right);

        assertThat(check(TEXT)).isInstanceOf(Permission.Granted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CHANNEL_PRIVATE", "CHANNEL_INVALID", "Can\\u0027t access the chat"})
    void aSourceThatTheAccountIsThrownOutOfIsUnavailable(String error) {
        tdlib.answer("getMessage", "{'@type':'error','code':400,'message':\"" + error + "\"}");

        assertThat(((Permission.Unclear) check(FORWARD)).instead().kind()).isEqualTo(OutcomeKind.SOURCE_UNAVAILABLE);
        assertThat(send(FORWARD).kind()).isEqualTo(OutcomeKind.SOURCE_UNAVAILABLE);
    }

    @Test
    void aKeyThatIsNotToBeHadNowIsAskedForAgain() {
        Deque<Supplier<byte[]>> keys = new ArrayDeque<>();
        keys.add(() -> {
            throw new IllegalStateException("the vault is closed");
        });
        keys.add(() -> null);
        keys.add(() -> new byte[] {1});
        port = TelegramPort.builder()
                .transport(tdlib)
                .loop(time.loop())
                .secrets(session -> keys.remove().get())
                .open();
        handOver();

        assertThat(((Permission.Unclear) check(TEXT)).instead().kind()).isEqualTo(OutcomeKind.TRANSIENT);
        assertThat(send(TEXT).kind()).isEqualTo(OutcomeKind.TRANSIENT);
        assertThat(check(TEXT)).isInstanceOf(Permission.Granted.class);
    }

    @Test
    void aQuestionThatIsAbortedIsTransientForNothingWasSent() {
        tdlib.answer("getChat", "{'@type':'error','code':500,'message':'Request aborted'}");

        assertThat(send(TEXT).kind()).isEqualTo(OutcomeKind.TRANSIENT);
    }

    @Test
    void aFrozenAccountIsAskedAgainOnceItWasClosed() {
        open(TelegramSettings.builder().closeIdle(Duration.ofMinutes(1)).build());
        check(TEXT);
        tdlib.tell("{'@type':'updateFreezeState','is_frozen':true}");
        time.advance(Duration.ofMillis(1));
        assertThat(send(TEXT)).isInstanceOf(SendOutcome.AccountLimited.class);

        time.advance(Duration.ofMinutes(3));

        assertThat(check(TEXT)).isInstanceOf(Permission.Granted.class);
        assertThat(tdlib.count("setTdlibParameters")).isEqualTo(2);
    }

    /** TDLib closes a client by itself when the process ends. */
    @Test
    void nothingIsHandedOverToAClientThatIsClosing() {
        check(TEXT);
        tdlib.tell("{'@type':'updateAuthorizationState','authorization_state':{'@type':'authorizationStateClosing'}}");
        CompletableFuture<SendOutcome> send = begin(TEXT);
        tdlib.tell(CLOSED);
        tdlib.on("sendMessage", request -> {
            tdlib.tell(SENT);
            return PENDING;
        });
        time.advance(Duration.ofMillis(1));

        assertThat(send.join()).isInstanceOf(SendOutcome.Delivered.class);
        assertThat(tdlib.count("setTdlibParameters")).isEqualTo(2);
    }

    @Test
    void whatIsHandedOverAnewIsUsedWithTheNextOpening() {
        check(TEXT);
        port.handOver(SESSION, new SessionAccess(Optional.of(directory), Optional.of(new ApiCredentials(2, "other"))));

        assertThat(check(TEXT)).isInstanceOf(Permission.Granted.class);

        assertThat(tdlib.requests.stream()
                        .filter(request -> request.path("@type").asString().equals("setTdlibParameters"))
                        .map(request -> request.path("api_id").asInt()))
                .containsExactly(1, 2);
    }

    /** By then the session's delay may be over: the posts themselves would follow each other at once. */
    @Test
    void afterASendThatWasMadeToWaitTheNextOneWaits() {
        tdlib.answer("sendMessage", PENDING);
        CompletableFuture<SendOutcome> first = begin(TEXT);
        time.advance(Duration.ofSeconds(40));
        tdlib.tell(SENT);
        time.advance(Duration.ofMillis(1));
        assertThat(first.join()).isInstanceOf(SendOutcome.Delivered.class);

        assertThat(begin(TEXT)).isNotDone();
        assertThat(tdlib.count("sendMessage")).isEqualTo(1);
        time.advance(Duration.ofMillis(2_990));
        assertThat(tdlib.count("sendMessage")).isEqualTo(1);
        time.advance(Duration.ofMillis(20));

        assertThat(tdlib.count("sendMessage")).isEqualTo(2);
    }

    @Test
    void anAccountThatHasBeenOpenForLongIsOpenedAnew() {
        open(TelegramSettings.builder().reopenAfter(Duration.ofHours(6)).build());
        check(TEXT);
        time.advance(Duration.ofHours(5));
        check(TEXT);
        assertThat(tdlib.count("setTdlibParameters")).isEqualTo(1);
        time.advance(Duration.ofHours(2));
        assertThat(tdlib.count("close")).as("before it is used").isZero();

        assertThat(check(TEXT)).isInstanceOf(Permission.Granted.class);
        assertThat(tdlib.count("setTdlibParameters")).isEqualTo(2);
    }

    @Test
    void aTextToItselfEndsThoughNobodyAnswers() {
        tdlib.answer("getMe", "{'@type':'user','id':7,'first_name':'Ann'}");
        tdlib.answer(
                "createPrivateChat",
                "{'@type':'chat','id':7,'type':{'@type':'chatTypePrivate','user_id':7},"
                        + "'permissions':{'@type':'chatPermissions','can_send_basic_messages':true}}");
        tdlib.answer("sendMessage", PENDING);
        CompletableFuture<SendOutcome> outcome =
                port.sendToItself(SESSION, "Does it work?").toCompletableFuture();
        time.advance(Duration.ofSeconds(89));
        assertThat(outcome).isNotDone();

        time.advance(Duration.ofSeconds(2));

        assertThat(outcome.join()).isInstanceOf(SendOutcome.Unknown.class);
    }

    @Test
    void aWaitThatStandsBesideTheTextCountsIfItIsLonger() {
        tdlib.answer("sendMessage", PENDING);
        CompletableFuture<SendOutcome> outcome = begin(TEXT);
        tdlib.tell("{'@type':'updateMessageSendFailed','old_message_id':1,'error':{'@type':'error','code':429,"
                + "'message':'Too Many Requests'},'message':"
                + PENDING.replace(
                        "{'@type':'messageSendingStatePending'}",
                        "{'@type':'messageSendingStateFailed','error':{'@type':'error','code':429,'message':'x'},"
                                + "'retry_after':3600}")
                + "}");
        time.advance(Duration.ofMillis(1));

        assertThat(outcome.join()).isEqualTo(new SendOutcome.FloodWait(Duration.ofHours(1)));
    }

    @Test
    void aTopicOfAGroupThatHasNoneIsNotTried() {
        assertThat(send(TEXT, new GroupId("-1000000000500#7")).reason()).contains("has no topics");
        assertThat(tdlib.count("sendMessage")).isZero();
    }

    @Test
    void anAccountThatClosesWhileASendRestsIsOpenedAgain() {
        tdlib.answer("sendMessage", PENDING);
        CompletableFuture<SendOutcome> first = begin(TEXT);
        time.advance(Duration.ofSeconds(40));
        tdlib.tell(SENT);
        time.advance(Duration.ofMillis(1));
        assertThat(first.join()).isInstanceOf(SendOutcome.Delivered.class);
        CompletableFuture<SendOutcome> second = begin(TEXT);
        tdlib.tell(CLOSED);
        time.advance(Duration.ofSeconds(3));

        tdlib.tell(SENT);
        time.advance(Duration.ofMillis(1));

        assertThat(second.join()).isInstanceOf(SendOutcome.Delivered.class);
        assertThat(tdlib.count("setTdlibParameters")).isEqualTo(2);
    }

    @Test
    void aNameThatNobodyHasIsLookedUpOnceADay() {
        tdlib.answer("searchPublicChat", "{'@type':'error','code':400,'message':'USERNAME_NOT_OCCUPIED'}");
        GroupId nobody = new GroupId("@nobody_here");

        assertThat(send(TEXT, nobody).kind()).isEqualTo(OutcomeKind.NOT_PERMITTED);
        assertThat(send(TEXT, nobody).kind()).isEqualTo(OutcomeKind.NOT_PERMITTED);
        assertThat(tdlib.count("searchPublicChat")).isEqualTo(1);
        time.advance(Duration.ofDays(1));

        assertThat(send(TEXT, nobody).kind()).isEqualTo(OutcomeKind.NOT_PERMITTED);
        assertThat(tdlib.count("searchPublicChat")).isEqualTo(2);
    }

    @Test
    void aNameThatHasMovedToAnotherChatIsLookedUpAnew() {
        String group = "{'@type':'supergroup','id':500,'status':{'@type':'chatMemberStatusMember'},"
                + "'usernames':{'@type':'usernames','active_usernames':['%s']}}";
        tdlib.answer("getSupergroup", group.formatted("Market_Place"));
        tdlib.answer(
                "searchPublicChat",
                "{'@type':'chat','id':-1000000000500,'type':{'@type':'chatTypeSupergroup','supergroup_id':500},"
                        + "'permissions':{'@type':'chatPermissions','can_send_basic_messages':true}}");
        tdlib.answer("sendMessage", PENDING);
        GroupId market = new GroupId("@market_place");
        assertThat(begin(TEXT, market)).isNotDone();
        assertThat(tdlib.count("searchPublicChat")).isEqualTo(1);
        port.letGo(SESSION);
        time.advance(Duration.ofMillis(1));
        handOver();
        assertThat(begin(TEXT, market)).isNotDone();
        assertThat(tdlib.count("searchPublicChat")).isEqualTo(1);

        tdlib.answer("getSupergroup", group.formatted("elsewhere"));
        port.letGo(SESSION);
        time.advance(Duration.ofMillis(1));
        handOver();
        assertThat(begin(TEXT, market)).isNotDone();

        assertThat(tdlib.count("searchPublicChat")).isEqualTo(2);
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

    @ParameterizedTest
    @CsvSource({"false, false, false", "true, false, false", "false, true, false", "true, true, true"})
    void aForwardIsAskedForAsTheSettingsSayAndNeverPaid(boolean silent, boolean copy, boolean withoutCaption) {
        open(TelegramSettings.builder()
                .silent(silent)
                .copy(copy)
                .withoutCaption(withoutCaption)
                .build());
        tdlib.answer("forwardMessages", "{'@type':'messages','total_count':1,'messages':[" + PENDING + "]}");
        assertThat(begin(FORWARD)).isNotDone();

        ObjectNode request = tdlib.request("forwardMessages");
        assertThat(request.path("send_copy").asBoolean(!copy)).isEqualTo(copy);
        assertThat(request.path("remove_caption").asBoolean(!withoutCaption)).isEqualTo(withoutCaption);
        assertThat(request.path("options").path("disable_notification").asBoolean(!silent))
                .isEqualTo(silent);
        assertThat(request.path("options").path("paid_message_star_count").asInt(-1))
                .isZero();
        assertThat(request.path("message_ids")).hasToString("[5242880]");
    }

    @Test
    void aSilentTextIsAskedForAsOne() {
        open(TelegramSettings.builder().silent(true).build());
        tdlib.answer("sendMessage", PENDING);
        assertThat(begin(TEXT)).isNotDone();

        assertThat(tdlib.request("sendMessage")
                        .path("options")
                        .path("disable_notification")
                        .asBoolean())
                .isTrue();
    }

    /** Somebody with the same account may have posted meanwhile. */
    @Test
    void slowModeIsAskedAboutAnewBeforeASend() {
        tdlib.answer(
                "getSupergroup",
                "{'@type':'supergroup','id':500,'status':{'@type':'chatMemberStatusMember'},"
                        + "'is_slow_mode_enabled':true}");
        String info = "{'@type':'supergroupFullInfo','slow_mode_delay':3600,'slow_mode_delay_expires_in':%d}";
        tdlib.answer("getSupergroupFullInfo", info.formatted(0));
        assertThat(check(TEXT)).isInstanceOf(Permission.Granted.class);
        tdlib.answer("getSupergroupFullInfo", info.formatted(1800));

        assertThat(send(TEXT)).isEqualTo(new SendOutcome.SlowMode(Duration.ofMinutes(30)));
        assertThat(tdlib.count("sendMessage")).isZero();
    }

    @Test
    void aForwardThatIsCancelledWhileItsSourceLoadsIsWithdrawn() {
        tdlib.on("getMessage", request -> null);
        Sending send = beginSending(FORWARD);
        send.cancel();
        time.advance(Duration.ofMillis(1));
        assertThat(send.outcome().toCompletableFuture().join()).isInstanceOf(SendOutcome.Withdrawn.class);

        tdlib.answer(
                tdlib.request("getMessage"),
                "{'@type':'message','id':5242880,'chat_id':-1000000000500,'content':{'@type':'messageText'}}");
        time.advance(Duration.ofMinutes(2));

        assertThat(tdlib.count("forwardMessages")).isZero();
        assertThat(tdlib.count("close")).as("for nothing was handed over").isZero();
    }

    @Test
    void anAccountIsLetGoOfOnceTdlibSaysThatItIsClosed() {
        tdlib.on("close", request -> "{'@type':'ok'}");
        check(TEXT);

        CompletableFuture<Void> gone = port.letGo(SESSION).toCompletableFuture();
        time.advance(Duration.ofSeconds(10));
        assertThat(gone).isNotDone();
        tdlib.tell(CLOSED);
        time.advance(Duration.ofMillis(1));

        assertThat(gone).isCompleted();
    }

    /** All that TDLib says of a ban afterwards is that the account is logged out, and that what was asked is aborted. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAccountThatIsLoggedOutIsBannedIfTdlibsLogSaysSo(boolean isBanned) {
        check(TEXT);
        tdlib.on("getMessage", request -> null);
        CompletableFuture<Permission> check =
                port.check(SESSION, GROUP, FORWARD).toCompletableFuture();
        time.advance(Duration.ofMillis(1));
        if (isBanned) {
            tdlib.ban();
        }
        tdlib.tell(
                "{'@type':'updateAuthorizationState','authorization_state':{'@type':'authorizationStateLoggingOut'}}");
        tdlib.answer(tdlib.request("getMessage"), "{'@type':'error','code':500,'message':'Request aborted'}");
        time.advance(Duration.ofMillis(1));

        SendOutcome lost = new SendOutcome.AccountLost(isBanned, isBanned ? "USER_DEACTIVATED_BAN" : "logged out");
        assertThat(check.join()).isEqualTo(Permission.unclear(lost));
        assertThat(send(TEXT)).isEqualTo(lost);
        assertThat(tdlib.count("setTdlibParameters")).isEqualTo(1);
    }

    @Test
    void aSendThatIsAbortedMayHaveBeenPosted() {
        tdlib.answer("sendMessage", "{'@type':'error','code':500,'message':'Request aborted'}");

        assertThat(send(TEXT)).isEqualTo(new SendOutcome.Unknown("Request aborted"));
    }

    @Test
    void anAccountThatDoesNotOpenKeepsNoOtherWaiting() throws IOException {
        Function<ObjectNode, String> opens = tdlib.on("setTdlibParameters", request -> null);
        CompletableFuture<Permission> stuck = port.check(SESSION, GROUP, TEXT).toCompletableFuture();
        time.advance(Duration.ofMillis(1));
        tdlib.on("setTdlibParameters", opens);
        SessionId other = new SessionId("bob");
        Path home = Files.createDirectory(directory.resolve("bob"));
        port.handOver(other, new SessionAccess(Optional.of(home), Optional.of(new ApiCredentials(1, "secret"))));

        CompletableFuture<Permission> check = port.check(other, GROUP, TEXT).toCompletableFuture();
        time.advance(Duration.ofMillis(1));

        assertThat(check.join()).isInstanceOf(Permission.Granted.class);
        assertThat(stuck).isNotDone();
        time.advance(Duration.ofSeconds(31));
        assertThat(((Permission.Unclear) stuck.join()).instead().kind()).isEqualTo(OutcomeKind.TRANSIENT);
    }

    @Test
    void anAccountIsNotIdleWhileASendIsOnItsWay() {
        open(TelegramSettings.builder().closeIdle(Duration.ofMinutes(1)).build());
        tdlib.answer("sendMessage", PENDING);
        CompletableFuture<SendOutcome> outcome = begin(TEXT);
        time.advance(Duration.ofMinutes(10));
        assertThat(tdlib.count("close")).isZero();

        tdlib.tell(SENT);
        time.advance(Duration.ofMinutes(3));

        assertThat(outcome.join()).isInstanceOf(SendOutcome.Delivered.class);
        assertThat(tdlib.count("close")).isEqualTo(1);
    }

    @Test
    void aGroupThatIsArchivedIsFound() {
        Function<ObjectNode, String> found =
                tdlib.on("getChat", request -> "{'@type':'error','code':400,'message':'Chat not found'}");
        tdlib.on("loadChats", request -> {
            boolean isArchive =
                    request.path("chat_list").path("@type").asString().equals("chatListArchive");
            if (isArchive && tdlib.count("loadChats") == 2) {
                tdlib.on("getChat", found);
                return "{'@type':'ok'}";
            }
            return "{'@type':'error','code':404,'message':'Not Found'}";
        });

        assertThat(check(TEXT)).isInstanceOf(Permission.Granted.class);
        assertThat(tdlib.count("loadChats")).as("main, archive, archive").isEqualTo(3);
        assertThat(check(TEXT)).isInstanceOf(Permission.Granted.class);
        assertThat(tdlib.count("loadChats")).as("once").isEqualTo(3);
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
        return beginSending(post, group).outcome().toCompletableFuture();
    }

    private Sending beginSending(Post post) {
        return beginSending(post, GROUP);
    }

    private Sending beginSending(Post post, GroupId group) {
        DeliveryId delivery = new DeliveryId(new TenantId("tenant"), new CycleId("cycle-1"), SESSION, group);
        Sending sending = port.send(new SendRequest(delivery, 1, post));
        time.advance(Duration.ofMillis(1));
        return sending;
    }

    private Permission check(Post post) {
        CompletableFuture<Permission> permission =
                port.check(SESSION, GROUP, post).toCompletableFuture();
        time.advance(Duration.ofMillis(1));
        return permission.join();
    }
}
