package io.adbot.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.adbot.message.MessagingPort;
import io.adbot.message.MessagingPort.Sending;
import io.adbot.message.OutcomeKind;
import io.adbot.message.Permission;
import io.adbot.message.Post;
import io.adbot.message.SendOutcome;
import io.adbot.message.SendRequest;
import io.adbot.value.CycleId;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/**
 * What every {@link MessagingPort} must do, as tests: extend it for an adapter, and say how to bring about what the tests are
 * about. Each test calls {@link #port()} once, and then on it alone.
 *
 * <pre>{@code
 * class MyPortContractTest extends MessagingPortContract {
 *     @Override
 *     protected MessagingPort port() { … }
 *     …
 * }
 * }</pre>
 */
public abstract class MessagingPortContract {

    /** What a send may end in that was cancelled at once. */
    private static final Set<OutcomeKind> AFTER_CANCEL =
            Set.of(OutcomeKind.WITHDRAWN, OutcomeKind.DELIVERED, OutcomeKind.UNKNOWN);

    private int cycles;

    /** For subclasses. */
    protected MessagingPortContract() {}

    /** A port through which {@link #session()} may post to {@link #group()}; a new one for each test. */
    protected abstract MessagingPort port();

    /** A session that is logged in. */
    protected abstract SessionId session();

    /** A group that {@link #session()} may post to, without slow mode. */
    protected abstract GroupId group();

    /** A group that {@link #session()} may not post to, and checks find that out. */
    protected abstract GroupId forbiddenGroup();

    /** A group that {@link #session()} may post to, with slow mode of an hour. */
    protected abstract GroupId slowGroup();

    /** Ends the account of {@link #session()}: it is banned. */
    protected abstract void banSession();

    /** Lets time pass, real or virtual, until a stage completes, and gives its value; fails if it does not. */
    protected abstract <T> T await(CompletionStage<T> stage);

    /** Lets so much time pass that whatever is on its way has arrived. */
    protected abstract void settle();

    /** How many messages have really reached a group. */
    protected abstract int messagesIn(GroupId group);

    /** Something to post. */
    protected Post post() {
        return Post.text("Good morning!");
    }

    /** A request for a delivery of its own. */
    protected final SendRequest requestTo(GroupId group) {
        CycleId cycle = new CycleId("cycle-" + ++cycles);
        return new SendRequest(new DeliveryId(new TenantId("tenant"), cycle, session(), group), 1, post());
    }

    /** A session that may post is told so. */
    @Test
    void aCheckGrantsWhatIsPermitted() {
        assertInstanceOf(Permission.Granted.class, await(port().check(session(), group(), post())));
    }

    /** A session that may not post is told so before it sends. */
    @Test
    void aCheckDeniesWhatIsNotPermitted() {
        Permission permission = await(port().check(session(), forbiddenGroup(), post()));

        Permission.Denied denied = assertInstanceOf(Permission.Denied.class, permission);
        assertFalse(denied.reason().isBlank(), "a refusal says why");
    }

    /** A question never posts anything. */
    @Test
    void aCheckPostsNothing() {
        MessagingPort port = port();
        await(port.check(session(), group(), post()));
        settle();

        assertEquals(0, messagesIn(group()));
    }

    /** What is delivered has reached the group, once. */
    @Test
    void aDeliveredPostIsInTheGroupOnce() {
        SendOutcome outcome = await(sendTo(group(), port()).outcome());
        settle();

        assertInstanceOf(SendOutcome.Delivered.class, outcome);
        assertEquals(1, messagesIn(group()));
    }

    /** Two messages in one group have two ids. */
    @Test
    void everyPostHasAMessageIdOfItsOwn() {
        MessagingPort port = port();

        assertNotEquals(
                await(sendTo(group(), port).outcome()),
                await(sendTo(group(), port).outcome()));
    }

