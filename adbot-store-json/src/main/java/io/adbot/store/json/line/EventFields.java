package io.adbot.store.json.line;

import io.adbot.plan.ExecutionMode;
import io.adbot.plan.ExecutionPlan;
import io.adbot.plan.GroupList;
import io.adbot.plan.SessionSchedule;
import io.adbot.value.CycleId;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import io.adbot.value.InvalidValueException;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The fields of a line in the words of the journal: ids, plans, lengths of time. */
final class EventFields {

    private final Ids<TenantId> tenants = new Ids<>(TenantId::new);
    private final Ids<CycleId> cycles = new Ids<>(CycleId::new);
    private final Ids<SessionId> sessions = new Ids<>(SessionId::new);
    private final Ids<GroupId> groups = new Ids<>(GroupId::new);
    private final LineFields line;

    EventFields(LineFields line) {
        this.line = line;
    }

    DeliveryId delivery() {
        return new DeliveryId(tenant(), cycle(), session(), group());
    }

    TenantId tenant() {
        return tenants.of(line.text("tenant"));
    }

    CycleId cycle() {
        return cycles.of(line.textOrInteger("cycle"));
    }

    @Nullable
    CycleId optionalCycle(String name) {
        return line.has(name) ? cycles.of(line.textOrInteger(name)) : null;
    }

    SessionId session() {
        return sessions.of(line.text("session"));
    }

    GroupId group() {
        return groups.of(line.text("group"));
    }

    String text(String name) {
        return line.text(name);
    }

    /** What somebody said; empty if nothing. */
    String freeText(String name) {
        Optional<String> text = line.optionalText(name);
        return text.orElse("");
    }

    long integer(String name) {
        return line.integer(name);
    }

    OptionalLong optionalInteger(String name) {
        return line.optionalInteger(name);
    }

    /** An integer from 0. */
    long length(String name) {
        return line.length(name);
    }

    OptionalLong optionalLength(String name) {
        return line.optionalLength(name);
    }

    /** An integer from 0 that an {@code int} can hold. */
    int count(String name) {
        long value = line.length(name);
        if (value > Integer.MAX_VALUE) {
            throw new InvalidValueException(name, value, "a number below 2^31");
        }
        return (int) value;
    }

    boolean truth(String name) {
        return line.truth(name);
    }

    ExecutionPlan plan() {
        ExecutionMode mode = mode(line.text("mode"));
        long delay = line.length("delay_ns");
        long end = line.length(mode == ExecutionMode.STARTER ? "cycle_ns" : "slot_end_ns");
        List<GroupId> list = new ArrayList<>();
        for (Object group : line.list("groups")) {
            if (!(group instanceof String id)) {
                throw new InvalidValueException("groups[" + list.size() + "]", String.valueOf(group), "a string");
            }
            list.add(groups.of(id));
        }
        List<SessionSchedule> schedules = new ArrayList<>();
        for (Object session : line.list("sessions")) {
            schedules.add(schedule("sessions[" + schedules.size() + "]", session, list.size()));
        }
        if (schedules.isEmpty()) {
            throw new InvalidValueException("sessions", schedules, "at least one session");
        }
        return ExecutionPlan.recorded(mode, delay, end, GroupList.of(list), schedules);
    }

    private SessionSchedule schedule(String name, @Nullable Object value, int groupCount) {
        if (!(value instanceof LineFields session)) {
            throw new InvalidValueException(name, String.valueOf(value), "a JSON object");
        }
        try {
            session.check();
            long from = session.length("from");
            long to = session.length("to");
            if (from > to || to > groupCount) {
                throw new InvalidValueException(
                        "to", to, "from (" + from + ") to the number of groups (" + groupCount + ")");
            }
            return new SessionSchedule(
                    sessions.of(session.text("session")), session.length("offset_ns"), (int) from, (int) to);
        } catch (InvalidValueException refusal) {
            throw refusal.within(name);
        }
    }

    private static ExecutionMode mode(String wire) {
        try {
            return ExecutionMode.ofWire(wire);
        } catch (InvalidValueException refusal) {
            throw new InvalidValueException("mode", wire, refusal.accepted());
        }
    }
}
