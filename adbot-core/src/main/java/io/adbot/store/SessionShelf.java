package io.adbot.store;

import io.adbot.session.PooledSession;
import io.adbot.value.SessionId;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Where the sessions' files lie: with the unused, with a tenant, or with the banned (rule S6). The journal says where a
 * session belongs; the shelf follows.
 *
 * <p>A session's file is in one place at any time, also after a crash. A shelf need not keep files at all: then it knows of no
 * session by itself, and putting one in its place does nothing.
 */
public interface SessionShelf {

    /**
     * The sessions that lie with the unused. An operator may put new ones there at any time.
     *
     * @return read afresh; fails with {@link StoreException} if it cannot be
     */
    CompletionStage<Set<SessionId>> unused();

    /** Does it keep files? If not, a session needs none. */
    boolean keepsFiles();

    /**
     * Where every session lies, read once at an opening. Blocks.
     *
     * @return for each session that has a file, a view with its state and tenant, without flag or credentials
     */
    Map<SessionId, PooledSession> all();

    /**
     * Where the file of a session belongs; empty if nobody else is to know, or if files are not kept. Whoever holds it there must let go
     * of it before it is moved.
     */
    default Optional<Path> pathOf(PooledSession session) {
        return Optional.empty();
    }

    /**
     * Does a session's file lie where the session belongs, so that {@link #place} would not move it?
     *
     * @return as far as can be seen; true if there is no file
     */
    default CompletionStage<Boolean> isInPlace(PooledSession session) {
        return CompletableFuture.completedFuture(true);
    }

    /**
     * Brings a session's file to where the session belongs. Does nothing if it lies there. Does nothing either if a session that
     * is with no tenant has no file.
     *
     * @return done once the move is durable; fails with {@link StoreException} if the file cannot be moved, or if a session that is
     *     assigned has none
     */
    CompletionStage<Void> place(PooledSession session);

    /**
     * Deletes the file of a session that lies with the unused or the banned. What lies with a tenant is left alone: whoever was
     * given the session meanwhile keeps it. It comes one after the other with {@link #place}: a session is moved before or after it,
     * never half.
     *
     * @return true once that is durable, false if there was none; fails with {@link StoreException} if the file cannot be deleted, and
     *     may then be asked again
     */
    CompletionStage<Boolean> remove(SessionId session);
}
