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
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of a line in the words of the journal: ids, plans, lengths of time. */
final class EventFields {

    private final Ids<TenantId> tenants;
    private final Ids<CycleId> cycles;
    private final Ids<SessionId> sessions;
    private final Ids<GroupId> groups;
    private final LineFields line;

    EventFields(LineFields line) {
        this.tenants = new Ids<>(TenantId::new);
        this.cycles = new Ids<>(CycleId::new);
        this.sessions = new Ids<>(SessionId::new);
        this.groups = new Ids<>(GroupId::new);
        this.line = line;
    }

    /** The fields of an object in the line. */
    private EventFields(EventFields outer, LineFields object) {
        this.tenants = outer.tenants;
        this.cycles = outer.cycles;
        this.sessions = outer.sessions;
        this.groups = outer.groups;
        this.line = object;
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

    @Nullable
    String optionalText(String name) {
        Optional<String> text = line.optionalText(name);
        return text.orElse(null);
    }

    Instant instant(String name) {
        String text = line.text(name);
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notOne) {
            throw new InvalidValueException(name, text, "a time such as 2026-01-31T12:00:00Z");
        }
    }

    @Nullable
    Instant optionalInstant(String name) {
        return line.has(name) ? instant(name) : null;
    }

    /** A list of strings, each made into what is wanted. */
    <T> List<T> texts(String name, Function<String, T> of) {
        List<T> list = new ArrayList<>();
        for (Object value : line.list(name)) {
            if (!(value instanceof String text)) {
                throw new InvalidValueException(name + "[" + list.size() + "]", String.valueOf(value), "a string");
            }
            list.add(of.apply(text));
        }
        return list;
    }

    List<GroupId> groups(String name) {
        return texts(name, groups::of);
    }

    List<SessionId> sessions(String name) {
        return texts(name, sessions::of);
    }

    SessionId session(String name) {
        return sessions.of(line.text(name));
    }

    /** A list of objects, each made into what is wanted. */
    <T> List<T> objects(String name, Function<EventFields, T> of) {
        List<T> list = new ArrayList<>();
        for (Object value : line.list(name)) {
            String place = name + "[" + list.size() + "]";
            if (!(value instanceof LineFields object)) {
                throw new InvalidValueException(place, String.valueOf(value), "a JSON object");
            }
            list.add(inside(place, object, of));
        }
        return list;
    }

    /** An object, made into what is wanted. */
    <T> T object(String name, Function<EventFields, T> of) {
        return inside(name, line.object(name), of);
    }

    <T> @Nullable T optionalObject(String name, Function<EventFields, T> of) {
        return line.has(name) ? object(name, of) : null;
    }

    boolean has(String name) {
        return line.has(name);
    }

    /** All fields, which are strings. */
    Map<String, String> allTexts() {
        Map<String, String> texts = new LinkedHashMap<>();
        line.names().forEach(name -> texts.put(name, line.text(name)));
        return texts;
    }

    private <T> T inside(String place, LineFields object, Function<EventFields, T> of) {
        try {
            object.check();
            return of.apply(new EventFields(this, object));
        } catch (InvalidValueException refusal) {
            throw refusal.within(place);
        }
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

    OptionalInt optionalCount(String name) {
        return line.has(name) ? OptionalInt.of(count(name)) : OptionalInt.empty();
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
