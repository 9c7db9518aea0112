package io.adbot.cli.timeline;

import io.adbot.journal.CycleStatus;
import io.adbot.journal.JournalEvent;
import io.adbot.message.OutcomeKind;
import io.adbot.plan.ExecutionPlan;
import io.adbot.time.Nanos;
import io.adbot.value.DeliveryId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one tenant's sessions did. */
final class TenantTimeline {

    final TenantId tenant;
    private final Map<SessionId, Lane> lanes = new LinkedHashMap<>();
    private final List<Cycle> cycles = new ArrayList<>();
    private final Map<DeliveryId, Long> intended = new HashMap<>();
    private long last;

    TenantTimeline(TenantId tenant) {
        this.tenant = tenant;
    }

    /** A lane for each session, in the order of the plan. */
    Collection<Lane> lanes() {
        return lanes.values();
    }

    List<Cycle> cycles() {
        return cycles;
    }

    /** When the last thing happened. */
    long end() {
        return last;
    }

    void cycleStarted(long at, ExecutionPlan plan) {
        seen(at);
        cycles.add(new Cycle(at, plan));
        for (int i = 0; i < plan.sessions().size(); i++) {
            Lane lane = lane(plan.sessions().get(i).session());
            lane.slot(
                    new Span(Nanos.plus(at, plan.slotStart(i)), Nanos.plus(at, plan.slotEnd(i))),
                    plan.sessions().get(i).groups());
        }
    }

    void cycleEnded(long at, CycleStatus status) {
        seen(at);
        if (cycles.isEmpty() || cycles.get(cycles.size() - 1).status != null) {
            return;
        }
        cycles.get(cycles.size() - 1).end(at, status);
        lanes.values().forEach(lane -> clipLastSlot(lane, at));
    }

    void intended(long at, DeliveryId delivery) {
        seen(at);
        intended.put(delivery, at);
    }

    /**
     * A send was settled.
     *
     * @param at when
     * @param base what has to be added to the time at which it started
     */
    void settled(long at, long base, JournalEvent.SendSettled settled) {
        seen(at);
        DeliveryId delivery = settled.delivery();
        intended.remove(delivery);
        Lane lane = lane(delivery.session());
        long started = Math.min(at, base + settled.startedNanos().orElse(at - base));
        lane.send(new Lane.Send(delivery.group(), new Span(started, at), settled.outcome()));
        settled.retryAfterNanos().ifPresent(wait -> {
            Span span = new Span(at, Nanos.plus(at, wait));
            if (settled.outcome() == OutcomeKind.FLOOD_WAIT) {
                lane.floodWaits.add(span);
            } else if (settled.outcome() == OutcomeKind.SLOW_MODE) {
                lane.slowModes.add(span);
            }
        });
    }

    void skipped(long at, JournalEvent.DeliverySkipped skipped) {
        seen(at);
        lane(skipped.delivery().session()).skip(at, skipped.reason());
    }

    void held(long at, JournalEvent.SessionHeld held) {
        seen(at);
        lane(held.delivery().session()).floodWaits.add(new Span(at, Nanos.plus(at, held.retryAfterNanos())));
    }

    /** The engine went down: what was on its way is unknown, and the cycle is over. */
    void interrupted(long at) {
        intended.forEach((delivery, from) -> lane(delivery.session())
                .send(new Lane.Send(delivery.group(), new Span(from, last), OutcomeKind.UNKNOWN)));
        intended.clear();
        if (!cycles.isEmpty() && cycles.get(cycles.size() - 1).status == null) {
            cycleEnded(Math.min(at, last), CycleStatus.INTERRUPTED);
        }
    }

    private void seen(long at) {
        last = Math.max(last, at);
    }

    private Lane lane(SessionId session) {
        return lanes.computeIfAbsent(session, Lane::new);
    }

    private static void clipLastSlot(Lane lane, long end) {
        int last = lane.slots.size() - 1;
        if (last >= 0) {
            lane.slots.set(last, lane.slots.get(last).clipped(end));
        }
    }

    /** One cycle, as far as it is known. */
    static final class Cycle {
        final long start;
        final ExecutionPlan plan;
        private long end = Long.MAX_VALUE;
        private @Nullable CycleStatus status;

        Cycle(long start, ExecutionPlan plan) {
            this.start = start;
            this.plan = plan;
        }

        private void end(long at, CycleStatus how) {
            this.end = at;
            this.status = how;
        }

        /** Where it ends, at the latest where the timeline does. */
        Span span(long timelineEnd) {
            return new Span(start, Math.min(end, timelineEnd));
        }

        String status() {
            return status == null ? "running" : status.wire();
        }
    }
}
