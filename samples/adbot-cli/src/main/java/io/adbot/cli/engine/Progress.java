package io.adbot.cli.engine;

import io.adbot.TenantStatus;
import io.adbot.cycle.Waiting;
import io.adbot.tenant.TenantStats;
import io.adbot.value.Counted;
import io.adbot.value.TenantId;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;

/** Tells where tenants stand, a line each; of one that only goes on waiting, nothing new. */
final class Progress {

    private final PrintWriter out;
    private final Map<TenantId, String> told = new HashMap<>();

    Progress(PrintWriter out) {
        this.out = out;
    }

    /** Tells where a tenant stands. */
    void tell(TenantStatus status) {
        told.put(status.tenant(), withoutTime(status));
        out.println(numbers(status) + status.reason());
    }

    /** The same, unless all is as it was told last but for the time that is left. */
    void tellIfChanged(TenantStatus status) {
        if (!withoutTime(status).equals(told.get(status.tenant()))) {
            tell(status);
        }
    }

    private static String withoutTime(TenantStatus status) {
        return numbers(status) + status.waiting().map(Waiting::detail).orElse(status.reason());
    }

    private static String numbers(TenantStatus status) {
        TenantStats stats = status.stats();
        return status.tenant() + ": " + status.state().botStatus() + ", "
                + status.config().mode().map(mode -> mode.wire() + ", ").orElse("")
                + status.activeSessions() + " of "
                + Counted.of(status.sessions().size(), "session") + ", "
                + stats.success() + " delivered, " + stats.failures() + " failed, " + stats.unknown() + " unknown; ";
    }
}
