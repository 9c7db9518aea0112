package io.adbot.cycle;

import io.adbot.journal.JournalEntry;
import java.util.Objects;
import java.util.function.Consumer;

/** Hears reports, and no entries. */
record ReportListener(Consumer<CycleReport> reports) implements CycleListener {

    ReportListener {
        Objects.requireNonNull(reports);
    }

    @Override
    public void onEntry(JournalEntry entry) {}

    @Override
    public void onReport(CycleReport report) {
        reports.accept(report);
    }
}
