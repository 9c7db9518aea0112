package io.adbot.cli.simulation;

import io.adbot.cli.report.CampaignReport;
import io.adbot.journal.JournalEntry;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs cycles in virtual time, at a fake Telegram; once. */
public interface Simulator extends AutoCloseable {

    /**
     * Finds out whether all that is to be run can be. Comes first.
     *
     * @return why not, if a plan is infeasible
     * @throws io.adbot.cli.input.BadInputException if anything else stands in the way
     */
    Optional<Refusal> prepare();

    /**
     * Runs each tenant's cycles.
     *
     * @param journal is shown every entry, in order
     * @return a report for each tenant, in their order
     */
    List<CampaignReport> run(Consumer<JournalEntry> journal);

    /** Leaves nothing behind but what was to be kept. */
    @Override
    void close();
}
