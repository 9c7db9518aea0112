package io.adbot.check;

import io.adbot.cycle.CycleRules;
import io.adbot.cycle.GroupGates;
import io.adbot.journal.CheckpointEvent;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.CycleEnded;
import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.journal.JournalEvent.DeliverySkipped;
import io.adbot.journal.JournalEvent.EngineOpened;
import io.adbot.journal.JournalEvent.LateAnswer;
import io.adbot.journal.JournalEvent.QuestionFailed;
import io.adbot.journal.JournalEvent.SendIntended;
import io.adbot.journal.JournalEvent.SendSettled;
import io.adbot.journal.JournalEvent.SessionCleared;
import io.adbot.journal.JournalEvent.SessionFlagged;
import io.adbot.journal.JournalEvent.SessionHeld;
import io.adbot.journal.JournalEvent.StopRequested;
import io.adbot.journal.SetupEvent.SessionRemoved;
import io.adbot.journal.SetupEvent.TenantRemoved;
import io.adbot.journal.SetupEvent.TenantStopped;
import io.adbot.message.OutcomeKind;
import io.adbot.plan.PlanRules;
import io.adbot.time.Tick;
import io.adbot.value.Breach;
import io.adbot.value.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds a journal, entry by entry and whoever wrote it, against the rules of plans ({@link PlanRules}) and of execution
 * ({@link CycleRules}), and says which breaks where. Rule {@code J} is the journal's own form.
 *
 * <p>A journal may begin at a checkpoint: with a {@link CheckpointEvent}, or with a {@code seq} above 1. Then what was before
 * is unknown: a tenant's entries before its first cycle that is seen to begin, and before the first opening, are held against
 * {@code J} alone; and of one such cycle of each tenant an opening may find that it was interrupted. It may end anywhere.
 *
 * <p>What an engine has, and what a checkpoint tells, is held against {@code J} alone as well; but a tenant or a session that
 * was removed is another when it comes again.
 *
 * <p>A breach is told of where it shows and then taken as having happened, so that what follows from it is not told of
 * again. No journal, however odd, makes this throw.
 *
 * <p>An entry costs a few look-ups, and no allocation unless it breaks a rule; the beginning and the end of a cycle and an
 * opening cost O(sessions), an opening O(tenants) as well. What is remembered is in proportion to the cycles that run, to the tenants and sessions that there are, and
 * to the waits that last, never to the journal's length.
 *
 * <p>Threads: one at a time.
 */
public final class JournalChecker {

    /** The type of the line that a store may put at the head of a checkpoint. */
    private static final String CHECKPOINT = "checkpoint";

    private final Breaches breaches = new Breaches();
    private final FormChecker form = new FormChecker(breaches);
    private final GateChecker gate;
    private final Map<TenantId, TenantChecker> tenants = new HashMap<>();
    private final SessionCheckers sessions;
    private Opening opening = Opening.NONE;
    private long lastNanos = Long.MIN_VALUE;
    private boolean begun;
    private Beginning beginning = Beginning.COMPLETE;

    /** A checker that knows of no group gates. */
    public JournalChecker() {
        this(GroupGates.none());
    }

    private JournalChecker(GroupGates gates) {
        this.gate = new GateChecker(gates::nanos, breaches);
        this.sessions = new SessionCheckers(breaches);
    }

    /**
     * A checker that holds intents against the groups' gates as well (rule G3).
     *
     * @param gates the least times between two posts to a group
     */
    public static JournalChecker withGates(GroupGates gates) {
        return new JournalChecker(gates);
    }

    /**
     * Takes the next entry.
     *
     * @return what it reveals; empty if all is in order
     */
    public List<Breach> accept(JournalEntry entry) {
        JournalEvent event = entry.event();
        if (!begun) {
            begun = true;
            boolean cutOff = entry.seq() > 1
                    || event instanceof CheckpointEvent
                    || event.type().equals(CHECKPOINT);
            if (cutOff) {
                beginning = Beginning.WITHIN_A_CYCLE;
                sessions.beginLate();
            }
        }
        form.accept(entry);
        accept(entry.at(), event);
        lastNanos = entry.at().nanos();
        return breaches.take();
    }

    /** The cycles that have begun and have neither ended nor been interrupted, with what they still owe. */
    public List<OpenCycle> openCycles() {
        List<OpenCycle> open = new ArrayList<>();
        tenants.values().forEach(tenant -> {
            tenant.meet(opening);
            tenant.forEachOpen(cycle -> open.add(cycle.open()));
        });
        return open;
    }

