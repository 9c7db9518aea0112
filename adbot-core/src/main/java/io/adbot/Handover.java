package io.adbot;

import io.adbot.engine.Books;
import io.adbot.message.ApiCredentials;
import io.adbot.message.MessagingPort;
import io.adbot.message.SessionAccess;
import io.adbot.session.Assignment;
import io.adbot.session.PooledSession;
import io.adbot.session.SessionState;
import io.adbot.store.SessionShelf;
import io.adbot.value.SessionId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Hands sessions to the messaging port, with what they need to be used, and takes them back. Touched on the loop alone. */
final class Handover {

    private final Books books;
    private final Credentials credentials;
    private final SessionShelf shelf;
    private final MessagingPort messaging;

    Handover(Books books, Credentials credentials, SessionShelf shelf, MessagingPort messaging) {
        this.books = books;
        this.credentials = credentials;
        this.shelf = shelf;
        this.messaging = messaging;
    }

    /** Hands over a session that lies where it belongs, if it is somebody's by now. */
    boolean give(PooledSession session) {
        boolean isGiven = session.state() == SessionState.ASSIGNED
                && session.equals(books.sessions().find(session.session()));
        if (isGiven) {
            give(session, session.apiPair());
        }
        return isGiven;
    }

    /** Hands over a session that is with nobody yet, with the credentials that it would get. */
    void lend(Assignment assignment) {
        PooledSession session = books.sessions().find(assignment.session());
        if (session != null) {
            give(session, assignment.apiPair());
        }
    }

    /** Hands over a session as it is. */
    void lend(SessionId session) {
        PooledSession found = books.sessions().find(session);
        if (found != null) {
            give(found, found.apiPair());
        }
    }

    /** Takes a session back; done once its files are free. From any thread. */
    CompletionStage<Void> letGo(SessionId session) {
        try {
            return messaging.letGo(session);
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    private void give(PooledSession session, OptionalInt pair) {
        Optional<ApiCredentials> signsInWith = credentials.at(pair);
        messaging.handOver(session.session(), new SessionAccess(shelf.pathOf(session), signsInWith));
    }
}
