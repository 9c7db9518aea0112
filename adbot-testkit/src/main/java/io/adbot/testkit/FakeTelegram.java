package io.adbot.testkit;

import io.adbot.message.MessagingPort;
import io.adbot.message.Permission;
import io.adbot.message.Post;
import io.adbot.message.SendOutcome;
import io.adbot.message.SendRequest;
import io.adbot.testkit.Luck.Purpose;
import io.adbot.time.EventLoop;
import io.adbot.time.Nanos;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A Telegram in memory: it answers as the real one does, down to its errors, and knows what was really posted. It lives in
 * virtual time, or on an engine's own loop in real time.
 *
 * <pre>{@code
 * VirtualTime time = new VirtualTime();
 * FakeTelegram telegram = new FakeTelegram(time);                    // calm: everything succeeds
 * telegram.script(session, group, new SendOutcome.FloodWait(Duration.ofSeconds(30)));
 * telegram.slowMode(otherGroup, Duration.ofMinutes(5));
 * // … run the engine …
 * telegram.ledger().assertAgreesWith(journal.entries());
 * telegram.ledger().assertNoViolations();
 * }</pre>
 *
 * <p><b>Setting.</b> Every session is logged in and every group lets it post, without any preparation, unless the
 * {@link TelegramBehaviour} or the test says otherwise. What a test says goes before what the behaviour would draw.
 *
 * <p><b>A send</b> reaches Telegram after the behaviour's latency. Only then is it decided what becomes of it, and, if it is
 * accepted, is it posted; the answer comes at that same instant, unless it is late or lost. Until then it can be cancelled.
 *
 * <p><b>Chance.</b> All of it comes from the seed. The same seed and the same calls at the same times give the same answers;
 * and what befalls one session in one group depends on nothing that others do.
 *
 * <p>Threads: one at a time, as the {@link EventLoop} has it. Stages complete on the loop, in {@link VirtualTime} while the time
 * is driven; a question that takes no time is answered at once.
 */
public final class FakeTelegram implements MessagingPort {

    private static final CompletionStage<Permission> GRANTED = CompletableFuture.completedStage(Permission.granted());
    private static final SendOutcome WITHDRAWN = new SendOutcome.Withdrawn();

    private final EventLoop time;
    private final long seed;
    private final Judge judge;
    private final Ledger ledger = new Ledger();
    private final Supervisor supervisor = new Supervisor(ledger);
    private final Map<SessionId, Account> accounts = new LinkedHashMap<>();
    private final Map<GroupId, FakeGroup> groups = new HashMap<>();
    private @Nullable Membership latest;
    private Function<SendRequest, Answer> answers = request -> Answer.asUsual();
    private boolean answersAsUsual = true;
    private long latencyLeast;
    private boolean latencyFixed;
    private long answerLimit;
    private int life;

    /** A {@linkplain TelegramBehaviour#calm() calm} Telegram, always the same. */
    public FakeTelegram(EventLoop time) {
        this(time, TelegramBehaviour.calm(), 1);
    }

    /**
     * A Telegram that behaves as it is told.
     *
     * @param time in which it lives
     * @param behaviour how it behaves
     * @param seed where all chance comes from
     */
    public FakeTelegram(EventLoop time, TelegramBehaviour behaviour, long seed) {
        this.time = Objects.requireNonNull(time);
        this.seed = seed;
        this.judge = new Judge(seed, behaviour);
        readBehaviour();
    }

    /** What was really posted, and what the engine did wrong. */
    public Ledger ledger() {
        return ledger;
    }

    /** Which kinds of trouble it has made so far; a view. */
    Set<Trouble> troubles() {
        return judge.made();
    }

    /** How it behaves now. */
    public TelegramBehaviour behaviour() {
        return judge.behaviour();
    }

    /** Where all chance comes from. */
    public long seed() {
        return seed;
    }

    /** Behaves like this from now on. What the test said, and what happened to accounts, stays. */
    public void behave(TelegramBehaviour behaviour) {
        judge.behave(behaviour);
        readBehaviour();
    }

    @Override
    public CompletionStage<Permission> check(SessionId session, GroupId group, Post post) {
        Membership membership = membership(session, group);
        long number = membership.checks++;
        DurationRange latency = judge.behaviour().checkLatency();
        if (latency.mostNanos() == 0) {
            Permission permission = judge.permission(membership, post, number, now());
            supervisor.answered(membership, now(), permission);
            return stage(permission);
        }
        CompletableFuture<Permission> answer = new CompletableFuture<>();
        long due = now() + latency.pick(Luck.draw(membership.stream(), number, Purpose.CHECK_LATENCY));
        time.wakeAt(due, new PendingCheck(membership, post, number, answer, life));
        return answer;
    }

