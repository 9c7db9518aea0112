package io.adbot.cli.simulation;

import io.adbot.cli.report.CampaignReport;
import io.adbot.cycle.CycleListener;
import io.adbot.cycle.CycleReport;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.SetupEvent.TenantStopped;
import io.adbot.value.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What came of each tenant's cycles, and why they were over. */
final class Outcomes implements CycleListener {

    private final Map<TenantId, List<CycleReport>> cycles = new HashMap<>();
    private final Map<TenantId, String> whyStopped = new HashMap<>();

    /** How many tenants have run and are stopped. */
    int stopped() {
        return whyStopped.size();
    }

    /** What came of a tenant that was to run so many cycles. */
    CampaignReport report(TenantId tenant, int wanted) {
        List<CycleReport> done = cycles.getOrDefault(tenant, List.of());
        String note = done.size() == wanted ? "" : whyStopped.getOrDefault(tenant, "");
        return new CampaignReport(tenant, done, note);
    }

    @Override
    public void onEntry(JournalEntry entry) {
        if (entry.event() instanceof TenantStopped stopped) {
            whyStopped.put(stopped.tenant(), stopped.reason());
        }
    }

    @Override
    public void onReport(CycleReport report) {
        cycles.computeIfAbsent(report.tenant(), tenant -> new ArrayList<>()).add(report);
    }
}
