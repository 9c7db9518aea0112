package io.adbot.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.cycle.WaitReason;
import io.adbot.cycle.Waiting;
import io.adbot.journal.CycleStatus;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent.CycleEnded;
import io.adbot.journal.JournalEvent.DeliverySkipped;
import io.adbot.journal.JournalEvent.SendSettled;
import io.adbot.journal.SkipReason;
import io.adbot.message.OutcomeKind;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What happened in any of many runs, so that a suite that has lost its teeth is found out. For many threads. */
final class Coverage implements Witness {

    private final Set<Object> seen = ConcurrentHashMap.newKeySet();

    void entry(JournalEntry entry) {
        seen.add(entry.event().getClass());
        if (entry.event() instanceof SendSettled settled) {
            seen.add(settled.outcome());
        } else if (entry.event() instanceof DeliverySkipped skipped) {
            seen.add(skipped.reason());
        } else if (entry.event() instanceof CycleEnded ended) {
            seen.add(ended.status());
        }
    }

    @Override
    public void struck(Fault fault) {
        seen.add(fault.getClass());
    }

    @Override
    public void waited(Waiting waiting) {
        seen.add(waiting.reason());
    }

    @Override
    public void befell(Set<Trouble> troubles) {
        seen.addAll(troubles);
    }

    void assertNothingIsMissing() {
        assertThat(seen).contains((Object[]) Fault.class.getPermittedSubclasses());
        assertThat(seen).contains((Object[]) Trouble.values());
        assertThat(seen).contains((Object[]) OutcomeKind.values());
        assertThat(seen).contains((Object[]) SkipReason.values());
        assertThat(seen).contains((Object[]) CycleStatus.values());
        assertThat(seen).contains((Object[]) WaitReason.values());
    }
}
