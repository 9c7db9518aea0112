package io.adbot.cli;

import io.adbot.Preflight;
import io.adbot.cli.report.Table;
import io.adbot.plan.ExecutionPlan;
import io.adbot.value.TenantId;
import java.io.PrintWriter;

/** What a start would do, as a person reads it. */
final class PreflightText {

    private PreflightText() {}

    /** Prints it; gives whether the user could be started. */
    static boolean print(TenantId user, Preflight preflight, PrintWriter out) {
        ExecutionPlan plan = preflight.timing();
        preflight.reasons().forEach(reason -> out.println(user + " cannot be started: " + reason.message()));
        if (plan != null) {
            PlanTable.print(plan, out);
            out.println();
        }
        if (!preflight.obstacles().isEmpty()) {
            out.println(PlanTable.counted(preflight.obstacles().size(), "post")
                    + " would not be sent as planned, as things stand:");
            Table table = new Table("session", "group", "why");
            preflight
                    .obstacles()
                    .forEach(obstacle -> table.row(
                            obstacle.session().value(), obstacle.group().value(), obstacle.why()));
            table.print(out);
        } else if (plan != null) {
            out.println("every post could be sent, as things stand");
        }
        out.println("nothing was sent");
        return plan != null;
    }
}
