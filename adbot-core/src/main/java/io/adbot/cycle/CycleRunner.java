package io.adbot.cycle;

import io.adbot.cycle.StartRefusedException.Kind;
import io.adbot.cycle.StartRefusedException.Reason;
import io.adbot.journal.CycleStatus;
import io.adbot.journal.Fold;
import io.adbot.journal.Journal;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.CycleEnded;
import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.journal.JournalEvent.EngineOpened;
import io.adbot.journal.JournalEvent.SessionCleared;
import io.adbot.journal.SetupEvent.EngineClosed;
import io.adbot.journal.SetupEvent.TenantRemoved;
import io.adbot.message.MessagingPort;
import io.adbot.time.EventLoop;
import io.adbot.time.Tick;
import io.adbot.value.InvalidValueException;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the cycles of many tenants on one event loop.
 *
 * <p>Nothing blocks and nothing polls: every wait is one alarm of the loop, every send an asynchronous call of the messaging
 * port. Cost does not grow with tenants or sessions that wait.
 *
 * <pre>{@code
 * CycleRunner runner = CycleRunner.builder(loop, messaging, journal).open();
 * runner.start(CycleOrder.of(tenant, request, Post.forward("t.me/channel/123")))
 *         .thenCompose(CycleRun::ended)
 *         .thenAccept(end -> System.out.println(end.message()));
 * }</pre>
 *
 * <p>Opening reads the journal: what was under way when the engine went down is interrupted and never sent again by itself,
 * delays and flood waits are carried over, and every tenant is stopped until it is started.
 *
 * <p>Threads: all methods may be called from any thread, and answer with stages that complete on the loop. So do not block in
 * what depends on them, and do not wait there for another answer of the runner's: nothing moves until you return. One runner at
 * a time uses a journal; after {@link #shutDown} is done another may.
 */
public final class CycleRunner {

    private final EngineLoop loop;
    private final MessagingPort messaging;
    private final PermissionRecords records;
    private final CycleSettings settings;
    private final EngineMemory memory;
    private final JournalWriter journal;
    private final OrderCheck orders;
    private final List<Fold> folds;

    // Touched on the loop alone:
    private final Map<TenantId, CycleRun> runs = new HashMap<>();
    private boolean shutDown;
    private boolean closed;

    private CycleRunner(Builder builder) {
        this.loop = new EngineLoop(builder.loop);
        this.messaging = builder.messaging;
        this.records = builder.records;
        this.settings = builder.settings;
        this.memory = builder.memory == null ? new EngineMemory(builder.gates) : builder.memory;
        this.folds = List.copyOf(builder.folds);
        this.journal = new JournalWriter(builder.journal, loop, memory, folds);
        this.orders = new OrderCheck(memory, builder.gates);
        builder.listeners.forEach(journal::addListener);
        if (builder.memory == null) {
            recover(builder.journal);
        }
        memory.recovered();
        List<? extends JournalEvent> first = builder.first.get();
        loop.execute(() -> open(first));
    }

    /** Begins to put a runner together. */
    public static Builder builder(EventLoop loop, MessagingPort messaging, Journal journal) {
        return new Builder(loop, messaging, journal);
    }

    /**
     * Starts a tenant. Its first cycle begins at once, or, if its last one ended a moment ago, after the pause.
     *
     * @return the run, once it is under way; fails with {@link StartRefusedException} and every reason, if it is not
     */
    public CompletionStage<CycleRun> start(CycleOrder order) {
        return begin(order, null);
    }

    /**
     * The same with orders that change from cycle to cycle.
     *
     * @param renewal asked on the loop when a cycle is due, the first one too, with the last order; its answer, an order of the
     *     same tenant, is the cycle's. If it throws {@link StartRefusedException}, the run is over for these reasons; any other
     *     exception ends it as an error in the engine would. Between two cycles such a run has no sessions, because nobody knows
     *     which the next order names
     */
    public CompletionStage<CycleRun> start(CycleOrder order, UnaryOperator<CycleOrder> renewal) {
        return begin(order, Objects.requireNonNull(renewal));
    }

    private CompletionStage<CycleRun> begin(CycleOrder order, @Nullable UnaryOperator<CycleOrder> renewal) {
        Objects.requireNonNull(order);
        return loop.ask(answer -> {
            List<Reason> reasons = reasonsAgainst(order);
            if (!reasons.isEmpty()) {
                answer.completeExceptionally(new StartRefusedException(reasons));
                return;
            }
            CycleRun run = new CycleRun(order, renewal, loop, messaging, records, journal, memory, settings, orders);
            runs.put(order.tenant(), run);
            orders.holders().hold(order.tenant(), order.request().sessions());
            run.step();
            answer.complete(run);
        });
    }

    /** Where a tenant stands; empty if it was not started since the opening, or was removed. */
    public CompletionStage<Optional<RunStatus>> status(TenantId tenant) {
        Objects.requireNonNull(tenant);
        return loop.ask(
                answer -> answer.complete(Optional.ofNullable(runs.get(tenant)).map(CycleRun::statusNow)));
    }

    /**
     * Clears a session's flag: it takes part again from the next cycle on. For an operator who knows that the cause is gone.
     *
     * @return done once it is durable; fails with {@link IllegalStateException} if the runner is shut down
     */
    public CompletionStage<Void> clear(SessionId session) {
        SessionCleared cleared = new SessionCleared(session);
        return decide(now -> new Decision<>(List.of(cleared), cleared)).thenAccept(done -> {});
    }

    /**
     * Decides something and journals what was decided, in one step that nothing comes between: what the question saw still holds
     * when its facts are told to the folds.
     *
     * @param question asked on the loop, with the time; it may look at what the folds know, and throws to refuse
     * @return what was decided, once that is durable, and all that was journalled before it; fails with what the question threw,
     *     and then nothing is journalled; with {@link IllegalStateException} if the runner is shut down
     */
    public <T> CompletionStage<T> decide(Function<Tick, Decision<T>> question) {
        Objects.requireNonNull(question);
        return loop.ask(answer -> {
            if (closed) {
                throw new IllegalStateException("The runner is shut down.");
            }
            Tick now = loop.now();
            Decision<T> decision = question.apply(now);
            decision.events().forEach(event -> append(now, event));
            journal.whenAllDurable(() -> answer.complete(decision.answer()));
        });
    }

    /**
     * Looks at something on the loop, where the folds and the runs may be looked at.
     *
     * @return what the question answered, or what it threw; it may tell of what is not durable yet
     */
    public <T> CompletionStage<T> ask(Function<Tick, T> question) {
        Objects.requireNonNull(question);
        return loop.ask(answer -> answer.complete(question.apply(loop.now())));
    }

    /**
     * What was decided.
     *
     * @param events the facts that follow from it, in order; they are journalled
     * @param answer what the asker is told once they are durable
     */
    public record Decision<T>(List<? extends JournalEvent> events, T answer) {
        /** Copies the list. */
        public Decision {
            events = List.copyOf(events);
            Objects.requireNonNull(answer);
        }
    }

    /** Every reason why an order could not be started now; empty if it could. Asked on the loop alone. */
    public List<Reason> reasonsAgainst(CycleOrder order) {
        List<Reason> reasons = new ArrayList<>();
        if (shutDown) {
            reasons.add(new Reason(Kind.SHUT_DOWN, "The runner is shut down."));
        }
        CycleRun run = runs.get(order.tenant());
        if (run != null && run.state() == RunStatus.State.RUNNING) {
            reasons.add(new Reason(Kind.RUNNING, "Tenant " + order.tenant() + " is running already."));
        } else if (run != null && run.state() == RunStatus.State.STOPPING) {
            reasons.add(new Reason(
                    Kind.STOPPING,
                    "Tenant " + order.tenant() + " is being stopped and waits for "
                            + run.statusNow().waiting() + "."));
        }
        reasons.addAll(orders.check(order).reasons());
        return reasons;
    }

    /** Why the journal takes nothing at the moment, so that nothing is sent; empty while all is well. */
    public CompletionStage<Optional<String>> journalFailure() {
        return loop.ask(answer -> answer.complete(Optional.ofNullable(journal.failure())));
    }

    /**
     * Stops every tenant and takes no further start. Decisions can still be made, until {@link #shutDown}.
     *
     * @return done once every run has ended and that is durable
     */
    public CompletionStage<Void> stopAll() {
        return loop.ask(answer -> {
            shutDown = true;
            CompletableFuture<?>[] ends = runs.values().stream()
                    .map(run -> run.stop().toCompletableFuture())
                    .toArray(CompletableFuture<?>[]::new);
            CompletionStage<Void> all = CompletableFuture.allOf(ends);
            all.whenComplete((done, error) -> {
                if (error == null) {
                    answer.complete(null);
                } else {
                    answer.completeExceptionally(error);
                }
            });
        });
    }

    /**
     * Waits for nothing that is under way any more, for a runner that is being shut down: each run ends at once, its cycle as by
     * a crash. If the journal takes nothing, what it has not taken is given up, too; then no stage that waits for it completes.
     *
     * @return why the journal takes nothing; empty if it does, so that what was begun will come to its end
     */
    public CompletionStage<Optional<String>> giveUp() {
        return loop.ask(answer -> {
            shutDown = true;
            List.copyOf(runs.values()).forEach(CycleRun::giveUp);
            Optional<String> failure = Optional.ofNullable(journal.failure());
            if (failure.isPresent()) {
                journal.abandon();
            }
            answer.complete(failure);
        });
    }

    /**
     * Stops every tenant, says in the journal that the engine was closed in order, and takes nothing more: that is the last entry.
     *
     * @return done once every run has ended and that is durable
     */
    public CompletionStage<Void> shutDown() {
        return stopAll()
                .thenCompose(stopped -> loop.ask(answer -> {
                    if (!closed) {
                        closed = true;
                        journal.append(loop.now(), new EngineClosed(), null);
                        journal.close();
                    }
                    journal.whenAllDurable(() -> answer.complete(null));
                }));
    }

    private void append(Tick now, JournalEvent fact) {
        journal.append(now, fact, null);
        if (fact instanceof TenantRemoved removed) {
            runs.remove(removed.tenant()); // Who comes by its name is somebody else.
        }
    }

    private void recover(Journal past) {
        try (Stream<JournalEntry> entries = past.read()) {
            entries.forEach(entry -> {
                memory.apply(entry.at(), entry.event());
                folds.forEach(fold -> fold.apply(entry.at(), entry.event()));
            });
        }
    }

    private void open(List<? extends JournalEvent> first) {
        loop.open();
        Tick now = loop.now();
        List<CycleEnded> interrupted = new ArrayList<>();
        memory.tenants().forEach((tenant, remembered) -> {
            CycleStarted running = remembered.running();
            if (running != null) {
                interrupted.add(new CycleEnded(tenant, running.cycle(), CycleStatus.INTERRUPTED));
            }
        });
        journal.append(now, new EngineOpened(), null);
        interrupted.forEach(ended -> journal.append(now, ended, null));
        first.forEach(event -> journal.append(now, event, null));
    }

    /** Collects what a runner needs. */
    public static final class Builder {
        private static final int QUEUE = 65_536;

        private final EventLoop loop;
        private final MessagingPort messaging;
        private final Journal journal;
        private CycleSettings settings = CycleSettings.defaults();
        private GroupGates gates = GroupGates.none();
        private PermissionRecords records = PermissionRecords.NOT_NEEDED;
        private final List<ListenerQueue> listeners = new ArrayList<>();
        private final List<Fold> folds = new ArrayList<>();
        private @Nullable EngineMemory memory;
        private Supplier<? extends List<? extends JournalEvent>> first = List::of;

        private Builder(EventLoop loop, MessagingPort messaging, Journal journal) {
            this.loop = Objects.requireNonNull(loop);
            this.messaging = Objects.requireNonNull(messaging);
            this.journal = Objects.requireNonNull(journal);
        }

        /** How the runner bears itself; {@link CycleSettings#defaults} if not set. */
        public Builder settings(CycleSettings how) {
            this.settings = Objects.requireNonNull(how);
            return this;
        }

        /** The minimum times between two posts to a group; none if not set. */
        public Builder gates(GroupGates between) {
            this.gates = Objects.requireNonNull(between);
            return this;
        }

        /** The records without which a tenant does not post to a group; {@link PermissionRecords#NOT_NEEDED} if not set. */
        public Builder records(PermissionRecords kept) {
            this.records = Objects.requireNonNull(kept);
            return this;
        }

        /**
         * Adds a fold: it is told the whole journal at the opening, by the thread that opens, and then each fact on the loop as
         * it is appended, before it is durable. It must not throw: what it throws at the opening is thrown on.
         */
        public Builder fold(Fold fold) {
            folds.add(Objects.requireNonNull(fold));
            return this;
        }

        /**
         * Spares the opening the journal, for who has read it already.
         *
         * @param past has been told every entry of the journal, as the folds have, and is the runner's from now on
         */
        public Builder recovered(EngineMemory past) {
            this.memory = Objects.requireNonNull(past);
            return this;
        }

        /**
         * What is to be journalled right after the opening.
         *
         * @param facts asked by the thread that opens, once the folds know the whole journal; if it throws, nothing is opened
         *     and nothing has been journalled
         */
        public Builder openWith(Supplier<? extends List<? extends JournalEvent>> facts) {
            this.first = Objects.requireNonNull(facts);
            return this;
        }

        /** Adds a listener, which is called on this executor; up to 65,536 calls wait for it. */
        public Builder listener(CycleListener listener, Executor executor) {
            return listener(listener, executor, QUEUE);
        }

        /** Adds a listener with a queue of this length, at least 1. */
        public Builder listener(CycleListener listener, Executor executor, int capacity) {
            if (capacity < 1) {
                throw new InvalidValueException("capacity", capacity, "a whole number from 1");
            }
            listeners.add(
                    new ListenerQueue(Objects.requireNonNull(listener), Objects.requireNonNull(executor), capacity));
            return this;
        }

        /**
         * Opens the runner: reads the journal, unless that {@linkplain #recovered has been done}, then announces itself in it.
         *
         * @throws RuntimeException whatever the journal throws when it cannot be read
         */
        public CycleRunner open() {
            return new CycleRunner(this);
        }
    }
}
