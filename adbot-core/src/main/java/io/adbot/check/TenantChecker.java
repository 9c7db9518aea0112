package io.adbot.check;

import io.adbot.cycle.CycleRules;
import io.adbot.journal.CycleStatus;
import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.journal.JournalEvent.DeliverySkipped;
import io.adbot.journal.JournalEvent.SendSettled;
import io.adbot.message.OutcomeKind;
import io.adbot.plan.PlanRules;
import io.adbot.time.Nanos;
import io.adbot.time.Tick;
import io.adbot.value.CycleId;
import io.adbot.value.DeliveryId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The cycles of a tenant, one after the other (E5): the one that runs, and what the last one leaves behind. */
final class TenantChecker {

    private final TenantId tenant;
    private final SessionCheckers sessions;
    private final Breaches breaches;

    private int opening;
    /** At a checkpoint a cycle may run whose beginning the journal does not have. */
    private boolean mayRunUnseen;
    /** What began before the journal does may have to be told of as interrupted, once, and may be resumed. */
    private boolean begunBefore;

    private final CycleNumbers numbers = new CycleNumbers();

    private @Nullable CycleChecker running;
    /** Cycles that had not ended when another one began; empty in every journal that is in order. */
    private final List<CycleChecker> overlapped = new ArrayList<>(0);

    /** The last cycle, if it was interrupted: what it may have delivered must not be sent again. */
    private @Nullable CycleChecker interrupted;

    private boolean endTold;
    /** The last cycle, if it was cut short: a cycle that resumes it leaves out what it may have delivered. */
    private @Nullable CycleChecker cutShort;

    private @Nullable CycleId last;
    /** The pause after the last cycle, if the next has to keep it. */
    private @Nullable AskedWait pause;

    /** The cycle of the last entry that belonged to none; it is told of once. */
    private @Nullable CycleId stray;

    /**
     * A tenant of which nothing has been seen.
     *
     * @param beginning what the journal may lack of it
     */
    TenantChecker(TenantId tenant, Opening now, Beginning beginning, SessionCheckers sessions, Breaches breaches) {
        this.tenant = tenant;
        this.opening = now.number();
        this.mayRunUnseen = beginning == Beginning.WITHIN_A_CYCLE;
        this.begunBefore = beginning != Beginning.COMPLETE;
        this.sessions = sessions;
        this.breaches = breaches;
    }

    /** The tenant is met in an opening. If it is another than before, what ran is interrupted. */
    void meet(Opening now) {
        if (now.number() == opening) {
            return;
        }
        opening = now.number();
        overlapped.clear();
        if (running != null) {
            running.interrupted();
            interrupted = running;
            cutShort = running;
            endTold = false;
            last = running.cycle();
            running = null;
        }
        mayRunUnseen = false;
        if (pause != null) {
            pause.reopened(now.before(), now.at());
        }
        stray = null;
    }

    void started(Tick at, CycleStarted started) {
        PlanRules.check(started.plan()).forEach(breaches::add);
        CycleId cycle = started.cycle();
        CycleChecker same = find(cycle);
        if (same != null || cycle.equals(last) || numbers.has(cycle)) {
            breaches.add("E5", "cycle " + tenant + "/" + cycle + " begins a second time");
        } else if (running != null) {
            breaches.add("E5", "cycle " + tenant + "/" + cycle + " begins while " + running + " has not ended");
        } else if (pause != null && at.nanos() < pause.until()) {
            breaches.add(
                    "E5",
                    "cycle " + tenant + "/" + cycle + " begins at " + Nanos.text(at.nanos())
                            + ", but with the pause after cycle " + last + " it begins at " + Nanos.text(pause.until())
                            + " or later");
        }
        if (running != null) {
            overlapped.add(running);
        }
        if (same != null) {
            same.close();
            overlapped.remove(same);
        }
        numbers.add(cycle);
        running = new CycleChecker(at, started, sessions, resumption(started), breaches);
        interrupted = null;
        cutShort = null;
        mayRunUnseen = false;
        begunBefore = false;
        pause = null;
        stray = null;
    }

    /** E10: which cycle it resumes, or may turn out to. */
    private Resumption resumption(CycleStarted started) {
        CycleId resumes = started.resumes();
        CycleChecker before = cutShort;
        if (resumes == null) {
            return resumption(before);
        }
        if (before != null && before.cycle().equals(resumes)) {
            return Resumption.certain(before.toBeLeftOut());
        }
        if (!begunBefore) {
            breaches.add(
                    "E10",
                    "cycle " + tenant + "/" + started.cycle() + " resumes cycle " + resumes
                            + ", which is not the last one or was not cut short");
        }
        return Resumption.certain(ResumedDeliveries.unseen());
    }

