package io.adbot;

import io.adbot.engine.Books;
import io.adbot.journal.JournalEvent;
import io.adbot.session.PooledSession;
import io.adbot.session.SessionState;
import io.adbot.store.StoreException;
import io.adbot.time.Tick;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * Sessions refer to the credentials that they signed in with by position. So a list that was edited must have at each position in
 * use what was there, or else a session would sign in with another application (rules S4 and M9).
 */
final class PairPositions {

    private static final Tick ANY_TIME = new Tick(0, Instant.EPOCH);

    private final Books before;
    private final Books after = new Books();

    /**
     * Those of the sessions that there are.
     *
     * @param before what the journal says
     * @param edits what an operator has changed since; a session that was given another position signs in with what is there
     */
    PairPositions(Books before, List<JournalEvent> edits) {
        this.before = before;
        before.checkpoint(event -> after.apply(ANY_TIME, event));
        edits.forEach(event -> after.apply(ANY_TIME, event));
    }

    /** Throws {@link StoreException} if a session would sign in with another application than before, or with none. */
    void check(List<Integer> apiIds) {
        for (PooledSession session : after.sessions().all()) {
            PooledSession known = before.sessions().find(session.session());
            if (known != null
                    && session.state() != SessionState.BANNED
                    && session.apiPair().equals(known.apiPair())) {
                check(session, apiIds);
            }
        }
    }

    private void check(PooledSession session, List<Integer> apiIds) {
        OptionalInt position = session.apiPair();
        if (position.isEmpty() || position.getAsInt() >= before.apiIds().size()) {
            return;
        }
        int at = position.getAsInt();
        int signedIn = before.apiIds().get(at);
        if (at >= apiIds.size() || apiIds.get(at) != signedIn) {
            throw new StoreException("api_pairs[" + at + "]: got "
                    + (at < apiIds.size() ? "api_id " + apiIds.get(at) : "nothing") + ", expected api_id " + signedIn
                    + ", with which session " + session.session()
                    + " signs in. Put the pairs back in their order, new ones behind them; or say of each session at which"
                    + " position its pair is now.");
        }
    }
}
