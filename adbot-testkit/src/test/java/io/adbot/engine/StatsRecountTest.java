package io.adbot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.EngineOpened;
import io.adbot.journal.JournalEvent.SendIntended;
import io.adbot.journal.JournalEvent.SendSettled;
import io.adbot.journal.JournalEvent.SessionHeld;
import io.adbot.message.OutcomeKind;
import io.adbot.tenant.TenantStats;
import io.adbot.testkit.Simulation;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** M5: the numbers of a tenant are those that anybody counts who goes through the journal. */
class StatsRecountTest {

    @Test
    void theNumbersAreThoseOfTheJournal() {
        Set<TenantStats> seen = LongStream.range(0, 300)
                .mapToObj(StatsRecountTest::compare)
                .flatMap(List::stream)
                .collect(Collectors.toSet());

        assertThat(seen).anyMatch(stats -> stats.success() > 0);
        assertThat(seen).anyMatch(stats -> stats.failures() > 0);
        assertThat(seen).anyMatch(stats -> stats.unknown() > 0);
        assertThat(seen).anyMatch(stats -> stats.floodWaits() > 0);
    }

    private static List<TenantStats> compare(long seed) {
        List<JournalEntry> whole =
                Simulation.of(seed).span(Duration.ofMinutes(20)).run().journal();
        List<JournalEntry> journal = whole.subList(0, 1 + new Random(seed).nextInt(whole.size()));
        Books books = new Books();
        journal.forEach(entry -> books.apply(entry.at(), entry.event()));
        List<TenantStats> seen = new ArrayList<>();
        for (String name : List.of("tenant0", "tenant1", "tenant2")) {
            TenantId tenant = new TenantId(name);
            TenantStats stats = books.stats(tenant);
            assertThat(stats).as("seed %d, %s", seed, tenant).isEqualTo(recount(journal, tenant));
            seen.add(stats);
        }
        return seen;
    }

    private static TenantStats recount(List<JournalEntry> journal, TenantId tenant) {
        long success = 0;
        long failures = 0;
        long unknown = 0;
        long floodWaits = 0;
        List<Instant> active = new ArrayList<>();
        for (int i = 0; i < journal.size(); i++) {
            JournalEvent event = journal.get(i).event();
            Instant when = journal.get(i).at().wall();
            if (event instanceof SendSettled settled
                    && settled.delivery().tenant().equals(tenant)
                    && settled.outcome() != OutcomeKind.WITHDRAWN) {
                active.add(when);
                if (settled.outcome() == OutcomeKind.FLOOD_WAIT) {
                    floodWaits++;
                } else if (settled.isFinal() && settled.outcome() == OutcomeKind.DELIVERED) {
                    success++;
                } else if (settled.isFinal() && settled.outcome() == OutcomeKind.UNKNOWN) {
                    unknown++;
                } else if (settled.isFinal()) {
                    failures++;
                }
            } else if (event instanceof SessionHeld held
                    && held.delivery().tenant().equals(tenant)) {
                floodWaits++;
            } else if (event instanceof SendIntended intended
                    && intended.delivery().tenant().equals(tenant)
                    && isLost(intended, journal.subList(i + 1, journal.size()))) {
                unknown++;
                active.add(when);
            }
        }
        Instant last = active.stream().max(Comparator.naturalOrder()).orElse(null);
        return new TenantStats(success, failures, unknown, floodWaits, last);
    }

    /** Did the engine go down before the intent had an outcome? */
    private static boolean isLost(SendIntended intended, List<JournalEntry> rest) {
        for (JournalEntry entry : rest) {
            if (entry.event() instanceof EngineOpened) {
                return true;
            }
            if (entry.event() instanceof SendSettled settled
                    && settled.delivery().equals(intended.delivery())) {
                return false;
            }
        }
        return false;
    }
}
