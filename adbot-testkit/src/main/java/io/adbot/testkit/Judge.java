package io.adbot.testkit;

import io.adbot.message.Permission;
import io.adbot.message.Post;
import io.adbot.message.SendOutcome;
import io.adbot.testkit.Luck.Purpose;
import io.adbot.time.Nanos;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides, by behaviour and luck, what Telegram makes of a question and of a send that arrives. */
final class Judge {

    static final SendOutcome LIMITED = new SendOutcome.AccountLimited("PEER_FLOOD");
    static final SendOutcome BANNED = new SendOutcome.AccountLost(true, "USER_DEACTIVATED_BAN");
    static final SendOutcome LOGGED_OUT = new SendOutcome.AccountLost(false, "AUTH_KEY_UNREGISTERED");

    private static final SendOutcome OFFLINE = new SendOutcome.Transient("no connection: the request did not leave");
    private static final SendOutcome NO_SOURCE =
            new SendOutcome.SourceUnavailable("the message to forward is not found");
    private static final Permission CHECK_FAILED =
            Permission.unclear(new SendOutcome.Transient("the question was not answered: Internal Server Error"));
    private static final Permission CHECK_OFFLINE = Permission.unclear(OFFLINE);
    private static final Permission CHECK_NO_SOURCE = Permission.unclear(NO_SOURCE);

    /** TDLib waits by itself for as long (td/telegram/net/NetQueryDispatcher, {@code total_timeout_limit}). */
    private static final DurationRange HIDDEN_WAIT =
            DurationRange.between(Duration.ofSeconds(1), Duration.ofSeconds(60));

    private final long seed;
    private final Map<Post, String> rejected = new HashMap<>();
    private final Set<Trouble> made = EnumSet.noneOf(Trouble.class);
    private long outageUntil = Long.MIN_VALUE;

    private TelegramBehaviour behaviour;
    private Odds sendOdds;
    private Odds checkOdds;
    private double deniedShare;
    private double refusedShare;
    private double slowShare;
    private double hiddenShare;
    private long slowMode;
    private @Nullable FloodLimit floodLimit;
    private @Nullable OutagePattern outages;

    Judge(long seed, TelegramBehaviour behaviour) {
        this.seed = seed;
        this.behaviour = behaviour;
        this.sendOdds = new Odds(behaviour, Trouble.Scope.SEND);
        this.checkOdds = new Odds(behaviour, Trouble.Scope.CHECK);
        behave(behaviour);
    }

    void behave(TelegramBehaviour next) {
        behaviour = next;
        sendOdds = new Odds(next, Trouble.Scope.SEND);
        checkOdds = new Odds(next, Trouble.Scope.CHECK);
        deniedShare = next.chance(Trouble.DENIED);
        refusedShare = next.chance(Trouble.REFUSED);
        slowShare = next.chance(Trouble.SLOW_MODE);
        hiddenShare = next.chance(Trouble.SOURCE_HIDDEN);
        slowMode = next.slowMode().toNanos();
        floodLimit = next.floodLimit().orElse(null);
        outages = next.outages().orElse(null);
    }

    TelegramBehaviour behaviour() {
        return behaviour;
    }

    /** Which kinds of trouble it has made so far; a view. */
    Set<Trouble> made() {
        return Collections.unmodifiableSet(made);
    }

    void outageUntil(long nanos) {
        outageUntil = Math.max(outageUntil, nanos);
    }

    void reject(Post post, String reason) {
        rejected.put(post, reason);
    }

    /** The answer to a question; null if it never comes. */
    @Nullable
    Permission permission(Membership membership, Post post, long number, long now) {
        if (isOut(now)) {
            return CHECK_OFFLINE;
        }
        Account account = membership.account;
        SendOutcome verdict = account.verdict;
        if (verdict != null && verdict != LIMITED) { // What is limited may still ask: only a send finds out.
            return Permission.unclear(verdict);
        }
        if (!checkOdds.isNone()) {
            Trouble trouble = checkOdds.at(Luck.unit(Luck.draw(membership.stream(), number, Purpose.CHECK_TROUBLE)));
            if (trouble != null) {
                return troubled(trouble, membership, number, now);
            }
        }
        if (!rejected.isEmpty() && rejected.containsKey(post)) {
            return Permission.unclear(new SendOutcome.Rejected(rejected.get(post)));
        }
        if (post instanceof Post.Forward && account.hidesSourceFromCheck(hiddenShare)) {
            made.add(Trouble.SOURCE_HIDDEN);
            return CHECK_NO_SOURCE;
        }
        String denial = membership.denial(deniedShare);
        if (denial != null) {
            made.add(Trouble.DENIED);
            return Permission.denied(denial);
        }
        long left = membership.group.hidesSlowModeFromCheck() ? 0 : slowModeLeft(membership, now);
        return left > 0 ? Permission.slowMode(Duration.ofNanos(left)) : Permission.granted();
    }

    private @Nullable Permission troubled(Trouble trouble, Membership membership, long number, long now) {
        made.add(trouble);
        return switch (trouble) {
            case CHECK_SILENT -> null;
            case CHECK_FLOOD -> {
                long length = behaviour.floodWait().pick(Luck.draw(membership.stream(), number, Purpose.CHECK_LENGTH));
                membership.account.flood.begin(now, length);
                yield Permission.unclear(new SendOutcome.FloodWait(Duration.ofNanos(length)));
            }
            default -> CHECK_FAILED;
        };
    }

