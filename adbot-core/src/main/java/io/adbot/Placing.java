package io.adbot;

import io.adbot.cycle.CycleRunner;
import io.adbot.cycle.CycleRunner.Decision;
import io.adbot.engine.Books;
import io.adbot.journal.Fold;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.CycleEnded;
import io.adbot.session.PooledSession;
import io.adbot.store.SessionShelf;
import io.adbot.time.Tick;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the sessions' files to where the books say that they belong, and hands the sessions over to the messaging port; those that a cycle
 * still uses once it has ended. What could not be moved is moved at the next opening.
 */
final class Placing implements Fold {

    private static final Logger log = LoggerFactory.getLogger(AdBot.class);

    private static final CompletionStage<@Nullable Void> NOTHING = CompletableFuture.completedFuture(null);

    private final CycleRunner runner;
    private final Books books;
    private final SessionShelf shelf;
    private final Handover handover;

    /** For each tenant whose cycle is under way what is to be moved when it has ended. Touched on the loop alone. */
    private final Map<TenantId, Set<SessionId>> whenEnded = new HashMap<>();

    Placing(CycleRunner runner, Books books, SessionShelf shelf, Handover handover) {
        this.runner = runner;
        this.books = books;
        this.shelf = shelf;
        this.handover = handover;
    }

    @Override
    public void apply(Tick at, JournalEvent event) {
        if (event instanceof CycleEnded ended) {
            Set<SessionId> waiting = whenEnded.remove(ended.tenant());
            if (waiting != null) {
                place(waiting).whenComplete((placed, failure) -> {
                    if (failure != null) {
                        log.warn("{}: {}", ended.tenant(), failure.toString());
                    }
                });
            }
        }
    }

    /**
     * Moves the files, once all that was decided is durable.
     *
     * @return done once all of them lie where they belong; those that a cycle uses are not waited for. Fails with the first
     *     failure, the others being placed all the same
     */
    CompletionStage<Void> place(Collection<SessionId> sessions) {
        if (sessions.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return runner.decide(now -> new Decision<>(List.of(), movable(sessions)))
                .thenCompose(views -> {
                    CompletableFuture<?>[] moves = views.stream()
                            .map(session -> place(session).toCompletableFuture())
                            .toArray(CompletableFuture<?>[]::new);
                    return CompletableFuture.allOf(moves);
                });
    }

    private CompletionStage<?> place(PooledSession session) {
        if (!shelf.keepsFiles()) {
            return runner.ask(now -> handover.give(session));
        }
        return shelf.isInPlace(session)
                .thenCompose(inPlace -> inPlace ? NOTHING : handover.letGo(session.session()))
                .thenCompose(free -> shelf.place(session))
                .thenCompose(placed -> runner.ask(now -> handover.give(session)));
    }

    private List<PooledSession> movable(Collection<SessionId> sessions) {
        List<PooledSession> movable = new ArrayList<>();
        for (SessionId session : sessions) {
            PooledSession found = books.sessions().find(session);
            TenantId user = books.sessions().usedBy(session);
            if (user != null) {
                whenEnded.computeIfAbsent(user, tenant -> new LinkedHashSet<>()).add(session);
            } else if (found != null) {
                movable.add(found);
            }
        }
        return movable;
    }
}
