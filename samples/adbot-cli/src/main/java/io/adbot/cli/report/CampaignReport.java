package io.adbot.cli.report;

import io.adbot.cycle.CycleReport;
import io.adbot.value.TenantId;
import java.util.List;
import java.util.Objects;

/**
 * What came of one tenant's cycles.
 *
 * @param tenant whose
 * @param cycles the cycles' reports, in order
 * @param note why there are fewer cycles than were asked for; empty if there are not
 */
public record CampaignReport(TenantId tenant, List<CycleReport> cycles, String note) {

    /** Checks that nothing is missing. */
    public CampaignReport {
        Objects.requireNonNull(tenant);
        cycles = List.copyOf(cycles);
        Objects.requireNonNull(note);
    }
}
