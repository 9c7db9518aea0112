package io.adbot.session;

import io.adbot.session.SessionRefusedException.Kind;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which session is whose (rules S1 to S5). A fold over facts, and the place where what follows from them is decided: the
 * methods named for facts ({@link #added}, {@link #assigned} …) are told what happened and never refuse, the others decide
 * what may happen next and change nothing.
 *
 * <p>So whoever decides, journals the decision and then tells the pool, has each session in one state and with one tenant at any
 * time, after a crash too. The cost of a call does not grow with the number of sessions that it is not about; where credentials
 * are handed out, it grows with the number of pairs.
 *
 * <p>Threads: one at a time; the engine's loop.
 */
public final class SessionPool {

    private static final Duration DAY = Duration.ofDays(1);

    private final Map<SessionId, Place> places = new HashMap<>();
    private final TreeMap<SessionId, Place> free = new TreeMap<>();
    private final Map<TenantId, Holding> holdings = new HashMap<>();
    private final PairUsage pairs = new PairUsage();

    /** Of each tenant whose cycle is under way the sessions that take part in it. */
    private final Map<TenantId, Set<SessionId>> cycles = new HashMap<>();

    /** An empty pool. */
    public SessionPool() {}

    // ---------------------------------------------------------------- questions

    /** The session; null if the pool does not know it. */
    public @Nullable PooledSession find(SessionId session) {
        Place place = places.get(session);
        return place == null ? null : place.view();
    }

    /** Every session, ordered by name. */
    public List<PooledSession> all() {
        return places.values().stream()
                .map(Place::view)
                .sorted(Comparator.comparing(PooledSession::session))
                .toList();
    }

    /** The sessions that are assigned to a tenant, in the order in which they came to it. */
    public List<PooledSession> assignedTo(TenantId tenant) {
        Holding holding = holdings.get(tenant);
        return holding == null
                ? List.of()
                : holding.assigned.stream().map(this::known).map(Place::view).toList();
    }

    /** The sessions that were banned while they were with a tenant, the earliest first. */
    public List<SessionId> bannedOf(TenantId tenant) {
        Holding holding = holdings.get(tenant);
        return holding == null ? List.of() : List.copyOf(holding.banned);
    }

    /**
     * The sessions that a tenant lost to a ban or a limit and that neither were replaced nor may be: an operator has not
     * acknowledged it. Whoever makes up for them with other sessions replaces them (rule S5).
     */
    public List<SessionId> unacknowledgedOf(TenantId tenant) {
        Holding holding = holdings.get(tenant);
        return holding == null
                ? List.of()
                : holding.all().stream()
                        .map(this::known)
                        .filter(place -> place.awaitsAcknowledgement() && !place.replaced)
                        .map(place -> place.session)
                        .toList();
    }

    /** How many sessions are free: unused, not flagged, and in no cycle that is under way. */
    public int free() {
        return free.size();
    }

    /** The tenant whose running cycle uses a session, whosever it has become meanwhile; null if none does. */
    public @Nullable TenantId usedBy(SessionId session) {
        Place place = places.get(session);
        return place == null ? null : place.usedBy;
    }

    /** How many sessions a pair of credentials serves; a banned one uses none. */
    public int servedBy(int apiPair) {
        return pairs.servedBy(apiPair);
    }

    /** Does a tenant wait for the operator to acknowledge that it lost two sessions within the policy's window (rule S5)? */
    public boolean awaitsAcknowledgement(TenantId tenant, ReplacementPolicy policy) {
        Holding holding = holdings.get(tenant);
        return holding != null && holding.losses.anyTwoWithin(policy.window());
    }

    // ---------------------------------------------------------------- decisions

    /** The session; throws {@link SessionRefusedException} if the pool does not know it. */
    public PooledSession checkKnown(SessionId session) {
        return existing(session).view();
    }

    /**
     * May a session be added?
     *
     * @param isThere whether its file lies with the unused, or it needs none
     * @throws SessionRefusedException if it is known, or not there
     */
    public void checkAddable(SessionId session, boolean isThere) {
        checkAddable(session, OptionalInt.empty());
        if (!isThere) {
            throw new SessionRefusedException(
                    Kind.UNKNOWN, "There is no session " + session + " with the unused: put its file there first.");
        }
    }

    /**
     * May a session come to the pool?
     *
     * @param apiPair the position of the credentials that it signed in with; empty if it has none
     * @throws SessionRefusedException if there is one of that name, or if its credentials serve as many as they may
     */
    public void checkAddable(SessionId session, OptionalInt apiPair) {
        if (places.containsKey(session)) {
            throw new SessionRefusedException(
                    Kind.KNOWN, "There is a session " + session + " already. Give this one another name.");
        }
        if (apiPair.isPresent() && !pairs.hasRoom(apiPair.getAsInt())) {
            throw new SessionRefusedException(
                    Kind.CREDENTIALS,
                    "The API credentials of session " + session + " serve " + ApiCredentials.MOST_SESSIONS
                            + " sessions, as many as they may. Sign in with another pair.");
        }
    }

    /**
     * May a session leave the pool?
     *
     * @return the session
     * @throws SessionRefusedException if there is no such session, if it is assigned, or if a running cycle uses it
     */
    public PooledSession checkRemovable(SessionId session) {
        Place place = existing(session);
        if (place.state == SessionState.ASSIGNED) {
            throw new SessionRefusedException(
                    Kind.ASSIGNED,
                    "Session " + session + " is assigned to tenant " + place.tenant + ": release it first.");
        }
        if (place.usedBy != null) {
            throw new SessionRefusedException(
                    Kind.IN_USE, "A running cycle uses session " + session + ": remove it once that has ended.");
        }
        return place.view();
    }

    /**
     * May a pair of credentials go?
     *
     * @param apiPair its position
     * @param apiId the number of its application
     * @throws SessionRefusedException that names them if sessions sign in with it; a banned one does not
     */
    public void checkPairRemovable(int apiPair, int apiId) {
        List<SessionId> users = places.values().stream()
                .filter(place -> place.state != SessionState.BANNED && place.apiPair.equals(OptionalInt.of(apiPair)))
                .map(place -> place.session)
                .sorted()
                .toList();
        if (!users.isEmpty()) {
            throw new SessionRefusedException(
                    Kind.CREDENTIALS_IN_USE,
                    "With api_id " + apiId + " sign in " + users + ": remove these sessions first.");
        }
    }

    /**
     * Chooses free sessions for a tenant: all that are asked for or none (rule S2).
     *
     * @param count how many, from 0
     * @param credentials what the sessions can be given to sign in with
     * @return the sessions in order of their names; one that has credentials which are there keeps them
     * @throws SessionRefusedException if fewer are free, or if a session needs credentials and all pairs are full
     */
    public List<Assignment> choose(int count, CredentialSupply credentials) {
        if (count > free.size()) {
            throw new SessionRefusedException(
                    Kind.SHORTAGE,
                    count + (count == 1 ? " session is needed, " : " sessions are needed, ") + free.size()
                            + (free.size() == 1 ? " is free." : " are free.") + freeLater()
                            + " Add sessions, or ask for fewer.");
        }
        PairUsage.Plan usage = pairs.plan(credentials);
        return free.values().stream()
                .limit(count)
                .map(place ->
                        new Assignment(place.session, credentials.serves(place.apiPair) ? place.apiPair : usage.take()))
                .toList();
    }

    /**
     * May a tenant be given more sessions? Not while it has lost some to bans or limits and an operator has not acknowledged
     * that (rule S5), whatever became of them since.
     *
     * @throws SessionRefusedException if it may not
     */
    public void checkMayGain(TenantId tenant) {
        Holding holding = holdings.get(tenant);
        if (holding != null && !holding.losses.unacknowledged().isEmpty()) {
            throw new SessionRefusedException(
                    Kind.NOT_ACKNOWLEDGED,
                    "Tenant " + tenant + " has lost sessions to bans or limits and gets no others before that is"
                            + " acknowledged. Losing accounts is a sign to stop, not to rotate faster.");
        }
    }

    /**
     * Which of a tenant's sessions an operator may have back.
     *
     * @return each of them once
     * @throws SessionRefusedException if one of them is not assigned to the tenant
     */
    public List<SessionId> releasable(TenantId tenant, Collection<SessionId> sessions) {
        for (SessionId session : sessions) {
            if (!existing(session).isAssignedTo(tenant)) {
                throw new SessionRefusedException(
                        Kind.NOT_ASSIGNED, "Session " + session + " is not assigned to tenant " + tenant + ".");
            }
        }
        return List.copyOf(new LinkedHashSet<>(sessions));
    }

    /**
     * Chooses what replaces a session that an operator wants replaced (rule S5).
     *
     * @throws SessionRefusedException if the session is not one that the tenant lost, if the loss takes an acknowledgement
     *     that has not been given, if no session is free, or if one needs credentials and all pairs are full
     */
    public Assignment chooseReplacement(TenantId tenant, SessionId lost, CredentialSupply credentials) {
        Place place = existing(lost);
        if (!tenant.equals(place.tenant) || place.replaced) {
            throw new SessionRefusedException(
                    Kind.NOT_ASSIGNED, "Session " + lost + " is not one of tenant " + tenant + "'s.");
        }
        SessionFlag flag = place.flag;
        if (flag == null) {
            throw new SessionRefusedException(
                    Kind.NOT_LOST, "Session " + lost + " is able to send; release it instead of replacing it.");
        }
        if (place.awaitsAcknowledgement()) {
            throw new SessionRefusedException(
                    Kind.NOT_ACKNOWLEDGED,
                    "Session " + lost + " is " + flag.wire()
                            + ": acknowledge the loss first. Losing accounts is a sign to stop, not to rotate faster.");
        }
        return choose(1, credentials).get(0);
    }

    /**
     * May a session that needs a login be replaced without asking anybody? If the policy's budget for the last 24 hours is not
     * spent, a session is free, and the tenant does not wait for an acknowledgement.
     */
    public boolean mayReplaceByItself(TenantId tenant, SessionId lost, ReplacementPolicy policy, Instant now) {
        Place place = places.get(lost);
        return place != null
                && place.isAssignedTo(tenant)
                && place.flag == SessionFlag.NEEDS_LOGIN
                && !free.isEmpty()
                && !awaitsAcknowledgement(tenant, policy)
                && holding(tenant).losses.replacedSince(now.minus(DAY)) < policy.automaticPerDay();
    }

    // ---------------------------------------------------------------- facts

    /** A session came to the pool: it is unused. One that is known stays as it is. */
    public void added(SessionId session, OptionalInt apiPair) {
        if (!places.containsKey(session)) {
            Place place = new Place(session, apiPair);
            places.put(session, place);
            pairs.add(apiPair);
            countFree(place);
        }
    }

    /** A session left the pool. */
    public void removed(SessionId session) {
        Place place = places.remove(session);
        if (place != null) {
            leave(place);
            if (place.usedBy != null) {
                cycles.getOrDefault(place.usedBy, Set.of()).remove(session);
            }
            if (place.state != SessionState.BANNED) {
                pairs.remove(place.apiPair);
            }
        }
    }

    /** Sessions were assigned to a tenant. */
    public void assigned(TenantId tenant, List<Assignment> assignments) {
        assignments.forEach(assignment -> assigned(tenant, assignment));
    }

    /** Sessions went back from a tenant: they are unused, and those that are flagged keep their flags. */
    public void released(TenantId tenant, Collection<SessionId> sessions) {
        sessions.forEach(session -> {
            Place place = places.get(session);
            if (place != null && place.isAssignedTo(tenant)) {
                move(place, SessionState.UNUSED, null);
            }
        });
    }

    /** Another session took a lost one's place; the lost one is unused, with its flag, unless it is banned. */
    public void replaced(TenantId tenant, SessionId lost, Assignment replacement, boolean byItself, Instant when) {
        released(tenant, List.of(lost));
        Place place = places.get(lost);
        if (place != null) {
            place.replaced = place.state == SessionState.BANNED;
        }
        assigned(tenant, replacement);
        if (byItself) {
            holding(tenant).losses.replaced(when);
        }
    }

    /**
     * A session takes no part until it is cleared; a banned one leaves its tenant for good. Of two flags the graver one counts,
     * and a session that is lost in two ways before anybody acknowledged the first is lost once.
     *
     * @param tenant for whom it was sending, whose loss it is, though it may have been released since; null if that one is gone
     */
    public void flagged(@Nullable TenantId tenant, SessionId session, SessionFlag flag, Instant when) {
        Place place = places.get(session);
        if (place == null || flag.orGraver(place.flag) == place.flag) {
            return;
        }
        boolean lostBefore = place.awaitsAcknowledgement();
        place.flag = flag;
        place.acknowledged = false;
        if (tenant != null && place.awaitsAcknowledgement() && !lostBefore) {
            holding(tenant).losses.lost(when);
        }
        if (flag == SessionFlag.BANNED) {
            move(place, SessionState.BANNED, place.tenant);
        } else {
            countFree(place);
        }
    }

    /**
     * An operator cleared a session's flag; a banned one is unused again. If its credentials serve as many as they may by now, it
     * is given others with its next tenant.
     */
    public void cleared(SessionId session) {
        Place place = places.get(session);
        if (place == null) {
            return;
        }
        place.flag = null;
        place.acknowledged = false;
        if (place.state != SessionState.ASSIGNED) {
            move(place, SessionState.UNUSED, null);
        }
    }

    /** The pairs of credentials stand otherwise: each session stays with its application, or has none if that is gone. */
    public void pairsMoved(PairMoves moves) {
        places.values().forEach(place -> {
            OptionalInt position = moves.follow(place.apiPair);
            if (place.state != SessionState.BANNED) {
                pairs.remove(place.apiPair);
                pairs.add(position);
            }
            place.apiPair = position;
        });
    }

    /** An operator acknowledged what a tenant has lost. */
    public void acknowledged(TenantId tenant) {
        Holding holding = holdings.get(tenant);
        if (holding != null) {
            holding.losses.acknowledged();
            holding.all().forEach(session -> known(session).acknowledge());
        }
    }

    /** A cycle began: the sessions that take part in it are not free before it has ended, whosever they become meanwhile. */
    public void cycleStarted(TenantId tenant, List<SessionId> sessions) {
        cycleEnded(tenant);
        cycles.put(tenant, new LinkedHashSet<>(sessions));
        sessions.forEach(session -> use(session, tenant));
    }

    /** The tenant's cycle has ended. */
    public void cycleEnded(TenantId tenant) {
        Set<SessionId> sessions = cycles.remove(tenant);
        if (sessions != null) {
            sessions.forEach(session -> use(session, null));
        }
    }

    /** A tenant is gone: what was assigned to it is unused; what was banned stays banned, and nobody's. */
    public void tenantRemoved(TenantId tenant) {
        Holding holding = holdings.remove(tenant);
        if (holding != null) {
            holding.assigned.forEach(session -> move(known(session), SessionState.UNUSED, null));
            holding.banned.forEach(session -> move(known(session), SessionState.BANNED, null));
        }
    }

    // ---------------------------------------------------------------- checkpoints

    /** Tells a checkpoint where each session stands, those of a tenant in the order in which they came to it. */
    public void forEachInOrder(Consumer<PooledSession> out) {
        places.values().stream()
                .filter(place -> place.tenant == null)
                .map(Place::view)
                .forEach(out);
        holdings.values()
                .forEach(holding -> holding.all()
                        .forEach(session -> out.accept(known(session).view())));
    }

    /** What a checkpoint says of a session: it stands there. */
    public void recalled(PooledSession told) {
        added(told.session(), told.apiPair());
        Place place = known(told.session());
        place.flag = told.state() == SessionState.BANNED ? SessionFlag.BANNED : told.flag();
        move(place, told.state(), told.tenant());
    }

    /** What a checkpoint says of a tenant's losses, for {@link #recalled}; null if there is nothing to say. */
    public @Nullable Troubles troubles(TenantId tenant) {
        Holding holding = holdings.get(tenant);
        if (holding == null) {
            return null;
        }
        List<Place> all = holding.all().stream().map(this::known).toList();
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
        Holding holding = holding(tenant);
        holding.losses.recall(troubles);
        for (SessionId session : holding.all()) {
            Place place = known(session);
            place.acknowledged = troubles.acknowledged().contains(session);
            place.replaced = troubles.replaced().contains(session);
        }
    }

    // ---------------------------------------------------------------- inside

    private void assigned(TenantId tenant, Assignment assignment) {
        added(assignment.session(), assignment.apiPair());
        Place place = known(assignment.session());
        if (place.state != SessionState.BANNED) {
            pairs.remove(place.apiPair);
            pairs.add(assignment.apiPair());
        }
        place.apiPair = assignment.apiPair();
        move(place, SessionState.ASSIGNED, tenant);
    }

    /** Takes a session from wherever it is to where it belongs from now on. */
    private void move(Place place, SessionState to, @Nullable TenantId tenant) {
        boolean stays = tenant != null && tenant.equals(place.tenant);
        leave(place);
        countPair(place, to);
        place.state = to;
        place.tenant = tenant;
        if (!stays) {
            place.acknowledged = false;
            place.replaced = false;
        }
        countFree(place);
        if (tenant != null && to == SessionState.ASSIGNED) {
            holding(tenant).assigned.add(place.session);
        } else if (tenant != null && to == SessionState.BANNED) {
            holding(tenant).banned.add(place.session);
        }
    }

    private void use(SessionId session, @Nullable TenantId tenant) {
        Place place = places.get(session);
        if (place != null) {
            place.usedBy = tenant;
            countFree(place);
        }
    }

    private void countFree(Place place) {
        if (place.wouldBeFree() && place.usedBy == null) {
            free.put(place.session, place);
        } else {
            free.remove(place.session);
        }
    }

    /** For a shortage: what a patient operator can count on. */
    private String freeLater() {
        long later = cycles.values().stream()
                .flatMap(Set::stream)
                .map(places::get)
                .filter(place -> place != null && place.wouldBeFree())
                .count();
        return later == 0 ? "" : " " + later + " more will be, once the cycle that uses them has ended.";
    }

    /** The session is nowhere for the moment. */
    private void leave(Place place) {
        free.remove(place.session);
        Holding holding = place.tenant == null ? null : holdings.get(place.tenant);
        if (holding != null) {
            holding.assigned.remove(place.session);
            holding.banned.remove(place.session);
        }
    }

    /** A banned session uses no credentials; when it comes back, another may have taken its place with them. */
    private void countPair(Place place, SessionState to) {
        boolean counted = place.state != SessionState.BANNED;
        boolean counts = to != SessionState.BANNED;
        if (counted && !counts) {
            pairs.remove(place.apiPair);
        } else if (!counted && counts) {
            if (place.apiPair.isPresent() && !pairs.hasRoom(place.apiPair.getAsInt())) {
                place.apiPair = OptionalInt.empty();
            }
            pairs.add(place.apiPair);
        }
    }

    private Place existing(SessionId session) {
        Place place = places.get(session);
        if (place == null) {
            throw new SessionRefusedException(Kind.UNKNOWN, "There is no session " + session + ".");
        }
        return place;
    }

    /** A session that a holding names. */
    private Place known(SessionId session) {
        Place place = places.get(session);
        if (place == null) {
            throw new IllegalStateException("the pool lost session " + session);
        }
        return place;
    }

    private Holding holding(TenantId tenant) {
        return holdings.computeIfAbsent(tenant, id -> new Holding());
    }

    /** What a tenant has and has had. */
    private static final class Holding {
        private final Set<SessionId> assigned = new LinkedHashSet<>();
        private final Set<SessionId> banned = new LinkedHashSet<>();
        private final Losses losses = new Losses();

        List<SessionId> all() {
            List<SessionId> all = new ArrayList<>(assigned);
            all.addAll(banned);
            return all;
        }
    }

    /** Where a session stands. */
    private static final class Place {
        private final SessionId session;
        private SessionState state = SessionState.UNUSED;
        private @Nullable TenantId tenant;
        private @Nullable TenantId usedBy;
        private @Nullable SessionFlag flag;
        private OptionalInt apiPair;

        /** Of a session with a flag: an operator knows of it. */
        private boolean acknowledged;

        /** Of a banned session: another has taken its place. */
        private boolean replaced;

        Place(SessionId session, OptionalInt apiPair) {
            this.session = session;
            this.apiPair = apiPair;
        }

        boolean isAssignedTo(TenantId who) {
            return state == SessionState.ASSIGNED && who.equals(tenant);
        }

        boolean wouldBeFree() {
            return state == SessionState.UNUSED && flag == null;
        }

        boolean awaitsAcknowledgement() {
            return flag != null && flag.takesAcknowledgement() && !acknowledged;
        }

        void acknowledge() {
            acknowledged = flag != null;
        }

        PooledSession view() {
            return new PooledSession(session, state, tenant, flag, apiPair);
        }
    }
}
