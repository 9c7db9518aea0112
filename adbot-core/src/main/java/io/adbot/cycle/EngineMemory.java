package io.adbot.cycle;

import io.adbot.journal.CheckpointEvent;
import io.adbot.journal.CheckpointEvent.CycleRecalled;
import io.adbot.journal.CheckpointEvent.DoneRecalled;
import io.adbot.journal.CheckpointEvent.GateRecalled;
import io.adbot.journal.CheckpointEvent.RefusalsRecalled;
import io.adbot.journal.CheckpointEvent.SessionRecalled;
import io.adbot.journal.CheckpointEvent.SlowModeRecalled;
import io.adbot.journal.CheckpointEvent.TenantRecalled;
import io.adbot.journal.Fold;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.CycleEnded;
import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.journal.JournalEvent.DeliverySkipped;
import io.adbot.journal.JournalEvent.EngineOpened;
import io.adbot.journal.JournalEvent.GroupSuspended;
import io.adbot.journal.JournalEvent.LateAnswer;
import io.adbot.journal.JournalEvent.SendIntended;
import io.adbot.journal.JournalEvent.SendSettled;
import io.adbot.journal.JournalEvent.SessionCleared;
import io.adbot.journal.JournalEvent.SessionFlagged;
import io.adbot.journal.JournalEvent.SessionHeld;
import io.adbot.journal.SetupEvent.SessionAdded;
import io.adbot.journal.SetupEvent.SessionRemoved;
import io.adbot.journal.SetupEvent.TenantRemoved;
import io.adbot.journal.SkipReason;
import io.adbot.message.OutcomeKind;
import io.adbot.time.Tick;
import io.adbot.value.DeliveryId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * What the engine remembers beyond the running cycles: a fold over the journal. The running engine feeds it each event as it
 * is appended, recovery feeds it the journal; so both remember the same.
 *
 * <p>A store uses it to cut off the beginning of a journal: it tells a fresh memory the entries in order and puts in their
 * place what {@link #checkpoint} says.
 *
 * <p>Threads: one at a time.
 *
 * <p>Holds in proportion to tenants, sessions, closed gates, slow modes and refusals, plus a bit for each delivery of a cycle
 * that runs or was cut short.
 */
public final class EngineMemory implements Fold {

    private final Map<TenantId, TenantMemory> tenants = new HashMap<>();
    private final Map<SessionId, SessionMemory> sessions = new HashMap<>();
    private final SlowModes slowModes = new SlowModes();
    private final GateMemory gates;
    private boolean recovering = true;

    /** What the monotonic clock showed at the last event. */
    private long now = Long.MIN_VALUE;

    /**
     * Remembers nothing.
     *
     * @param gates the gates in force: of groups without one nothing is remembered
     */
    public EngineMemory(GroupGates gates) {
        this.gates = new GateMemory(gates);
    }

    /** The journal has been read: from here on the events come from the running engine. */
    void recovered() {
        recovering = false;
    }

    TenantMemory tenant(TenantId tenant) {
        TenantMemory known = tenants.get(tenant);
        return known == null ? tenants.computeIfAbsent(tenant, id -> new TenantMemory()) : known;
    }

    SessionMemory session(SessionId session) {
        SessionMemory known = sessions.get(session);
        return known == null ? sessions.computeIfAbsent(session, id -> new SessionMemory()) : known;
    }

    Suspensions suspensions(TenantId tenant) {
        return tenant(tenant).suspensions();
    }

    SlowModes slowModes() {
        return slowModes;
    }

    GateMemory gates() {
        return gates;
    }

    /** All tenants that are remembered. */
    Map<TenantId, TenantMemory> tenants() {
        return tenants;
    }

    @Override
    public void apply(Tick at, JournalEvent event) {
        if (event instanceof SendIntended intended) {
            intended(at, intended.delivery());
        } else if (event instanceof SendSettled settled) {
            settled(at, settled);
        } else if (event instanceof DeliverySkipped skipped) {
            skipped(skipped);
        } else if (event instanceof CycleStarted started) {
            tenant(started.tenant()).started(started, recovering);
        } else if (event instanceof CycleEnded ended) {
            tenant(ended.tenant()).ended(at, ended.status());
        } else if (event instanceof LateAnswer late) {
            askedToWait(at, late.delivery(), late.outcome(), late.retryAfterNanos());
        } else if (event instanceof SessionHeld held) {
            session(held.delivery().session()).askedToWait(at, held.retryAfterNanos());
        } else if (event instanceof SessionFlagged flagged) {
            session(flagged.session()).flag(flagged.flag());
        } else if (event instanceof SessionCleared cleared) {
            session(cleared.session()).cleared();
        } else if (event instanceof GroupSuspended suspended) {
            suspensions(suspended.tenant()).suspended(suspended.session(), suspended.group(), suspended.cycles());
        } else if (event instanceof EngineOpened) {
            reopened(at);
        } else if (event instanceof TenantRemoved removed) {
            tenants.remove(removed.tenant());
        } else if (event instanceof SessionRemoved removed) {
            removed(removed.session());
        } else if (event instanceof SessionAdded added) {
            added(at, added.session());
        } else if (event instanceof CheckpointEvent told) {
            recalled(told);
        }
        now = at.nanos();
    }

    /**
     * Says what is remembered, for {@link #apply} of another memory with the time of the last event. Meant for a memory that has
     * only been told a journal: a running engine's does not follow its deliveries.
     *
     * <p>What is over is left out: waits that have ended, and sessions and tenants that are gone. So what is said is in
     * proportion to what there is, not to what there has been.
     */
    public void checkpoint(Consumer<JournalEvent> out) {
        tenants.forEach((tenant, memory) -> memory.checkpoint(tenant, now, out));
        sessions.forEach((session, memory) -> memory.checkpoint(session, now, out));
        slowModes.checkpoint(now, out);
        gates.checkpoint(now, out);
    }

    private void reopened(Tick opened) {
        long before = now;
        tenants.values().forEach(tenant -> tenant.reopened(before, opened));
        sessions.values().removeIf(session -> session.isForgotten(before));
        sessions.values().forEach(session -> session.reopened(before, opened));
        slowModes.reopened(before, opened);
        gates.reopened(before, opened);
    }

    private void removed(SessionId session) {
        session(session).removed();
        tenants.values().forEach(tenant -> tenant.suspensions().forget(session));
    }

    private void added(Tick at, SessionId session) {
        SessionMemory known = sessions.get(session);
        if (known != null && known.isForgotten(at.nanos())) {
            sessions.remove(session);
        } else if (known != null) {
            known.added();
        }
    }

    private void recalled(CheckpointEvent event) {
        if (event instanceof TenantRecalled told) {
            tenant(told.tenant()).recalled(told);
        } else if (event instanceof CycleRecalled told) {
            tenant(told.started().tenant()).recalled(told);
        } else if (event instanceof DoneRecalled told) {
            tenant(told.tenant()).recalled(told);
        } else if (event instanceof SessionRecalled told) {
            session(told.session()).recalled(told);
        } else if (event instanceof RefusalsRecalled told) {
            suspensions(told.tenant()).recalled(told);
        } else if (event instanceof SlowModeRecalled told) {
            slowModes.recalled(told);
        } else if (event instanceof GateRecalled told) {
            gates.recalled(told);
        }
    }

    private void intended(Tick at, DeliveryId delivery) {
        TenantMemory tenant = tenant(delivery.tenant());
        session(delivery.session()).intended(tenant.delay());
        gates.intended(delivery, at);
        DoneDeliveries done = tenant.done();
        if (recovering && done != null) {
            done.add(delivery);
        }
    }

    private void settled(Tick at, SendSettled settled) {
        DeliveryId delivery = settled.delivery();
        TenantMemory tenant = tenant(delivery.tenant());
        SessionMemory session = session(delivery.session());
        settled.startedNanos().ifPresent(started -> session.started(started, tenant.delay()));
        askedToWait(at, delivery, settled.outcome(), settled.retryAfterNanos());
        if (settled.outcome() == OutcomeKind.NOT_PERMITTED) {
            tenant.suspensions().refused(delivery.session(), delivery.group());
        } else if (CycleRules.endsRefusals(settled.outcome(), settled.isFinal())) {
            tenant.suspensions().notRefused(delivery.session(), delivery.group());
        }
        DoneDeliveries done = tenant.done();
        if (recovering && done != null && !CycleRules.mayHaveArrived(settled.outcome())) {
            done.remove(delivery);
        }
    }

    private void skipped(DeliverySkipped skipped) {
        DeliveryId delivery = skipped.delivery();
        if (skipped.refused()) {
            suspensions(delivery.tenant()).refused(delivery.session(), delivery.group());
        } else if (skipped.reason() == SkipReason.GROUP_SUSPENDED) {
            suspensions(delivery.tenant()).leftOut(delivery.session(), delivery.group());
        }
    }

    private void askedToWait(Tick at, DeliveryId delivery, OutcomeKind outcome, OptionalLong retryAfter) {
        if (retryAfter.isEmpty()) {
            return;
        }
        if (outcome == OutcomeKind.FLOOD_WAIT) {
            session(delivery.session()).askedToWait(at, retryAfter.getAsLong());
        } else if (outcome == OutcomeKind.SLOW_MODE) {
            slowModes.met(delivery.session(), delivery.group(), at, retryAfter.getAsLong());
        }
    }
}
