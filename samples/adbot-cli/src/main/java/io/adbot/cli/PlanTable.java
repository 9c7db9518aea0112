package io.adbot.cli;

import io.adbot.cli.report.Clock;
import io.adbot.cli.report.Table;
import io.adbot.plan.Adjustment;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.ExecutionPlan;
import io.adbot.plan.SessionSchedule;
import io.adbot.time.Nanos;
import java.io.PrintWriter;

/** A plan as a person reads it. Times count from the start of the cycle. */
final class PlanTable {

    private PlanTable() {}

    static void print(ExecutionPlan plan, PrintWriter out) {
        out.println(plan.mode().wire() + ": " + counted(plan.sessions().size(), "session") + ", "
                + counted(plan.groups().size(), "group") + ", " + counted(plan.posts(), "post"));
        out.println(timing(plan));
        plan.adjustments().forEach(adjustment -> out.println(adjusted(adjustment)));
        out.println();
        Table table = new Table("session", "slot", "groups", "first post", "last post");
        table.alignRight(2);
        for (int i = 0; i < plan.sessions().size(); i++) {
            SessionSchedule session = plan.sessions().get(i);
            boolean posts = session.groups() > 0;
            table.row(
                    session.session().value(),
                    Clock.rounded(plan.slotStart(i)) + " – " + Clock.rounded(plan.slotEnd(i)),
                    String.valueOf(session.groups()),
                    posts ? Clock.rounded(plan.due(i, 0)) : "–",
                    posts ? Clock.rounded(plan.due(i, session.groups() - 1)) : "–");
        }
        table.print(out);
    }

    private static String timing(ExecutionPlan plan) {
        String delay = "one post every " + Nanos.text(plan.delayNanos()) + " per session, which takes ";
        String runtime = Nanos.text(plan.sessionRuntimeNanos());
        return plan.mode() == ExecutionMode.STARTER
                ? delay + runtime + " of the " + Clock.seconds(plan.slotEnd(0)) + " it has; the cycle is "
                        + Nanos.text(plan.endNanos()) + " long"
                : delay + "at most " + runtime;
    }

    static String adjusted(Adjustment adjustment) {
        return "adjusted: " + adjustment.message();
    }

    static String counted(long count, String noun) {
        return counted(count, noun, noun + "s");
    }

    static String counted(long count, String one, String many) {
        return String.format("%,d %s", count, count == 1 ? one : many);
    }
}
