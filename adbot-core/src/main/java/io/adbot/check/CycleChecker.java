package io.adbot.check;

import io.adbot.cycle.CycleRules;
import io.adbot.journal.CycleStatus;
import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.journal.JournalEvent.DeliverySkipped;
import io.adbot.journal.JournalEvent.LateAnswer;
import io.adbot.journal.JournalEvent.QuestionFailed;
import io.adbot.journal.JournalEvent.SendSettled;
import io.adbot.journal.SkipReason;
import io.adbot.message.OutcomeKind;
import io.adbot.plan.ExecutionPlan;
import io.adbot.plan.GroupList;
import io.adbot.plan.SessionSchedule;
import io.adbot.time.Nanos;
import io.adbot.time.Tick;
import io.adbot.value.Counted;
import io.adbot.value.CycleId;
import io.adbot.value.DeliveryId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A running cycle: which part a delivery belongs to (E8, E12), groups in flight (E3), its stop (E9) and its end (E5, E8). */
final class CycleChecker {

    private static final long NONE = -1;
    private static final int[] UNTOUCHED = {};

    private final CycleStarted event;
    private final ExecutionPlan plan;
    private final long startedAt;
    private final Map<SessionId, PartChecker> parts;
    private final Breaches breaches;

    private final Resumption resumption;

    /** For each group 1 + the position of the session that has a send to it in flight, or 0. */
    private int[] inFlight = UNTOUCHED;

    private long lastStart = NONE;
    private long stopRequested = NONE;
    private long firstStoppedSkip = NONE;
    private boolean rejected;
    private final EndingSigns signs = new EndingSigns();

    CycleChecker(Tick at, CycleStarted event, SessionCheckers sessions, Resumption resumption, Breaches breaches) {
        this.event = event;
        this.resumption = resumption;
        this.plan = event.plan();
        this.startedAt = at.nanos();
        this.breaches = breaches;
        int count = plan.sessions().size();
        this.parts = new LinkedHashMap<>((int) (count / 0.75f) + 1);
        for (int i = 0; i < count; i++) {
            SessionSchedule schedule = plan.sessions().get(i);
            PartChecker part = new PartChecker(
                    this,
                    sessions.of(schedule.session()),
                    i,
                    schedule,
                    Nanos.plus(startedAt, schedule.offsetNanos()),
                    Nanos.plus(startedAt, plan.slotEnd(i)),
                    breaches);
            if (parts.putIfAbsent(schedule.session(), part) == null) {
                sessions.of(schedule.session()).take(this);
            }
        }
    }

    TenantId tenant() {
        return event.tenant();
    }

    CycleId cycle() {
        return event.cycle();
    }

    long pause() {
        return Math.max(0, event.pauseNanos());
    }

    long delay() {
        return Math.max(0, plan.delayNanos());
    }

    int groups() {
        return plan.groups().size();
    }

    void intended(Tick at, DeliveryId delivery) {
        PartChecker part = part(delivery);
        int group = position(part, delivery);
        if (part == null || group < 0) {
            return;
        }
        if (stopped() != NONE) {
            breaches.add("E9", delivery + " is intended after the cycle was stopped at " + Nanos.text(stopped()));
        }
        checkNotDoneBefore(delivery, "is intended");
        part.intended(at, delivery, group);
        takeGroup(delivery, group, part);
    }

    /** A settlement; false if it belongs to no part of this cycle, so that nobody has learned from it yet. */
    boolean settled(Tick at, SendSettled settled) {
        PartChecker part = part(settled.delivery());
        int group = position(part, settled.delivery());
        if (part == null || group < 0) {
            return false;
        }
        part.settled(at, settled, group);
        signs.settled(settled.outcome());
        if (inFlight.length > 0 && inFlight[group] == part.index() + 1) {
            inFlight[group] = 0;
        }
        if (settled.outcome() == OutcomeKind.REJECTED && !rejected) {
            // The same answer would come everywhere, so nobody goes on.
            rejected = true;
            parts.values().forEach(each -> each.heard(OutcomeKind.REJECTED));
        }
        return true;
    }

    void skipped(Tick at, DeliverySkipped skipped) {
        if (skipped.reason() == SkipReason.STOPPED && firstStoppedSkip == NONE) {
            firstStoppedSkip = at.nanos();
        }
        PartChecker part = part(skipped.delivery());
        int group = position(part, skipped.delivery());
        if (part != null && group >= 0) {
            if (skipped.reason() == SkipReason.RESUMED) {
                leftOut(skipped.delivery());
            }
            signs.skipped(skipped.reason());
            part.skipped(at, skipped, group);
        }
    }

