package io.adbot.session;

import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which session is whose (rules S1 to S5): a fold over facts. The methods named for facts ({@link #added}, {@link #assigned} …) are
 * told what happened and never refuse; what may happen next is decided by {@link #decisions}, which change nothing.
 *
 * <p>So whoever decides, journals the decision and then tells the pool, has each session in one state and with one tenant at any
 * time, after a crash too. The cost of a call does not grow with the number of sessions that it is not about; where credentials
 * are handed out, it grows with the number of pairs.
 *
 * <p>Threads: one at a time; the engine's loop.
 */
public final class SessionPool {

    private final Places places = new Places();
    private final PoolDecisions decisions = new PoolDecisions(places);

    /** An empty pool. */
    public SessionPool() {}

    /** What may happen next, as things stand whenever it is asked. */
    public PoolDecisions decisions() {
        return decisions;
    }

    // ---------------------------------------------------------------- questions

    /** The session; null if the pool does not know it. */
    public @Nullable PooledSession find(SessionId session) {
        Place place = places.find(session);
        return place == null ? null : place.view();
    }

    /** Every session, ordered by name. */
    public List<PooledSession> all() {
        return places.all().stream()
                .map(Place::view)
                .sorted(Comparator.comparing(PooledSession::session))
                .toList();
    }

    /** The sessions that are assigned to a tenant, in the order in which they came to it. */
    public List<PooledSession> assignedTo(TenantId tenant) {
        Holding holding = places.find(tenant);
        return holding == null
                ? List.of()
                : holding.assigned.stream().map(places::known).map(Place::view).toList();
    }

    /** The sessions that were banned while they were with a tenant, the earliest first. */
    public List<SessionId> bannedOf(TenantId tenant) {
        Holding holding = places.find(tenant);
        return holding == null ? List.of() : List.copyOf(holding.banned);
    }

    /**
     * The sessions that a tenant lost to a ban or a limit and that neither were replaced nor may be: an operator has not
     * acknowledged it. Whoever makes up for them with other sessions replaces them (rule S5).
     */
    public List<SessionId> unacknowledgedOf(TenantId tenant) {
        Holding holding = places.find(tenant);
        return holding == null
                ? List.of()
                : holding.all().stream()
                        .map(places::known)
                        .filter(place -> place.awaitsAcknowledgement() && !place.replaced)
                        .map(place -> place.session)
                        .toList();
    }

    /** How many sessions are free: unused, not flagged, and in no cycle that is under way. */
    public int free() {
        return places.free().size();
    }

    /** The tenant whose running cycle uses a session, whosever it has become meanwhile; null if none does. */
    public @Nullable TenantId usedBy(SessionId session) {
        Place place = places.find(session);
        return place == null ? null : place.usedBy;
    }

    /** How many sessions a pair of credentials serves; a banned one uses none. */
    public int servedBy(int apiPair) {
        return places.pairs().servedBy(apiPair);
    }

    /** Does a tenant wait for the operator to acknowledge that it lost two sessions within the policy's window (rule S5)? */
    public boolean awaitsAcknowledgement(TenantId tenant, ReplacementPolicy policy) {
        Holding holding = places.find(tenant);
        return holding != null && holding.losses.anyTwoWithin(policy.window());
    }

    // ---------------------------------------------------------------- facts

    /** A session came to the pool: it is unused. One that is known stays as it is. */
    public void added(SessionId session, OptionalInt apiPair) {
        places.add(session, apiPair);
    }

    /** A session left the pool. */
    public void removed(SessionId session) {
        Place place = places.find(session);
        if (place != null) {
            places.remove(place);
        }
    }

    /** Sessions were assigned to a tenant. */
    public void assigned(TenantId tenant, List<Assignment> assignments) {
        assignments.forEach(assignment -> assigned(tenant, assignment));
    }

    private void assigned(TenantId tenant, Assignment assignment) {
        Place place = places.add(assignment.session(), assignment.apiPair());
        places.signIn(place, assignment.apiPair());
        places.move(place, SessionState.ASSIGNED, tenant);
    }

    /** Sessions went back from a tenant: they are unused, and those that are flagged keep their flags. */
    public void released(TenantId tenant, Collection<SessionId> sessions) {
        sessions.forEach(session -> {
            Place place = places.find(session);
            if (place != null && place.isAssignedTo(tenant)) {
                places.move(place, SessionState.UNUSED, null);
            }
        });
    }

    /** Another session took a lost one's place; the lost one is unused, with its flag, unless it is banned. */
    public void replaced(TenantId tenant, SessionId lost, Assignment replacement, boolean byItself, Instant when) {
        released(tenant, List.of(lost));
        Place place = places.find(lost);
        if (place != null) {
            place.replaced = place.state == SessionState.BANNED;
        }
        assigned(tenant, replacement);
        if (byItself) {
            places.holding(tenant).losses.replaced(when);
        }
    }

    /**
     * A session takes no part until it is cleared; a banned one leaves its tenant for good. Of two flags the graver one counts,
     * and a session that is lost in two ways before anybody acknowledged the first is lost once.
     *
     * @param tenant for whom it was sending, whose loss it is, though it may have been released since; null if that one is gone
     */
    public void flagged(@Nullable TenantId tenant, SessionId session, SessionFlag flag, Instant when) {
        Place place = places.find(session);
        if (place == null || flag.orGraver(place.flag) == place.flag) {
            return;
        }
        boolean lostBefore = place.awaitsAcknowledgement();
        places.flag(place, flag);
        if (tenant != null && place.awaitsAcknowledgement() && !lostBefore) {
            places.holding(tenant).losses.lost(when);
        }
        if (flag == SessionFlag.BANNED) {
            places.move(place, SessionState.BANNED, place.tenant);
        }
    }

    /**
     * An operator cleared a session's flag; a banned one is unused again. If its credentials serve as many as they may by now, it
     * is given others with its next tenant.
     */
    public void cleared(SessionId session) {
        Place place = places.find(session);
        if (place == null) {
            return;
        }
        places.flag(place, null);
        if (place.state != SessionState.ASSIGNED) {
            places.move(place, SessionState.UNUSED, null);
        }
    }

    /** The pairs of credentials stand otherwise: each session stays with its application, or has none if that is gone. */
    public void pairsMoved(PairMoves moves) {
        places.all().forEach(place -> places.signIn(place, moves.follow(place.apiPair)));
    }

    /** An operator acknowledged what a tenant has lost. */
    public void acknowledged(TenantId tenant) {
        Holding holding = places.find(tenant);
        if (holding != null) {
            holding.losses.acknowledged();
            holding.all().forEach(session -> places.known(session).acknowledge());
        }
    }

    /** A cycle began: the sessions that take part in it are not free before it has ended, whosever they become meanwhile. */
    public void cycleStarted(TenantId tenant, List<SessionId> sessions) {
        places.cycleEnded(tenant);
        places.cycleStarted(tenant, sessions);
    }

    /** The tenant's cycle has ended. */
    public void cycleEnded(TenantId tenant) {
        places.cycleEnded(tenant);
    }

    /** A tenant is gone: what was assigned to it is unused; what was banned stays banned, and nobody's. */
    public void tenantRemoved(TenantId tenant) {
        Holding holding = places.forget(tenant);
        if (holding != null) {
            holding.assigned.forEach(session -> places.move(places.known(session), SessionState.UNUSED, null));
            holding.banned.forEach(session -> places.move(places.known(session), SessionState.BANNED, null));
        }
    }

    // ---------------------------------------------------------------- checkpoints

    /** Tells a checkpoint where each session stands, those of a tenant in the order in which they came to it. */
    public void forEachInOrder(Consumer<PooledSession> out) {
        places.all().stream()
                .filter(place -> place.tenant == null)
                .map(Place::view)
                .forEach(out);
        places.holdings()
                .forEach(holding -> holding.all()
                        .forEach(session -> out.accept(places.known(session).view())));
    }

    /** What a checkpoint says of a session: it stands there. */
    public void recalled(PooledSession told) {
        Place place = places.add(told.session(), told.apiPair());
        places.flag(place, told.state() == SessionState.BANNED ? SessionFlag.BANNED : told.flag());
        places.move(place, told.state(), told.tenant());
    }

    /** What a checkpoint says of a tenant's losses, for {@link #recalled}; null if there is nothing to say. */
    public @Nullable Troubles troubles(TenantId tenant) {
        Holding holding = places.find(tenant);
        if (holding == null) {
            return null;
        }
        List<Place> all = holding.all().stream().map(places::known).toList();
        Troubles troubles = new Troubles(
                holding.losses.unacknowledged(),
                holding.losses.replacements(),
                all.stream()
                        .filter(place -> place.acknowledged)
                        .map(place -> place.session)
                        .toList(),
                all.stream()
                        .filter(place -> place.replaced)
                        .map(place -> place.session)
                        .toList());
        return troubles.isEmpty() ? null : troubles;
    }

    /** What a checkpoint says of a tenant's losses, after its sessions: takes the place of what is known. */
    public void recalled(TenantId tenant, Troubles troubles) {
        Holding holding = places.holding(tenant);
        holding.losses.recall(troubles);
        for (SessionId session : holding.all()) {
            Place place = places.known(session);
            place.acknowledged = troubles.acknowledged().contains(session);
            place.replaced = troubles.replaced().contains(session);
        }
    }
}
