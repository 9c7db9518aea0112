package io.adbot.cycle;

import io.adbot.journal.CycleStatus;
import io.adbot.journal.JournalEvent.CycleEnded;
import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.message.MessagingPort;
import io.adbot.plan.Adjustment;
import io.adbot.plan.ExecutionPlan;
import io.adbot.time.EventLoop.Alarm;
import io.adbot.time.Nanos;
import io.adbot.time.Tick;
import io.adbot.value.Counted;
import io.adbot.value.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A tenant's cycles, one after the other, from its start to its stop. Made by {@link CycleRunner#start}.
 *
 * <p>Threads: all methods may be called from any thread; they ask the runner's loop and answer with a stage that completes
 * there. Do not block in what depends on it.
 */
public final class CycleRun {

    private static final Logger log = LoggerFactory.getLogger(CycleRun.class);

    /** What is so far away never comes, and nothing would wake who waits for it. */
    private static final String BEYOND =
            " beyond the 292 years that a clock can measure: make delay, cycle or pause shorter";

    private final EngineLoop loop;
    private final JournalWriter journal;
    private final EngineMemory memory;
    private final CycleSettings settings;
    private final OrderCheck orders;
    private final @Nullable UnaryOperator<CycleOrder> renewal;
    private final Effects effects;
    private final CompletableFuture<RunEnd> ended = new CompletableFuture<>();

    // From here on everything is touched on the loop alone.
    private final TenantMemory remembered;
    private CycleOrder order;
    private List<Adjustment> warnedOf = List.of();
    private RunStatus.State state = RunStatus.State.RUNNING;
    private @Nullable Cycle cycle;
    private @Nullable CycleStarted started;
    private long cyclesDone;
    private long nextCycleAt;
    private int failedInRow;
    private @Nullable RunEnd end;

    private @Nullable Alarm alarm;
    private long alarmAt = Long.MAX_VALUE;

    CycleRun(
            CycleOrder order,
            @Nullable UnaryOperator<CycleOrder> renewal,
            EngineLoop loop,
            MessagingPort messaging,
            PermissionRecords records,
            JournalWriter journal,
            EngineMemory memory,
            CycleSettings settings,
            OrderCheck orders) {
        this.order = order;
        this.renewal = renewal;
        this.loop = loop;
        this.journal = journal;
        this.memory = memory;
        this.settings = settings;
        this.orders = orders;
        this.remembered = memory.tenant(order.tenant());
        this.nextCycleAt = remembered.nextCycleAt();
        this.effects = new PortEffects(this, loop, messaging, records, journal, memory);
    }

    // ---------------------------------------------------------------- for the embedder

    /** Whose cycles these are. */
    public TenantId tenant() {
        return order.tenant();
    }

    /**
     * Stops the tenant: no send starts once this has reached the loop (rule E9).
     *
     * <p>It takes as long as sends in flight take, at most the stop limit and the time to take them back, and then as long as
     * a cycle takes to end: until the delay after its last send has passed (rule E5).
     *
     * @return how the run ended, once its cycle has and that is durable
     */
    public CompletionStage<RunEnd> stop() {
        return onLoop(() -> {
                    stopNow();
                    return ended();
                })
                .thenCompose(end -> end);
    }

    /** How the run ended, once it has. */
    public CompletionStage<RunEnd> ended() {
        return ended.minimalCompletionStage();
    }

    /** Where it stands, and what it waits for. */
    public CompletionStage<RunStatus> status() {
        return onLoop(this::statusNow);
    }

    /**
     * Gives another order, which takes effect with the next cycle.
     *
     * @return fails with {@link IllegalArgumentException} if the order is another tenant's, and with
     *     {@link IllegalStateException} if the run has ended
     */
    public CompletionStage<Void> update(CycleOrder next) {
        if (!next.tenant().equals(tenant())) {
            return CompletableFuture.failedFuture(
                    new IllegalArgumentException("an order of " + next.tenant() + " for a run of " + tenant()));
        }
        return onLoop(() -> {
            if (end != null) {
                throw new IllegalStateException("the run of " + tenant() + " has ended: " + end.message());
            }
            order = next;
            return null;
        });
    }

    /** What it waits for, as timers are listed by it. Meant for the loop's thread. */
    @Override
    public String toString() {
        Cycle running = cycle;
        String name = "tenant " + tenant() + (started == null || running == null ? "" : ", cycle " + started.cycle());
        return name + ": " + waiting(loop.now());
    }

