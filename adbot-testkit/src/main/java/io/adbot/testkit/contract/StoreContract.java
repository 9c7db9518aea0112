package io.adbot.testkit.contract;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.adbot.cycle.GroupGates;
import io.adbot.engine.Books;
import io.adbot.engine.Checkpoint;
import io.adbot.engine.LogLines;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.EngineOpened;
import io.adbot.journal.SetupEvent.EngineClosed;
import io.adbot.journal.SetupEvent.SessionAdded;
import io.adbot.journal.SetupEvent.SessionsAssigned;
import io.adbot.journal.SetupEvent.SnapshotWritten;
import io.adbot.journal.SetupEvent.StatsSet;
import io.adbot.journal.SetupEvent.TenantRemoved;
import io.adbot.journal.SetupEvent.TenantSet;
import io.adbot.journal.SetupEvent.TenantStarted;
import io.adbot.journal.SetupEvent.TenantStopped;
import io.adbot.message.Post;
import io.adbot.message.ApiCredentials;
import io.adbot.session.Assignment;
import io.adbot.session.PooledSession;
import io.adbot.session.SessionFlag;
import io.adbot.session.SessionState;
import io.adbot.store.ReadableFiles.Written;
import io.adbot.store.Store;
import io.adbot.store.StoreException;
import io.adbot.tenant.TenantConfig;
import io.adbot.tenant.TenantStats;
import io.adbot.time.Tick;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Store} must do, as tests: extend it for a store. Its journal has {@link JournalContract} besides.
 *
 * <pre>{@code
 * class MyStoreContractTest extends StoreContract {
 *     @Override
 *     protected Store open() { … }
 *     @Override
 *     protected Store reopen(Store closed) { … }
 *     @Override
 *     protected void putSession(Store store, SessionId session) { … }
 * }
 * }</pre>
 */
public abstract class StoreContract {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final TenantId ANN = new TenantId("ann");
    private static final TenantId BOB = new TenantId("bob");
    private static final SessionId FIRST = new SessionId("first.session");
    private static final SessionId SECOND = new SessionId("second.session");

    private final List<Store> opened = new ArrayList<>();
    private long nanos;

    /** For subclasses. */
    protected StoreContract() {}

    /** An empty store; a new one for each test. */
    protected abstract Store open();

    /** Opens again what was closed, as a process does that is started again. */
    protected abstract Store reopen(Store closed);

    /** Puts a session with the unused, as an operator does. */
    protected abstract void putSession(Store store, SessionId session);

    /** Closes what a test has left open. */
    @AfterEach
    void close() {
        opened.forEach(Store::close);
    }

    // ---------------------------------------------------------------- the journal

    /** What was durable is there again, and the numbers go on. */
    @Test
    void theJournalOutlivesTheStore() {
        Store store = opened();
        JournalEntry before = append(store, new TenantSet(ANN, config("one")));

        Store again = reopened(store);
        assertEquals(List.of(before), entries(again));
        assertTrue(before.seq() < append(again, new EngineOpened()).seq(), "numbers never restart");
    }

    /** A store may be closed twice. */
    @Test
    void closingAgainDoesNothing() {
        Store store = opened();
        store.close();
        store.close();
    }

    // ---------------------------------------------------------------- credentials

    /** The pairs are kept in their order, those before them are gone. */
    @Test
    void keepsCredentials() {
        Store store = opened();
        assertEquals(List.of(), store.credentials());
        await(store.keepCredentials(List.of(new ApiCredentials(9, "gone"))));
        List<ApiCredentials> pairs = List.of(new ApiCredentials(2, "abc"), new ApiCredentials(1, "def"));
        await(store.keepCredentials(pairs));

        assertEquals(pairs, store.credentials());
        assertEquals(pairs, reopened(store).credentials());
    }

    // ---------------------------------------------------------------- the shelf

    /** A session is where it was put, also after a restart, and in one place at a time. */
    @Test
    void sessionsGoWhereTheyBelong() {
        Store store = opened();
        putSession(store, FIRST);
        putSession(store, SECOND);
        assertEquals(Set.of(FIRST, SECOND), await(store.shelf().unused()));

        await(store.shelf().place(session(FIRST, SessionState.ASSIGNED, ANN)));
        await(store.shelf().place(session(SECOND, SessionState.BANNED, BOB)));
        assertEquals(Set.of(), await(store.shelf().unused()));

        Store again = reopened(store);
        assertEquals(Set.of(FIRST, SECOND), again.shelf().all().keySet());
        PooledSession first = requireNonNull(again.shelf().all().get(FIRST));
        PooledSession second = requireNonNull(again.shelf().all().get(SECOND));
        assertEquals(SessionState.ASSIGNED, first.state());
        assertEquals(ANN, first.tenant());
        assertEquals(SessionState.BANNED, second.state());

        await(again.shelf().place(session(FIRST, SessionState.UNUSED, null)));
        assertEquals(Set.of(FIRST), await(again.shelf().unused()));
    }