    @Override
    public Sending send(SendRequest request) {
        Membership membership =
                membership(request.delivery().session(), request.delivery().group());
        FakeSend send = new FakeSend(this, request, membership, now(), life);
        supervisor.started(send, answerLimit);
        long latency = latencyFixed
                ? latencyLeast
                : Nanos.plus(
                        judge.behaviour().latency().pick(Luck.draw(membership.stream(), send.number, Purpose.LATENCY)),
                        judge.hiddenWait(send));
        send.arriveBy(time.wakeAt(send.startedAt + latency, send));
        return send;
    }

    // What a test can say.

    /** Answers the next sends of a session to a group like this, one after the other; then as usual again. */
    public void script(SessionId session, GroupId group, SendOutcome... outcomes) {
        for (SendOutcome outcome : outcomes) {
            membership(session, group).script().add(Answer.of(outcome));
        }
    }

    /** Answers the next sends of a session to a group like this, one after the other; then as usual again. */
    public void script(SessionId session, GroupId group, Answer... scripted) {
        for (Answer answer : scripted) {
            membership(session, group).script().add(answer);
        }
    }

    /**
     * Asks the test about every send that arrives and has no script.
     *
     * @param decide the answer to a request; {@link Answer#asUsual()} where the test does not care
     */
    public void answerWith(Function<SendRequest, Answer> decide) {
        answers = Objects.requireNonNull(decide);
        answersAsUsual = false;
    }

    /** Keeps what a session sends until the test {@linkplain #answer answers} it or {@linkplain #release releases} it. */
    public void hold(SessionId session) {
        account(session).hold();
    }

    /** How many sends of a session are kept. */
    public int held(SessionId session) {
        return account(session).held();
    }

    /**
     * Answers the oldest send of a session that is kept.
     *
     * @throws IllegalStateException if none is
     */
    public void answer(SessionId session, Answer answer) {
        FakeSend send = account(session).nextHeld();
        if (send == null) {
            throw new IllegalStateException(
                    "no send of " + session + " is kept; hold(session) before it is sent, and let its latency pass");
        }
        decide(send, answer);
    }

    /** Lets a session's sends go on as usual, those first that were kept. */
    public void release(SessionId session) {
        Account account = account(session);
        account.release();
        for (FakeSend send = account.nextHeld(); send != null; send = account.nextHeld()) {
            arrived(send);
        }
    }

    /** A session may not post to a group: checks and sends say so. */
    public void deny(SessionId session, GroupId group, String reason) {
        membership(session, group).script().denied = Objects.requireNonNull(reason);
    }

    /** A session may not post to a group, but checks say it may: only sends find out. */
    public void refuse(SessionId session, GroupId group, String reason) {
        membership(session, group).script().refused = Objects.requireNonNull(reason);
    }

    /** A session may post to a group, whatever was said or drawn before. */
    public void allow(SessionId session, GroupId group) {
        Script script = membership(session, group).script();
        script.allowed = true;
        script.denied = null;
        script.refused = null;
    }

    /**
     * Puts a group into slow mode: after each post there a session waits so long before the next.
     *
     * @param wait zero to end it
     */
    public void slowMode(GroupId group, Duration wait) {
        group(group).setSlowMode(Nanos.of("wait", wait));
    }

    /** A session cannot see the messages that are to be forwarded. */
    public void hideSource(SessionId session) {
        account(session).sourceHidden = true;
    }

    /** Refuses a post everywhere. */
    public void reject(Post post, String reason) {
        judge.reject(post, Objects.requireNonNull(reason));
    }

    /** Bans an account. */
    public void ban(SessionId session) {
        account(session).verdict = Judge.BANNED;
    }

    /** Logs a session out: it needs a new login. */
    public void logOut(SessionId session) {
        account(session).verdict = Judge.LOGGED_OUT;
    }

    /** Limits an account. */
    public void limit(SessionId session) {
        account(session).verdict = Judge.LIMITED;
    }

    /** Puts an account in order that was banned, logged out or limited, or that could not see the message to forward. */
    public void restore(SessionId session) {
        account(session).verdict = null;
        account(session).sourceHidden = false;
    }

    /**
     * Is not to be reached for so long, from now on: checks fail as transient; of the sends that would arrive, every other one
     * fails as transient and the others are neither posted nor answered.
     */
    public void outage(Duration length) {
        judge.outageUntil(Nanos.plus(now(), Nanos.of("length", length)));
    }

    /**
     * Takes note that the engine crashed: nothing that it asked for is answered any more, and of its sends that are still on
     * their way every other one, by chance, never left. The waits that the engine was told of are no longer held against it:
     * the journal says which of them it can know of, and a check of the journal finds out whether it kept those.
     */
    public void crash() {
        life++;
        accounts.values().forEach(account -> {
            account.forgetWhatItWasTold();
            for (FakeSend send = account.nextHeld(); send != null; send = account.nextHeld()) {
                time.execute(send);
            }
        });
    }

