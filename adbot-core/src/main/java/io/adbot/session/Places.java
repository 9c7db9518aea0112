package io.adbot.session;

import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where every session stands, and what follows from it: which are free, what each tenant has, how many sessions each pair of
 * credentials serves. The pool is told what happened and moves them; its decisions look.
 */
final class Places {

    private final Map<SessionId, Place> places = new HashMap<>();
    private final TreeMap<SessionId, Place> free = new TreeMap<>();
    private final Map<TenantId, Holding> holdings = new HashMap<>();
    private final PairUsage pairs = new PairUsage();

    /** Of each tenant whose cycle is under way the sessions that take part in it. */
    private final Map<TenantId, Set<SessionId>> cycles = new HashMap<>();

    // ---------------------------------------------------------------- looking

    @Nullable
    Place find(SessionId session) {
        return places.get(session);
    }

    /** A session that a holding names. */
    Place known(SessionId session) {
        Place place = places.get(session);
        if (place == null) {
            throw new IllegalStateException("the pool lost session " + session);
        }
        return place;
    }

    /** All of them, in no order. */
    Collection<Place> all() {
        return places.values();
    }

    /** The free ones, in the order of their names. */
    Collection<Place> free() {
        return free.values();
    }

    /** How many more will be free once the cycles have ended that use them. */
    long freeLater() {
        return cycles.values().stream()
                .flatMap(Set::stream)
                .map(places::get)
                .filter(place -> place != null && place.wouldBeFree())
                .count();
    }

    /** What a tenant has; null if it never had anything. */
    @Nullable
    Holding find(TenantId tenant) {
        return holdings.get(tenant);
    }

    /** What a tenant has, to be added to. */
    Holding holding(TenantId tenant) {
        return holdings.computeIfAbsent(tenant, id -> new Holding());
    }

    /** What each tenant has, in no order. */
    Collection<Holding> holdings() {
        return holdings.values();
    }

    /** How many sessions the pairs of credentials serve. */
    PairUsage pairs() {
        return pairs;
    }

    // ---------------------------------------------------------------- moving

    /** The session, which is unused if it is new. */
    Place add(SessionId session, OptionalInt apiPair) {
        Place known = places.get(session);
        if (known != null) {
            return known;
        }
        Place place = new Place(session, apiPair);
        places.put(session, place);
        pairs.add(apiPair);
        count(place);
        return place;
    }

    void remove(Place place) {
        places.remove(place.session);
        leave(place);
        if (place.usedBy != null) {
            cycles.getOrDefault(place.usedBy, Set.of()).remove(place.session);
        }
        if (place.state != SessionState.BANNED) {
            pairs.remove(place.apiPair);
        }
    }

    /** Takes a session from wherever it is to where it belongs from now on. */
    void move(Place place, SessionState to, @Nullable TenantId tenant) {
        boolean stays = tenant != null && tenant.equals(place.tenant);
        leave(place);
        countPair(place, to);
        place.state = to;
        place.tenant = tenant;
        if (!stays) {
            place.acknowledged = false;
            place.replaced = false;
        }
        count(place);
        if (tenant != null && to == SessionState.ASSIGNED) {
            holding(tenant).assigned.add(place.session);
        } else if (tenant != null && to == SessionState.BANNED) {
            holding(tenant).banned.add(place.session);
        }
    }

    /** The tenant is gone, and has nothing any more; what it had is still to be moved. */
    @Nullable
    Holding forget(TenantId tenant) {
        return holdings.remove(tenant);
    }

    /** From now on the session signs in with this pair. */
    void signIn(Place place, OptionalInt apiPair) {
        if (place.state != SessionState.BANNED) {
            pairs.remove(place.apiPair);
            pairs.add(apiPair);
        }
        place.apiPair = apiPair;
    }

    void flag(Place place, @Nullable SessionFlag flag) {
        place.flag = flag;
        place.acknowledged = false;
        count(place);
    }

    void cycleStarted(TenantId tenant, List<SessionId> sessions) {
        cycles.put(tenant, new LinkedHashSet<>(sessions));
        sessions.forEach(session -> use(session, tenant));
    }

    void cycleEnded(TenantId tenant) {
        Set<SessionId> sessions = cycles.remove(tenant);
        if (sessions != null) {
            sessions.forEach(session -> use(session, null));
        }
    }

    private void use(SessionId session, @Nullable TenantId tenant) {
        Place place = places.get(session);
        if (place != null) {
            place.usedBy = tenant;
            count(place);
        }
    }

    private void count(Place place) {
        if (place.isFree()) {
            free.put(place.session, place);
        } else {
            free.remove(place.session);
        }
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
}
