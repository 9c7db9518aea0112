package io.adbot.cli.simulation;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs one campaign with the runner of cycles alone. */
public final class CampaignSimulator implements Simulator {

    private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

    private final Campaign campaign;
    private final Terms terms;

    /** Of this campaign, on these terms. */
    public CampaignSimulator(Campaign campaign, Terms terms) {
        this.campaign = campaign;
        this.terms = terms;
    }

    @Override
    public Optional<Refusal> prepare() {
        return campaign.plan()
                .fold(
                        plan -> Optional.empty(),
                        infeasible -> Optional.of(new Refusal(campaign.tenant(), campaign.source(), infeasible)));
    }

    @Override
    public List<CampaignReport> run(Consumer<JournalEntry> journal) {
        VirtualTime time = new VirtualTime();
        FakeTelegram telegram = new FakeTelegram(time, terms.telegram(), terms.seed());
        List<CycleReport> reports = new ArrayList<>();
        CycleRunner runner = CycleRunner.builder(time.loop(), telegram, new PassingJournal(journal))
                .settings(CycleSettings.builder().seed(terms.seed()).build())
                .listener(CycleListener.ofReports(reports::add), Runnable::run)
                .open();
        CycleOrder order = CycleOrder.of(campaign.tenant(), campaign.request(), campaign.post())
                .cycles(terms.cycles())
                .pause(terms.pause());
        RunEnd end = time.await(runner.start(order).thenCompose(CycleRun::ended), FOREVER);
        String note = end.cause() == RunEnd.Cause.DONE ? "" : end.message();
        return List.of(new CampaignReport(campaign.tenant(), reports, note));
    }

    @Override
    public void close() {
        // It has nothing but memory.
    }
}