    // What becomes of sends.

    void arrived(FakeSend send) {
        Membership membership = send.membership;
        if (send.life != life) {
            if (Luck.draw(membership.stream(), send.number, Purpose.CRASH) < 0) {
                decide(send, judge.verdict(send, now()));
            }
            return;
        }
        if (membership.account.isHolding()) {
            membership.account.keep(send);
            return;
        }
        Answer answer = membership.scripted();
        if (answer == null && !answersAsUsual) {
            answer = answers.apply(send.request());
        }
        decide(send, answer == null ? Answer.asUsual() : answer);
    }

    void cancelled(FakeSend send) {
        if (send.hasArrived() || !judge.behaviour().confirmsCancel()) {
            return;
        }
        send.takeBack();
        send.membership.account.forget(send);
        time.execute(new Reply(send, WITHDRAWN));
    }

    private void decide(FakeSend send, Answer wanted) {
        send.markArrived();
        Answer answer = wanted.isAsUsual() ? judge.verdict(send, now()) : wanted;
        SendOutcome outcome = answer.outcome();
        if (answer.isPosted()) {
            outcome = post(send, outcome);
        }
        if (answer.isSilent() || outcome == null) {
            return;
        }
        long delay = wanted.isAsUsual() ? answer.afterNanos() : Math.max(wanted.afterNanos(), answer.afterNanos());
        if (delay == 0) {
            reply(send, outcome);
        } else {
            time.wakeAt(Nanos.plus(now(), delay), new Reply(send, outcome));
        }
    }

    /** Posts, and gives the answer that the sender is to get. */
    private SendOutcome post(FakeSend send, @Nullable SendOutcome scripted) {
        long messageId = scripted instanceof SendOutcome.Delivered delivered
                ? delivered.messageId()
                : send.membership.group.nextMessage();
        supervisor.posted(send, now());
        ledger.add(send.request(), time, messageId);
        return scripted == null ? new SendOutcome.Delivered(messageId) : scripted;
    }

    private void reply(FakeSend send, SendOutcome outcome) {
        if (send.life == life) {
            supervisor.answered(send, now(), outcome);
            send.answer(outcome);
        }
    }

    private static CompletionStage<Permission> stage(@Nullable Permission permission) {
        if (permission == null) {
            return new CompletableFuture<>();
        }
        return permission instanceof Permission.Granted ? GRANTED : CompletableFuture.completedStage(permission);
    }

    private void readBehaviour() {
        DurationRange latency = judge.behaviour().latency();
        latencyLeast = latency.leastNanos();
        latencyFixed = latency.leastNanos() == latency.mostNanos();
        answerLimit = judge.behaviour().answerLimit().toNanos();
    }

    /** Mostly a send follows the question whether it may be. */
    private Membership membership(SessionId session, GroupId group) {
        Membership asked = latest;
        if (asked != null && asked.isOf(session) && asked.isIn(group)) {
            return asked;
        }
        Account account = account(session);
        Membership known = account.memberships.in(group);
        latest = known == null ? account.memberships.join(account, group(group)) : known;
        return latest;
    }

    private Account account(SessionId session) {
        Account known = accounts.get(session);
        if (known == null) {
            known = new Account(session, seed);
            accounts.put(session, known);
        }
        return known;
    }

    private FakeGroup group(GroupId id) {
        return groups.computeIfAbsent(id, unknown -> new FakeGroup(unknown, seed));
    }

    private long now() {
        return time.now().nanos();
    }

    @Override
    public String toString() {
        return "FakeTelegram[seed " + seed + ", " + judge + "]";
    }

    /** An answer on its way. */
    private final class Reply implements Runnable {
        private final FakeSend send;
        private final SendOutcome outcome;

        Reply(FakeSend send, SendOutcome outcome) {
            this.send = send;
            this.outcome = outcome;
        }

        @Override
        public void run() {
            reply(send, outcome);
        }

        @Override
        public String toString() {
            return "answer " + outcome.kind().wire() + " to " + send.membership;
        }
    }

    /** A question on its way. */
    private final class PendingCheck implements Runnable {
        private final Membership membership;
        private final Post post;
        private final long number;
        private final CompletableFuture<Permission> answer;
        private final int asked;

        PendingCheck(Membership membership, Post post, long number, CompletableFuture<Permission> answer, int asked) {
            this.membership = membership;
            this.post = post;
            this.number = number;
            this.answer = answer;
            this.asked = asked;
        }

        @Override
        public void run() {
            Permission permission = judge.permission(membership, post, number, now());
            if (permission != null && asked == life) {
                supervisor.answered(membership, now(), permission);
                answer.complete(permission);
            }
        }

        @Override
        public String toString() {
            return "check " + membership + " on its way";
        }
    }
}
