package io.adbot.store.json;

import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.time.Tick;
import io.adbot.value.CycleId;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** A journal on a disk in memory, that writes as soon as something is appended. */
final class OpenJournal {

    static final TenantId TENANT = new TenantId("t");
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    private OpenJournal() {}

    static SimulatedDisk disk() {
        return new SimulatedDisk(new Random(1));
    }

    static JsonJournal on(Disk disk, long segmentBytes) {
        return on(disk, segmentBytes, Runnable::run, Runnable::run);
    }

    static JsonJournal on(Disk disk, long segmentBytes, Executor writer, Executor background) {
        try {
            return new JsonJournal(
                    JournalOpening.look(disk, "DIR", entry -> {}).open(segmentBytes),
                    new Workers(writer, background, List.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Appends so many entries, one after the other. */
    static void append(JsonJournal journal, int count) {
        for (int i = 0; i < count; i++) {
            journal.append(tick(i), event(i)).toCompletableFuture().join();
        }
    }

    static Tick tick(long i) {
        return new Tick(i * 1_000_000_000L, START.plusSeconds(i));
    }

    static JournalEvent event(long i) {
        return new JournalEvent.SendIntended(
                new DeliveryId(TENANT, new CycleId("1"), new SessionId("s"), new GroupId("g" + i)));
    }

    static List<JournalEntry> read(JsonJournal journal) {
        try (Stream<JournalEntry> entries = journal.read()) {
            return entries.toList();
        }
    }

    static List<Long> seqs(JsonJournal journal) {
        return read(journal).stream().map(JournalEntry::seq).toList();
    }
}
