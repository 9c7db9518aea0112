package io.adbot.session;

import io.adbot.session.SessionRefusedException.Kind;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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
 * time, after a crash too. The cost of a call does not grow with the number of sessions that it is not about.
 *
 * <p>Threads: one at a time; the engine's loop.
 */
public final class SessionPool {

    private final Map<SessionId, Place> places = new HashMap<>();
    private final TreeMap<SessionId, Place> free = new TreeMap<>();
    private final Map<TenantId, Holding> holdings = new HashMap<>();
    private final PairUsage pairs = new PairUsage();

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
                .sorted((a, b) -> a.session().compareTo(b.session()))
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

    /** How many sessions are free: unused and not flagged. */
    public int free() {
        return free.size();
    }

    /** How many sessions a pair of credentials serves. */
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
        PooledSession found = find(session);
        if (found == null) {
            throw unknown(session);
        }
        return found;
    }

    /**
     * May a session be added?
     *
     * @param isThere whether its file lies with the unused, or it needs none
     * @throws SessionRefusedException if it is known, or not there
     */
    public void checkAddable(SessionId session, boolean isThere) {
        if (places.containsKey(session)) {
            throw new SessionRefusedException(Kind.KNOWN, "There is a session " + session + " already.");
        }
        if (!isThere) {
            throw new SessionRefusedException(
                    Kind.UNKNOWN, "There is no session " + session + " with the unused: put its file there first.");
        }
    }

    /**
     * Chooses free sessions for a tenant: all that are asked for or none (rule S2).
     *
     * @param count how many
     * @param credentials what the sessions can be given to sign in with
     * @throws SessionRefusedException if fewer are free, or if a session needs credentials and all pairs are full
     */
    public List<Assignment> choose(int count, CredentialSupply credentials) {
        if (count > free.size()) {
            throw new SessionRefusedException(
                    Kind.SHORTAGE,
                    count + (count == 1 ? " session is needed, " : " sessions are needed, ") + free.size()
                            + (free.size() == 1 ? " is free." : " are free.")
                            + " Add sessions, or ask for fewer.");
        }
        PairUsage.Plan usage = pairs.plan(credentials);
        List<Assignment> chosen = new ArrayList<>(count);
        for (Place place : free.values()) {
            if (chosen.size() == count) {
                break;
            }
            chosen.add(new Assignment(
                    place.session, place.apiPair.isPresent() || !credentials.needed() ? place.apiPair : usage.take()));
        }
        return chosen;
    }

    /**
     * Which of a tenant's sessions an operator may have back.
     *
     * @throws SessionRefusedException if one of them is not assigned to the tenant
     */
    public List<SessionId> releasable(TenantId tenant, Collection<SessionId> sessions) {
        for (SessionId session : sessions) {
            Place place = places.get(session);
            if (place == null) {
                throw unknown(session);
            }
            if (place.state != SessionState.ASSIGNED || !tenant.equals(place.tenant)) {
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
     *     that has not been given, or if no session is free
     */
    public Assignment chooseReplacement(TenantId tenant, SessionId lost, CredentialSupply credentials) {
        Place place = places.get(lost);
        if (place == null) {
            throw unknown(lost);
        }
        if (!tenant.equals(place.tenant) || place.replaced) {
            throw new SessionRefusedException(
                    Kind.NOT_ASSIGNED, "Session " + lost + " is not one of tenant " + tenant + "'s.");
        }
        SessionFlag flag = place.flag;
        if (flag == null) {
            throw new SessionRefusedException(
                    Kind.NOT_LOST, "Session " + lost + " is able to send; release it instead of replacing it.");
        }
        if (flag != SessionFlag.NEEDS_LOGIN && !place.acknowledged) {
            throw new SessionRefusedException(
                    Kind.NOT_ACKNOWLEDGED,
                    "Session " + lost + " is " + flag.wire()
                            + ": acknowledge the loss first. Losing accounts is a sign to stop, not to rotate faster.");
        }
        return choose(1, credentials).get(0);
    }

    /**
     * May a session that needs a login be replaced without asking anybody: is the policy's budget for the day not spent, and
     * is a session free?
     */
    public boolean mayReplaceByItself(TenantId tenant, SessionId lost, ReplacementPolicy policy, Instant now) {
        Place place = places.get(lost);
        Holding holding = holdings.get(tenant);
        return place != null
                && holding != null
                && place.state == SessionState.ASSIGNED
                && tenant.equals(place.tenant)
                && place.flag == SessionFlag.NEEDS_LOGIN
                && !free.isEmpty()
                && holding.losses.replacedSince(now.minusSeconds(24 * 3600)) < policy.automaticPerDay();
    }

    // ---------------------------------------------------------------- facts

    /** A session came to the pool: it is unused. One that is known stays as it is. */
    public void added(SessionId session, OptionalInt apiPair) {
        if (!places.containsKey(session)) {
            Place place = new Place(session, apiPair);
            pairs.add(apiPair);
            places.put(session, place);
            free.put(session, place);
        }
    }

    /** A session left the pool. */
    public void removed(SessionId session) {
        Place place = places.remove(session);
        if (place == null) {
            return;
        }
        if (place.state != SessionState.BANNED) {
            pairs.remove(place.apiPair);
        } else if (place.tenant != null) {
            holding(place.tenant).banned.remove(session);
        }
        leave(place);
    }

    /** Sessions were assigned to a tenant. */
    public void assigned(TenantId tenant, List<Assignment> assignments) {
        assignments.forEach(assignment -> assigned(tenant, assignment));
    }

    /** Sessions went back from a tenant: they are unused. */
    public void released(TenantId tenant, Collection<SessionId> sessions) {
        sessions.forEach(session -> {
            Place place = places.get(session);
            if (place != null && place.state == SessionState.ASSIGNED && tenant.equals(place.tenant)) {
                unuse(place);
            }
        });
    }

    /** Another session took a lost one's place; the lost one is unused, with its flag, unless it is banned. */
    public void replaced(TenantId tenant, SessionId lost, Assignment replacement, boolean byItself, Instant when) {
        Place place = places.get(lost);
        if (place != null) {
            if (place.state == SessionState.ASSIGNED) {
                unuse(place);
            }
            place.replaced = place.state == SessionState.BANNED;
        }
        assigned(tenant, replacement);
        if (byItself) {
            holding(tenant).losses.replaced(when);
        }
    }

    /** A session takes no part until it is cleared; a banned one leaves its tenant for good. */
    public void flagged(SessionId session, SessionFlag flag, Instant when) {
        Place place = places.get(session);
        if (place == null || place.state == SessionState.BANNED) {
            return;
        }
        TenantId tenant = place.tenant;
        if (tenant != null && flag != SessionFlag.NEEDS_LOGIN && place.flag != flag) {
            holding(tenant).losses.lost(when);
        }
        place.flag = flag;
        place.acknowledged = false;
        free.remove(session);
        if (flag == SessionFlag.BANNED) {
            leave(place);
            place.state = SessionState.BANNED;
            place.tenant = tenant;
            pairs.remove(place.apiPair);
            if (tenant != null) {
                holding(tenant).banned.add(session);
            }
        }
    }

    /** An operator cleared a session's flag; a banned one is unused again. */
    public void cleared(SessionId session) {
        Place place = places.get(session);
        if (place == null) {
            return;
        }
        if (place.state == SessionState.BANNED) {
            if (place.tenant != null) {
                holding(place.tenant).banned.remove(session);
            }
            pairs.add(place.apiPair);
            place.flag = null;
            unuse(place);
        }
        place.flag = null;
        place.acknowledged = false;
        if (place.state == SessionState.UNUSED) {
            free.put(session, place);
        }
    }

    /** An operator acknowledged what a tenant has lost. */
    public void acknowledged(TenantId tenant) {
        Holding holding = holdings.get(tenant);
        if (holding != null) {
            holding.losses.acknowledged();
            holding.assigned.forEach(session -> known(session).acknowledge());
            holding.banned.forEach(session -> known(session).acknowledge());
        }
    }

    /** A tenant is gone: what was assigned to it is unused; what was banned stays banned, and nobody's. */
    public void tenantRemoved(TenantId tenant) {
        Holding holding = holdings.get(tenant);
        if (holding != null) {
            released(tenant, List.copyOf(holding.assigned));
            holding.banned.forEach(session -> known(session).tenant = null);
            holdings.remove(tenant);
        }
    }

    /** What a checkpoint says of a session: it stands there. */
    public void recalled(PooledSession told) {
        added(told.session(), told.apiPair());
        Place place = known(told.session());
        TenantId tenant = told.tenant();
        place.flag = told.flag();
        place.state = told.state();
        if (place.state != SessionState.UNUSED || place.flag != null) {
            free.remove(place.session);
        }
        place.tenant = tenant;
        if (place.state == SessionState.BANNED) {
            pairs.remove(place.apiPair);
        }
        if (tenant != null) {
            Holding holding = holding(tenant);
            (place.state == SessionState.BANNED ? holding.banned : holding.assigned).add(place.session);
        }
    }

    /** Tells a checkpoint where each session stands, those of a tenant in the order in which they came to it. */
    public void forEachInOrder(Consumer<PooledSession> out) {
        places.values().stream()
                .filter(place -> place.tenant == null)
                .map(Place::view)
                .forEach(out);
        holdings.values().forEach(holding -> {
            holding.assigned.forEach(session -> out.accept(known(session).view()));
            holding.banned.forEach(session -> out.accept(known(session).view()));
        });
    }

    /** What a checkpoint says of a tenant's losses: takes the place of what is known. */
    public void recalled(TenantId tenant, Troubles troubles) {
        holding(tenant).losses.recall(troubles);
        troubles.acknowledged().forEach(session -> {
            Place place = places.get(session);
            if (place != null) {
                place.acknowledge();
            }
        });
        troubles.replaced().forEach(session -> {
            Place place = places.get(session);
            if (place != null) {
                place.replaced = true;
            }
        });
    }

    /** What a checkpoint says of a tenant's losses, for {@link #recalled}; null if there is nothing to say. */
    public @Nullable Troubles troubles(TenantId tenant) {
        Holding holding = holdings.get(tenant);
        if (holding == null) {
            return null;
        }
        Set<SessionId> all = new LinkedHashSet<>(holding.assigned);
        all.addAll(holding.banned);
        List<SessionId> acknowledged =
                all.stream().filter(session -> known(session).acknowledged).toList();
        List<SessionId> replaced =
                all.stream().filter(session -> known(session).replaced).toList();
        Troubles troubles =
                new Troubles(holding.losses.unacknowledged(), holding.losses.replacements(), acknowledged, replaced);
        return troubles.isEmpty() ? null : troubles;
    }

    // ---------------------------------------------------------------- inside

    private void assigned(TenantId tenant, Assignment assignment) {
        SessionId session = assignment.session();
        added(session, OptionalInt.empty());
        Place place = known(session);
        leave(place);
        if (!place.apiPair.equals(assignment.apiPair())) {
            pairs.remove(place.apiPair);
            pairs.add(assignment.apiPair());
            place.apiPair = assignment.apiPair();
        }
        place.state = SessionState.ASSIGNED;
        place.tenant = tenant;
        holding(tenant).assigned.add(session);
    }

    private void unuse(Place place) {
        leave(place);
        place.state = SessionState.UNUSED;
        place.acknowledged = false;
        place.replaced = false;
        if (place.flag == null) {
            free.put(place.session, place);
        }
    }

    /** The session is nowhere for the moment. */
    private void leave(Place place) {
        free.remove(place.session);
        if (place.tenant != null && place.state == SessionState.ASSIGNED) {
            holding(place.tenant).assigned.remove(place.session);
        }
        place.tenant = null;
    }

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

    private static SessionRefusedException unknown(SessionId session) {
        return new SessionRefusedException(Kind.UNKNOWN, "There is no session " + session + ".");
    }

    private static final class Holding {
        private final Set<SessionId> assigned = new LinkedHashSet<>();
        private final Set<SessionId> banned = new LinkedHashSet<>();
        private final Losses losses = new Losses();
    }

    private static final class Place {
        private final SessionId session;
        private SessionState state = SessionState.UNUSED;
        private @Nullable TenantId tenant;
        private @Nullable SessionFlag flag;
        private OptionalInt apiPair;
        private boolean acknowledged;
        private boolean replaced;

        Place(SessionId session, OptionalInt apiPair) {
            this.session = session;
            this.apiPair = apiPair;
        }

        void acknowledge() {
            acknowledged = flag != null;
        }

        PooledSession view() {
            return new PooledSession(session, state, tenant, flag, apiPair);
        }
    }
}
