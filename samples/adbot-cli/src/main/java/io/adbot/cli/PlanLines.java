package io.adbot.cli;

import io.adbot.cli.report.Clock;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.ExecutionPlan;
import io.adbot.plan.SessionSchedule;
import io.adbot.time.Nanos;
import io.adbot.value.TenantId;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** A tenant's plan in one line, and one more for each adjustment. */
final class PlanLines {

    private static final int MOST_OFFSETS = 6;

    private PlanLines() {}

    static void print(TenantId tenant, ExecutionPlan plan, PrintWriter out) {
        out.println("Plan of " + tenant + ": " + PlanTable.counted(plan.posts(), "post") + "; " + begins(plan) + "; "
                + needs(plan));
        plan.adjustments().forEach(adjustment -> out.println("  " + PlanTable.adjusted(adjustment)));
    }

    private static String begins(ExecutionPlan plan) {
        List<SessionSchedule> sessions = plan.sessions();
        if (plan.mode() == ExecutionMode.ENTERPRISE) {
            return "all sessions begin at " + Clock.text(0);
        }
        return "sessions begin at "
                + sessions.stream()
                        .limit(MOST_OFFSETS)
                        .map(session -> Clock.rounded(session.offsetNanos()))
                        .collect(Collectors.joining(", "))
                + (sessions.size() > MOST_OFFSETS ? ", …" : "");
    }

    private static String needs(ExecutionPlan plan) {
        String runtime = Nanos.text(plan.sessionRuntimeNanos());
        return plan.mode() == ExecutionMode.STARTER
                ? "each needs " + runtime + " of its " + Clock.seconds(plan.slotEnd(0))
                : "none needs more than " + runtime;
    }
}
