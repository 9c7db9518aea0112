package io.adbot;

import io.adbot.cycle.CycleListener;
import io.adbot.cycle.CycleOrder;
import io.adbot.cycle.CycleRun;
import io.adbot.cycle.CycleRunner;
import io.adbot.cycle.CycleRunner.Decision;
import io.adbot.cycle.EngineMemory;
import io.adbot.cycle.PermissionRecords;
import io.adbot.cycle.RunStatus;
import io.adbot.cycle.StartRefusedException;
import io.adbot.engine.Books;
import io.adbot.engine.Checkpoint;
import io.adbot.journal.JournalEntry;
import io.adbot.message.MessagingPort;
import io.adbot.session.PooledSession;
import io.adbot.store.ReadableFiles;
import io.adbot.store.Store;
import io.adbot.store.StoreException;
import io.adbot.store.StoreSource;
import io.adbot.tenant.PermissionPolicy;
import io.adbot.tenant.TenantConfig;
import io.adbot.tenant.TenantRefusedException;
import io.adbot.time.EventLoop;
import io.adbot.value.InvalidValueException;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One engine, many tenants: what a service embeds. It owns tenants, sessions, credentials and cycles, keeps them in its
 * store, and survives being killed at any instant.
 *
 * <pre>{@code
 * try (AdBot bot = AdBot.builder(telegram, store).open()) {
 *     bot.tenants().create(acme, TenantConfig.builder()…build())
 *             .thenCompose(created -> bot.start(acme));
 *     …
 * }
 * }</pre>
 *
 * <p>After an opening every tenant is stopped, whatever it did before (rule M3); assignments, configuration and numbers are
 * what they were.
 *
 * <p>Threads: every method may be called from any thread and answers with a stage. Stages complete on the engine's loop: do not
 * block in what depends on them. {@link Builder#open} and {@link #close} block. The engine has no thread but the loop that it
 * was given, or one of its own named {@code adbot} that it closes.
 *
 * <p>Durability: when a stage has completed, what was asked for survives a crash.
 *
 * <p>Errors: what is refused fails with a typed error that says why, and has changed nothing. While the store takes nothing,
 * nothing is sent, and changes wait; {@link #health} says so.
 */
public final class AdBot implements AutoCloseable {

    private static final int LOG_LINES = 100;

    private final Store store;
    private final LoopThread thread;
    private final CycleRunner runner;
    private final Books books;
    private final Launcher launcher;
    private final Tenants tenants;
    private final Sessions sessions;
    private final Credentials credentials;
    private final PreflightCheck preflights;
    private final Closing closing;

    private AdBot(Builder builder, LoopThread thread, Store store, Builder.Past past) {
        EngineSettings settings = builder.settings;
        EventLoop loop = thread.loop();
        this.store = store;
        this.thread = thread;
        this.books = past.books();
        MessagingPort messaging = builder.messaging;
        PermissionRecords records =
                settings.permissions() == PermissionPolicy.RECORDED ? books::isOnRecord : PermissionRecords.NOT_NEEDED;
        Relay relay = new Relay();
        Opening opening = new Opening(books, store);
        CycleRunner.Builder runs = CycleRunner.builder(loop, messaging, store.journal())
                .settings(settings.cycles())
                .gates(settings.gates())
                .records(records)
                .recovered(past.memory())
                .fold(books)
                .fold(relay)
                .openWith(opening::facts);
        builder.listeners.forEach(listener -> runs.listener(listener.listener(), listener.executor()));
        this.runner = runs.open();
        this.credentials = new Credentials(runner, books, store, messaging.needsCredentials());
        Handover handover = new Handover(books, credentials, store.shelf(), messaging);
        Placing placing = new Placing(runner, books, store.shelf(), handover);
        OrderDesk desk = new OrderDesk(books, settings, credentials);
        this.sessions = new Sessions(runner, books, store.shelf(), placing, handover, credentials);
        Questioned questioned = new Questioned();
        StartCheck check = new StartCheck(runner, books, desk, credentials, questioned);
        this.launcher = new Launcher(loop, runner, books, desk, placing, check);
        this.tenants = new Tenants(runner, books, store, launcher, placing);
        this.preflights = new PreflightCheck(
                loop, runner, books, launcher, check, questioned, messaging, handover, records, settings.cycles());
        relay.to(placing, new LossWatch(loop, books, desk, settings.replacement(), launcher, sessions, placing));
        this.closing = new Closing(loop, runner, settings.closeLimit().toNanos(), this::closeInOrder);
        store.compactWith(() -> new Checkpoint(settings.gates()));
        opening.reconcile(runner, placing);
    }

    /**
     * Begins to put an engine together.
     *
     * @param messaging how it reaches Telegram; closed by whoever made it, after the engine
     * @param store where it keeps what must outlive it: a store that is to be opened, or an open one; closed with the engine
     */
    public static Builder builder(MessagingPort messaging, StoreSource store) {
        return new Builder(messaging, store);
    }

    /** The tenants. */
    public Tenants tenants() {
        return tenants;
    }

    /** The sessions. */
    public Sessions sessions() {
        return sessions;
    }

    /** The credentials that sessions sign in with. */
    public Credentials credentials() {
        return credentials;
    }

    /**
     * Starts a tenant: checks everything, assigns the sessions that it lacks, and runs its cycles until it is stopped.
     *
     * @return where it stands once its run is under way; fails with {@link StartRefusedException} and every reason at once, and
     *     with {@link StoreException} if a session could not be put in place
     */
    public CompletionStage<TenantStatus> start(TenantId tenant) {
        return start(tenant, order -> order);
    }

    /**
     * The same, but over by itself after so many cycles: then the tenant is stopped.
     *
     * @param cycles from 1; for less the start fails with {@link InvalidValueException}
     */
    public CompletionStage<TenantStatus> start(TenantId tenant, long cycles) {
        return start(tenant, order -> order.cycles(cycles));
    }

    /**
     * The same, but if the tenant's last cycle was stopped or interrupted, the first cycle leaves out what that one has
     * delivered or left unknown (rule E10).
     */
    public CompletionStage<TenantStatus> resume(TenantId tenant) {
        return start(tenant, CycleOrder::resume);
    }

    /**
     * Stops a tenant: no send starts any more (rule E9).
     *
     * @return where it stands once its cycle has ended; at once if it does not run. Fails with {@link TenantRefusedException}
     *     if there is no such tenant
     */
    public CompletionStage<TenantStatus> stop(TenantId tenant) {
        Objects.requireNonNull(tenant);
        return launcher.stop(tenant).thenCompose(stopped -> status(tenant));
    }

    /** Stops every tenant; done once all have stopped. They can be started again. */
    public CompletionStage<List<TenantStatus>> stopAll() {
        return tenants.all()
                .thenCompose(all -> inOrder(all.stream().map(this::stop).toList()));
    }

    /** Where a tenant stands and why it waits; fails with {@link TenantRefusedException} if there is no such tenant. */
    public CompletionStage<TenantStatus> status(TenantId tenant) {
        Objects.requireNonNull(tenant);
        return runner.journalFailure()
                .thenCompose(trouble ->
                        runner.status(tenant).thenCompose(run -> runner.ask(now -> statusNow(tenant, run, trouble))));
    }

    /** Where every tenant stands, in the order in which they came. */
    public CompletionStage<List<TenantStatus>> statusOfAll() {
        return tenants.all()
                .thenCompose(all -> inOrder(all.stream().map(this::status).toList()));
    }

    /** Where a tenant stands, with the last 100 lines of its log (rule M2). */
    public CompletionStage<TenantState> state(TenantId tenant) {
        return status(tenant)
                .thenCompose(
                        status -> store.log().last(tenant, LOG_LINES).thenApply(log -> new TenantState(status, log)));
    }

    /**
     * Finds out what a start would do, without sending anything: asks Telegram about each of the tenant's sessions and groups,
     * one after the other; those that a start would assign, too, without assigning them. While it asks, nothing is started with
     * these sessions. For a tenant that is stopped; fails with {@link TenantRefusedException} for one that runs.
     */
    public CompletionStage<Preflight> preflight(TenantId tenant) {
        Objects.requireNonNull(tenant);
        return sessions.lookForNew().thenCompose(fresh -> preflights.of(tenant));
    }

    /** Is the engine well? */
    public CompletionStage<Health> health() {
        return runner.journalFailure()
                .thenCompose(trouble -> runner.ask(now -> new Health(
                        books.tenants().size(),
                        launcher.running(),
                        books.sessions().free(),
                        trouble.orElse(null),
                        store.log().incomplete())));
    }

    /**
     * Stops every tenant, writes the readable files and says in the journal that all is in order. The store is not closed yet;
     * {@link #close} does that.
     *
     * <p>Waits for sends in flight and for cycles to end, as {@link #stop} does, but no longer than the
     * {@linkplain EngineSettings#closeLimit limit}: a cycle that has not ended by then is interrupted, as by a crash, and what it had
     * in flight is unknown.
     *
     * <p>Waits for erasures that are under way, too; nothing can be erased after it was asked to shut down.
     *
     * <p>May be called again: while it is under way and once it is done, the answer is the same; after it has failed, it is tried
     * again.
     *
     * @return done once that is durable; fails with {@link NotClosedInOrderException} if the journal takes nothing when the limit
     *     is reached, and with {@link StoreException} if the readable files cannot be written
     */
    public CompletionStage<Void> shutDown() {
        return closing.close();
    }

    /**
     * Shuts down, if that has not been tried, waits for it, and lets go of the store. Blocks at most as long as {@link #shutDown}
     * takes, and throws what that fails with, the store being closed all the same. Not to be called on the engine's loop. Idempotent.
     */
    @Override
    public void close() {
        try {
            if (!closing.hasEnded()) {
                shutDown().toCompletableFuture().join();
            }
        } finally {
            store.close();
            thread.close();
        }
    }

    private CompletionStage<Void> closeInOrder() {
        return runner.stopAll()
                .thenCompose(stopped -> tenants.endErasures())
                .thenCompose(erased -> runner.decide(now -> {
                    ReadableFiles.Written written = store.files().write(books);
                    return new Decision<>(written.facts(), written);
                }))
                .thenAccept(ReadableFiles.Written::putInPlace)
                .thenCompose(written -> runner.shutDown());
    }

    private CompletionStage<TenantStatus> start(TenantId tenant, UnaryOperator<CycleOrder> terms) {
        Objects.requireNonNull(tenant);
        CompletionStage<CycleRun> run = sessions.lookForNew().thenCompose(fresh -> launcher.start(tenant, terms));
        return run.thenCompose(started -> status(tenant));
    }

    private TenantStatus statusNow(TenantId tenant, Optional<RunStatus> latest, Optional<String> trouble) {
        TenantConfig config = books.config(tenant).orElseThrow(() -> TenantRefusedException.unknown(tenant));
        RunStatus run = launcher.isStarting(tenant) ? null : latest.orElse(null);
        TenantStatus.State launched = launcher.state(tenant, run);
        TenantStatus.State state = launched == null ? TenantStatus.State.STOPPED : launched;
        String reason = launched == null
                ? books.whyStopped(tenant).orElse("it has not been started")
                : trouble.map(why -> "nothing is sent while the journal takes nothing: " + why + "; ")
                                .orElse("")
                        + (run == null ? "its sessions to be put in place" : run.waiting());
        List<PooledSession> assigned = books.sessions().assignedTo(tenant);
        List<SessionId> banned = books.sessions().bannedOf(tenant);
        return new TenantStatus(tenant, state, config, assigned, banned.size(), books.stats(tenant), run, reason);
    }

    private static <T> CompletionStage<List<T>> inOrder(List<CompletionStage<T>> stages) {
        CompletionStage<List<T>> all = CompletableFuture.completedFuture(new ArrayList<>(stages.size()));
        for (CompletionStage<T> stage : stages) {
            all = all.thenCombine(stage, (list, each) -> {
                list.add(each);
                return list;
            });
        }
        return all;
    }

    /** Collects what an engine needs. */
    public static final class Builder {
        private final MessagingPort messaging;
        private final StoreSource store;
        private EngineSettings settings = EngineSettings.DEFAULT;
        private @Nullable EventLoop loop;
        private final List<Listening> listeners = new ArrayList<>();

        private Builder(MessagingPort messaging, StoreSource store) {
            this.messaging = Objects.requireNonNull(messaging);
            this.store = Objects.requireNonNull(store);
        }

        /** How the engine bears itself; {@link EngineSettings#DEFAULT} if not set. */
        public Builder settings(EngineSettings how) {
            this.settings = Objects.requireNonNull(how);
            return this;
        }

        /** Where the engine runs; a thread of its own if not set. */
        public Builder loop(EventLoop where) {
            this.loop = Objects.requireNonNull(where);
            return this;
        }

        /** Adds a listener, which is called on this executor. */
        public Builder listener(CycleListener listener, Executor executor) {
            listeners.add(new Listening(listener, executor));
            return this;
        }

        /**
         * Opens the engine. Blocks while the journal is read.
         *
         * @throws StoreException if what is kept is damaged, or was changed in a way that cannot be taken over; the store is
         *     closed then and unchanged
         */
        public AdBot open() {
            LoopThread thread = loop == null ? LoopThread.own() : LoopThread.given(loop);
            try {
                Past past = new Past(new EngineMemory(settings.gates()), new Books());
                Store opened = store.open(past);
                return open(thread, opened, past);
            } catch (RuntimeException | Error failure) {
                thread.close();
                throw failure;
            }
        }

        private AdBot open(LoopThread thread, Store opened, Past past) {
            try {
                return new AdBot(this, thread, opened, past);
            } catch (RuntimeException | Error failure) {
                opened.close();
                throw failure;
            }
        }

        /** What the journal of an earlier life amounts to. */
        private record Past(EngineMemory memory, Books books) implements Consumer<JournalEntry> {
            @Override
            public void accept(JournalEntry entry) {
                memory.apply(entry.at(), entry.event());
                books.apply(entry.at(), entry.event());
            }
        }

        private record Listening(CycleListener listener, Executor executor) {
            Listening {
                Objects.requireNonNull(listener);
                Objects.requireNonNull(executor);
            }
        }
    }
}
