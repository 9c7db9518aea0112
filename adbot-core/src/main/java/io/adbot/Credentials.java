package io.adbot;

import io.adbot.cycle.CycleRunner;
import io.adbot.cycle.CycleRunner.Decision;
import io.adbot.engine.Books;
import io.adbot.journal.SetupEvent.CredentialsSet;
import io.adbot.session.ApiCredentials;
import io.adbot.session.CredentialSupply;
import io.adbot.session.PooledSession;
import io.adbot.store.Store;
import io.adbot.value.InvalidValueException;
import io.adbot.value.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The pairs of API credentials that sessions sign in with (rule S4). Got from {@link AdBot#credentials}.
 *
 * <p>A pair keeps its position for good, for sessions refer to it; a list that was edited otherwise is refused at the opening.
 * Secrets are in the store's own file for them and nowhere
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
    private CompletionStage<@Nullable Void> additions = CompletableFuture.completedFuture(null);

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
     * @return its position, once it is durable; fails with {@link InvalidValueException} if the application is there already, and
     *     with {@link io.adbot.store.StoreException} if the store cannot keep it: then it is not there
     */
    public CompletionStage<Integer> add(ApiCredentials pair) {
        Objects.requireNonNull(pair);
        return runner.ask(now -> addNext(pair)).thenCompose(added -> added);
    }

    /** One after the other: where a pair comes to stand depends on whether the one before it could be kept. */
    private CompletionStage<Integer> addNext(ApiCredentials pair) {
        CompletionStage<Integer> added = additions.thenCompose(before -> keep(pair));
        additions = added.handle((position, failure) -> null);
        return added;
    }

    private CompletionStage<Integer> keep(ApiCredentials pair) {
        return runner.ask(now -> with(pair))
                .thenCompose(more -> store.keepCredentials(more)
                        .thenCompose(kept -> runner.decide(now -> {
                            pairs = more;
                            return new Decision<>(List.of(CredentialsSet.of(more)), more.size() - 1);
                        })));
    }

    private List<ApiCredentials> with(ApiCredentials pair) {
        if (pairs.stream().anyMatch(known -> known.apiId() == pair.apiId())) {
            throw new InvalidValueException("api_id", pair.apiId(), "one that is not there already");
        }
        List<ApiCredentials> more = new ArrayList<>(pairs);
        more.add(pair);
        return List.copyOf(more);
    }

    /** What sessions can be given. On the loop. */
    CredentialSupply supply() {
        return new CredentialSupply(pairs.size(), needed);
    }

    /** Does a session need credentials, and are there none at its position? On the loop. */
    boolean isMissingFor(PooledSession session) {
        return needed && (session.apiPair().isEmpty() || session.apiPair().getAsInt() >= pairs.size());
    }
}
