package io.adbot.cli.report;

import io.adbot.cycle.CycleReport;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;

/** Reports for programs. Times are nanoseconds from the start of the simulation. */
public final class JsonReport {

    private final JsonGenerator out;

    private JsonReport(JsonGenerator out) {
        this.out = out;
    }

    /** Writes what came of a tenant's cycles as an object. */
    public static void write(CampaignReport report, JsonGenerator out) {
        JsonReport json = new JsonReport(out);
        out.writeStartObject();
        out.writeStringProperty("tenant", report.tenant().value());
        if (!report.note().isEmpty()) {
            out.writeStringProperty("note", report.note());
        }
        out.writeArrayPropertyStart("cycles");
        report.cycles().forEach(json::write);
        out.writeEndArray();
        out.writeEndObject();
    }

    private void write(CycleReport cycle) {
        out.writeStartObject();
        out.writeStringProperty("cycle", cycle.cycle().value());
        out.writeStringProperty("execution_mode", cycle.plan().mode().wire());
        out.writeArrayPropertyStart("adjustments");
        cycle.plan().adjustments().forEach(adjustment -> out.writeString(adjustment.message()));
        out.writeEndArray();
        out.writeStringProperty("status", cycle.status().wire());
        out.writeNumberProperty("planned", cycle.planned());
        out.writeNumberProperty("delivered", cycle.delivered());
        out.writeNumberProperty("failed", cycle.failed());
        counts("failed_by_kind", cycle.failedByKind(), kind -> kind.wire());
        out.writeNumberProperty("skipped", cycle.skipped());
        counts("skipped_by_reason", cycle.skippedByReason(), reason -> reason.wire());
        out.writeNumberProperty("withdrawn", cycle.withdrawn());
        out.writeNumberProperty("unknown", cycle.unknown());
        out.writeNumberProperty("flood_waits", cycle.floodWaits());
        out.writeNumberProperty("started_ns", cycle.startedNanos());
        number("first_send_ns", cycle.firstSendNanos());
        number("last_send_ns", cycle.lastSendNanos());
        out.writeNumberProperty("ended_ns", cycle.endedNanos());
        out.writeNumberProperty("max_lateness_ns", cycle.maxLatenessNanos());
        out.writeNumberProperty("p99_lateness_ns", cycle.p99LatenessNanos());
        Map<SessionId, Endings> sessions = new LinkedHashMap<>();
        Map<GroupId, Endings> groups = new LinkedHashMap<>();
        cycle.plan().sessions().forEach(session -> sessions.put(session.session(), new Endings()));
        cycle.plan().groups().forEach(group -> groups.put(group, new Endings()));
        cycle.forEach((session, group, ending) -> {
            sessions.computeIfAbsent(session, id -> new Endings()).add(ending);
            groups.computeIfAbsent(group, id -> new Endings()).add(ending);
        });
        tallies("sessions", "session", sessions);
        tallies("groups", "group", groups);
        out.writeEndObject();
    }

    private void tallies(String field, String id, Map<?, Endings> tallies) {
        out.writeArrayPropertyStart(field);
        tallies.forEach((key, endings) -> {
            out.writeStartObject();
            out.writeStringProperty(id, key.toString());
            out.writeNumberProperty("planned", endings.planned());
            out.writeNumberProperty("delivered", endings.delivered());
            counts("others", endings.others(), name -> name);
            out.writeEndObject();
        });
        out.writeEndArray();
    }

    private <K> void counts(String field, Map<K, Long> counts, Function<K, String> name) {
        out.writeObjectPropertyStart(field);
        counts.forEach((key, count) -> out.writeNumberProperty(name.apply(key), count));
        out.writeEndObject();
    }

    private void number(String field, OptionalLong value) {
        if (value.isPresent()) {
            out.writeNumberProperty(field, value.getAsLong());
        } else {
            out.writeNullProperty(field);
        }
    }
}
