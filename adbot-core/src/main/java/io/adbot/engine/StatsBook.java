package io.adbot.engine;

import io.adbot.cycle.CycleRules;
import io.adbot.journal.CheckpointEvent.IntentRecalled;
import io.adbot.journal.CycleStatus;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.CycleEnded;
import io.adbot.journal.JournalEvent.EngineOpened;
import io.adbot.journal.JournalEvent.SendIntended;
import io.adbot.journal.JournalEvent.SendSettled;
import io.adbot.journal.JournalEvent.SessionHeld;
import io.adbot.journal.SetupEvent.StatsSet;
import io.adbot.journal.SetupEvent.TenantRemoved;
import io.adbot.message.OutcomeKind;
import io.adbot.tenant.TenantStats;
import io.adbot.time.Tick;
import io.adbot.value.DeliveryId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The tenants' numbers (rule M5). What is tried again counts once it is final, and what is skipped does not count. A flood wait
 * counts whether a send or a question about permission met it; a late answer changes nothing (rule E6). An intent whose outcome the journal does not have counts as unknown from the moment at which
 * nobody can tell it any more: a crash, or the end of an interrupted cycle.
 */
final class StatsBook {

    private final Map<TenantId, TenantStats> stats = new HashMap<>();

    /** Whose send each session has under way; a session has one at a time. */
    private final Map<SessionId, UnderWay> underWay = new HashMap<>();

    /** Whose send of each session, its last one, was counted as unknown, though nobody has said so yet. */
    private final Map<SessionId, TenantId> presumed = new HashMap<>();

    TenantStats of(TenantId tenant) {
        return stats.getOrDefault(tenant, TenantStats.NONE);
    }

    void apply(Tick at, JournalEvent event) {
        if (event instanceof SendIntended intended) {
            DeliveryId delivery = intended.delivery();
            underWay.put(delivery.session(), new UnderWay(delivery.tenant(), at.wall()));
            presumed.remove(delivery.session());
        } else if (event instanceof SendSettled settled) {
            underWay.remove(settled.delivery().session());
            if (!wasPresumed(settled)) {
                settled(settled, at.wall());
            }
        } else if (event instanceof SessionHeld held) {
            TenantId tenant = held.delivery().tenant();
            stats.put(tenant, of(tenant).oneFloodWait());
        } else if (event instanceof EngineOpened) {
            unknown(tenant -> true);
        } else if (event instanceof CycleEnded ended && ended.status() == CycleStatus.INTERRUPTED) {
            unknown(ended.tenant()::equals);
        } else if (event instanceof StatsSet set) {
            stats.put(set.tenant(), set.stats());
        } else if (event instanceof IntentRecalled told) {
            underWay.put(told.session(), new UnderWay(told.tenant(), told.since()));
        } else if (event instanceof TenantRemoved removed) {
            stats.remove(removed.tenant());
            underWay.values().removeIf(send -> send.tenant.equals(removed.tenant()));
            presumed.values().removeIf(removed.tenant()::equals);
        }
    }

    void checkpoint(Consumer<JournalEvent> out) {
        stats.forEach((tenant, numbers) -> out.accept(new StatsSet(tenant, numbers)));
        underWay.forEach((session, send) -> out.accept(new IntentRecalled(send.tenant, session, send.since)));
    }

    /** Who wrote the journal may say after an opening that what was in flight is unknown (rule E6): it was counted so. */
    private boolean wasPresumed(SendSettled settled) {
        DeliveryId delivery = settled.delivery();
        return settled.outcome() == OutcomeKind.UNKNOWN && presumed.remove(delivery.session(), delivery.tenant());
    }

    private void settled(SendSettled settled, Instant when) {
        TenantId tenant = settled.delivery().tenant();
        OutcomeKind outcome = settled.outcome();
        if (!CycleRules.hasStart(outcome)) {
            return;
        }
        TenantStats numbers = of(tenant).active(when);
        if (outcome == OutcomeKind.FLOOD_WAIT) {
            numbers = numbers.oneFloodWait();
        } else if (settled.isFinal()) {
            numbers = ended(numbers, outcome);
        }
        stats.put(tenant, numbers);
    }

    private static TenantStats ended(TenantStats numbers, OutcomeKind outcome) {
        if (outcome == OutcomeKind.DELIVERED) {
            return numbers.oneSuccess();
        }
        if (outcome == OutcomeKind.UNKNOWN) {
            return numbers.oneUnknown();
        }
        return outcome.isFailure() ? numbers.oneFailure() : numbers;
    }

    private void unknown(Predicate<TenantId> concerned) {
        underWay.entrySet().removeIf(each -> {
            UnderWay send = each.getValue();
            boolean lost = concerned.test(send.tenant);
            if (lost) {
                presumed.put(each.getKey(), send.tenant);
                stats.put(send.tenant, of(send.tenant).active(send.since).oneUnknown());
            }
            return lost;
        });
    }

    private record UnderWay(TenantId tenant, Instant since) {}
}