    /** E10, of a delivery that is left out as done before. */
    private void leftOut(DeliveryId delivery) {
        if (resumption.show()) {
            checkWhatWasIntended();
        }
        ResumedDeliveries done = resumption.done();
        if (done == null) {
            breaches.add(
                    "E10",
                    delivery + " is left out as resumed, but " + this
                            + " resumes none: no cycle of the tenant was stopped or interrupted just before it");
        } else if (!done.mayContain(plan.mode(), delivery.session(), delivery.group())) {
            breaches.add(
                    "E10",
                    delivery + " is left out as resumed although the post cannot have arrived in " + done
                            + ", which this one resumes");
        }
    }

    /** Only now it shows that the cycle resumes another; what it has sent is held against that too. */
    private void checkWhatWasIntended() {
        parts.forEach((session, part) -> part.forEachThatMayArrive(group -> checkNotDoneBefore(
                new DeliveryId(tenant(), cycle(), session, plan.groups().get(group)), "was intended")));
    }

    private void checkNotDoneBefore(DeliveryId delivery, String intended) {
        ResumedDeliveries done = resumption.done();
        if (done != null && done.contains(plan.mode(), delivery.session(), delivery.group())) {
            breaches.add(
                    "E10",
                    delivery + " " + intended + " although the post may have arrived in " + done
                            + ", which this one resumes");
        }
    }

    /** An answer to a delivery of this cycle came late. */
    void answeredLate(LateAnswer late) {
        PartChecker part = part(late.delivery());
        int group = position(part, late.delivery());
        if (part != null && group >= 0) {
            part.answeredLate(late.delivery(), group);
        }
    }

    /** A session asks again about permission, after a pause. */
    void questionFailed(Tick at, QuestionFailed failed) {
        PartChecker part = part(failed.delivery());
        if (position(part, failed.delivery()) >= 0 && part != null) {
            part.asksAgain(Nanos.plus(at.nanos(), Math.max(0, failed.retryAfterNanos())));
        }
    }

    /** Checks that a delivery of which something is told is one of this cycle's. */
    void mentioned(DeliveryId delivery) {
        position(part(delivery), delivery);
    }

    /** A session, if it takes part, was told something outside of a settlement. */
    void heard(SessionId session, OutcomeKind outcome) {
        PartChecker part = parts.get(session);
        if (part != null) {
            part.heard(outcome);
        }
    }

    void stopRequested(Tick at) {
        if (stopRequested == NONE) {
            stopRequested = at.nanos();
            signs.stopRequested(parts.values().stream().anyMatch(part -> part.missing() > 0));
        }
    }

    boolean wasStopRequested() {
        return stopRequested != NONE;
    }

    /** E9, of a start. */
    void checkStart(long started, DeliveryId delivery) {
        if (stopped() != NONE && !CycleRules.beforeStop(started, stopped())) {
            breaches.add(
                    "E9",
                    delivery + " starts at " + Nanos.text(started) + ", after the cycle was stopped at "
                            + Nanos.text(stopped()));
        }
    }

    void started(long started) {
        lastStart = Math.max(lastStart, started);
    }

    void ended(Tick at, CycleStatus status) {
        if (CycleRules.accountsForAll(status)) {
            checkDeliveries(status);
            checkDelay(at);
        }
        close();
    }

    private void checkDeliveries(CycleStatus status) {
        String missing = missing();
        if (missing != null) {
            breaches.add("E8", this + " ends as " + status.wire() + " while " + missing);
        } else {
            signs.check(this, status, breaches);
        }
    }

    private void checkDelay(Tick at) {
        if (lastStart != NONE && at.nanos() < CycleRules.cycleEnd(lastStart, delay())) {
            breaches.add(
                    "E5",
                    this + " ends at " + Nanos.text(at.nanos()) + ", " + Distance.text(at.nanos(), lastStart)
                            + " the start of its last send; the delay is " + Nanos.text(delay()));
        }
    }

    /** E8: was every session with something to do told that it cannot see the source, and has none posted it anywhere? */
    boolean isSourceUnseen() {
        return parts.values().stream().anyMatch(PartChecker::seesNoSource)
                && parts.values().stream().allMatch(part -> part.deliveries() == 0 || part.seesNoSource());
    }

    /** After an opening: a send that was in flight when it interrupted the cycle ends as unknown. False if none was. */
    boolean giveUp(DeliveryId delivery) {
        PartChecker part = parts.get(delivery.session());
        return part != null && part.giveUp(plan.groups().indexOf(delivery.group()));
    }

