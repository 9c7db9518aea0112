package io.adbot.testkit;

import io.adbot.cycle.CycleSettings;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.journal.JournalEvent.SendSettled;
import io.adbot.journal.JournalEvent.StopRequested;
import io.adbot.time.Nanos;
import io.adbot.value.Breach;
import io.adbot.value.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** E6, E9: no send outlives the limits of the settings, which no journal tells. */
final class LimitCheck {

    private final CycleSettings settings;
    private final Map<TenantId, Long> stops = new HashMap<>();

    LimitCheck(CycleSettings settings) {
        this.settings = settings;
    }

    Optional<Breach> accept(JournalEntry entry) {
        if (entry.event() instanceof CycleStarted started) {
            stops.remove(started.tenant());
        } else if (entry.event() instanceof StopRequested stop) {
            stops.put(stop.tenant(), entry.at().nanos());
        } else if (entry.event() instanceof SendSettled settled
                && settled.startedNanos().isPresent()) {
            return check(settled, entry.at().nanos());
        }
        return Optional.empty();
    }

    private Optional<Breach> check(SendSettled settled, long at) {
        Long stop = stops.get(settled.delivery().tenant());
        long started = settled.startedNanos().getAsLong();
        if (at > Nanos.plus(Nanos.plus(started, settings.sendLimitNanos()), settings.cancelLimitNanos())) {
            return Optional.of(new Breach(
                    "E6", settled.delivery() + " is given up " + Nanos.text(at - started) + " after its start"));
        }
        if (stop != null && at > Nanos.plus(Nanos.plus(stop, settings.stopLimitNanos()), settings.cancelLimitNanos())) {
            return Optional.of(
                    new Breach("E9", settled.delivery() + " settles " + Nanos.text(at - stop) + " after the stop"));
        }
        return Optional.empty();
    }
}
