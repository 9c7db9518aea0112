package io.adbot;

import io.adbot.cycle.CycleRunner;
import io.adbot.cycle.CycleRunner.Decision;
import io.adbot.engine.Books;
import io.adbot.journal.Fold;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.CycleEnded;
import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.session.PooledSession;
import io.adbot.store.SessionShelf;
import io.adbot.time.Tick;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the sessions' files to where the books say that they belong; those that a cycle still uses once it has ended. What
 * could not be moved is moved at the next opening.
 */
final class Placing implements Fold {

    private static final Logger log = LoggerFactory.getLogger(AdBot.class);

    private final CycleRunner runner;
    private final Books books;
    private final SessionShelf shelf;

    /** For each tenant whose cycle is under way what is to be moved when it has ended. Touched on the loop alone. */
    private final Map<TenantId, List<SessionId>> whenEnded = new HashMap<>();

    Placing(CycleRunner runner, Books books, SessionShelf shelf) {
        this.runner = runner;
        this.books = books;
        this.shelf = shelf;
    }

    @Override
    public void apply(Tick at, JournalEvent event) {
        if (event instanceof CycleStarted started) {
            whenEnded.putIfAbsent(started.tenant(), new ArrayList<>(0));
        } else if (event instanceof CycleEnded ended) {
            List<SessionId> waiting = whenEnded.remove(ended.tenant());
            if (waiting != null && !waiting.isEmpty()) {
                placeAll(waiting).whenComplete((placed, failure) -> {
                    if (failure != null) {
                        log.warn("{}: {}", ended.tenant(), failure.toString());
                    }
                });
            }
        }
    }

    /** Done once all of them lie where they belong; fails with the first failure, the others being placed all the same. */
    CompletionStage<Void> placeAll(Collection<SessionId> sessions) {
        if (sessions.isEmpty() || !shelf.keepsFiles()) {
            return CompletableFuture.completedFuture(null);
        }
        return runner.ask(now -> views(sessions)).thenCompose(views -> {
            CompletableFuture<?>[] moves = views.stream()
                    .map(session -> shelf.place(session).toCompletableFuture())
                    .toArray(CompletableFuture<?>[]::new);
            return CompletableFuture.allOf(moves);
        });
    }

    /** The same, at once if no cycle of the tenant is under way, else when it has ended; that is not waited for. */
    CompletionStage<Void> placeWhenIdle(TenantId tenant, Collection<SessionId> sessions) {
        return runner.decide(now -> {
                    List<SessionId> waiting = whenEnded.get(tenant);
                    if (waiting == null) {
                        return new Decision<>(List.of(), List.copyOf(sessions));
                    }
                    waiting.addAll(sessions);
                    return new Decision<>(List.of(), List.<SessionId>of());
                })
                .thenCompose(this::placeAll);
    }

    private List<PooledSession> views(Collection<SessionId> sessions) {
        return sessions.stream()
                .map(books.sessions()::find)
                .filter(Objects::nonNull)
                .toList();
    }
}