    /** A refusal is certain: nothing was posted. */
    @Test
    void whatIsNotPermittedIsRefusedAndNotPosted() {
        SendOutcome outcome = await(port().send(requestTo(forbiddenGroup())).outcome());
        settle();

        assertEquals(OutcomeKind.NOT_PERMITTED, outcome.kind());
        assertFalse(outcome.reason().isBlank(), "a refusal says why");
        assertEquals(0, messagesIn(forbiddenGroup()));
    }

    /** After a post, a question in a group with slow mode tells how long it still lasts. */
    @Test
    void aCheckTellsWhatIsLeftOfSlowMode() {
        MessagingPort port = port();
        await(sendTo(slowGroup(), port).outcome());

        Permission permission = await(port.check(session(), slowGroup(), post()));

        Duration left = assertInstanceOf(Permission.SlowMode.class, permission).remaining();
        assertTrue(
                left.compareTo(Duration.ofHours(1)) <= 0, "slow mode lasts an hour at most, but " + left + " are left");
    }

    /** A send in slow mode says so, and posts nothing: a port must tell it apart from a flood wait. */
    @Test
    void aSendInSlowModeIsRefusedAsSuch() {
        MessagingPort port = port();
        await(sendTo(slowGroup(), port).outcome());

        SendOutcome outcome = await(port.send(requestTo(slowGroup())).outcome());
        settle();

        assertEquals(OutcomeKind.SLOW_MODE, outcome.kind());
        assertEquals(1, messagesIn(slowGroup()));
    }

    /** A banned account is told as such by the send, and nothing is posted. */
    @Test
    void aSendOfABannedAccountSaysThatItIsLost() {
        MessagingPort port = port();
        banSession();

        SendOutcome outcome = await(port.send(requestTo(group())).outcome());
        settle();

        assertTrue(assertInstanceOf(SendOutcome.AccountLost.class, outcome).banned(), "banned, not only logged out");
        assertEquals(0, messagesIn(group()));
    }

    /** A question about a banned account cannot be answered, and says why. */
    @Test
    void aCheckOfABannedAccountSaysThatItIsLost() {
        MessagingPort port = port();
        banSession();

        Permission permission = await(port.check(session(), group(), post()));

        assertEquals(
                OutcomeKind.ACCOUNT_LOST,
                assertInstanceOf(Permission.Unclear.class, permission).instead().kind());
    }

    /** A cancel tells the truth: what it says was withdrawn never arrives, and what it says was delivered has. */
    @Test
    void aCancelledSendIsNotPostedIfItSaysSo() {
        Sending sending = sendTo(group(), port());
        sending.cancel();
        settle();

        CompletableFuture<SendOutcome> outcome = sending.outcome().toCompletableFuture();
        if (outcome.isDone()) {
            OutcomeKind kind = outcome.join().kind();
            assertTrue(
                    AFTER_CANCEL.contains(kind), "a cancelled send ends as one of " + AFTER_CANCEL + ", not " + kind);
            int expected = kind == OutcomeKind.DELIVERED ? 1 : 0;
            assertTrue(
                    kind == OutcomeKind.UNKNOWN || messagesIn(group()) == expected,
                    kind + ", but the group has " + messagesIn(group()) + " messages");
        }
        assertTrue(messagesIn(group()) <= 1, "posted at most once");
    }

    /** A cancel may be said twice. */
    @Test
    void aSecondCancelChangesNothing() {
        Sending sending = sendTo(group(), port());
        sending.cancel();
        sending.cancel();
        settle();

        assertTrue(messagesIn(group()) <= 1, "posted at most once");
    }

    /** A cancel that comes after the answer is too late, and harmless. */
    @Test
    void aCancelAfterTheAnswerChangesNothing() {
        Sending sending = sendTo(group(), port());
        SendOutcome outcome = await(sending.outcome());
        sending.cancel();
        settle();

        assertEquals(outcome, sending.outcome().toCompletableFuture().join());
        assertEquals(1, messagesIn(group()));
    }

    private Sending sendTo(GroupId group, MessagingPort port) {
        await(port.check(session(), group, post()));
        return port.send(requestTo(group));
    }
}