    private void accept(Tick at, JournalEvent event) {
        if (event instanceof SendIntended intended) {
            intended(at, intended);
        } else if (event instanceof SendSettled settled) {
            settled(at, settled);
        } else if (event instanceof DeliverySkipped skipped) {
            skipped(at, skipped);
        } else if (event instanceof CycleStarted started) {
            tenant(started.tenant()).started(at, started);
        } else if (event instanceof CycleEnded ended) {
            tenant(ended.tenant()).ended(at, ended.cycle(), ended.status());
        } else if (event instanceof StopRequested stop) {
            tenant(stop.tenant()).stopRequested(at, stop.cycle());
        } else if (event instanceof EngineOpened) {
            opened(at);
        } else if (event instanceof LateAnswer late) {
            answeredLate(at, late);
        } else if (event instanceof SessionHeld held) {
            held(at, held);
        } else if (event instanceof QuestionFailed failed) {
            questionFailed(at, failed);
        } else if (event instanceof SessionFlagged flagged) {
            sessions.of(flagged.session()).flag(true);
        } else if (event instanceof SessionCleared cleared) {
            sessions.of(cleared.session()).flag(false);
        } else if (event instanceof SessionRemoved removed) {
            sessions.of(removed.session()).flag(false);
        } else if (event instanceof TenantStopped stopped) {
            tenant(stopped.tenant()).stopped(at);
        } else if (event instanceof TenantRemoved removed) {
            removed(removed.tenant());
        }
    }

    /** Whoever comes by that name is another, whose cycles are numbered anew. */
    private void removed(TenantId id) {
        if (!tenant(id).isRunning()) {
            tenants.remove(id);
        }
    }

    private void opened(Tick at) {
        opening = new Opening(opening.number() + 1, lastNanos, at);
        if (beginning == Beginning.WITHIN_A_CYCLE) {
            beginning = Beginning.BEFORE_AN_OPENING;
        }
        sessions.opened(opening);
        tenants.values().forEach(tenant -> tenant.meet(opening));
        gate.opened(opening);
    }

    private void intended(Tick at, SendIntended intended) {
        gate.intended(at, intended.delivery());
        CycleChecker cycle = tenant(intended.delivery().tenant()).intending(intended.delivery());
        if (cycle != null) {
            cycle.intended(at, intended.delivery());
        }
    }

    private void settled(Tick at, SendSettled settled) {
        TenantChecker tenant = tenant(settled.delivery().tenant());
        if (tenant.windUp(settled)) {
            return;
        }
        CycleChecker cycle = tenant.running(settled.delivery().cycle());
        if (cycle == null || !cycle.settled(at, settled)) {
            sessions.overhear(at, settled);
        }
    }

    private void skipped(Tick at, DeliverySkipped skipped) {
        TenantChecker tenant = tenant(skipped.delivery().tenant());
        if (tenant.windUp(skipped)) {
            return;
        }
        CycleChecker cycle = tenant.running(skipped.delivery().cycle());
        if (cycle != null) {
            cycle.skipped(at, skipped);
        }
    }

    /** The cycle may have ended, but a wait or a loss concerns the session all the same. */
    private void answeredLate(Tick at, LateAnswer late) {
        TenantChecker tenant = tenant(late.delivery().tenant());
        CycleChecker cycle = tenant.find(late.delivery().cycle());
        if (cycle != null) {
            cycle.answeredLate(late);
        }
        if (CycleRules.concernsAccount(late.outcome())) {
            tenant.heard(late.delivery().session(), late.outcome());
        }
        if (late.outcome() == OutcomeKind.FLOOD_WAIT) {
            sessions.of(late.delivery().session())
                    .askedToWait(at, late.retryAfterNanos().orElse(0));
        }
    }

    private void held(Tick at, SessionHeld held) {
        CycleChecker cycle =
                tenant(held.delivery().tenant()).find(held.delivery().cycle());
        if (cycle != null) {
            cycle.mentioned(held.delivery());
        }
        sessions.of(held.delivery().session()).askedToWait(at, held.retryAfterNanos());
    }

    private void questionFailed(Tick at, QuestionFailed failed) {
        CycleChecker cycle =
                tenant(failed.delivery().tenant()).find(failed.delivery().cycle());
        if (cycle != null) {
            cycle.questionFailed(at, failed);
        }
    }

    private TenantChecker tenant(TenantId id) {
        TenantChecker tenant = tenants.get(id);
        if (tenant == null) {
            tenant = new TenantChecker(id, opening, beginning, sessions, breaches);
            tenants.put(id, tenant);
        }
        tenant.meet(opening);
        return tenant;
    }
}
