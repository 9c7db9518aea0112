package io.adbot.cli;

import io.adbot.cli.input.Campaign;
import io.adbot.cli.report.CampaignReport;
import io.adbot.journal.JournalEntry;
import java.util.List;
import java.util.function.Consumer;

/** Runs campaigns side by side in virtual time, at a fake Telegram. */
interface Simulator {

    /**
     * Runs them until each has had its cycles.
     *
     * @param campaigns feasible ones, each of another tenant
     * @param options how many cycles, the pause between them, the seed and the faults
     * @param journal is shown every entry, in order
     * @return a report for each campaign, in their order
     */
    List<CampaignReport> run(List<Campaign> campaigns, SimulateOptions options, Consumer<JournalEntry> journal);
}
