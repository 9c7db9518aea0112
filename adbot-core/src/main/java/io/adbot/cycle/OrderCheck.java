package io.adbot.cycle;

import io.adbot.cycle.StartRefusedException.Kind;
import io.adbot.cycle.StartRefusedException.Reason;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.ExecutionPlan;
import io.adbot.plan.ExecutionPlanner;
import io.adbot.plan.PlanRequest;
import io.adbot.time.Nanos;
import io.adbot.value.GroupId;
import io.adbot.value.InvalidValueException;
import io.adbot.value.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Can an order be carried out as things stand? Asked before a start and before every cycle. */
final class OrderCheck {

    private final EngineMemory memory;
    private final GroupGates gates;
    private final SessionHolders holders = new SessionHolders();

    OrderCheck(EngineMemory memory, GroupGates gates) {
        this.memory = memory;
        this.gates = gates;
    }

    /** Which running tenant has which sessions. */
    SessionHolders holders() {
        return holders;
    }

    Verdict check(CycleOrder order) {
        PlanRequest request = order.request();
        List<Reason> taken = takenSessions(order);
        if (!taken.isEmpty()) {
            return new Verdict(null, taken);
        }
        List<SessionId> able = able(request.sessions());
        if (able.isEmpty()) {
            return Verdict.no(new Reason(
                    Kind.NO_SESSION,
                    request.sessions().size() == 1
                            ? "The only session is flagged. Clear it or assign another."
                            : "None of the " + request.sessions().size()
                                    + " sessions is able to send: all are flagged. Clear one or assign another."));
        }
        try {
            return ExecutionPlanner.plan(only(able, request))
                    .fold(this::checkGates, infeasible -> Verdict.no(Reason.of(infeasible)));
        } catch (InvalidValueException e) {
            return Verdict.no(new Reason(Kind.INFEASIBLE, String.valueOf(e.getMessage())));
        }
    }

    private List<SessionId> able(List<SessionId> sessions) {
        return sessions.stream()
                .filter(session -> memory.session(session).flag() == null)
                .toList();
    }

    /** The request for those that are able to send; of them it still says who was named twice (rule T2). */
    private PlanRequest only(List<SessionId> able, PlanRequest request) {
        if (able.size() == request.sessions().size()) {
            return request;
        }
        List<SessionId> named = new ArrayList<>(able);
        named.addAll(able(request.sessions().duplicates()));
        return request.toBuilder().sessions(named).build();
    }

    /** S1. Whose cycle it is that uses a session, nobody else is told (M4). */
    private List<Reason> takenSessions(CycleOrder order) {
        List<Reason> reasons = new ArrayList<>(0);
        for (SessionId session : order.request().sessions()) {
            if (holders.isAnothers(session, order.tenant())) {
                reasons.add(new Reason(
                        Kind.SESSION_TAKEN,
                        "Another running cycle uses session " + session
                                + ". Use another session, or wait until that has ended."));
            }
        }
        return reasons;
    }

    /** G3: in starter mode every group gets a post each C/N; a gate that is longer could never be met. */
    private Verdict checkGates(ExecutionPlan plan) {
        List<Reason> reasons = new ArrayList<>(0);
        if (plan.mode() == ExecutionMode.STARTER && gates.any()) {
            long apart = plan.endNanos() / plan.sessions().size();
            for (GroupId group : plan.groups()) {
                if (gates.nanos(group) > apart) {
                    reasons.add(new Reason(
                            Kind.GROUP_GATE,
                            "Group " + group + " takes a post every " + Nanos.text(gates.nanos(group))
                                    + ", but the plan posts there every " + Nanos.text(apart - apart % 1_000_000)
                                    + ". Increase total_cycle_minutes or use fewer sessions."));
                }
            }
        }
        return reasons.isEmpty() ? new Verdict(plan, List.of()) : new Verdict(null, reasons);
    }

    /**
     * The plan, or every reason why there is none.
     *
     * @param plan null if there are reasons
     */
    record Verdict(@Nullable ExecutionPlan plan, List<Reason> reasons) {

        static Verdict no(Reason reason) {
            return new Verdict(null, List.of(reason));
        }

        String message() {
            return reasons.stream().map(Reason::message).collect(Collectors.joining(" "));
        }
    }
}
