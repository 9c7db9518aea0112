package io.adbot;

import io.adbot.StartCheck.Prospect;
import io.adbot.cycle.CycleOrder;
import io.adbot.cycle.CycleRun;
import io.adbot.cycle.CycleRunner;
import io.adbot.cycle.CycleRunner.Decision;
import io.adbot.cycle.RunStatus;
import io.adbot.cycle.StartRefusedException;
import io.adbot.cycle.StartRefusedException.Kind;
import io.adbot.cycle.StartRefusedException.Reason;
import io.adbot.engine.Books;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.SetupEvent.SessionsAssigned;
import io.adbot.journal.SetupEvent.TenantStarted;
import io.adbot.journal.SetupEvent.TenantStopped;
import io.adbot.time.EventLoop;
import io.adbot.time.Tick;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops tenants. What it knows is touched on the loop alone. */
final class Launcher {

    private static final Logger log = LoggerFactory.getLogger(AdBot.class);

    private final EventLoop loop;
    private final CycleRunner runner;
    private final Books books;
    private final OrderDesk desk;
    private final Placing placing;
    private final StartCheck check;
    private final Map<TenantId, Launch> launches = new HashMap<>();

    Launcher(EventLoop loop, CycleRunner runner, Books books, OrderDesk desk, Placing placing, StartCheck check) {
        this.loop = loop;
        this.runner = runner;
        this.books = books;
        this.desk = desk;
        this.placing = placing;
        this.check = check;
    }

    /**
     * Checks everything, assigns what is missing, and starts the tenant.
     *
     * @param terms what this start asks for besides: a number of cycles, or a resume
     * @return done once its run is under way, or is over at once because it was stopped meanwhile; fails with
     *     {@link StartRefusedException} and every reason
     */
    CompletionStage<CycleRun> start(TenantId tenant, UnaryOperator<CycleOrder> terms) {
        return runner.decide(now -> launch(tenant, terms, now)).thenCompose(launch -> {
            CompletionStage<CycleRun> run = placing.place(launch.sessions)
                    .thenCompose(placed -> runner.start(launch.order, last -> renewed(launch, last)));
            run.whenComplete((started, failure) -> loop.execute(() -> launched(launch, started, failure)));
            return launch.run();
        });
    }

    /** Stops a tenant; done once its run has ended and that is journalled. At once if it does not run. */
    CompletionStage<Boolean> stop(TenantId tenant) {
        CompletableFuture<Boolean> stopped = new CompletableFuture<>();
        loop.execute(() -> {
            Launch launch = launches.get(tenant);
            if (launch == null) {
                stopped.complete(false);
                return;
            }
            launch.toStop = true;
            launch.run().whenComplete((run, failure) -> {
                if (run != null) {
                    run.stop();
                }
            });
            launch.over().whenComplete((over, failure) -> stopped.complete(true));
        });
        return stopped;
    }

    /** Stops a tenant for a reason of the engine's own. On the loop. */
    void stopBecause(Reason reason, TenantId tenant) {
        Launch launch = launches.get(tenant);
        if (launch != null) {
            launch.toStop = true;
            launch.reason = reason.message();
            log.warn("{}: {}", tenant, reason.message());
            launch.run().thenCompose(CycleRun::stop);
        }
    }

    /** Does the tenant run, or is it about to? On the loop. */
    boolean isLaunched(TenantId tenant) {
        return launches.containsKey(tenant);
    }

    /** How many tenants run. On the loop. */
    int running() {
        return launches.size();
    }

    /** Are the tenant's sessions being put in place, so that its run has not begun? On the loop. */
    boolean isStarting(TenantId tenant) {
        Launch launch = launches.get(tenant);
        return launch != null && !launch.run.isDone();
    }

    /**
     * Where the tenant stands; null if it does not run. On the loop.
     *
     * @param run where its run stands; null if that has not begun
     */
    TenantStatus.@Nullable State state(TenantId tenant, @Nullable RunStatus run) {
        Launch launch = launches.get(tenant);
        if (launch == null) {
            return null;
        }
        if (launch.toStop || (run != null && run.state() != RunStatus.State.RUNNING)) {
            return TenantStatus.State.STOPPING;
        }
        return run == null ? TenantStatus.State.STARTING : TenantStatus.State.RUNNING;
    }

    /** E9: a launch that was asked to stop while its sessions were put in place begins no cycle. */
    private CycleOrder renewed(Launch launch, CycleOrder last) {
        if (launch.toStop) {
            throw new StartRefusedException(List.of(new Reason(Kind.STOPPING, "stopped by the operator")));
        }
        return desk.renewed(last, loop.now());
    }

    private Decision<Launch> launch(TenantId tenant, UnaryOperator<CycleOrder> terms, Tick now) {
        if (launches.containsKey(tenant)) {
            throw new StartRefusedException(
                    List.of(new Reason(Kind.RUNNING, "Tenant " + tenant + " is running already.")));
        }
        Prospect prospect = check.of(tenant, now);
        CycleOrder order = prospect.order();
        if (order == null || !prospect.reasons().isEmpty()) {
            throw new StartRefusedException(prospect.reasons());
        }
        List<JournalEvent> events = new ArrayList<>();
        if (!prospect.missing().isEmpty()) {
            events.add(new SessionsAssigned(tenant, prospect.missing()));
        }
        events.add(new TenantStarted(tenant));
        Launch launch = new Launch(terms.apply(order));
        launches.put(tenant, launch);
        return new Decision<>(events, launch);
    }

    private void launched(Launch launch, @Nullable CycleRun run, @Nullable Throwable failure) {
        TenantId tenant = launch.order.tenant();
        if (run == null) {
            over(launch, "it could not be started: " + (failure == null ? "no reason is known" : failure.getMessage()));
            launch.run.completeExceptionally(
                    failure == null ? new IllegalStateException("tenant " + tenant + " did not start") : failure);
            return;
        }
        run.ended().thenAccept(end -> loop.execute(() -> over(launch, end.message())));
        launch.run.complete(run);
    }

    private void over(Launch launch, String how) {
        TenantId tenant = launch.order.tenant();
        launches.remove(tenant, launch);
        String reason = launch.reason == null ? how : launch.reason;
        runner.decide(now -> {
                    boolean isThere = books.config(tenant).isPresent(); // Of one that is gone nothing is said.
                    return new Decision<>(isThere ? List.of(new TenantStopped(tenant, reason)) : List.of(), tenant);
                })
                .whenComplete((done, failure) -> launch.over.complete(null));
    }

    /** A tenant that runs, or is about to. */
    private static final class Launch {
        private final CycleOrder order;
        private final List<SessionId> sessions;
        private final CompletableFuture<CycleRun> run = new CompletableFuture<>();
        private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
        private boolean toStop;
        private @Nullable String reason;

        Launch(CycleOrder order) {
            this.order = order;
            this.sessions = List.copyOf(order.request().sessions());
        }

        CompletionStage<CycleRun> run() {
            return run;
        }

        CompletionStage<@Nullable Void> over() {
            return over;
        }
    }
}
