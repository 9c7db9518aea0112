package io.adbot;

import io.adbot.cycle.CycleRunner;
import io.adbot.cycle.CycleRunner.Decision;
import io.adbot.engine.Books;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.SessionCleared;
import io.adbot.journal.SetupEvent.LossAcknowledged;
import io.adbot.journal.SetupEvent.SessionAdded;
import io.adbot.journal.SetupEvent.SessionRemoved;
import io.adbot.journal.SetupEvent.SessionReplaced;
import io.adbot.journal.SetupEvent.SessionsAssigned;
import io.adbot.journal.SetupEvent.SessionsReleased;
import io.adbot.session.Assignment;
import io.adbot.session.PooledSession;
import io.adbot.session.ReplacementPolicy;
import io.adbot.session.SessionRefusedException;
import io.adbot.session.SessionState;
import io.adbot.store.SessionShelf;
import io.adbot.tenant.TenantRefusedException;
import io.adbot.value.InvalidValueException;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The sessions: whose they are, and what keeps them from sending (rules S1 to S6). Got from {@link AdBot#sessions}.
 *
 * <p>Every change is durable when its stage completes, and takes effect with the tenant's next cycle; a session that a running
 * cycle still uses is moved when that has ended. What cannot be is refused with {@link SessionRefusedException} and changes
 * nothing.
 *
 * <p>Threads: any; calls are answered one after the other.
 */
public final class Sessions {

    private final CycleRunner runner;
    private final Books books;
    private final SessionShelf shelf;
    private final Placing placing;
    private final Handover handover;
    private final Credentials credentials;

    Sessions(
            CycleRunner runner,
            Books books,
            SessionShelf shelf,
            Placing placing,
            Handover handover,
            Credentials credentials) {
        this.runner = runner;
        this.books = books;
        this.shelf = shelf;
        this.placing = placing;
        this.handover = handover;
        this.credentials = credentials;
    }

    /** Every session, ordered by name. */
    public CompletionStage<List<PooledSession>> all() {
        return runner.ask(now -> books.sessions().all());
    }

    /**
     * Takes note of sessions that an operator has put with the unused since the last look. A start does so by itself.
     *
     * @return the new ones
     */
    public CompletionStage<List<SessionId>> lookForNew() {
        if (!shelf.keepsFiles()) {
            return CompletableFuture.completedFuture(List.of());
        }
        return shelf.unused()
                .thenCompose(lying -> runner.decide(now -> {
                    List<SessionId> fresh = lying.stream()
                            .filter(session -> books.sessions().find(session) == null)
                            .sorted()
                            .toList();
                    List<JournalEvent> events = fresh.stream()
                            .<JournalEvent>map(session -> new SessionAdded(session, OptionalInt.empty()))
                            .toList();
                    return new Decision<>(events, fresh);
                }));
    }

    /**
     * Adds a session. Where sessions are files it must lie with the unused.
     *
     * @return what the pool knows of it
     */
    public CompletionStage<PooledSession> add(SessionId session) {
        Objects.requireNonNull(session);
        return add(session, OptionalInt::empty);
    }

    /**
     * Adds a session that was logged in with a pair of credentials, and signs in with that one ever after (rule S4). Where sessions are
     * files it must lie with the unused.
     *
     * @param apiId the pair's application
     * @return what the pool knows of it; fails with {@link InvalidValueException} if there is no such pair, and with
     *     {@link SessionRefusedException} if it serves as many sessions as it may
     */
    public CompletionStage<PooledSession> add(SessionId session, int apiId) {
        Objects.requireNonNull(session);
        return add(session, () -> OptionalInt.of(credentials.positionOf(apiId)));
    }

    /** The pair's position is asked for on the loop, where it does not change meanwhile. */
    private CompletionStage<PooledSession> add(SessionId session, Supplier<OptionalInt> apiPair) {
        return (shelf.keepsFiles()
                        ? shelf.unused().thenApply(lying -> lying.contains(session))
                        : CompletableFuture.completedFuture(true))
                .thenCompose(isThere -> runner.decide(now -> {
                    OptionalInt pair = apiPair.get();
                    books.sessions().decisions().checkAddable(session, pair, isThere);
                    return new Decision<>(List.of(new SessionAdded(session, pair)), session);
                }))
                .thenCompose(this::view);
    }

    /**
     * Assigns free sessions to a tenant: as many as asked for, or none (rule S2); none either while the tenant has a loss that was
     * not acknowledged (rule S5).
     *
     * @param count how many more, from 1; for less it fails with {@link InvalidValueException}
     * @return the ones that it got
     */
    public CompletionStage<List<SessionId>> assign(TenantId tenant, int count) {
        if (count < 1) {
            return CompletableFuture.failedFuture(new InvalidValueException("count", count, "a whole number from 1"));
        }
        return lookForNew()
                .thenCompose(fresh -> runner.decide(now -> {
                    known(tenant);
                    books.sessions().decisions().checkMayGain(tenant);
                    List<Assignment> chosen = books.sessions().decisions().choose(count, credentials.supply());
                    return new Decision<>(
                            List.of(new SessionsAssigned(tenant, chosen)),
                            chosen.stream().map(Assignment::session).toList());
                }))
                .thenCompose(chosen -> placing.place(chosen).thenApply(placed -> chosen));
    }

    /** Gives sessions of a tenant back: they are unused. All of them, or none if one is not the tenant's. */
    public CompletionStage<Void> release(TenantId tenant, Collection<SessionId> sessions) {
        return runner.decide(now -> {
                    known(tenant);
                    List<SessionId> all = books.sessions().decisions().releasable(tenant, sessions);
                    List<JournalEvent> events = all.isEmpty() ? List.of() : List.of(new SessionsReleased(tenant, all));
                    return new Decision<>(events, all);
                })
                .thenCompose(placing::place);
    }

    /**
     * Puts a free session in the place of one that the tenant has lost (rule S5). For one that is banned or limited the loss
     * must have been acknowledged.
     *
     * @return the session in its place
     */
    public CompletionStage<SessionId> replace(TenantId tenant, SessionId lost) {
        return lookForNew()
                .thenCompose(fresh -> runner.decide(now -> replacement(tenant, lost, false)))
                .thenCompose(moved -> placing.place(moved).thenApply(placed -> moved.get(1)));
    }

    /**
     * The same for a session that needs a login, without asking anybody, if the policy allows it at that moment.
     *
     * @return done once that is settled, whether it was replaced or not
     */
    CompletionStage<Void> replaceByItself(TenantId tenant, SessionId lost, ReplacementPolicy policy) {
        return runner.decide(now -> books.sessions().decisions().mayReplaceByItself(tenant, lost, policy, now.wall())
                        ? replacement(tenant, lost, true)
                        : new Decision<>(List.of(), List.<SessionId>of()))
                .thenCompose(placing::place);
    }

    /** The fact that a session is replaced, and the two that are moved: the lost one and the one in its place. */
    private Decision<List<SessionId>> replacement(TenantId tenant, SessionId lost, boolean byItself) {
        Assignment chosen = books.sessions().decisions().chooseReplacement(tenant, lost, credentials.supply());
        return new Decision<>(
                List.of(new SessionReplaced(tenant, lost, chosen, byItself)), List.of(lost, chosen.session()));
    }

    /**
     * An operator acknowledges what a tenant has lost: it may be started again, and its lost sessions replaced (rule S5).
     *
     * @return fails with {@link SessionRefusedException} if there is no loss that is not acknowledged
     */
    public CompletionStage<Void> acknowledge(TenantId tenant) {
        return runner.decide(now -> {
                    known(tenant);
                    books.sessions().decisions().checkHasLost(tenant);
                    return new Decision<>(List.of(new LossAcknowledged(tenant)), tenant);
                })
                .thenAccept(acknowledged -> {});
    }

    /** Clears a session's flag, for an operator who knows that the cause is gone: it takes part again. */
    public CompletionStage<PooledSession> clear(SessionId session) {
        return runner.decide(now -> {
                    books.sessions().decisions().checkKnown(session);
                    return new Decision<>(List.of(new SessionCleared(session)), session);
                })
                .thenCompose(cleared -> placing.place(List.of(cleared)).thenApply(placed -> cleared))
                .thenCompose(this::view);
    }

    /**
     * Removes a session for good: it leaves the pool, and its file is deleted. For one that is unused or banned, and that no running
     * cycle uses. One that is assigned while its file is deleted is released again: its tenant does not start with it.
     *
     * @return done once both are durable; fails with {@link io.adbot.store.StoreException} if the file cannot be deleted: then the
     *     session is still known, and this can be asked again
     */
    public CompletionStage<Void> remove(SessionId session) {
        Objects.requireNonNull(session);
        return runner.ask(now -> books.sessions().decisions().checkRemovable(session))
                .thenCompose(removable -> placing.place(List.of(session))) // A move may have failed before.
                // First the file, then the fact. The other way round, what a crash in between leaves would be a new
                // session at the
                // next opening, without the flag of the old one.
                .thenCompose(placed -> handover.letGo(session))
                .thenCompose(free -> shelf.remove(session))
                .thenCompose(deleted -> runner.decide(now -> removal(session, deleted)))
                .thenAccept(removed -> {});
    }

    /** The fact that a session is gone. If nothing was deleted because it is somebody's by now, it is refused, and all is as it was. */
    private Decision<SessionId> removal(SessionId session, boolean deleted) {
        if (!deleted) {
            books.sessions().decisions().checkRemovable(session);
        }
        List<JournalEvent> events = new ArrayList<>();
        PooledSession found = books.sessions().find(session);
        if (found != null) {
            TenantId tenant = found.tenant();
            if (found.state() == SessionState.ASSIGNED && tenant != null) {
                events.add(new SessionsReleased(tenant, List.of(session)));
            }
            events.add(new SessionRemoved(session));
        }
        return new Decision<>(events, session);
    }

    private CompletionStage<PooledSession> view(SessionId session) {
        return runner.ask(now -> books.sessions().decisions().checkKnown(session));
    }

    private void known(TenantId tenant) {
        if (books.config(tenant).isEmpty()) {
            throw TenantRefusedException.unknown(tenant);
        }
    }
}
