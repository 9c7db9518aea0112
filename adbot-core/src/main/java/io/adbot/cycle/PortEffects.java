package io.adbot.cycle;

import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.SendIntended;
import io.adbot.message.MessagingPort;
import io.adbot.message.MessagingPort.Sending;
import io.adbot.message.Permission;
import io.adbot.message.Post;
import io.adbot.message.SendOutcome;
import io.adbot.message.SendRequest;
import io.adbot.time.Tick;
import io.adbot.value.DeliveryId;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The wishes of a run's cycles, carried to the ports; the answers, carried back through the loop. */
final class PortEffects implements Effects {

    private static final Logger log = LoggerFactory.getLogger(CycleRun.class);

    private final CycleRun run;
    private final EngineLoop loop;
    private final MessagingPort messaging;
    private final PermissionRecords records;
    private final JournalWriter journal;
    private final EngineMemory memory;

    PortEffects(
            CycleRun run,
            EngineLoop loop,
            MessagingPort messaging,
            PermissionRecords records,
            JournalWriter journal,
            EngineMemory memory) {
        this.run = run;
        this.loop = loop;
        this.messaging = messaging;
        this.records = records;
        this.journal = journal;
        this.memory = memory;
    }

    @Override
    public void append(Tick now, JournalEvent event) {
        journal.append(now, event, null);
    }

    @Override
    public @Nullable Tick intend(Tick now, SendIntended intent, Lane lane) {
        Cycle asking = run.cycle();
        int question = lane.question;
        boolean durable = journal.append(
                now,
                intent,
                () -> run.replied(() -> {
                    if (asking != null && asking == run.cycle()) {
                        asking.intentDurable(lane, question, loop.now());
                    }
                }));
        return durable ? loop.now() : null;
    }

    @Override
    public boolean isOnRecord(DeliveryId delivery, Tick now) {
        return records.isOnRecord(delivery.tenant(), delivery.group(), now.wall());
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
        Cycle asking = run.cycle();
        int question = lane.question;
        stage.whenComplete((permission, error) -> loop.execute(() -> run.replied(() -> {
            Permission answered = permission(permission, error);
            if (asking == null
                    || asking != run.cycle()
                    || !asking.permissionAnswered(lane, question, answered, loop.now())) {
                late(delivery, answered);
            }
        })));
        return null;
    }

    @Override
    public Sending send(Lane lane, SendRequest request) {
        Cycle asking = run.cycle();
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
        outcome.whenComplete((answer, error) -> loop.execute(() -> run.replied(() -> {
            SendOutcome answered = error == null && answer != null ? answer : mayHaveLeft(error);
            if (asking == null || asking != run.cycle() || !asking.sendAnswered(lane, question, answered, loop.now())) {
                late(request.delivery(), answered);
            }
        })));
        return sending;
    }

    private void late(DeliveryId delivery, SendOutcome answered) {
        if (run.isForgotten()) {
            Consequences.lateForNobody(delivery.session(), answered, loop.now(), memory, this);
        } else {
            Consequences.late(delivery, answered, loop.now(), this);
        }
    }

    private void late(DeliveryId delivery, Permission answered) {
        if (!run.isForgotten()) {
            Consequences.late(delivery, answered, loop.now(), this);
        } else if (answered instanceof Permission.Unclear unclear) {
            Consequences.lateForNobody(delivery.session(), unclear.instead(), loop.now(), memory, this);
        }
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

    private SendOutcome mayHaveLeft(@Nullable Throwable error) {
        failed("a send, which may have left", error);
        return new SendOutcome.Unknown("the messaging port failed: " + nameOf(error));
    }

    private void failed(String what, @Nullable Throwable error) {
        log.warn("{}: the messaging port failed over {}: {}", run.tenant(), what, nameOf(error));
        log.debug("{}: the messaging port's failure", run.tenant(), error);
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
