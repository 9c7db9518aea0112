package io.adbot.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.cycle.GroupGates;
import io.adbot.engine.Checkpoint;
import io.adbot.journal.SetupEvent.TenantStarted;
import io.adbot.message.ApiCredentials;
import io.adbot.session.PooledSession;
import io.adbot.session.SessionState;
import io.adbot.store.InMemoryStore;
import io.adbot.store.Store;
import io.adbot.store.StoreException;
import io.adbot.time.Tick;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class InMemoryStoreContractTest extends StoreContract {

    private static final TenantId TENANT = new TenantId("tenant");
    private static final SessionId SESSION = new SessionId("session");

    @Override
    protected Store open() {
        return new InMemoryStore();
    }

    @Override
    protected Store reopen(Store closed) {
        return closed;
    }

    @Override
    protected void putSession(Store store, SessionId session) {
        ((InMemoryStore) store).putSession(session);
    }

    @Test
    void failsWhenItIsTold() {
        InMemoryStore store = new InMemoryStore();
        store.putSession(SESSION);
        store.failNextCredentials(1);
        store.shelf().failNext(2);
        PooledSession place = new PooledSession(SESSION, SessionState.ASSIGNED, TENANT, null, OptionalInt.empty());

        assertThatThrownBy(() -> await(store.keepCredentials(List.of(new ApiCredentials(1, "x")))))
                .hasCauseInstanceOf(StoreException.class);
        assertThatThrownBy(() -> await(store.shelf().place(place))).hasCauseInstanceOf(StoreException.class);
        assertThatThrownBy(() -> await(store.shelf().unused())).hasCauseInstanceOf(StoreException.class);

        assertThat(store.credentials()).isEmpty();
        assertThat(await(store.shelf().unused())).containsExactly(SESSION);
    }

    @Test
    void aCrashTakesWhatWasNotDurable() {
        InMemoryStore store = new InMemoryStore();
        append(store, new TenantStarted(TENANT));
        store.journal().hold();
        store.journal().append(new Tick(9, Instant.EPOCH), new TenantStarted(TENANT));
        store.journal().append(new Tick(9, Instant.EPOCH), new TenantStarted(TENANT));

        InMemoryStore found = store.afterCrash(1);

        assertThat(found.journal().entries()).hasSize(2);
        assertThat(await(found.log().last(TENANT, 10))).hasSize(2);
    }

    @Test
    void cannotForgetWhileTheJournalHoldsBack() {
        InMemoryStore store = new InMemoryStore();
        store.compactWith(() -> new Checkpoint(GroupGates.none()));
        store.journal().hold();
        store.journal().append(new Tick(9, Instant.EPOCH), new TenantStarted(TENANT));

        assertThatThrownBy(() -> await(store.forgetRemoved())).hasCauseInstanceOf(StoreException.class);
    }
}
