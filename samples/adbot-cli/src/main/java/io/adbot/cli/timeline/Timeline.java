package io.adbot.cli.timeline;

import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what happened when, from a journal's entries in their order. Times count from the first entry on; where an engine
 * was opened anew, the wall clock says how long it was down.
 */
public final class Timeline implements Consumer<JournalEntry> {

    private final Map<TenantId, TenantTimeline> tenants = new LinkedHashMap<>();
    private @Nullable Instant wall;
    private long now;
    private long base;
    private boolean begun;

    /** A timeline on which nothing has happened. */
    public Timeline() {}

    @Override
    public void accept(JournalEntry entry) {
        if (!begun) {
            base = -entry.at().nanos();
            begun = true;
        } else if (entry.event() instanceof JournalEvent.EngineOpened) {
            reopen(entry);
        }
        wall = entry.at().wall();
        now = base + entry.at().nanos();
        record(entry.event());
    }

    List<TenantTimeline> tenants() {
        return new ArrayList<>(tenants.values());
    }

    private void reopen(JournalEntry opened) {
        tenants.values().forEach(tenant -> tenant.interrupted(now));
        Duration down = wall == null
                ? Duration.ZERO
                : Duration.between(wall, opened.at().wall());
        base = now + Math.max(0, down.toNanos()) - opened.at().nanos();
    }

    private void record(JournalEvent event) {
        if (event instanceof JournalEvent.CycleStarted started) {
            tenant(started.tenant()).cycleStarted(now, started.plan());
        } else if (event instanceof JournalEvent.SendIntended intended) {
            tenant(intended.delivery().tenant()).intended(now, intended.delivery());
        } else if (event instanceof JournalEvent.SendSettled settled) {
            tenant(settled.delivery().tenant()).settled(now, base, settled);
        } else if (event instanceof JournalEvent.DeliverySkipped skipped) {
            tenant(skipped.delivery().tenant()).skipped(now, skipped);
        } else if (event instanceof JournalEvent.SessionHeld held) {
            tenant(held.delivery().tenant()).held(now, held);
        } else if (event instanceof JournalEvent.CycleEnded ended) {
            tenant(ended.tenant()).cycleEnded(now, ended.status());
        }
    }

    private TenantTimeline tenant(TenantId tenant) {
        return tenants.computeIfAbsent(tenant, TenantTimeline::new);
    }
}
