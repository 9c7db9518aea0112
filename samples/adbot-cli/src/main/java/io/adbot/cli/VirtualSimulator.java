package io.adbot.cli;

import io.adbot.cli.input.Campaign;
import io.adbot.cli.report.CampaignReport;
import io.adbot.cycle.CycleListener;
import io.adbot.cycle.CycleOrder;
import io.adbot.cycle.CycleReport;
import io.adbot.cycle.CycleRun;
import io.adbot.cycle.CycleRunner;
import io.adbot.cycle.CycleSettings;
import io.adbot.cycle.RunEnd;
import io.adbot.journal.JournalEntry;
import io.adbot.testkit.FakeTelegram;
import io.adbot.testkit.VirtualTime;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Runs campaigns with the real runner, in virtual time and at a fake Telegram. */
final class VirtualSimulator implements Simulator {

    private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

    @Override
    public List<CampaignReport> run(List<Campaign> campaigns, SimulateOptions options, Consumer<JournalEntry> journal) {
        VirtualTime time = new VirtualTime();
        FakeTelegram telegram = new FakeTelegram(time, options.faults().behaviour(), options.seed());
        CycleSettings settings = CycleSettings.builder().seed(options.seed()).build();
        Reports reports = new Reports();
        CycleRunner runner = CycleRunner.builder(time.loop(), telegram, new PassingJournal(journal))
                .settings(settings)
                .listener(reports, Runnable::run)
                .open();
        List<CompletionStage<RunEnd>> ends = new ArrayList<>();
        for (Campaign campaign : campaigns) {
            ends.add(runner.start(order(campaign, options)).thenCompose(CycleRun::ended));
        }
        List<CampaignReport> results = new ArrayList<>();
        for (int i = 0; i < campaigns.size(); i++) {
            RunEnd end = time.await(ends.get(i), FOREVER);
            TenantId tenant = campaigns.get(i).tenant();
            results.add(new CampaignReport(
                    tenant, reports.of(tenant), end.cause() == RunEnd.Cause.DONE ? "" : end.message()));
        }
        return results;
    }

    private static CycleOrder order(Campaign campaign, SimulateOptions options) {
        return CycleOrder.of(campaign.tenant(), campaign.request(), campaign.post())
                .cycles(options.cycles())
                .pause(Duration.ofNanos(options.pauseNanos()));
    }

    /** Keeps the reports of all tenants' cycles. */
    private static final class Reports implements CycleListener {

        private final Map<TenantId, List<CycleReport>> byTenant = new HashMap<>();

        List<CycleReport> of(TenantId tenant) {
            return byTenant.getOrDefault(tenant, List.of());
        }

        @Override
        public void onEntry(JournalEntry entry) {
            // The journal is read where it is written.
        }

        @Override
        public void onReport(CycleReport report) {
            byTenant.computeIfAbsent(report.tenant(), tenant -> new ArrayList<>())
                    .add(report);
        }
    }
}
