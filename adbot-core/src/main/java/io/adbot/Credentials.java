package io.adbot;

import io.adbot.cycle.CycleRunner;
import io.adbot.cycle.CycleRunner.Decision;
import io.adbot.engine.Books;
import io.adbot.journal.SetupEvent.CredentialsSet;
import io.adbot.message.ApiCredentials;
import io.adbot.session.CredentialSupply;
import io.adbot.session.PooledSession;
import io.adbot.session.SessionRefusedException;
import io.adbot.store.Store;
import io.adbot.value.InvalidValueException;
import io.adbot.value.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The pairs of API credentials that sessions sign in with (rule S4). Got from {@link AdBot#credentials}.
 *
 * <p>Sessions refer to a pair by its position. When a pair is removed, or an operator has put the list in another order while the
 * engine was closed, each session follows its application; a list in which one is missing that a session signs in with is refused at
 * the opening. Secrets are in the store's own file for them and nowhere else: not in the journal, not in a log, not in an error.
 *
 * <p>Threads: any.
 */
public final class Credentials {

    private static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

    private final CycleRunner runner;
    private final Books books;
    private final Store store;
    private final boolean needed;

    // Touched on the loop alone.
    private List<ApiCredentials> pairs;
    private CompletionStage<@Nullable Void> changes = CompletableFuture.completedFuture(null);

    Credentials(CycleRunner runner, Books books, Store store, boolean needed) {
        this.runner = runner;
        this.books = books;
        this.store = store;
        this.needed = needed;
        this.pairs = List.copyOf(store.credentials());
    }

    /** All pairs, in order. */
    public CompletionStage<List<ApiCredentials>> all() {
        return runner.ask(now -> pairs);
    }

    /** What a session signs in with; empty if it has none. */
    public CompletionStage<Optional<ApiCredentials>> of(SessionId session) {
        return runner.decide(now -> {
            PooledSession found = books.sessions().find(session);
            return new Decision<>(List.of(), found == null ? Optional.empty() : at(found.apiPair()));
        });
    }

    /**
     * The least used pair: what a session that is to be logged in signs in with (rule S4).
     *
     * @return the pair; fails with {@link SessionRefusedException} if there is none, or if each serves as many sessions as it may
     */
    public CompletionStage<ApiCredentials> leastUsed() {
        return runner.decide(now ->
                new Decision<>(List.of(), pairs.get(books.sessions().decisions().choosePair(pairs.size()))));
    }

    /**
     * Adds a pair.
     *
     * @return its position, once it is durable; fails with {@link InvalidValueException} if the application is there already, and
     *     with {@link io.adbot.store.StoreException} if the store cannot keep it: then it is not there
     */
    public CompletionStage<Integer> add(ApiCredentials pair) {
        Objects.requireNonNull(pair);
        return inTurn(() -> keep(pair));
    }

    /**
     * Removes a pair; those behind it move up. A banned session that has signed in with it has none from then on, and is given another
     * with its next tenant.
     *
     * @return done once it is durable; fails with {@link InvalidValueException} if there is no such pair, with
     *     {@link SessionRefusedException} that names them while sessions that are not banned sign in with it, and with
     *     {@link io.adbot.store.StoreException} if the store cannot keep the others alone: then the pair is where it was
     */
    public CompletionStage<Void> remove(int apiId) {
        return inTurn(() -> drop(apiId));
    }

    /** One after the other: where a pair stands depends on whether the change before could be kept. */
    private <T extends @Nullable Object> CompletionStage<T> inTurn(Supplier<CompletionStage<T>> change) {
        return runner.ask(now -> {
                    CompletionStage<T> changed = changes.thenCompose(before -> change.get());
                    changes = changed.handle((done, failure) -> null);
                    return changed;
                })
                .thenCompose(changed -> changed);
    }

    private CompletionStage<Integer> keep(ApiCredentials pair) {
        return runner.ask(now -> with(pair))
                .thenCompose(more -> store.keepCredentials(more)
                        .thenCompose(kept -> runner.decide(now -> set(more, more.size() - 1))));
    }

    /**
     * First the fact, then the file: the sessions have moved up when the pairs do. What a crash in between leaves is the pair, at the
     * next opening.
     */
    private CompletionStage<Void> drop(int apiId) {
        return runner.decide(now -> {
                    List<ApiCredentials> before = pairs;
                    books.sessions().decisions().checkPairRemovable(position(before, apiId), apiId);
                    return set(without(before, apiId), before);
                })
                .thenCompose(before -> store.keepCredentials(without(before, apiId))
                        .handle((kept, failure) -> failure == null ? DONE : putBack(before, failure))
                        .thenCompose(end -> end));
    }

    private CompletionStage<Void> putBack(List<ApiCredentials> before, Throwable failure) {
        return runner.decide(now -> set(before, before)).thenCompose(set -> CompletableFuture.failedFuture(failure));
    }

    private <T> Decision<T> set(List<ApiCredentials> now, T answer) {
        pairs = now;
        return new Decision<>(List.of(CredentialsSet.of(now)), answer);
    }

    private static List<ApiCredentials> without(List<ApiCredentials> all, int apiId) {
        List<ApiCredentials> less = new ArrayList<>(all);
        less.remove(position(all, apiId));
        return List.copyOf(less);
    }

    private static int position(List<ApiCredentials> all, int apiId) {
        List<Integer> apiIds = all.stream().map(ApiCredentials::apiId).toList();
        int position = apiIds.indexOf(apiId);
        if (position < 0) {
            throw new InvalidValueException("api_id", apiId, "one of " + apiIds);
        }
        return position;
    }

    private List<ApiCredentials> with(ApiCredentials pair) {
        if (pairs.stream().anyMatch(known -> known.apiId() == pair.apiId())) {
            throw new InvalidValueException("api_id", pair.apiId(), "one that is not there already");
        }
        List<ApiCredentials> more = new ArrayList<>(pairs);
        more.add(pair);
        return List.copyOf(more);
    }

    /** Where the pair of an application stands; throws {@link InvalidValueException} if there is none. On the loop. */
    int positionOf(int apiId) {
        return position(pairs, apiId);
    }

    /** What sessions can be given. On the loop. */
    CredentialSupply supply() {
        return new CredentialSupply(pairs.size(), needed);
    }

    /** The pair at a position, if there is one. On the loop. */
    Optional<ApiCredentials> at(OptionalInt position) {
        return position.isEmpty() || position.getAsInt() >= pairs.size()
                ? Optional.empty()
                : Optional.of(pairs.get(position.getAsInt()));
    }

    /** Does a session need credentials, and are there none at its position? On the loop. */
    boolean isMissingFor(PooledSession session) {
        return needed && at(session.apiPair()).isEmpty();
    }
}
