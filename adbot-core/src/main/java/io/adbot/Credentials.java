package io.adbot;

import io.adbot.cycle.CycleRunner;
import io.adbot.cycle.CycleRunner.Decision;
import io.adbot.engine.Books;
import io.adbot.session.ApiCredentials;
import io.adbot.session.CredentialSupply;
import io.adbot.session.PooledSession;
import io.adbot.store.Store;
import io.adbot.value.InvalidValueException;
import io.adbot.value.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The pairs of API credentials that sessions sign in with (rule S4). Got from {@link AdBot#credentials}.
 *
 * <p>A pair keeps its position for good, for sessions refer to it. Secrets are in the store's own file for them and nowhere
 * else: not in the journal, not in a log, not in an error.
 *
 * <p>Threads: any.
 */
public final class Credentials {

    private final CycleRunner runner;
    private final Books books;
    private final Store store;
    private final boolean needed;

    // Touched on the loop alone.
    private List<ApiCredentials> pairs;

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
            Optional<ApiCredentials> pair = found == null
                            || found.apiPair().isEmpty()
                            || found.apiPair().getAsInt() >= pairs.size()
                    ? Optional.empty()
                    : Optional.of(pairs.get(found.apiPair().getAsInt()));
            return new Decision<>(List.of(), pair);
        });
    }

    /**
     * Adds a pair.
     *
     * @return its position, once it is durable; fails with {@link InvalidValueException} if the application is there already
     */
    public CompletionStage<Integer> add(ApiCredentials pair) {
        return runner.decide(now -> {
                    if (pairs.stream().anyMatch(known -> known.apiId() == pair.apiId())) {
                        throw new InvalidValueException("api_id", pair.apiId(), "one that is not there already");
                    }
                    List<ApiCredentials> more = new ArrayList<>(pairs);
                    more.add(pair);
                    pairs = List.copyOf(more);
                    return new Decision<>(List.of(), pairs);
                })
                .thenCompose(all -> store.keepCredentials(all).thenApply(kept -> all.size() - 1));
    }

    /** What sessions can be given. On the loop. */
    CredentialSupply supply() {
        return new CredentialSupply(pairs.size(), needed);
    }
}
