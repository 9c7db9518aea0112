package io.adbot.session;

import io.adbot.message.ApiCredentials;
import io.adbot.session.SessionRefusedException.Kind;
import io.adbot.value.Counted;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;

/**
 * What may happen next in a {@link SessionPool} (rules S1 to S5): every method looks at where the sessions stand, answers with what is
 * to be journalled or refuses with {@link SessionRefusedException}, and changes nothing. Got from {@link SessionPool#decisions}.
 *
 * <p>What was decided holds as long as the pool is told nothing else: decide and journal in one step.
 *
 * <p>Threads: as the pool.
 */
public final class PoolDecisions {

    private static final Duration DAY = Duration.ofDays(1);

    private final Places places;

    PoolDecisions(Places places) {
        this.places = places;
    }

    /** The session; throws {@link SessionRefusedException} if the pool does not know it. */
    public PooledSession checkKnown(SessionId session) {
        return existing(session).view();
    }

    /**
     * May a session be added?
     *
     * @param apiPair the position of the credentials that it signed in with; empty if it has none
     * @param isThere whether its file lies with the unused, or it needs none
     * @throws SessionRefusedException if it is known, or not there, or if its credentials serve as many as they may
     */
    public void checkAddable(SessionId session, OptionalInt apiPair, boolean isThere) {
        checkAddable(session, apiPair);
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
        if (places.find(session) != null) {
            throw new SessionRefusedException(
                    Kind.KNOWN, "There is a session " + session + " already. Give this one another name.");
        }
        if (apiPair.isPresent() && !places.pairs().hasRoom(apiPair.getAsInt())) {
            throw new SessionRefusedException(
                    Kind.CREDENTIALS,
                    "The API credentials of session " + session + " serve " + ApiCredentials.MOST_SESSIONS
                            + " sessions, as many as they may. Sign in with another pair.");
        }
    }

    /**
     * Which pair a session that is to be logged in signs in with: the least used one, of several the first (rule S4).
     *
     * @param pairs how many there are
     * @return its position
     * @throws SessionRefusedException if there is none, or if each serves as many sessions as it may
     */
    public int choosePair(int pairs) {
        return places.pairs().plan(new CredentialSupply(pairs, true)).take().orElseThrow();
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
        List<SessionId> users = places.all().stream()
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
        if (count > places.free().size()) {
            throw new SessionRefusedException(
                    Kind.SHORTAGE,
                    Counted.of(count, "session is", "sessions are") + " needed, "
                            + Counted.of(places.free().size(), "is free.", "are free.") + freeLater()
                            + " Add sessions, or ask for fewer.");
        }
        PairUsage.Plan usage = places.pairs().plan(credentials);
        return places.free().stream()
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
        Holding holding = places.find(tenant);
        if (holding != null && !holding.losses.unacknowledged().isEmpty()) {
            throw new SessionRefusedException(
                    Kind.NOT_ACKNOWLEDGED,
                    "Tenant " + tenant + " has lost sessions to bans or limits and gets no others before that is"
                            + " acknowledged. Losing accounts is a sign to stop, not to rotate faster.");
        }
    }

    /**
     * Is there a loss that an operator can acknowledge (rule S5)?
     *
     * @throws SessionRefusedException if there is none
     */
    public void checkHasLost(TenantId tenant) {
        Holding holding = places.find(tenant);
        boolean waits =
                holding != null && holding.all().stream().map(places::known).anyMatch(Place::awaitsAcknowledgement);
        if (!waits && (holding == null || holding.losses.unacknowledged().isEmpty())) {
            throw new SessionRefusedException(
                    Kind.NOTHING_TO_ACKNOWLEDGE,
                    "There is nothing to acknowledge: tenant " + tenant
                            + " has lost no session to a ban or a limit since the last acknowledgement.");
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
        Place place = places.find(lost);
        return place != null
                && place.isAssignedTo(tenant)
                && place.flag == SessionFlag.NEEDS_LOGIN
                && !places.free().isEmpty()
                && !places.holding(tenant).losses.anyTwoWithin(policy.window())
                && places.holding(tenant).losses.replacedSince(now.minus(DAY)) < policy.automaticPerDay();
    }

    /** For a shortage: what a patient operator can count on. */
    private String freeLater() {
        long later = places.freeLater();
        return later == 0 ? "" : " " + later + " more will be, once the cycle that uses them has ended.";
    }

    private Place existing(SessionId session) {
        Place place = places.find(session);
        if (place == null) {
            throw new SessionRefusedException(Kind.UNKNOWN, "There is no session " + session + ".");
        }
        return place;
    }
}
