package io.adbot.store;

import io.adbot.session.PooledSession;
import io.adbot.session.SessionState;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The shelf of an {@link InMemoryStore}: sessions are put on it with {@link InMemoryStore#putSession}.
 * Threads: any. */
public final class InMemoryShelf implements SessionShelf {

    private final Map<SessionId, PooledSession> places = new HashMap<>();
    private CompletableFuture<@Nullable Void> moving = CompletableFuture.completedFuture(null);
    private int failures;

    InMemoryShelf() {}

    synchronized void put(SessionId session) {
        places.put(session, new PooledSession(session, SessionState.UNUSED, null, null, OptionalInt.empty()));
    }

    /** Lets the next {@code count} calls of {@link #place}, {@link #remove} and {@link #unused} fail. */
    public synchronized void failNext(int count) {
        failures = count;
    }

    /** From now on moves and deletions take until {@link #release}, as on a slow disk. */
    public synchronized void hold() {
        moving = new CompletableFuture<>();
    }

    /** What was held is moved and deleted, by the caller. */
    public void release() {
        CompletableFuture<@Nullable Void> held;
        synchronized (this) {
            held = moving;
        }
        held.complete(null);
    }

    @Override
    public boolean keepsFiles() {
        return true;
    }

    @Override
    public synchronized CompletionStage<Set<SessionId>> unused() {
        if (fails()) {
            return failure();
        }
        Set<SessionId> unused = new TreeSet<>();
        places.forEach((session, place) -> {
            if (place.state() == SessionState.UNUSED) {
                unused.add(session);
            }
        });
        return CompletableFuture.completedFuture(unused);
    }

    @Override
    public synchronized Map<SessionId, PooledSession> all() {
        return Map.copyOf(places);
    }

    @Override
    public synchronized CompletionStage<Boolean> isInPlace(PooledSession session) {
        PooledSession place = places.get(session.session());
        TenantId tenant = session.state() == SessionState.ASSIGNED ? session.tenant() : null;
        return CompletableFuture.completedFuture(
                place == null || (place.state() == session.state() && Objects.equals(place.tenant(), tenant)));
    }

    @Override
    public synchronized CompletionStage<Void> place(PooledSession session) {
        return fails() ? failure() : moving.thenCompose(go -> move(session));
    }

    @Override
    public synchronized CompletionStage<Boolean> remove(SessionId session) {
        return fails() ? failure() : moving.thenApply(go -> delete(session));
    }

    private synchronized boolean delete(SessionId session) {
        PooledSession place = places.get(session);
        return place != null && place.state() != SessionState.ASSIGNED && places.remove(session, place);
    }

    private synchronized CompletionStage<Void> move(PooledSession session) {
        TenantId tenant = session.state() == SessionState.ASSIGNED ? session.tenant() : null;
        if (tenant != null && !places.containsKey(session.session())) {
            return CompletableFuture.failedFuture(
                    new StoreException("session " + session.session() + " cannot be put where it belongs: it is gone"));
        }
        places.computeIfPresent(
                session.session(),
                (id, before) -> new PooledSession(id, session.state(), tenant, null, OptionalInt.empty()));
        return CompletableFuture.completedFuture(null);
    }

    private boolean fails() {
        boolean fails = failures > 0;
        failures -= fails ? 1 : 0;
        return fails;
    }

    private static <T> CompletionStage<T> failure() {
        return CompletableFuture.failedFuture(new StoreException("the shelf was told to fail"));
    }
}
