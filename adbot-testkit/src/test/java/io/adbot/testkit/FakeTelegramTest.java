package io.adbot.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.message.MessagingPort.Sending;
import io.adbot.message.OutcomeKind;
import io.adbot.message.Permission;
import io.adbot.message.Post;
import io.adbot.message.SendOutcome;
import io.adbot.message.SendRequest;
import io.adbot.time.Nanos;
import io.adbot.value.Breach;
import io.adbot.value.CycleId;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class FakeTelegramTest {

    private static final SessionId A = new SessionId("a");
    private static final SessionId B = new SessionId("b");
    private static final GroupId G = new GroupId("-1001");
    private static final GroupId H = new GroupId("-1002");
    private static final Post TEXT = Post.text("Good morning!");
    private static final Post FORWARD = Post.forward("t.me/channel/123");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final VirtualTime time = new VirtualTime();
    private FakeTelegram telegram = new FakeTelegram(time);
    private int cycles;

    @Test
    void postsWithoutAnyPreparation() {
        SendOutcome outcome = deliver(A, G);

        assertThat(telegram.ledger().all()).singleElement().satisfies(post -> {
            assertThat(outcome).isEqualTo(new SendOutcome.Delivered(post.messageId()));
            assertThat(post.at()).isEqualTo(time.now());
            assertThat(post.delivery().group()).isEqualTo(G);
        });
        assertThat(time.nanos()).isBetween(50_000_000L, 250_000_000L);
        assertThat(telegram.ledger().violations()).isEmpty();
    }

    @Test
    void answersAQuestionThatTakesNoTimeAtOnce() {
        CompletionStage<Permission> first = telegram.check(A, G, TEXT);
        CompletionStage<Permission> second = telegram.check(B, H, TEXT);

        assertThat(first.toCompletableFuture()).isCompletedWithValue(Permission.granted());
        assertThatObject(second).isSameAs(first);
    }

    @Test
    void takesItsTimeForAQuestionIfToldTo() {
        telegram.behave(calm().checkLatency(DurationRange.exactly(Duration.ofSeconds(2)))
                .build());

        assertThat(time.await(telegram.check(A, G, TEXT), MINUTE)).isEqualTo(Permission.granted());
        assertThat(time.nanos()).isEqualTo(2 * Nanos.SECOND);
    }

    @Test
    void answersWhatItsScriptSaysAndThenAsUsual() {
        SendOutcome flood = new SendOutcome.FloodWait(Duration.ofSeconds(30));
        SendOutcome refusal = new SendOutcome.NotPermitted("TOPIC_CLOSED");
        telegram.script(A, G, flood, refusal);

        assertThat(deliver(A, H).kind()).isEqualTo(OutcomeKind.DELIVERED);
        assertThat(deliver(A, G)).isEqualTo(flood);
        assertThat(deliver(A, G)).isEqualTo(refusal);
        assertThat(deliver(A, G).kind()).isEqualTo(OutcomeKind.DELIVERED);
        assertThat(telegram.ledger().posts(G)).hasSize(1);
    }

    @Test
    void asksTheTestAboutEverySendIfItWantsToBeAsked() {
        telegram.answerWith(request -> request.delivery().group().equals(G)
                ? Answer.of(new SendOutcome.Rejected("MESSAGE_TOO_LONG"))
                : Answer.asUsual());

        assertThat(deliver(A, G).kind()).isEqualTo(OutcomeKind.REJECTED);
        assertThat(deliver(A, H).kind()).isEqualTo(OutcomeKind.DELIVERED);
    }

    @Test
    void postsWhatIsAnsweredLateAtOnce() {
        telegram.script(A, G, Answer.delivered().after(Duration.ofMinutes(5)));

        Sending sending = send(A, G);
        time.advance(MINUTE);
        assertThat(telegram.ledger().posts(G)).hasSize(1);
        assertThat(sending.outcome().toCompletableFuture()).isNotDone();

        time.advance(Duration.ofMinutes(5));
        assertThat(kind(sending)).isEqualTo(OutcomeKind.DELIVERED);
    }

    @Test
    void postsWhatItNeverAnswers() {
        telegram.script(A, G, Answer.lost(), Answer.never());

        Sending lost = send(A, G);
        time.advance(Duration.ofHours(1));
        Sending never = send(A, G);
        time.advance(Duration.ofHours(1));

        assertThat(lost.outcome().toCompletableFuture()).isNotDone();
        assertThat(never.outcome().toCompletableFuture()).isNotDone();
        assertThat(telegram.ledger().posts(G)).hasSize(1);
    }

    @Test
    void knowsWhetherAnUnknownSendWasPosted() {
        telegram.script(A, G, Answer.unknown("500"), Answer.unknownButPosted("500"));

        assertThat(deliver(A, G).kind()).isEqualTo(OutcomeKind.UNKNOWN);
        assertThat(telegram.ledger().count()).isZero();
        assertThat(deliver(A, G).kind()).isEqualTo(OutcomeKind.UNKNOWN);
        assertThat(telegram.ledger().count()).isOne();
    }

    @Test
    void keepsWhatASessionSendsUntilTheTestAnswers() {
        telegram.hold(A);
        Sending first = send(A, G);
        Sending second = send(A, H);
        Sending other = send(B, G);
        time.advance(MINUTE);

        assertThat(telegram.held(A)).isEqualTo(2);
        assertThat(kind(other)).isEqualTo(OutcomeKind.DELIVERED);
        telegram.answer(A, Answer.of(new SendOutcome.Transient("no route")));
        assertThat(kind(first)).isEqualTo(OutcomeKind.TRANSIENT);

        telegram.release(A);
        assertThat(kind(second)).isEqualTo(OutcomeKind.DELIVERED);
        assertThat(telegram.held(A)).isZero();
        assertThatThrownBy(() -> telegram.answer(A, Answer.lost())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void withdrawsWhatIsCancelledInTime() {
        telegram.behave(calm().confirmsCancel(true).build());
        Sending sending = send(A, G);
        sending.cancel();
        time.advance(MINUTE);

        assertThat(kind(sending)).isEqualTo(OutcomeKind.WITHDRAWN);
        assertThat(telegram.ledger().all()).isEmpty();
    }

    @Test
    void withdrawsWhatIsKeptToo() {
        telegram.behave(calm().confirmsCancel(true).build());
        telegram.hold(A);
        Sending sending = send(A, G);
        time.advance(MINUTE);
        sending.cancel();
        telegram.release(A);
        time.advance(MINUTE);

        assertThat(kind(sending)).isEqualTo(OutcomeKind.WITHDRAWN);
        assertThat(telegram.ledger().all()).isEmpty();
    }

    @Test
    void ignoresACancelThatItCannotConfirm() {
        Sending sending = send(A, G);
        sending.cancel();
        time.advance(MINUTE);

        assertThat(kind(sending)).isEqualTo(OutcomeKind.DELIVERED);
        assertThat(telegram.ledger().all()).hasSize(1);
    }

    @Test
    void makesASendWaitWithoutAWordAndPostsItThen() {
        telegram.behave(calm().chance(Trouble.HIDDEN_WAIT, 1).build());
        Sending sending = send(A, G);
        time.advance(Duration.ofSeconds(1));
        assertThat(sending.outcome().toCompletableFuture()).isNotDone();
        assertThat(telegram.ledger().all()).isEmpty();
        time.advance(MINUTE);

        assertThat(kind(sending)).isEqualTo(OutcomeKind.DELIVERED);
    }

    @Test
    void ignoresACancelThatComesAfterThePost() {
        telegram.script(A, G, Answer.delivered().after(MINUTE));
        Sending sending = send(A, G);
        time.advance(Duration.ofSeconds(30));
        sending.cancel();
        time.advance(MINUTE);

        assertThat(kind(sending)).isEqualTo(OutcomeKind.DELIVERED);
    }

    @Test
    void deniesInTheCheckAndRefusesInTheSend() {
        telegram.deny(A, G, "not a member");
        telegram.refuse(A, H, "CHAT_WRITE_FORBIDDEN");

        assertThat(permission(A, G)).isEqualTo(Permission.denied("not a member"));
        assertThat(deliver(A, G)).isEqualTo(new SendOutcome.NotPermitted("not a member"));
        assertThat(permission(A, H)).isEqualTo(Permission.granted());
        assertThat(deliver(A, H)).isEqualTo(new SendOutcome.NotPermitted("CHAT_WRITE_FORBIDDEN"));
        assertThat(permission(B, G)).isEqualTo(Permission.granted());

        telegram.allow(A, G);
        assertThat(deliver(A, G).kind()).isEqualTo(OutcomeKind.DELIVERED);
    }

    @Test
    void slowModeBeginsWithEachPostOfEachSession() {
        telegram.slowMode(G, Duration.ofMinutes(10));
        deliver(A, G);
        time.advance(Duration.ofMinutes(4));

        assertThat(permission(A, G)).isEqualTo(Permission.slowMode(Duration.ofMinutes(6)));
        SendOutcome.SlowMode slow = (SendOutcome.SlowMode) deliver(A, G);
        assertThat(slow.retryAfter()).isLessThan(Duration.ofMinutes(6)).isGreaterThan(Duration.ofMinutes(5));
        assertThat(permission(B, G)).isEqualTo(Permission.granted());
        assertThat(deliver(B, G).kind()).isEqualTo(OutcomeKind.DELIVERED);

        time.advance(slow.retryAfter());
        assertThat(permission(A, G)).isEqualTo(Permission.granted());
        assertThat(deliver(A, G).kind()).isEqualTo(OutcomeKind.DELIVERED);
    }

    @Test
    void accountsAreBannedLoggedOutLimitedAndRestored() {
        telegram.ban(A);
        assertThat(deliver(A, G))
                .isInstanceOfSatisfying(
                        SendOutcome.AccountLost.class,
                        lost -> assertThat(lost.banned()).isTrue());
        telegram.logOut(A);
        assertThat(deliver(A, G))
                .isInstanceOfSatisfying(
                        SendOutcome.AccountLost.class,
                        lost -> assertThat(lost.banned()).isFalse());
        assertThat(permission(A, G)).isInstanceOf(Permission.Unclear.class);
        telegram.limit(A);
        assertThat(deliver(A, G).kind()).isEqualTo(OutcomeKind.ACCOUNT_LIMITED);
        assertThat(permission(A, G)).as("only a send finds out").isEqualTo(Permission.granted());

        telegram.restore(A);
        assertThat(deliver(A, G).kind()).isEqualTo(OutcomeKind.DELIVERED);
    }

    @Test
    void hidesMessagesToForwardButNotTexts() {
        telegram.hideSource(A);

        assertThat(time.await(telegram.send(request(A, G, FORWARD)).outcome(), MINUTE)
                        .kind())
                .isEqualTo(OutcomeKind.SOURCE_UNAVAILABLE);
        assertThat(time.await(telegram.check(A, G, FORWARD), MINUTE)).isInstanceOf(Permission.Unclear.class);
        assertThat(deliver(A, G).kind()).isEqualTo(OutcomeKind.DELIVERED);
    }

    @Test
    void rejectsAPostEverywhere() {
        telegram.reject(TEXT, "MESSAGE_TOO_LONG");

        assertThat(deliver(A, G)).isEqualTo(new SendOutcome.Rejected("MESSAGE_TOO_LONG"));
        assertThat(deliver(B, H)).isEqualTo(new SendOutcome.Rejected("MESSAGE_TOO_LONG"));
        assertThat(permission(B, G)).isEqualTo(Permission.unclear(new SendOutcome.Rejected("MESSAGE_TOO_LONG")));
    }

    @Test
    void duringAnOutageNothingIsPostedAndHalfOfItIsSilent() {
        telegram.outage(Duration.ofHours(1));
        List<Sending> sendings = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            sendings.add(telegram.send(request(new SessionId("s" + i), G, TEXT)));
        }
        assertThat(permission(A, G)).isInstanceOf(Permission.Unclear.class);
        time.advance(Duration.ofMinutes(59));

        assertThat(telegram.ledger().all()).isEmpty();
        long answered = sendings.stream()
                .filter(sending -> sending.outcome().toCompletableFuture().isDone())
                .peek(sending -> assertThat(kind(sending)).isEqualTo(OutcomeKind.TRANSIENT))
                .count();
        assertThat(answered).isBetween(60L, 140L);

        time.advance(MINUTE);
        assertThat(deliver(A, G).kind()).isEqualTo(OutcomeKind.DELIVERED);
    }

    @Test
    void floodsWhoeverEmptiesTheBucketAndLongerWhoeverDoesNotWait() {
        telegram.behave(calm().latency(DurationRange.NONE)
                .floodLimit(new FloodLimit(3, Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(50)))
                .build());

        for (int i = 0; i < 3; i++) {
            assertThat(deliver(A, G).kind()).isEqualTo(OutcomeKind.DELIVERED);
        }
        assertThat(deliver(A, G)).isEqualTo(new SendOutcome.FloodWait(Duration.ofSeconds(20)));
        assertThat(deliver(A, G)).isEqualTo(new SendOutcome.FloodWait(Duration.ofSeconds(40)));
        assertThat(deliver(A, G)).isEqualTo(new SendOutcome.FloodWait(Duration.ofSeconds(50)));
        assertThat(deliver(B, G).kind()).isEqualTo(OutcomeKind.DELIVERED);

        time.advance(Duration.ofSeconds(50));
        for (int i = 0; i < 3; i++) {
            assertThat(deliver(A, G).kind()).isEqualTo(OutcomeKind.DELIVERED);
        }
        assertThat(deliver(A, G)).isEqualTo(new SendOutcome.FloodWait(Duration.ofSeconds(20)));
    }

    @Test
    void afterACrashNothingIsAnsweredAndHalfOfWhatWasOnItsWayArrives() {
        telegram.hold(new SessionId("s0"));
        List<Sending> sendings = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            sendings.add(telegram.send(request(new SessionId("s" + i), G, TEXT)));
        }
        telegram.behave(calm().checkLatency(DurationRange.exactly(MINUTE)).build());
        CompletableFuture<Permission> check = telegram.check(A, G, TEXT).toCompletableFuture();

        telegram.crash();
        time.advance(Duration.ofHours(1));

        assertThat(sendings)
                .noneMatch(sending -> sending.outcome().toCompletableFuture().isDone());
        assertThat(check).isNotDone();
        assertThat(telegram.ledger().count()).isBetween(60L, 140L);
    }

    @Test
    void everyTroubleOfChaosHappens() {
        telegram = new FakeTelegram(time, TelegramBehaviour.chaos(), 3);
        List<OutcomeKind> kinds = new ArrayList<>();
        int silent = 0;
        for (int i = 0; i < 3000; i++) {
            Sending sending = telegram.send(request(new SessionId("s" + i % 500), new GroupId("g" + i % 70), FORWARD));
            time.advance(Duration.ofMinutes(20));
            CompletableFuture<SendOutcome> outcome = sending.outcome().toCompletableFuture();
            if (outcome.isDone()) {
                kinds.add(outcome.join().kind());
            } else {
                silent++;
            }
        }

        assertThat(kinds)
                .contains(
                        OutcomeKind.DELIVERED,
                        OutcomeKind.FLOOD_WAIT,
                        OutcomeKind.NOT_PERMITTED,
                        OutcomeKind.SOURCE_UNAVAILABLE,
                        OutcomeKind.ACCOUNT_LIMITED,
                        OutcomeKind.ACCOUNT_LOST,
                        OutcomeKind.TRANSIENT,
                        OutcomeKind.UNKNOWN);
        assertThat(silent).isPositive();
    }

    @Test
    void theSameSeedGivesTheSameAnswersAndAnotherSeedOthers() {
        assertThat(story(7, false)).isEqualTo(story(7, false)).isNotEqualTo(story(8, false));
    }

    @Test
    void theLuckOfOneSessionDoesNotDependOnAnother() {
        assertThat(story(7, true)).isEqualTo(story(7, false));
    }

    @Test
    void seesASecondSendOfASession() {
        telegram.hold(A);
        askAndSend(A, G);
        time.advance(Duration.ofSeconds(10));
        askAndSend(A, H);

        assertThat(rules()).containsExactly("E2");
    }

    @Test
    void takesASendForGivenUpAfterTheAnswerLimit() {
        telegram.script(A, G, Answer.lost());
        askAndSend(A, G);
        time.advance(Duration.ofSeconds(90));
        askAndSend(A, H);

        assertThat(rules()).isEmpty();
    }

    @Test
    void seesASecondSendOfATenantToAGroup() {
        telegram.hold(A);
        askAndSend(A, G);
        askAndSend(B, H);
        assertThat(rules()).isEmpty();

        askAndSend(new SessionId("c"), G);
        assertThat(rules()).containsExactly("E3");
    }

    @Test
    void seesASessionThatHurries() {
        askAndSend(A, G);
        time.advance(Duration.ofMillis(2_999));
        askAndSend(A, H);

        assertThat(rules()).containsExactly("E1");
    }

    @Test
    void seesASendDuringAFloodWaitThatTheSessionWasToldOf() {
        telegram.script(A, G, new SendOutcome.FloodWait(MINUTE));
        askAndSend(A, G);
        time.runUntilIdle(MINUTE);
        time.advance(Duration.ofSeconds(59));
        askAndSend(A, H);

        assertThat(rules()).containsExactly("E7");
    }

    @Test
    void aWaitThatWasKeptIsNoViolation() {
        telegram.script(A, G, new SendOutcome.FloodWait(MINUTE));
        askAndSend(A, G);
        time.runUntilIdle(MINUTE);
        time.advance(MINUTE);
        askAndSend(A, H);

        telegram.ledger().assertNoViolations();
    }

    @Test
    void seesASendDuringSlowModeThatTheSessionWasToldOf() {
        telegram.slowMode(G, MINUTE);
        askAndSend(A, G);
        time.advance(Duration.ofSeconds(10));
        telegram.check(A, G, TEXT);
        time.advance(Duration.ofSeconds(10));
        telegram.send(request(A, G, TEXT));

        assertThat(rules()).containsExactly("G2");
    }

    @Test
    void seesASendWithoutPermission() {
        telegram.deny(A, G, "not a member");
        askAndSend(A, G);
        time.advance(MINUTE);
        telegram.send(request(B, G, TEXT));

        assertThat(rules()).containsExactly("G1", "G1");
    }

    @Test
    void seesADeliveryThatIsPostedTwice() {
        SendRequest request = request(A, G, TEXT);
        for (int i = 0; i < 2; i++) {
            telegram.check(A, G, TEXT);
            telegram.send(request);
            time.advance(MINUTE);
        }

        assertThat(rules()).containsExactly("E6");
        assertThat(telegram.ledger().count(request.delivery())).isEqualTo(2);
        assertThatThrownBy(telegram.ledger()::assertNoViolations)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a second time");
    }

    private String story(long seed, boolean inCompany) {
        VirtualTime clock = new VirtualTime();
        FakeTelegram fake = new FakeTelegram(clock, TelegramBehaviour.chaos(), seed);
        StringBuilder story = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            int number = i;
            GroupId group = new GroupId("g" + i % 10);
            Permission permission =
                    fake.check(A, group, TEXT).toCompletableFuture().getNow(null);
            DeliveryId delivery = new DeliveryId(new TenantId("t"), new CycleId("c" + i), A, group);
            fake.send(new SendRequest(delivery, 1, TEXT))
                    .outcome()
                    .thenAccept(outcome -> story.append(number)
                            .append(permission)
                            .append(outcome.kind())
                            .append(outcome.reason())
                            .append(clock.nanos())
                            .append('\n'));
            if (inCompany) {
                fake.check(B, group, TEXT);
                fake.send(request(B, group, TEXT));
            }
            clock.advance(MINUTE);
        }
        return story.toString();
    }

    private static TelegramBehaviour.Builder calm() {
        return TelegramBehaviour.calm().toBuilder();
    }

    private SendRequest request(SessionId session, GroupId group, Post post) {
        CycleId cycle = new CycleId("c" + ++cycles);
        return new SendRequest(new DeliveryId(new TenantId("t"), cycle, session, group), 1, post);
    }

    private Sending send(SessionId session, GroupId group) {
        return telegram.send(request(session, group, TEXT));
    }

    private void askAndSend(SessionId session, GroupId group) {
        telegram.check(session, group, TEXT);
        send(session, group);
    }

    private SendOutcome deliver(SessionId session, GroupId group) {
        telegram.check(session, group, TEXT);
        return time.await(send(session, group).outcome(), MINUTE);
    }

    private Permission permission(SessionId session, GroupId group) {
        return time.await(telegram.check(session, group, TEXT), MINUTE);
    }

    private List<String> rules() {
        return telegram.ledger().violations().stream().map(Breach::rule).toList();
    }

    private static OutcomeKind kind(Sending sending) {
        return sending.outcome().toCompletableFuture().join().kind();
    }
}
