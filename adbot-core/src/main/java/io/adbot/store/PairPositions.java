package io.adbot.store;

import io.adbot.engine.Books;
import io.adbot.journal.JournalEvent;
import io.adbot.session.PairMoves;
import io.adbot.session.PooledSession;
import io.adbot.session.SessionState;
import io.adbot.time.Tick;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * Holds a list of credentials that was edited against the sessions that sign in with them. Each follows its application, so the list
 * may be in another order, and an operator may say of a session at which position the pair is that it is to sign in with. What is
 * refused is a list by which a session would sign in with another application, or with none, and nobody said so (rules S4 and M9).
 */
final class PairPositions {

    private static final Tick ANY_TIME = new Tick(0, Instant.EPOCH);

    private final Books before;
    private final Books after = new Books();
    private final PairMoves moves;

    /**
     * Those of the sessions that there are.
     *
     * @param before what the journal says
     * @param facts what is to be journalled: the new list of credentials, and behind it what else was edited
     */
    PairPositions(Books before, List<JournalEvent> facts) {
        this.before = before;
        before.checkpoint(event -> after.apply(ANY_TIME, event));
        facts.forEach(event -> after.apply(ANY_TIME, event));
        this.moves = new PairMoves(before.apiIds(), after.apiIds());
    }

    /** Throws {@link StoreException} if a session would sign in with another application than before, or with none. */
    void check() {
        for (PooledSession session : after.sessions().all()) {
            PooledSession known = before.sessions().find(session.session());
            if (known != null && session.state() != SessionState.BANNED) {
                check(session, known.apiPair());
            }
        }
    }

    private void check(PooledSession session, OptionalInt said) {
        OptionalInt followed = moves.follow(said);
        if (followed.equals(said)) {
            return;
        }
        int application = moves.before().get(said.getAsInt());
        if (session.apiPair().equals(said)) {
            // An edit has it where it was before. Was it looked through? Nobody can tell, and a guess may cost an
            // account.
            throw new StoreException("api_pairs of session " + session.session() + ": got position " + said.getAsInt()
                    + ", where api_id " + application + " stood, with which it signs in, expected "
                    + (followed.isPresent() ? followed.getAsInt() + ", where that stands now" : "that to stand there")
                    + ". Say so, or put the pairs back in their order.");
        }
        if (session.apiPair().isEmpty() && followed.isEmpty()) {
            throw new StoreException("api_pairs: got " + moves.after() + ", expected api_id " + application
                    + " among them, with which session "
                    + session.session() + " signs in. Put the pair back, wherever in the list; or say of the session at"
                    + " which position the pair is that it is to sign in with.");
        }
    }
}
