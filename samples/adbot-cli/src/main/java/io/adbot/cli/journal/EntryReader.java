package io.adbot.cli.journal;

import io.adbot.journal.CycleStatus;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.SkipReason;
import io.adbot.message.OutcomeKind;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.ExecutionPlan;
import io.adbot.plan.GroupList;
import io.adbot.plan.SessionSchedule;
import io.adbot.session.SessionFlag;
import io.adbot.time.Tick;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** From a line's fields to the entry that they are. */
final class EntryReader {

    private final Ids<TenantId> tenants = new Ids<>(TenantId::new);
    private final Ids<CycleId> cycles = new Ids<>(CycleId::new);
    private final Ids<SessionId> sessions = new Ids<>(SessionId::new);
    private final Ids<GroupId> groups = new Ids<>(GroupId::new);

    /** The entry, or empty if it is of an unknown kind and not even its place can be read. */
    Optional<JournalEntry> read(LineFields line) {
        if (!line.has("type") && !line.has("seq")) {
            throw new NotAnEntryException("neither type nor seq is in it, expected an entry");
        }
        line.check();
        String type = line.text("type");
        JournalEvent event = event(type, line);
        if (event instanceof JournalEvent.Unrecognised) {
            try {
                return Optional.of(entry(line, event));
            } catch (InvalidValueException foreign) {
                return Optional.empty();
            }
        }
        return Optional.of(entry(line, event));
    }

    private static JournalEntry entry(LineFields line, JournalEvent event) {
        return new JournalEntry(line.integer("seq"), new Tick(line.length("at_ns"), wall(line.text("wall"))), event);
    }

    private JournalEvent event(String type, LineFields line) {
        return switch (type) {
            case "engine_opened" -> new JournalEvent.EngineOpened();
            case "cycle_started" ->
                new JournalEvent.CycleStarted(
                        tenant(line), cycle(line), plan(line), line.length("pause_ns"), resumes(line));
            case "send_intended" -> new JournalEvent.SendIntended(delivery(line));
            case "send_settled" -> settled(line);
            case "delivery_skipped" ->
                new JournalEvent.DeliverySkipped(delivery(line), SkipReason.ofWire(line.text("reason")));
            case "cycle_ended" ->
                new JournalEvent.CycleEnded(tenant(line), cycle(line), CycleStatus.ofWire(line.text("status")));
            case "stop_requested" -> new JournalEvent.StopRequested(tenant(line), cycle(line));
            case "late_answer" ->
                new JournalEvent.LateAnswer(
                        delivery(line),
                        OutcomeKind.ofWire(line.text("outcome")),
                        line.optionalLength("retry_after_ns"),
                        line.optionalInteger("message_id"),
                        reason(line));
            case "session_held" -> new JournalEvent.SessionHeld(delivery(line), line.length("retry_after_ns"));
            case "session_flagged" ->
                new JournalEvent.SessionFlagged(
                        tenant(line), session(line), SessionFlag.ofWire(line.text("flag")), reason(line));
            case "session_cleared" -> new JournalEvent.SessionCleared(session(line));
            case "group_suspended" ->
                new JournalEvent.GroupSuspended(
                        tenant(line), session(line), group(line), position("cycles", line.length("cycles")));
            default -> new JournalEvent.Unrecognised(type);
        };
    }

    private JournalEvent settled(LineFields line) {
        OutcomeKind outcome = OutcomeKind.ofWire(line.text("outcome"));
        boolean waits = outcome == OutcomeKind.FLOOD_WAIT || outcome == OutcomeKind.SLOW_MODE;
        return new JournalEvent.SendSettled(
                delivery(line),
                outcome,
                outcome == OutcomeKind.WITHDRAWN ? OptionalLong.empty() : OptionalLong.of(line.integer("started_ns")),
                waits ? OptionalLong.of(line.length("retry_after_ns")) : line.optionalLength("retry_after_ns"),
                line.truth("final"),
                line.optionalInteger("message_id"),
                reason(line));
    }

    private ExecutionPlan plan(LineFields line) {
        ExecutionMode mode = mode(line.text("mode"));
        long delay = line.length("delay_ns");
        long end = line.length(mode == ExecutionMode.STARTER ? "cycle_ns" : "slot_end_ns");
        List<GroupId> list = new ArrayList<>();
        for (Object group : line.list("groups")) {
            if (!(group instanceof String id)) {
                throw new InvalidValueException("groups[" + list.size() + "]", group, "a string");
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
        if (!(value instanceof Map<?, ?> object)) {
            throw new InvalidValueException(name, String.valueOf(value), "a JSON object");
        }
        LineFields session = new LineFields();
        object.forEach((key, field) -> session.put((String) key, field));
        try {
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

    private DeliveryId delivery(LineFields line) {
        return new DeliveryId(tenant(line), cycle(line), session(line), group(line));
    }

    private TenantId tenant(LineFields line) {
        return tenants.of(line.text("tenant"));
    }

    private CycleId cycle(LineFields line) {
        return cycles.of(line.textOrInteger("cycle"));
    }

    private @Nullable CycleId resumes(LineFields line) {
        return line.has("resumes") ? cycles.of(line.textOrInteger("resumes")) : null;
    }

    private SessionId session(LineFields line) {
        return sessions.of(line.text("session"));
    }

    private GroupId group(LineFields line) {
        return groups.of(line.text("group"));
    }

    private static String reason(LineFields line) {
        return line.optionalText("reason").orElse("");
    }

    private static ExecutionMode mode(String wire) {
        try {
            return ExecutionMode.ofWire(wire);
        } catch (InvalidValueException refusal) {
            throw new InvalidValueException("mode", wire, refusal.accepted());
        }
    }

    private static int position(String name, long value) {
        if (value > Integer.MAX_VALUE) {
            throw new InvalidValueException(name, value, "a number below 2^31");
        }
        return (int) value;
    }

    private static Instant wall(String text) {
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException malformed) {
            throw new InvalidValueException("wall", text, "an ISO-8601 time with its offset, as 2026-01-31T12:00:00Z");
        }
    }
}
