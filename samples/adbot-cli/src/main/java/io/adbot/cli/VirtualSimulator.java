package io.adbot.cli;

import io.adbot.cli.input.Campaign;
import io.adbot.cli.report.CampaignReport;
import io.adbot.journal.JournalEntry;
import java.util.List;
import java.util.function.Consumer;

/** Runs campaigns with the real runner, in virtual time and at a fake Telegram. */
final class VirtualSimulator implements Simulator {

    @Override
    public List<CampaignReport> run(
            List<Campaign> campaigns, SimulateOptions options, Consumer<JournalEntry> journal) {
        throw new UnsupportedOperationException("not yet");
    }
}