    /** How long a send waits in the library before it is on its way, without a word about it. */
    long hiddenWait(FakeSend send) {
        Membership membership = send.membership;
        if (sendOdds.isNone()
                || sendOdds.at(Luck.unit(Luck.draw(membership.stream(), send.number, Purpose.TROUBLE)))
                        != Trouble.HIDDEN_WAIT) {
            return 0;
        }
        made.add(Trouble.HIDDEN_WAIT);
        return HIDDEN_WAIT.pick(Luck.draw(membership.stream(), send.number, Purpose.LENGTH));
    }

    /** What becomes of a send that arrives now. */
    Answer verdict(FakeSend send, long now) {
        Membership membership = send.membership;
        Account account = membership.account;
        if (isOut(now)) {
            boolean noticed = Luck.draw(membership.stream(), send.number, Purpose.OUTAGE) < 0;
            return noticed ? Answer.of(OFFLINE) : Answer.never();
        }
        SendOutcome lost = account.verdict;
        if (lost != null) {
            return Answer.of(lost);
        }
        Trouble trouble = sendOdds.isNone()
                ? null
                : sendOdds.at(Luck.unit(Luck.draw(membership.stream(), send.number, Purpose.TROUBLE)));
        if (trouble == Trouble.NEVER_LEFT) {
            made.add(trouble);
            return Answer.of(OFFLINE);
        }
        long wait = account.flood.ask(now, floodLimit, behaviour.floodWait().mostNanos());
        if (wait > 0) {
            return Answer.of(new SendOutcome.FloodWait(Duration.ofNanos(wait)));
        }
        Answer refusal = trouble == null ? null : refusal(trouble, send, now);
        if (refusal == null) {
            refusal = refusal(send, now);
        }
        if (refusal != null) {
            return refusal;
        }
        return trouble == null ? Answer.delivered() : postedWith(trouble, send);
    }

    /** What befalls a send by chance before anybody looks at where it goes. */
    private @Nullable Answer refusal(Trouble trouble, FakeSend send, long now) {
        Account account = send.membership.account;
        switch (trouble) {
            case FLOOD -> {
                made.add(trouble);
                long length =
                        behaviour.floodWait().pick(Luck.draw(send.membership.stream(), send.number, Purpose.LENGTH));
                account.flood.begin(now, length);
                return Answer.of(new SendOutcome.FloodWait(Duration.ofNanos(length)));
            }
            case ACCOUNT_LIMITED -> account.verdict = LIMITED;
            case ACCOUNT_BANNED -> account.verdict = BANNED;
            case LOGGED_OUT -> account.verdict = LOGGED_OUT;
            case CONTENT_REJECTED -> reject(send.request().post(), "MESSAGE_ID_INVALID");
            default -> {}
        }
        SendOutcome verdict = account.verdict;
        if (verdict == null) {
            return null;
        }
        made.add(trouble);
        return Answer.of(verdict);
    }

    /** Why the send may not be posted where it goes. */
    private @Nullable Answer refusal(FakeSend send, long now) {
        Membership membership = send.membership;
        Post post = send.request().post();
        if (!rejected.isEmpty() && rejected.containsKey(post)) {
            made.add(Trouble.CONTENT_REJECTED);
            return Answer.of(new SendOutcome.Rejected(rejected.get(post)));
        }
        if (post instanceof Post.Forward && !membership.account.seesSource(hiddenShare)) {
            made.add(Trouble.SOURCE_HIDDEN);
            return Answer.of(NO_SOURCE);
        }
        String denial = membership.denial(deniedShare);
        String reason = denial == null ? membership.refusal(refusedShare) : denial;
        if (reason != null) {
            made.add(denial == null ? Trouble.REFUSED : Trouble.DENIED);
            return Answer.of(new SendOutcome.NotPermitted(reason));
        }
        long left = slowModeLeft(membership, now);
        return left > 0 ? Answer.of(new SendOutcome.SlowMode(Duration.ofNanos(left))) : null;
    }

    private long slowModeLeft(Membership membership, long now) {
        long left = membership.slowModeLeft(now, membership.group.slowMode(slowShare, slowMode));
        if (left > 0) {
            made.add(Trouble.SLOW_MODE);
        }
        return left;
    }

    private Answer postedWith(Trouble trouble, FakeSend send) {
        made.add(trouble);
        return switch (trouble) {
            case AMBIGUOUS ->
                Luck.draw(send.membership.stream(), send.number, Purpose.POSTED) < 0
                        ? Answer.unknownButPosted("Request aborted")
                        : Answer.unknown("Request aborted");
            case ANSWER_LOST -> Answer.lost();
            case ANSWER_LATE ->
                Answer.delivered()
                        .after(Duration.ofNanos(behaviour
                                .lateBy()
                                .pick(Luck.draw(send.membership.stream(), send.number, Purpose.LENGTH))));
            default -> Answer.delivered();
        };
    }

    private boolean isOut(long now) {
        return now < outageUntil || (outages != null && outages.covers(now, seed));
    }

    @Override
    public String toString() {
        return behaviour + (outageUntil > 0 ? ", outage until " + Nanos.text(outageUntil) : "");
    }
}