    /** Putting a session where it lies does nothing; one that is not there cannot be a tenant's. */
    @Test
    void placingAgainDoesNothingAndWhatIsGoneCannotBeAssigned() {
        Store store = opened();
        putSession(store, FIRST);
        await(store.shelf().place(session(FIRST, SessionState.ASSIGNED, ANN)));
        await(store.shelf().place(session(FIRST, SessionState.ASSIGNED, ANN)));
        await(store.shelf().place(session(SECOND, SessionState.UNUSED, null)));
        CompletionException gone = assertThrows(
                CompletionException.class,
                () -> await(store.shelf().place(session(SECOND, SessionState.ASSIGNED, ANN))));

        assertInstanceOf(StoreException.class, gone.getCause());
        assertEquals(Set.of(FIRST), store.shelf().all().keySet());
    }

    /** A session that is removed does not come back, and one that is a tenant's is left alone. */
    @Test
    void removesWhatIsNobodysAndNothingElse() {
        Store store = opened();
        SessionId third = new SessionId("third.session");
        List.of(FIRST, SECOND, third).forEach(session -> putSession(store, session));
        await(store.shelf().place(session(SECOND, SessionState.BANNED, BOB)));
        await(store.shelf().place(session(third, SessionState.ASSIGNED, ANN)));

        assertTrue(await(store.shelf().remove(FIRST)), "it lay with the unused");
        assertTrue(await(store.shelf().remove(SECOND)), "it lay with the banned");
        assertFalse(await(store.shelf().remove(third)), "it lies with a tenant");
        assertFalse(await(store.shelf().remove(FIRST)), "it is gone already");

        Store again = reopened(store);
        assertEquals(Set.of(third), again.shelf().all().keySet());
        assertEquals(ANN, requireNonNull(again.shelf().all().get(third)).tenant());
    }

    // ---------------------------------------------------------------- the logs

    /** Each tenant has the lines of its entries, in their order; the last ones can be asked for. */
    @Test
    void logsTellWhatHappenedToEachTenant() {
        Store store = opened();
        List<String> ann = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ann.add(line(append(store, new TenantStopped(ANN, "reason " + i))));
            append(store, new TenantStopped(BOB, "other"));
            append(store, new EngineOpened());
        }