    /** After an opening: a delivery that had not ended and was not in flight is skipped. False if there was none. */
    boolean leave(DeliveryId delivery) {
        PartChecker part = parts.get(delivery.session());
        return part != null && part.leave(plan.groups().indexOf(delivery.group()));
    }

    /** The cycle is over, or counts as over. */
    void close() {
        parts.values().forEach(PartChecker::close);
        resumption.over();
    }

    /** An opening interrupts the cycle; that its sessions have nothing in flight any more they know by themselves. */
    void interrupted() {
        resumption.over();
    }

    /** May a post of this delivery have arrived, or be on its way? */
    boolean mayArrive(DeliveryId delivery) {
        PartChecker part = parts.get(delivery.session());
        int group = plan.groups().indexOf(delivery.group());
        return part != null && part.has(group) && part.mayArrive(group);
    }

    /** What a cycle leaves out that says that it resumes this one; had this one resumed another, it would have said so too. */
    ResumedDeliveries toBeLeftOut() {
        ResumedDeliveries done = new ResumedDeliveries(toString());
        ResumedDeliveries before = resumption.done();
        if (before != null) {
            done.addAll(before);
        }
        parts.forEach((session, part) -> part.forEachThatMayArrive(
                group -> done.add(session, plan.groups().get(group))));
        return done;
    }

    /** What a cycle may leave out that turns out to resume this one, which may have resumed another without showing it. */
    ResumedDeliveries mayBeLeftOut() {
        ResumedDeliveries done = toBeLeftOut();
        if (resumption.isOpen()) {
            done.missSome();
        }
        return done;
    }

    /** What a person is told of a cycle that has not ended. */
    OpenCycle open() {
        long count = parts.values().stream().mapToLong(PartChecker::missing).sum();
        String missing = missing();
        return new OpenCycle(
                event.tenant(),
                event.cycle(),
                count,
                this + " runs since " + Nanos.text(startedAt) + " and has not ended; "
                        + (missing == null ? "every delivery has its outcome" : missing));
    }

    @Override
    public String toString() {
        return "cycle " + event.tenant() + "/" + event.cycle();
    }

    /** The part of the delivery's session; null, and told of, if it has none. */
    private @Nullable PartChecker part(DeliveryId delivery) {
        PartChecker part = parts.get(delivery.session());
        if (part == null) {
            breaches.add("E8", delivery + " is not in the plan: the session does not take part in the cycle");
        }
        return part;
    }

    /**
     * Where the delivery's group stands in the plan; −1 if there is no part, and, told of, if the group is not one of the
     * part's. Mostly the session is still there or goes on to it: no need to search.
     */
    private int position(@Nullable PartChecker part, DeliveryId delivery) {
        if (part == null) {
            return -1;
        }
        GroupList all = plan.groups();
        int likely = part.likelyGroup();
        int group = likely < all.size() && all.get(likely).equals(delivery.group())
                ? likely
                : all.indexOf(delivery.group());
        if (group < 0) {
            breaches.add("E8", delivery + " is not in the plan: the group is not one of the cycle's");
        } else if (!part.has(group)) {
            breaches.add("E12", delivery + " was handed over: by the plan the group belongs to another session");
            return -1;
        }
        return group;
    }

    private void takeGroup(DeliveryId delivery, int group, PartChecker part) {
        if (inFlight.length == 0) {
            inFlight = new int[groups()];
        }
        int holder = inFlight[group] - 1;
        if (holder >= 0 && holder != part.index()) {
            breaches.add(
                    "E3",
                    delivery + " is intended while session "
                            + plan.sessions().get(holder).session() + " has a send to the group in flight");
        }
        inFlight[group] = part.index() + 1;
    }

    /** When the cycle was stopped; a journal that does not say so shows it by the first delivery skipped for it. */
    private long stopped() {
        return stopRequested != NONE ? stopRequested : firstStoppedSkip;
    }

    private @Nullable String missing() {
        long missing = 0;
        PartChecker first = null;
        for (PartChecker part : parts.values()) {
            missing += part.missing();
            first = first == null && part.missing() > 0 ? part : first;
        }
        if (first == null) {
            return null;
        }
        long all = parts.values().stream().mapToLong(PartChecker::deliveries).sum();
        return missing + " of " + Counted.of(all, "delivery", "deliveries") + (missing == 1 ? " has" : " have")
                + " no outcome, the first being " + first + "→"
                + plan.groups().get(first.firstMissing());
    }
}