    private Resumption resumption(@Nullable CycleChecker before) {
        if (before != null) {
            return Resumption.possible(before::mayBeLeftOut);
        }
        return begunBefore ? Resumption.possible(ResumedDeliveries::unseen) : Resumption.impossible();
    }

    /** The running cycle that an entry belongs to; null, and told of, if it belongs to none. */
    @Nullable
    CycleChecker running(CycleId cycle) {
        CycleChecker found = find(cycle);
        if (found == null && !mayRunUnseen && !cycle.equals(stray)) {
            stray = cycle;
            breaches.add("E5", "there is an entry of cycle " + tenant + "/" + cycle + ", " + whyNotRunning(cycle));
        }
        return found;
    }

    /**
     * Winds up the cycle that an opening interrupted, before it is told of as such: a send that was in flight is unknown, for
     * nobody can know more of it. False, and nothing was done, if that is not what the settlement says.
     */
    boolean windUp(SendSettled settled) {
        if (settled.outcome() != OutcomeKind.UNKNOWN || !settled.isFinal()) {
            return false;
        }
        CycleChecker cycle = windingUp(settled.delivery().cycle());
        return cycle == null ? mayWindUpUnseen() : cycle.giveUp(settled.delivery());
    }

    /** The same of a delivery that had not ended and was not in flight: it is skipped. */
    boolean windUp(DeliverySkipped skipped) {
        CycleChecker cycle = windingUp(skipped.delivery().cycle());
        return cycle == null ? mayWindUpUnseen() : cycle.leave(skipped.delivery());
    }

    private @Nullable CycleChecker windingUp(CycleId cycle) {
        return interrupted != null && !endTold && interrupted.cycle().equals(cycle) ? interrupted : null;
    }

    /** The interrupted cycle may have begun before the journal does, and nobody has said yet that it was interrupted. */
    private boolean mayWindUpUnseen() {
        return begunBefore && last == null && !mayRunUnseen;
    }

    /** The running cycle that an intent belongs to; null, and told of, if it belongs to none. */
    @Nullable
    CycleChecker intending(DeliveryId delivery) {
        if (interrupted != null && interrupted.cycle().equals(delivery.cycle()) && interrupted.mayArrive(delivery)) {
            breaches.add("E6", delivery + " is intended again, though it may have arrived before the crash");
            return null;
        }
        return running(delivery.cycle());
    }

    /** The running cycle of that name, if there is one. */
    @Nullable
    CycleChecker find(CycleId cycle) {
        if (running != null && running.cycle().equals(cycle)) {
            return running;
        }
        for (CycleChecker other : overlapped) {
            if (other.cycle().equals(cycle)) {
                return other;
            }
        }
        return null;
    }

    void stopRequested(Tick at, CycleId cycle) {
        pause = null;
        if (running == null && cycle.equals(last)) {
            return;
        }
        CycleChecker stopped = running(cycle);
        if (stopped != null) {
            stopped.stopRequested(at);
        }
    }

    /** E9: the tenant is stopped, and with it whatever cycle it runs. */
    void stopped(Tick at) {
        if (running != null) {
            running.stopRequested(at);
        }
    }

    void ended(Tick at, CycleId cycle, CycleStatus status) {
        if (interrupted != null && !endTold && interrupted.cycle().equals(cycle) && status == CycleStatus.INTERRUPTED) {
            // The engine that found it interrupted says so.
            endTold = true;
            return;
        }
        if (begunBefore && last == null && status == CycleStatus.INTERRUPTED) {
            last = cycle;
            return;
        }
        CycleChecker ending = running(cycle);
        if (ending == null) {
            return;
        }
        ending.ended(at, status);
        if (ending == running) {
            running = null;
        } else {
            overlapped.remove(ending);
        }
        last = cycle;
        if (status == CycleStatus.INTERRUPTED) {
            interrupted = ending;
            endTold = true;
        }
        cutShort = CycleRules.pausesAfter(status) ? null : ending;
        pause = CycleRules.pausesAfter(status) && !ending.wasStopRequested()
                ? AskedWait.from(at, ending.pause())
                : null;
    }

    /** A session was told something that concerns whichever cycle it takes part in. */
    void heard(SessionId session, OutcomeKind outcome) {
        if (running != null) {
            running.heard(session, outcome);
        }
    }

    boolean isRunning() {
        return running != null;
    }

    void forEachOpen(Consumer<CycleChecker> consumer) {
        overlapped.forEach(consumer);
        if (running != null) {
            consumer.accept(running);
        }
    }

    private String whyNotRunning(CycleId cycle) {
        if (!cycle.equals(last)) {
            return "which is not running: it has not begun";
        }
        return interrupted != null ? "which is not running: it was interrupted" : "which is not running: it has ended";
    }
}
