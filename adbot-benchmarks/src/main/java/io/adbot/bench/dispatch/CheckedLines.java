package io.adbot.bench.dispatch;

import io.adbot.check.JournalChecker;
import io.adbot.journal.JournalEntry;
import io.adbot.store.json.line.JournalLines;
import io.adbot.store.json.line.LineBuffer;
import io.adbot.value.Breach;
import java.util.List;
import java.util.function.Consumer;

/**
 * All of a journal but the disk, and the rules: each entry becomes a line as the store writes it, sealed with its checksum, and is held
 * against every rule by the checker that simulations and {@code adbot verify} use. A segment that is full makes room for the next, as if
 * it had gone to the disk.
 */
final class CheckedLines implements Consumer<JournalEntry> {

    private static final int SEGMENT = 64 << 20;
    private static final int LINE = 4096;

    private final JournalLines codec = new JournalLines();
    private final LineBuffer segment = new LineBuffer(SEGMENT + LINE);
    private final JournalChecker checker = new JournalChecker();

    @Override
    public void accept(JournalEntry entry) {
        if (segment.size() >= SEGMENT) {
            segment.truncate(0);
        }
        codec.write(entry, entry.seq() - 1, segment);
        List<Breach> breaches = checker.accept(entry);
        if (!breaches.isEmpty()) {
            throw new AssertionError(entry + ": " + breaches);
        }
    }
}
