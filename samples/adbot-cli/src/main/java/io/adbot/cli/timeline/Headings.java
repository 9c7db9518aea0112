package io.adbot.cli.timeline;

import io.adbot.plan.ExecutionMode;
import io.adbot.plan.ExecutionPlan;
import io.adbot.time.Nanos;
import io.adbot.value.Counted;

/** What stands over and beside the lanes. */
final class Headings {

    private Headings() {}

    /** Tenant, mode and size: {@code alice: starter, 6 sessions × 10 groups, every 5s, cycle of 3600s}. */
    static String of(TenantTimeline tenant) {
        if (tenant.cycles().isEmpty()) {
            return tenant.tenant + ": no cycle";
        }
        ExecutionPlan plan = tenant.cycles().get(0).plan;
        String cycle = plan.mode() == ExecutionMode.STARTER ? ", a cycle of " + Axis.label(plan.endNanos()) : "";
        int cycles = tenant.cycles().size();
        return tenant.tenant + ": " + plan.mode().wire() + ", "
                + Counted.of(plan.sessions().size(), "session") + " × "
                + Counted.of(plan.groups().size(), "group") + ", a post every " + Nanos.text(plan.delayNanos()) + cycle
                + (cycles > 1 ? ", " + cycles + " cycles" : "");
    }

    /** At most so many characters, the last an ellipsis where some are missing. */
    static String shortened(String text, int most) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }
}