    // ---------------------------------------------------------------- on the loop

    RunStatus.State state() {
        return state;
    }

    RunStatus statusNow() {
        Tick now = loop.now();
        List<RunStatus.SessionStatus> sessions = new ArrayList<>();
        Cycle running = cycle;
        if (running != null) {
            for (int i = 0; i < running.sessions(); i++) {
                Lane lane = running.lane(i);
                sessions.add(new RunStatus.SessionStatus(
                        lane.session, lane.stage == Lane.Stage.DONE, running.waiting(lane, now), lane.memory.flag()));
            }
        }
        return new RunStatus(
                tenant(),
                state,
                running == null || started == null ? null : started.cycle(),
                cyclesDone,
                waiting(now),
                sessions);
    }

    private Waiting waiting(Tick now) {
        if (end != null) {
            return new Waiting(WaitReason.OPERATOR, Long.MAX_VALUE, now, end.message());
        }
        if (cycle != null) {
            return cycle.waiting(now);
        }
        String why = failedInRow == 0
                ? "the pause between two cycles"
                : "the pause after " + Counted.of(failedInRow, "cycle", "cycles in a row") + " that failed";
        return new Waiting(WaitReason.PAUSE, Math.max(now.nanos(), nextCycleAt), now, why);
    }

    void stopNow() {
        if (state != RunStatus.State.RUNNING) {
            return;
        }
        state = RunStatus.State.STOPPING;
        log.info("{}: stopping", tenant());
        guarded(() -> {
            if (cycle != null) {
                cycle.stop(loop.now());
            }
        });
        step();
    }

    /** Ends now, whatever is under way: to its cycle that is a crash. */
    void giveUp() {
        if (end == null) {
            abandonCycle();
            finish(new RunEnd(RunEnd.Cause.STOPPED, "the engine was closed before the cycle had ended"));
        }
    }

    /** Does what is due, and sees to it that it is called again. */
    void step() {
        guarded(() -> {
            if (end != null) {
                return;
            }
            Tick now = loop.now();
            if (cycle == null && !beginCycle(now)) {
                return;
            }
            OptionalLong wake = cycle == null ? OptionalLong.empty() : cycle.step(now);
            CycleReport report = cycle == null ? null : cycle.report();
            if (report != null) {
                endCycle(report, now);
            } else {
                wakeAt(wake.isPresent() ? wake.getAsLong() : Long.MAX_VALUE);
            }
        });
    }

    /** Begins the next cycle if it is time; false if there is none to step. */
    private boolean beginCycle(Tick now) {
        if (state == RunStatus.State.STOPPING) {
            finish(new RunEnd(RunEnd.Cause.STOPPED, "stopped by the operator"));
            return false;
        }
        if (cyclesDone >= order.cycleLimit()) {
            String all = cyclesDone == 1 ? "its one cycle has" : "all " + cyclesDone + " cycles have";
            finish(new RunEnd(RunEnd.Cause.DONE, all + " been run"));
            return false;
        }
        if (nextCycleAt == Long.MAX_VALUE) {
            finish(new RunEnd(RunEnd.Cause.NOT_POSSIBLE, "its next cycle would begin" + BEYOND));
            return false;
        }
        if (now.nanos() < nextCycleAt) {
            wakeAt(nextCycleAt);
            return false;
        }
        try {
            order = renewed();
        } catch (StartRefusedException refused) {
            finish(new RunEnd(RunEnd.Cause.NOT_POSSIBLE, String.valueOf(refused.getMessage())));
            return false;
        }
        OrderCheck.Verdict verdict = orders.check(order);
        ExecutionPlan plan = verdict.plan();
        if (plan == null) {
            finish(new RunEnd(RunEnd.Cause.NOT_POSSIBLE, verdict.message()));
            return false;
        }
        if (CycleRules.cycleEnd(Nanos.plus(now.nanos(), plan.endNanos()), plan.delayNanos()) == Long.MAX_VALUE) {
            finish(new RunEnd(RunEnd.Cause.NOT_POSSIBLE, "a cycle that begins now could end" + BEYOND));
            return false;
        }
        if (!plan.adjustments().equals(warnedOf)) {
            warnedOf = plan.adjustments();
            for (Adjustment adjustment : plan.adjustments()) {
                log.warn("{}: {}", tenant(), adjustment.message());
            }
        }
        orders.holders().hold(tenant(), order.request().sessions());
        TenantMemory tenant = memory.tenant(tenant());
        DoneDeliveries done = order.resumes() && cyclesDone == 0 ? tenant.done() : null;
        CycleStarted begins = new CycleStarted(
                tenant(), tenant.nextCycle(), plan, order.pauseNanos(), done == null ? null : done.cycle());
        journal.append(now, begins, null);
        log.info("{}: cycle {} started, {}", tenant(), begins.cycle(), plan);
        started = begins;
        cycle = new Cycle(now, begins, order.post(), settings, memory, done, effects);
        return true;
    }

