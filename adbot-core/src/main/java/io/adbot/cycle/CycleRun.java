package io.adbot.cycle;

import io.adbot.journal.CycleStatus;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.CycleEnded;
import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.journal.JournalEvent.SendIntended;
import io.adbot.message.MessagingPort;
import io.adbot.message.MessagingPort.Sending;
import io.adbot.message.Permission;
import io.adbot.message.Post;
import io.adbot.message.SendOutcome;
import io.adbot.message.SendRequest;
import io.adbot.plan.Adjustment;
import io.adbot.plan.ExecutionPlan;
import io.adbot.time.EventLoop;
import io.adbot.time.EventLoop.Alarm;
import io.adbot.time.Tick;
import io.adbot.value.DeliveryId;
import io.adbot.value.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
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

    private final EventLoop loop;
    private final MessagingPort messaging;
    private final JournalWriter journal;
    private final EngineMemory memory;
    private final CycleSettings settings;
    private final OrderCheck orders;
    private final Effects effects = new PortEffects();
    private final CompletableFuture<RunEnd> ended = new CompletableFuture<>();

    // From here on everything is touched on the loop alone.
    private CycleOrder order;
    private @Nullable CycleOrder warnedOf;
    private RunStatus.State state = RunStatus.State.RUNNING;
    private @Nullable Cycle cycle;
    private @Nullable CycleStarted started;
    private long cyclesDone;
    private long nextCycleAt;
    private @Nullable RunEnd end;

    private @Nullable Alarm alarm;
    private long alarmAt = Long.MAX_VALUE;

    CycleRun(
            CycleOrder order,
            EventLoop loop,
            MessagingPort messaging,
            JournalWriter journal,
            EngineMemory memory,
            CycleSettings settings,
            OrderCheck orders) {
        this.order = order;
        this.loop = loop;
        this.messaging = messaging;
        this.journal = journal;
        this.memory = memory;
        this.settings = settings;
        this.orders = orders;
        this.nextCycleAt = memory.tenant(order.tenant()).nextCycleAt();
    }

    // ---------------------------------------------------------------- for the embedder

    /** Whose cycles these are. */
    public TenantId tenant() {
        return order.tenant();
    }

    /**
     * Stops the tenant: no send starts once this has reached the loop (rule E9).
     *
     * @return how the run ended, once every delivery has its outcome and that is durable
     */
    public CompletionStage<RunEnd> stop() {
        loop.execute(this::stopNow);
        return ended();
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
        return new Waiting(WaitReason.PAUSE, Math.max(now.nanos(), nextCycleAt), now, "the pause between two cycles");
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
            finish(new RunEnd(RunEnd.Cause.DONE, "all " + cyclesDone + " cycles have been run"));
            return false;
        }
        if (now.nanos() < nextCycleAt) {
            wakeAt(nextCycleAt);
            return false;
        }
        OrderCheck.Verdict verdict = orders.check(order);
        ExecutionPlan plan = verdict.plan();
        if (plan == null) {
            finish(new RunEnd(RunEnd.Cause.NOT_POSSIBLE, verdict.message()));
            return false;
        }
        if (order != warnedOf) {
            warnedOf = order;
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

    private void endCycle(CycleReport report, Tick now) {
        log.info("{}: {}", tenant(), report);
        TenantMemory tenant = memory.tenant(tenant());
        if (cycle != null && report.status() == CycleStatus.STOPPED) {
            tenant.cutShort(cycle.done());
        }
        cycle = null;
        cyclesDone++;
        nextCycleAt = tenant.nextCycleAt();
        if (report.firstSendNanos().isEmpty()) {
            // A cycle in which nothing could be sent takes no time; even without a pause they must not chase each
            // other.
            nextCycleAt = Math.max(
                    nextCycleAt, CycleRules.nextCycle(now.nanos(), report.plan().delayNanos()));
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
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                answer.complete(question.get());
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    /** The cycle's wishes, carried to the ports; the answers, carried back through the loop. */
    private final class PortEffects implements Effects {

        @Override
        public void append(Tick now, JournalEvent event) {
            journal.append(now, event, null);
        }

        @Override
        public @Nullable Tick intend(Tick now, SendIntended intent, Lane lane) {
            Cycle asking = cycle;
            int question = lane.question;
            boolean durable = journal.append(
                    now,
                    intent,
                    () -> guarded(() -> {
                        if (asking != null && asking == cycle) {
                            asking.intentDurable(lane, question, loop.now());
                        }
                        step();
                    }));
            return durable ? loop.now() : null;
        }

        @Override
        public @Nullable Permission check(Lane lane, DeliveryId delivery, Post post) {
            CompletionStage<Permission> stage;
            CompletableFuture<Permission> answer;
            try {
                stage = messaging.check(delivery.session(), delivery.group(), post);
                answer = stage.toCompletableFuture();
            } catch (Throwable e) { // checked ones, too, which other languages of the JVM let through
                return noPermission(e);
            }
            if (answer.isDone() && !answer.isCompletedExceptionally()) {
                return permission(answer.join(), null);
            }
            Cycle asking = cycle;
            int question = lane.question;
            stage.whenComplete((permission, error) -> loop.execute(() -> guarded(() -> {
                Permission answered = permission(permission, error);
                if (asking == null
                        || asking != cycle
                        || !asking.permissionAnswered(lane, question, answered, loop.now())) {
                    Consequences.late(delivery, answered, loop.now(), this);
                }
                step();
            })));
            return null;
        }

        @Override
        public Sending send(Lane lane, SendRequest request) {
            Cycle asking = cycle;
            int question = lane.question;
            Sending sending;
            CompletionStage<SendOutcome> outcome;
            try {
                sending = messaging.send(request);
                outcome = Objects.requireNonNull(sending.outcome());
            } catch (Throwable e) { // checked ones, too, which other languages of the JVM let through
                sending = new FailedSending(e);
                outcome = sending.outcome();
            }
            outcome.whenComplete((answer, error) -> loop.execute(() -> guarded(() -> {
                SendOutcome answered = error == null && answer != null ? answer : mayHaveLeft(error);
                if (asking == null || asking != cycle || !asking.sendAnswered(lane, question, answered, loop.now())) {
                    Consequences.late(request.delivery(), answered, loop.now(), this);
                }
                step();
            })));
            return sending;
        }

        @Override
        public void cancel(Sending sending) {
            try {
                sending.cancel();
            } catch (Throwable e) { // checked ones, too, which other languages of the JVM let through
                failed("to take a send back", e);
            }
        }

        private Permission permission(@Nullable Permission answer, @Nullable Throwable error) {
            return error == null && answer != null ? answer : noPermission(error);
        }

        private Permission noPermission(@Nullable Throwable error) {
            failed("a question about permission", error);
            return Permission.unclear(new SendOutcome.Transient("the messaging port failed: " + nameOf(error)));
        }
    }

    private SendOutcome mayHaveLeft(@Nullable Throwable error) {
        failed("a send, which may have left", error);
        return new SendOutcome.Unknown("the messaging port failed: " + nameOf(error));
    }

    private void failed(String what, @Nullable Throwable error) {
        log.warn("{}: the messaging port failed over {}: {}", tenant(), what, nameOf(error));
        log.debug("{}: the messaging port's failure", tenant(), error);
    }

    /** The kind of an error without its message, in which an adapter may have put anything. */
    private static String nameOf(@Nullable Throwable error) {
        Throwable cause = error instanceof CompletionException wrapped ? wrapped.getCause() : error;
        return cause == null ? "no answer" : cause.getClass().getSimpleName();
    }

    private record FailedSending(Throwable error) implements Sending {
        @Override
        public CompletionStage<SendOutcome> outcome() {
            return CompletableFuture.failedFuture(error);
        }

        @Override
        public void cancel() {
            // Nothing is on its way that could be taken back.
        }
    }
}
