package io.adbot;

import io.adbot.Preflight.Obstacle;
import io.adbot.cycle.CycleOrder;
import io.adbot.cycle.CycleRunner;
import io.adbot.cycle.CycleRunner.Decision;
import io.adbot.cycle.PermissionRecords;
import io.adbot.cycle.StartRefusedException.Reason;
import io.adbot.engine.Books;
import io.adbot.message.MessagingPort;
import io.adbot.message.Permission;
import io.adbot.plan.ExecutionPlan;
import io.adbot.plan.ExecutionPlanner;
import io.adbot.plan.SessionSchedule;
import io.adbot.tenant.TenantRefusedException;
import io.adbot.time.EventLoop;
import io.adbot.time.Nanos;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Finds out what a start would do: the plan, and for every session in turn whether it may post to its groups. */
final class PreflightCheck {

    private final CycleRunner runner;
    private final Books books;
    private final OrderDesk desk;
    private final Launcher launcher;
    private final MessagingPort messaging;
    private final PermissionRecords records;
    private final EventLoop loop;

    PreflightCheck(
            CycleRunner runner,
            Books books,
            OrderDesk desk,
            Launcher launcher,
            MessagingPort messaging,
            PermissionRecords records,
            EventLoop loop) {
        this.runner = runner;
        this.books = books;
        this.desk = desk;
        this.launcher = launcher;
        this.messaging = messaging;
        this.records = records;
        this.loop = loop;
    }

    CompletionStage<Preflight> of(TenantId tenant) {
        return runner.decide(now -> {
                    if (launcher.isLaunched(tenant)) {
                        // A session answers one question at a time, and a running one has others to answer.
                        throw TenantRefusedException.running(tenant);
                    }
                    if (books.config(tenant).isEmpty()) {
                        throw TenantRefusedException.unknown(tenant);
                    }
                    OrderDesk.Draft draft = desk.draft(tenant, List.of(), now);
                    List<Reason> reasons = new ArrayList<>(draft.reasons());
                    CycleOrder order = draft.order();
                    if (order != null) {
                        reasons.addAll(runner.reasonsAgainst(order));
                    } else if (reasons.isEmpty()) {
                        reasons.add(desk.noSession(tenant));
                    }
                    return new Decision<>(List.of(), new Question(order, reasons));
                })
                .thenCompose(this::ask);
    }

    private CompletionStage<Preflight> ask(Question question) {
        CycleOrder order = question.order;
        ExecutionPlan plan =
                order == null ? null : ExecutionPlanner.plan(order.request()).fold(found -> found, infeasible -> null);
        if (order == null || plan == null) {
            return CompletableFuture.completedFuture(new Preflight(null, question.reasons, List.of()));
        }
        List<CompletionStage<List<Obstacle>>> sessions = new ArrayList<>();
        for (SessionSchedule part : plan.sessions()) {
            sessions.add(new PartQuestions(order, plan, part).ask());
        }
        CompletionStage<List<Obstacle>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (CompletionStage<List<Obstacle>> each : sessions) {
            all = all.thenCombine(each, (obstacles, more) -> {
                obstacles.addAll(more);
                return obstacles;
            });
        }
        return all.thenApply(
                obstacles -> new Preflight(question.reasons.isEmpty() ? plan : null, question.reasons, obstacles));
    }

    /**
     * What is to be found out.
     *
     * @param order null if none can be made
     * @param reasons why a start would be refused
     */
    private record Question(@Nullable CycleOrder order, List<Reason> reasons) {}

    /** One session's groups, one question after the other. */
    private final class PartQuestions {
        private final CycleOrder order;
        private final ExecutionPlan plan;
        private final SessionSchedule part;
        private final List<Obstacle> obstacles = new ArrayList<>();
        private final CompletableFuture<List<Obstacle>> answered = new CompletableFuture<>();

        PartQuestions(CycleOrder order, ExecutionPlan plan, SessionSchedule part) {
            this.order = order;
            this.plan = plan;
            this.part = part;
        }

        CompletionStage<List<Obstacle>> ask() {
            next(part.from());
            return answered;
        }

        private void next(int from) {
            int position = from;
            // Answers that are there at once are taken in a loop: thousands of them would be too deep for the stack.
            while (position < part.to()) {
                GroupId group = plan.groups().get(position);
                int following = position + 1;
                CompletionStage<Permission> answer = question(part.session(), group);
                if (!answer.toCompletableFuture().isDone()) {
                    answer.whenComplete((permission, failure) -> loop.execute(() -> {
                        note(group, permission, failure);
                        next(following);
                    }));
                    return;
                }
                answer.whenComplete((permission, failure) -> note(group, permission, failure));
                position = following;
            }
            answered.complete(obstacles);
        }

        private CompletionStage<Permission> question(SessionId session, GroupId group) {
            if (!records.isOnRecord(order.tenant(), group, loop.now().wall())) {
                return CompletableFuture.completedFuture(
                        Permission.denied("it is not on record that the tenant may post there"));
            }
            try {
                return messaging.check(session, group, order.post());
            } catch (RuntimeException failure) {
                return CompletableFuture.failedFuture(failure);
            }
        }

        private void note(GroupId group, @Nullable Permission permission, @Nullable Throwable failure) {
            String why;
            if (permission instanceof Permission.Denied denied) {
                why = denied.reason();
            } else if (permission instanceof Permission.SlowMode slow) {
                why = "slow mode for another " + Nanos.text(slow.remaining().toNanos());
            } else if (permission instanceof Permission.Unclear unclear) {
                why = "could not be found out: " + unclear.instead().kind().wire();
            } else {
                why = failure == null ? "" : "could not be found out: " + failure;
            }
            if (!why.isEmpty()) {
                obstacles.add(new Obstacle(part.session(), group, why));
            }
        }
    }
}