    private CycleOrder renewed() {
        if (renewal == null) {
            return order;
        }
        CycleOrder next = renewal.apply(order);
        if (!next.tenant().equals(tenant())) {
            throw new IllegalStateException("an order of " + next.tenant() + " for a run of " + tenant());
        }
        return next;
    }

    private void endCycle(CycleReport report, Tick now) {
        log.info("{}: {}", tenant(), report);
        TenantMemory tenant = memory.tenant(tenant());
        if (cycle != null && report.status() == CycleStatus.STOPPED) {
            tenant.cutShort(cycle.done());
        }
        cycle = null;
        cyclesDone++;
        if (renewal != null) {
            orders.holders().release(tenant());
        }
        nextCycleAt = tenant.nextCycleAt();
        if (report.firstSendNanos().isEmpty()) {
            // A cycle in which nothing could be sent takes no time; even without a pause they must not chase each
            // other.
            nextCycleAt = Math.max(
                    nextCycleAt, CycleRules.nextCycle(now.nanos(), report.plan().delayNanos()));
        }
        failedInRow = report.status() == CycleStatus.FAILED ? failedInRow + 1 : 0;
        if (failedInRow > 0) {
            nextCycleAt = Math.max(
                    nextCycleAt,
                    CycleRules.nextCycle(now.nanos(), CycleRules.pauseAfterFailures(order.pauseNanos(), failedInRow)));
        }
        journal.whenAllDurable(() -> journal.listeners().forEach(listener -> listener.add(report)));
        loop.execute(this::step);
    }

    private void finish(RunEnd how) {
        state = RunStatus.State.ENDED;
        end = how;
        orders.holders().release(tenant());
        wakeAt(Long.MAX_VALUE);
        log.info("{}: {}", tenant(), how.message());
        journal.whenAllDurable(() -> ended.complete(how));
    }

    private void wakeAt(long nanos) {
        if (alarm != null && alarmAt != nanos) {
            alarm.cancel();
            alarm = null;
        }
        if (alarm == null && nanos != Long.MAX_VALUE) {
            alarm = loop.wakeAt(nanos, wakeUp);
            alarmAt = nanos;
        }
    }

    private final Runnable wakeUp = new Runnable() {
        @Override
        public void run() {
            alarm = null;
            step();
        }

        @Override
        public String toString() {
            return CycleRun.this.toString();
        }
    };

    /** The cycle that is under way; null between cycles. */
    @Nullable
    Cycle cycle() {
        return cycle;
    }

    /** Was the tenant removed since? One of its name that came later is another. */
    boolean isForgotten() {
        return memory.tenants().get(tenant()) != remembered;
    }

    /** A reply has arrived: draws what follows from it, then does what has become due. */
    void replied(Runnable consequences) {
        guarded(() -> {
            consequences.run();
            step();
        });
    }

    /** An error in the engine stops the tenant, and no other. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (Throwable e) {
            log.error("{}: stopped because of an error in the engine", tenant(), e);
            abandonCycle();
            finish(new RunEnd(RunEnd.Cause.BROKEN, "stopped because of an error in the engine: " + e));
        }
    }

    /** Leaves the cycle as a crash would: it reads as interrupted, and what was in flight as unknown. */
    private void abandonCycle() {
        Cycle broken = cycle;
        cycle = null;
        TenantMemory tenant = memory.tenant(tenant());
        CycleStarted running = tenant.running();
        if (running == null) {
            return;
        }
        try {
            if (broken != null) {
                tenant.cutShort(broken.abandon());
            }
            journal.append(loop.now(), new CycleEnded(tenant(), running.cycle(), CycleStatus.INTERRUPTED), null);
        } catch (RuntimeException | Error e) {
            log.error("{}: cycle {} could not be ended either", tenant(), running.cycle(), e);
        }
    }

    private <T extends @Nullable Object> CompletionStage<T> onLoop(Supplier<T> question) {
        return loop.ask(answer -> answer.complete(question.get()));
    }
}
