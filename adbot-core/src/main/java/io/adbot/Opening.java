package io.adbot;

import io.adbot.cycle.CycleRunner;
import io.adbot.cycle.CycleRunner.Decision;
import io.adbot.engine.Books;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.SessionFlagged;
import io.adbot.journal.SetupEvent.SessionAdded;
import io.adbot.journal.SetupEvent.SessionRemoved;
import io.adbot.session.PooledSession;
import io.adbot.session.SessionFlag;
import io.adbot.session.SessionState;
import io.adbot.store.Store;
import io.adbot.store.Takeover;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be done before anybody asks for anything: the operator's edits are taken over, and each session's file is brought
 * to where the journal says that it belongs (rules M9 and S6).
 */
final class Opening {

    private static final Logger log = LoggerFactory.getLogger(AdBot.class);

    private final Books books;
    private final Store store;
    private Map<SessionId, PooledSession> lying = Map.of();

    Opening(Books books, Store store) {
        this.books = books;
        this.store = store;
    }

    /** What an operator has changed since the engine was closed. The books know the journal, and nothing runs yet. */
    List<JournalEvent> facts() {
        lying = store.shelf().all();
        return Takeover.of(books, store.files().edits(books), store.credentials());
    }

    /** Brings the books and the shelf together: the first thing that the engine does. */
    void reconcile(CycleRunner runner, Placing placing) {
        if (!store.shelf().keepsFiles()) {
            return;
        }
        runner.decide(now -> new Decision<>(differences(), misplaced()))
                .thenCompose(placing::place)
                .whenComplete((placed, failure) -> {
                    if (failure != null) {
                        log.warn("Not every session could be put where it belongs: {}", failure.toString());
                    }
                });
    }

    /** Sessions without a file, unless they take no part anyway, and files that nobody has told of. */
    private List<JournalEvent> differences() {
        List<JournalEvent> events = new ArrayList<>();
        lying.values().forEach(file -> {
            if (books.sessions().find(file.session()) == null && file.state() == SessionState.UNUSED) {
                events.add(new SessionAdded(file.session(), OptionalInt.empty()));
            }
        });
        for (PooledSession session : books.sessions().all()) {
            TenantId tenant = session.tenant();
            if (!lying.containsKey(session.session())) {
                if (session.state() == SessionState.ASSIGNED && tenant != null) {
                    if (session.flag() == null) {
                        events.add(new SessionFlagged(
                                tenant, session.session(), SessionFlag.NEEDS_LOGIN, "its file is gone"));
                    }
                } else if (session.flag()
                        == null) { // What ails an account ails it though its file is away for a while.
                    events.add(new SessionRemoved(session.session()));
                }
            }
        }
        return events;
    }

    private List<SessionId> misplaced() {
        return books.sessions().all().stream()
                .filter(session -> {
                    PooledSession file = lying.get(session.session());
                    return file != null
                            && (file.state() != session.state()
                                    || (session.state() == SessionState.ASSIGNED
                                            && !session.holder().equals(file.holder())));
                })
                .map(PooledSession::session)
                .toList();
    }
}
