package io.adbot.testkit;

import io.adbot.message.Permission;
import io.adbot.message.SendOutcome;
import io.adbot.plan.PlanRules;
import io.adbot.time.Nanos;
import io.adbot.value.Breach;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at every send as it starts, and notes in the ledger what no rule allows. */
final class Supervisor {

    private static final Logger log = LoggerFactory.getLogger(FakeTelegram.class);

    private final Ledger ledger;

    Supervisor(Ledger ledger) {
        this.ledger = ledger;
    }

    void started(FakeSend send, long answerLimit) {
        Membership membership = send.membership;
        long now = send.startedAt;
        SessionWatch session = membership.account.watch;
        long gap = session.sinceLastStart(now);
        FakeSend before = session.begin(send);
        if (before != null && before.isInFlight(now, answerLimit, send.life)) {
            breach("E2", send, "while " + before.membership + " of the same session is in flight");
        }
        if (gap < PlanRules.MINIMUM_DELAY_NANOS) {
            breach("E1", send, Nanos.text(gap) + " after the session's last start");
        }
        FakeSend inGroup = membership.group.begin(send);
        if (inGroup != null && inGroup != before && inGroup.isInFlight(now, answerLimit, send.life)) {
            breach("E3", send, "while " + inGroup.membership + " of the same tenant is in flight");
        }
        long flood = session.toldToWait(now);
        if (flood > 0) {
            breach("E7", send, Nanos.text(flood) + " before the end of a flood wait");
        }
        long slow = membership.toldToWait(now);
        if (slow > 0) {
            breach("G2", send, Nanos.text(slow) + " before the end of the group's slow mode");
        }
        if (!membership.usePermission()) {
            breach("G1", send, "without having been told that it may");
        }
    }

    void answered(FakeSend send, long now, SendOutcome outcome) {
        send.membership.account.watch.end(send);
        send.membership.group.end(send);
        answered(send.membership, now, outcome);
    }

    private void answered(Membership membership, long now, SendOutcome outcome) {
        if (outcome instanceof SendOutcome.FloodWait flood) {
            membership.account.watch.tellToWait(now, flood.retryAfter().toNanos());
        } else if (outcome instanceof SendOutcome.SlowMode slow) {
            membership.tellToWait(now, slow.retryAfter().toNanos());
        }
    }

    void answered(Membership membership, long now, @Nullable Permission permission) {
        if (permission instanceof Permission.Unclear unclear) {
            answered(membership, now, unclear.instead());
        } else if (permission instanceof Permission.SlowMode slow) {
            membership.tellPermission(true);
            membership.tellToWait(now, slow.remaining().toNanos());
        } else {
            membership.tellPermission(permission instanceof Permission.Granted);
        }
    }

    void posted(FakeSend send, long now) {
        if (send.membership.posted(send.request().delivery(), now)) {
            breach("E6", send, "a second time");
        }
    }

    private void breach(String rule, FakeSend send, String how) {
        Breach breach = new Breach(
                rule,
                send.request().delivery() + " was sent " + how + ", started " + Nanos.text(send.startedAt)
                        + " after the beginning");
        log.warn("{}", breach);
        ledger.add(breach);
    }
}