        assertEquals(ann, await(store.log().last(ANN, 100)));
        assertEquals(ann.subList(7, 10), await(store.log().last(ANN, 3)));
        assertEquals(List.of(), await(store.log().last(ANN, 0)));
        assertEquals(10, await(store.log().last(BOB, 100)).size());
        assertEquals(List.of(), await(store.log().last(new TenantId("nobody"), 5)));
    }

    /** After a restart each line is there once, and new ones follow. */
    @Test
    void logsOutliveTheStore() {
        Store store = opened();
        List<String> lines = new ArrayList<>();
        lines.add(line(append(store, new TenantStarted(ANN))));
        lines.add(line(append(store, new TenantStopped(ANN, "because"))));

        Store again = reopened(store);
        lines.add(line(append(again, new TenantStarted(ANN))));
        assertEquals(lines, await(again.log().last(ANN, 100)));
    }

    /** The last lines may be those of several days. */
    @Test
    void theLastLinesMayBeOfSeveralDays() {
        Store store = opened();
        List<String> lines = new ArrayList<>();
        for (int day = 0; day < 4; day++) {
            lines.add(line(append(store, new TenantStarted(ANN))));
            lines.add(line(append(store, new TenantStopped(ANN, "day " + day))));
            nanos += Duration.ofDays(1).toNanos();
        }

        assertEquals(lines.subList(3, 8), await(store.log().last(ANN, 5)));
    }

    // ---------------------------------------------------------------- the readable files

    /** What was journalled stands in the files when the store is closed in order, and says nothing new afterwards. */
    @Test
    void filesThatNobodyTouchedSayNothingNew() {
        Store store = opened();
        begin(store);
        append(store, new TenantSet(ANN, config("one")));
        append(store, new StatsSet(ANN, new TenantStats(1, 2, 3, 4, NOON)));
        finish(store);
        List<String> before = told(store);

        Store again = reopened(store);
        assertEquals(List.of(), again.files().edits(books(again)));
        assertEquals(List.of(), again.files().write(books(again)).facts());
        assertEquals(before, told(again));
    }

    // ---------------------------------------------------------------- what is to be forgotten

    /** Of a tenant that was removed nothing is left, and everything of the others. */
    @Test
    void forgetsWhoWasRemoved() {
        Store store = opened();
        store.compactWith(() -> new Checkpoint(GroupGates.none()));
        begin(store);
        append(store, new TenantSet(ANN, config("annsSecret")));
        append(store, new TenantSet(BOB, config("bobsSecret")));
        append(store, new SessionAdded(FIRST, OptionalInt.of(2)));
        append(store, new SessionsAssigned(BOB, List.of(new Assignment(FIRST, OptionalInt.of(2)))));
        append(store, new TenantStarted(ANN));
        append(store, new TenantStarted(BOB));
        append(store, new TenantRemoved(ANN));
        List<String> told = told(store);
        List<String> bobsLog = await(store.log().last(BOB, 100));

        await(store.forgetRemoved());

        assertForgotten(store);
        assertEquals(told, told(store));
        assertEquals(bobsLog, await(store.log().last(BOB, 100)));
        append(store, new TenantStopped(BOB, "goes on"));

        Store again = reopened(store);
        assertForgotten(again);
        assertEquals(bobsLog.size() + 1, await(again.log().last(BOB, 100)).size());
        assertEquals(List.of(), again.files().edits(books(again)));
    }

    /** A few entries are rewritten as well as many, and sessions are kept that a removed tenant had. */
    @Test
    void forgetsHoweverLittleThereIs() {
        Store store = opened();
        store.compactWith(() -> new Checkpoint(GroupGates.none()));
        IntStream.range(0, 50)
                .forEach(i -> append(store, new SessionAdded(new SessionId("s" + i), OptionalInt.empty())));
        append(store, new TenantSet(ANN, config("annsSecret")));
        append(store, new TenantRemoved(ANN));

        await(store.forgetRemoved());

        assertForgotten(store);
        assertEquals(50, books(store).sessions().free());
        await(store.forgetRemoved());
        assertEquals(50, books(store).sessions().free());
    }

    /** What has not been told what is to be kept keeps all. */
    @Test
    void forgetsNothingUnlessToldWhatIsToBeKept() {
        Store store = opened();
        append(store, new TenantSet(ANN, config("annsSecret")));
        append(store, new TenantRemoved(ANN));

        assertThrows(CompletionException.class, () -> await(store.forgetRemoved()));
        assertEquals(2, entries(store).size());
    }

    // ---------------------------------------------------------------- as an engine does

    /** Opens as an engine does: takes over what the files say. */
    protected final void begin(Store store) {
        List<JournalEvent> edits = store.files().edits(books(store));
        append(store, new EngineOpened());
        edits.forEach(event -> append(store, event));
    }

    /** Closes as an engine does. */
    protected final void finish(Store store) {
        Written written = store.files().write(books(store));
        written.facts().forEach(fact -> append(store, fact));
        written.putInPlace();
        append(store, new EngineClosed());
    }

    /** Appends, and waits until that is durable. */
    protected final JournalEntry append(Store store, JournalEvent event) {
        nanos += 1_000_000;
        return await(store.journal().append(new Tick(nanos, NOON.plusNanos(nanos)), event));
    }

    /** What the journal says. */
    protected static Books books(Store store) {
        Books books = new Books();
        entries(store).forEach(entry -> books.apply(entry.at(), entry.event()));
        return books;
    }

    /** Waits, at most ten seconds. */
    protected static <T extends @Nullable Object> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("not done within ten seconds", e);
        }
    }

    private Store opened() {
        Store store = open();
        opened.add(store);
        return store;
    }

    private Store reopened(Store store) {
        store.close();
        Store again = reopen(store);
        opened.add(again);
        return again;
    }

    private static void assertForgotten(Store store) {
        assertEquals(List.of(), await(store.log().last(ANN, 100)));
        for (JournalEntry entry : entries(store)) {
            assertFalse(names(entry.event()), () -> "the journal still has " + entry);
        }
    }

    private static boolean names(JournalEvent event) {
        return event.toString().contains(ANN.value())
                || (event instanceof TenantSet set && set.tenant().equals(ANN));
    }

    private static List<String> told(Store store) {
        List<String> told = new ArrayList<>();
        books(store).checkpoint(event -> {
            if (!(event instanceof SnapshotWritten)) {
                told.add(event.toString());
            }
        });
        return told;
    }

    private static List<JournalEntry> entries(Store store) {
        try (Stream<JournalEntry> entries = store.journal().read()) {
            return entries.toList();
        }
    }

    private static String line(JournalEntry entry) {
        return LogLines.of(entry).orElseThrow().text();
    }

    private static TenantConfig config(String text) {
        return TenantConfig.builder().post(Post.text(text)).build();
    }

    private static PooledSession session(SessionId session, SessionState state, @Nullable TenantId tenant) {
        SessionFlag flag = state == SessionState.BANNED ? SessionFlag.BANNED : null;
        return new PooledSession(session, state, tenant, flag, OptionalInt.empty());
    }
}
