package io.adbot;

import io.adbot.Preflight.Obstacle;
import io.adbot.StartCheck.Prospect;
import io.adbot.cycle.CycleOrder;
import io.adbot.cycle.CycleRunner;
import io.adbot.cycle.CycleSettings;
import io.adbot.cycle.PermissionRecords;
import io.adbot.engine.Books;
import io.adbot.message.MessagingPort;
import io.adbot.message.Permission;
import io.adbot.plan.ExecutionPlan;
import io.adbot.plan.ExecutionPlanner;
import io.adbot.plan.SessionSchedule;
import io.adbot.tenant.TenantRefusedException;
import io.adbot.time.EventLoop;
import io.adbot.time.EventLoop.Alarm;
import io.adbot.time.Nanos;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Finds out what a start would do: the plan, and for every session in turn whether it may post to its groups. */
final class PreflightCheck {

    private final EventLoop loop;
    private final CycleRunner runner;
    private final Books books;
    private final Launcher launcher;
    private final StartCheck check;
    private final Questioned questioned;
    private final MessagingPort messaging;
    private final Handover handover;
    private final PermissionRecords records;
    private final CycleSettings settings;

    PreflightCheck(
            EventLoop loop,
            CycleRunner runner,
            Books books,
            Launcher launcher,
            StartCheck check,
            Questioned questioned,
            MessagingPort messaging,
            Handover handover,
            PermissionRecords records,
            CycleSettings settings) {
        this.loop = loop;
        this.runner = runner;
        this.books = books;
        this.launcher = launcher;
        this.check = check;
        this.questioned = questioned;
        this.messaging = messaging;
        this.handover = handover;
        this.records = records;
        this.settings = settings;
    }

    CompletionStage<Preflight> of(TenantId tenant) {
        return runner.ask(now -> {
                    if (launcher.isLaunched(tenant)) {
                        // A session answers one question at a time, and a running one has others to answer.
                        throw TenantRefusedException.running(tenant);
                    }
                    if (books.config(tenant).isEmpty()) {
                        throw TenantRefusedException.unknown(tenant);
                    }
                    return ask(check.of(tenant, now));
                })
                .thenCompose(preflight -> preflight);
    }

    private CompletionStage<Preflight> ask(Prospect prospect) {
        CycleOrder order = prospect.order();
        ExecutionPlan plan =
                order == null ? null : ExecutionPlanner.plan(order.request()).fold(found -> found, infeasible -> null);
        if (order == null || plan == null || !questioned.reasonsAgainst(order).isEmpty()) {
            return CompletableFuture.completedFuture(new Preflight(null, prospect.reasons(), List.of()));
        }
        List<SessionId> asked = order.request().sessions();
        questioned.begin(asked);
        asked.forEach(handover::lend);
        prospect.missing().forEach(handover::lend);
        CompletionStage<List<Obstacle>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (SessionSchedule part : plan.sessions()) {
            all = all.thenCombine(new PartQuestions(order, plan, part).ask(), (obstacles, more) -> {
                obstacles.addAll(more);
                return obstacles;
            });
        }
        return all.thenApply(obstacles -> {
            questioned.end(asked);
            return new Preflight(prospect.reasons().isEmpty() ? plan : null, prospect.reasons(), obstacles);
        });
    }

    /** A question that nobody has answered in time. */
    private record Unanswered(TenantId tenant, long limit, CompletableFuture<Permission> answer) implements Runnable {
        @Override
        public void run() {
            answer.completeExceptionally(new TimeoutException("no answer within " + Nanos.text(limit)));
        }

        @Override
        public String toString() {
            return "tenant " + tenant + ": an answer to its preflight";
        }
    }

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
                    within(answer).whenComplete((permission, failure) -> {
                        note(group, permission, failure);
                        next(following);
                    });
                    return;
                }
                answer.whenComplete((permission, failure) -> note(group, permission, failure));
                position = following;
            }
            answered.complete(obstacles);
        }

        /** The answer, on the loop, or that there was none: like a cycle, a preflight does not wait for ever. */
        private CompletionStage<Permission> within(CompletionStage<Permission> answer) {
            CompletableFuture<Permission> within = new CompletableFuture<>();
            long limit = settings.checkLimitNanos();
            Alarm alarm =
                    loop.wakeAt(Nanos.plus(loop.now().nanos(), limit), new Unanswered(order.tenant(), limit, within));
            answer.whenComplete((permission, failure) -> loop.execute(() -> {
                alarm.cancel();
                if (failure == null) {
                    within.complete(permission);
                } else {
                    within.completeExceptionally(failure);
                }
            }));
            return within;
        }

        private CompletionStage<Permission> question(SessionId session, GroupId group) {
            if (books.sessions().usedBy(session) != null) {
                return CompletableFuture.completedFuture(
                        Permission.denied("not asked: a cycle that began meanwhile uses the session"));
            }
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
                why = "slow mode for another " + Nanos.rounded(slow.remaining().toNanos());
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
