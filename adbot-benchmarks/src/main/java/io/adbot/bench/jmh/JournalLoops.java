package io.adbot.bench.jmh;

import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent.SendIntended;
import io.adbot.store.json.line.JournalLines;
import io.adbot.time.Tick;
import io.adbot.value.CycleId;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Instant;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** An entry of the journal, as the line that stands in a file, and back. */
@State(Scope.Thread)
public class JournalLoops {

    private final JournalLines lines = new JournalLines();
    private final JournalEntry entry;
    private final byte[] line;

    /** An intent to send, the entry that is written most often. */
    public JournalLoops() {
        entry = new JournalEntry(
                123_456,
                new Tick(987_654_321_000L, Instant.parse("2026-01-01T12:00:00.123456Z")),
                new SendIntended(new DeliveryId(
                        new TenantId("tenant-42"),
                        new CycleId("cycle-7"),
                        new SessionId("session-3"),
                        new GroupId("-1001234567890"))));
        line = lines.write(entry);
    }

    /** To JSON, with its checksum. */
    @Benchmark
    public byte[] write() {
        return lines.write(entry);
    }

    /** From JSON, the checksum verified. */
    @Benchmark
    public Optional<JournalEntry> read() {
        return lines.read(line, 0, line.length);
    }
}
