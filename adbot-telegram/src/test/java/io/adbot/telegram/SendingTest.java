package io.adbot.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.message.MessagingPort.Sending;
import io.adbot.message.OutcomeKind;
import io.adbot.message.Permission;
import io.adbot.message.Post;
import io.adbot.message.SendOutcome;
import io.adbot.telegram.loopback.Account;
import io.adbot.telegram.loopback.Group;
import io.adbot.telegram.loopback.Posted;
import io.adbot.telegram.loopback.Right;
import io.adbot.value.SessionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sending through the real TDLib: what is posted, what is not, and what is said of it. */
@NeedsTdlib
class SendingTest {

    private static final String SENDING = "messages.sendMessage";
    private static final String FORWARDING = "messages.forwardMessages";
    private static final Post TEXT = Post.text("Good morning!");
    private static final Post FORWARD = Post.forward("t.me/news/5");

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
        loopback.telegram.channel("news").post(5, "announcement");
        session = loopback.logIn("ann", ann);
    }

    @AfterEach
    void close() {
        loopback.close();
    }

    @Test
    void aForwardShowsWhereItComesFrom() {
        assertThat(loopback.send(session, "@market", FORWARD)).isInstanceOf(SendOutcome.Delivered.class);

        Posted posted = market.messages().get(0);
        assertThat(posted.text()).isEqualTo("announcement");
        assertThat(posted.origin()).isNotNull();
        assertThat(posted.silent()).isFalse();
    }

    @Test
    void aSilentCopyMakesNoSoundAndShowsNothing() {
        reopen(TelegramSettings.builder().silent(true).copy(true).build());

        loopback.send(session, "@market", FORWARD);

        Posted posted = market.messages().get(0);
        assertThat(posted.text()).isEqualTo("announcement");
        assertThat(posted.origin()).isNull();
        assertThat(posted.silent()).isTrue();
    }

    @Test
    void aDeliveryCarriesTheFinalNumberOfItsMessage() {
        SendOutcome.Delivered delivered = (SendOutcome.Delivered) loopback.send(session, "@market", TEXT);

        assertThat(delivered.messageId())
                .isEqualTo((long) market.messages().get(0).id() << 20);
    }

    @Test
    void aPrivateChannelIsForwardedFromByThoseWhoFollowIt() {
        var secret = loopback.telegram
                .privateChannel("secret")
                .post(9, "for members")
                .follower(ann);
        var hidden = loopback.telegram.privateChannel("hidden").post(9, "not for ann");

        assertThat(loopback.send(session, "@market", Post.forward("t.me/c/" + secret.id() + "/9")))
                .isInstanceOf(SendOutcome.Delivered.class);
        assertThat(loopback.send(session, "@market", Post.forward("t.me/c/" + hidden.id() + "/9")))
                .isInstanceOf(SendOutcome.SourceUnavailable.class);
        assertThat(market.messages()).hasSize(1);
    }

    @Test
    void aPostGoesToItsTopic() {
        market.topic(7, "offers").topic(8, "requests");
        loopback.send(session, market.chatId() + "#7", TEXT);
        loopback.send(session, "t.me/market/8", FORWARD);

        assertThat(market.messages()).extracting(Posted::topic).containsExactly(7, 8);
    }

    @Test
    void aMessageThatIsGoneIsRejected() {
        assertThat(loopback.send(session, "@market", Post.forward("t.me/news/6")))
                .isInstanceOf(SendOutcome.Rejected.class);
        assertThat(market.messages()).isEmpty();
    }

    @Test
    void whatMayNotBeForwardedIsRejectedThoughTdlibSaysNothing() {
        loopback.telegram.channel("protected").post(3, "not to be forwarded").noForwards();

        assertThat(loopback.send(session, "@market", Post.forward("t.me/protected/3")))
                .isInstanceOf(SendOutcome.Rejected.class);
        assertThat(market.messages()).isEmpty();
    }

    @Test
    void aSourceThatDoesNotExistIsUnavailable() {
        assertThat(loopback.send(session, "@market", Post.forward("t.me/nobody_here/6")))
                .isInstanceOf(SendOutcome.SourceUnavailable.class);
    }

    @Test
    void aSendThatTelegramAnswersWithNothingHasNoOutcome() {
        loopback.telegram.swallow(ann, market);
        Sending sending = loopback.begin(session, "@market", TEXT);
        loopback.send(session, "@other_group", TEXT); // Of no consequence; but it takes its time.

        assertThat(sending.outcome().toCompletableFuture()).isNotDone();
    }

    @Test
    void sendsToTwoGroupsAtOnceAreToldApartThoughTheirTemporaryNumbersAreTheSame() {
        Group fair = loopback.telegram.group("fair");
        loopback.telegram.fail(ann, fair, 400, "CHAT_RESTRICTED");
        loopback.check(session, "@market", TEXT);
        loopback.check(session, "@fair", TEXT);

        CompletableFuture<SendOutcome> one =
                loopback.begin(session, "@market", TEXT).outcome().toCompletableFuture();
        CompletableFuture<SendOutcome> other =
                loopback.begin(session, "@fair", TEXT).outcome().toCompletableFuture();

        assertThat(PortOnLoopback.await(one).kind()).isEqualTo(OutcomeKind.DELIVERED);
        assertThat(PortOnLoopback.await(other).kind()).isEqualTo(OutcomeKind.NOT_PERMITTED);
    }

    @ParameterizedTest
    @CsvSource({"text, " + SENDING, "forward, " + FORWARDING})
    void whatIsCancelledWhileTdlibWaitsIsNeverPosted(String kind, String method) {
        Group other = loopback.telegram.group("other");
        Post post = kind.equals("text") ? TEXT : FORWARD;
        loopback.telegram.failOnce(ann, market, 420, "FLOOD_WAIT_2");
        Sending sending = loopback.begin(session, "@market", post);
        Awaitility.await().until(() -> loopback.telegram.calls(method) == 1);
        sending.cancel();

        // The wait is over when one that was asked for after it has been waited for.
        loopback.telegram.failOnce(ann, other, 420, "FLOOD_WAIT_3");
        loopback.send(session, "@other", TEXT);

        assertThat(market.messages()).isEmpty();
        assertThat(loopback.telegram.calls(SENDING) + loopback.telegram.calls(FORWARDING))
                .isEqualTo(3); // Two of them were the other group's.
        CompletableFuture<SendOutcome> outcome = sending.outcome().toCompletableFuture();
        assertThat(outcome.isDone() ? outcome.join().kind() : OutcomeKind.UNKNOWN)
                .isEqualTo(OutcomeKind.UNKNOWN);
    }

    @Test
    void whatIsCancelledBeforeItIsHandedOverIsWithdrawnForSure() {
        loopback.telegram.holdAnswers("contacts.resolveUsername");
        Sending sending = loopback.begin(session, "@market", TEXT);
        Awaitility.await().until(() -> loopback.telegram.held("contacts.resolveUsername") == 1);
        sending.cancel();

        assertThat(PortOnLoopback.await(sending.outcome())).isInstanceOf(SendOutcome.Withdrawn.class);
        loopback.telegram.release("contacts.resolveUsername");
        loopback.check(session, "@market", TEXT);
        assertThat(loopback.telegram.calls(SENDING)).isZero();
    }

    @Test
    void whatWasPostedBeforeItCouldBeCalledOffIsUnknownAndDeletedAgain() {
        loopback.telegram.holdAnswers(SENDING);
        Sending sending = loopback.begin(session, "@market", TEXT);
        Awaitility.await().until(() -> loopback.telegram.held(SENDING) == 1);
        sending.cancel();
        loopback.check(session, "@market", TEXT); // The cancel has come to TDLib.
        loopback.telegram.release(SENDING);

        loopback.send(session, "@other_group", TEXT);
        CompletableFuture<SendOutcome> outcome = sending.outcome().toCompletableFuture();
        assertThat(outcome.isDone() ? outcome.join().kind() : OutcomeKind.UNKNOWN)
                .isEqualTo(OutcomeKind.UNKNOWN);
    }

    @Test
    void aWaitThatTdlibHidesIsMeasured() {
        reopen(TelegramSettings.builder().hiddenWait(Duration.ofMillis(1500)).build());
        loopback.send(session, "@market", TEXT);
        assertThat(loopback.status(session).hiddenWaits()).isZero();

        loopback.telegram.failOnce(ann, market, 420, "FLOOD_WAIT_2");
        loopback.send(session, "@market", TEXT);

        AccountStatus status = loopback.status(session);
        assertThat(status.hiddenWaits()).isEqualTo(1);
        assertThat(status.longestWait()).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aConnectionThatIsLostInTheMiddlePostsNothingTwice() {
        loopback.telegram.holdAnswers(FORWARDING);
        Sending sending = loopback.begin(session, "@market", FORWARD);
        Awaitility.await().until(() -> loopback.telegram.held(FORWARDING) == 1);
        loopback.telegram.dropConnections();
        loopback.telegram.release(FORWARDING);

        assertThat(PortOnLoopback.await(sending.outcome())).isInstanceOf(SendOutcome.Delivered.class);
        assertThat(market.messages()).hasSize(1);
    }

    @Test
    void whatIsOnItsWayWhenThePortClosesIsUnknownAndNotSentAfterwards() {
        loopback.telegram.holdCalls(SENDING);
        Sending sending = loopback.begin(session, "@market", TEXT);
        Awaitility.await().until(() -> loopback.telegram.held(SENDING) == 1);
        loopback.port().close();

        assertThat(PortOnLoopback.await(sending.outcome())).isInstanceOf(SendOutcome.Unknown.class);
        int before = loopback.telegram.calls(SENDING);
        reopen(TelegramSettings.DEFAULT);
        loopback.check(session, "@market", TEXT);
        loopback.send(session, "@other_group", FORWARD);
        assertThat(loopback.telegram.calls(SENDING)).isEqualTo(before);
    }

    @Test
    void aTestGoesToTheAccountItselfAlone() {
        SendOutcome outcome = PortOnLoopback.await(loopback.port().sendToItself(session, "a test"));

        assertThat(outcome).isInstanceOf(SendOutcome.Delivered.class);
        assertThat(ann.savedMessages()).extracting(Posted::text).containsExactly("a test");
        assertThat(market.messages()).isEmpty();
    }

    // ---------------------------------------------------------------- what is known before a send

    @Test
    void rightsAreKeptCurrentByUpdates() {
        assertThat(loopback.check(session, "@market", TEXT)).isInstanceOf(Permission.Granted.class);

        market.forbid(Right.SEND_PLAIN);
        Awaitility.await()
                .untilAsserted(() -> assertThat(loopback.check(session, "@market", TEXT))
                        .isEqualTo(Permission.denied("the group does not allow texts")));
        market.forbid();
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(loopback.check(session, "@market", TEXT)).isInstanceOf(Permission.Granted.class));
        market.banned(ann);
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(loopback.check(session, "@market", TEXT)).isInstanceOf(Permission.Denied.class));
    }

    @Test
    void whatIsNotPermittedIsNotAttempted() {
        loopback.telegram.group("left_group").left(ann);
        loopback.telegram.group("mute_group").restricted(ann, Right.SEND_PLAIN);
        loopback.telegram.group("paid_group").price(50);

        for (String group : new String[] {"@left_group", "@mute_group", "@paid_group", "@news", "12345", "no group"}) {
            assertThat(loopback.check(session, group, TEXT)).as(group).isInstanceOf(Permission.Denied.class);
            assertThat(loopback.send(session, group, TEXT).kind()).as(group).isEqualTo(OutcomeKind.NOT_PERMITTED);
        }
        assertThat(loopback.telegram.calls(SENDING)).isZero();
    }

    @Test
    void anAdministratorHasNoSlowMode() {
        market.slowMode(Duration.ofHours(1)).admin(ann);
        loopback.send(session, "@market", TEXT);

        assertThat(loopback.check(session, "@market", TEXT)).isInstanceOf(Permission.Granted.class);
    }

    @Test
    void aChatIsFoundByItsNumberInTheAccountsOwnListWithoutALookUp() {
        Group members = loopback.telegram.privateGroup("members").member(ann);

        assertThat(loopback.send(session, String.valueOf(members.chatId()), TEXT))
                .isInstanceOf(SendOutcome.Delivered.class);
        assertThat(loopback.telegram.calls("contacts.resolveUsername")).isZero();
    }

    @Test
    void aNameIsLookedUpOnceAndNotAgainAfterAReopening() {
        loopback.check(session, "@market", FORWARD);
        loopback.check(session, "t.me/market", FORWARD);
        assertThat(loopback.telegram.calls("contacts.resolveUsername")).isEqualTo(2); // The group's and the source's.

        reopen(TelegramSettings.DEFAULT);
        assertThat(loopback.send(session, "@market", FORWARD)).isInstanceOf(SendOutcome.Delivered.class);
        assertThat(loopback.telegram.calls("contacts.resolveUsername")).isEqualTo(2);
    }

    @Test
    void onlySoManyNamesAreLookedUpADay() {
        reopen(TelegramSettings.builder().lookupsPerDay(1).build());

        assertThat(loopback.check(session, "@market", TEXT)).isInstanceOf(Permission.Granted.class);
        assertThat(loopback.check(session, "@another", TEXT)).isInstanceOf(Permission.Unclear.class);
        assertThat(loopback.telegram.calls("contacts.resolveUsername")).isEqualTo(1);
        assertThat(loopback.status(session).lookups()).isEqualTo(1);
    }

    private void reopen(TelegramSettings settings) {
        loopback.port().close();
        loopback.open(settings);
        loopback.handOver("ann");
    }
}
