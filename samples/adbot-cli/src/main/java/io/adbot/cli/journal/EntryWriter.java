package io.adbot.cli.journal;

import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.ExecutionPlan;
import io.adbot.plan.SessionSchedule;
import io.adbot.value.CycleId;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;

/** From an entry to the fields that it has. */
final class EntryWriter {

    /** Half of a pair of surrogates: no UTF-8 stands for it. */
    private static final Pattern BROKEN =
            Pattern.compile("[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]");

    /** Writes one object and closes the generator. */
    void write(JournalEntry entry, JsonGenerator out) {
        try (out) {
            out.writeStartObject();
            out.writeNumberProperty("seq", entry.seq());
            out.writeNumberProperty("at_ns", entry.at().nanos());
            out.writeStringProperty("wall", entry.at().wall().toString());
            out.writeStringProperty("type", entry.event().type());
            write(entry.event(), out);
            out.writeEndObject();
        }
    }

    private static void write(JournalEvent event, JsonGenerator out) {
        if (event instanceof JournalEvent.SendIntended intended) {
            write(intended.delivery(), out);
        } else if (event instanceof JournalEvent.SendSettled settled) {
            write(settled, out);
        } else if (event instanceof JournalEvent.DeliverySkipped skipped) {
            write(skipped.delivery(), out);
            out.writeStringProperty("reason", skipped.reason().wire());
        } else if (event instanceof JournalEvent.CycleStarted started) {
            write(started, out);
        } else if (event instanceof JournalEvent.CycleEnded ended) {
            write(ended.tenant(), ended.cycle(), out);
            out.writeStringProperty("status", ended.status().wire());
        } else if (event instanceof JournalEvent.StopRequested stop) {
            write(stop.tenant(), stop.cycle(), out);
        } else if (event instanceof JournalEvent.LateAnswer late) {
            write(late, out);
        } else if (event instanceof JournalEvent.SessionHeld held) {
            write(held.delivery(), out);
            out.writeNumberProperty("retry_after_ns", held.retryAfterNanos());
        } else if (event instanceof JournalEvent.SessionFlagged flagged) {
            write(flagged.tenant(), flagged.session(), out);
            out.writeStringProperty("flag", flagged.flag().wire());
            reason(flagged.reason(), out);
        } else if (event instanceof JournalEvent.SessionCleared cleared) {
            out.writeStringProperty("session", cleared.session().value());
        } else if (event instanceof JournalEvent.GroupSuspended suspended) {
            write(suspended.tenant(), suspended.session(), out);
            out.writeStringProperty("group", suspended.group().value());
            out.writeNumberProperty("cycles", suspended.cycles());
        }
    }

    private static void write(JournalEvent.SendSettled settled, JsonGenerator out) {
        write(settled.delivery(), out);
        number("message_id", settled.messageId(), out);
        out.writeStringProperty("outcome", settled.outcome().wire());
        number("started_ns", settled.startedNanos(), out);
        number("retry_after_ns", settled.retryAfterNanos(), out);
        out.writeBooleanProperty("final", settled.isFinal());
        reason(settled.reason(), out);
    }

    private static void write(JournalEvent.LateAnswer late, JsonGenerator out) {
        write(late.delivery(), out);
        number("message_id", late.messageId(), out);
        out.writeStringProperty("outcome", late.outcome().wire());
        number("retry_after_ns", late.retryAfterNanos(), out);
        reason(late.reason(), out);
    }

    private static void write(JournalEvent.CycleStarted started, JsonGenerator out) {
        write(started.tenant(), started.cycle(), out);
        ExecutionPlan plan = started.plan();
        out.writeStringProperty("mode", plan.mode().wire());
        out.writeNumberProperty("delay_ns", plan.delayNanos());
        out.writeNumberProperty(plan.mode() == ExecutionMode.STARTER ? "cycle_ns" : "slot_end_ns", plan.endNanos());
        out.writeNumberProperty("pause_ns", started.pauseNanos());
        CycleId resumes = started.resumes();
        if (resumes != null) {
            out.writeStringProperty("resumes", resumes.value());
        }
        out.writeArrayPropertyStart("groups");
        for (GroupId group : plan.groups()) {
            out.writeString(group.value());
        }
        out.writeEndArray();
        out.writeArrayPropertyStart("sessions");
        for (SessionSchedule session : plan.sessions()) {
            out.writeStartObject();
            out.writeStringProperty("session", session.session().value());
            out.writeNumberProperty("offset_ns", session.offsetNanos());
            out.writeNumberProperty("from", session.from());
            out.writeNumberProperty("to", session.to());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void write(DeliveryId delivery, JsonGenerator out) {
        write(delivery.tenant(), delivery.cycle(), out);
        out.writeStringProperty("session", delivery.session().value());
        out.writeStringProperty("group", delivery.group().value());
    }

    private static void write(TenantId tenant, CycleId cycle, JsonGenerator out) {
        out.writeStringProperty("tenant", tenant.value());
        out.writeStringProperty("cycle", cycle.value());
    }

    private static void write(TenantId tenant, SessionId session, JsonGenerator out) {
        out.writeStringProperty("tenant", tenant.value());
        out.writeStringProperty("session", session.value());
    }

    private static void number(String name, OptionalLong value, JsonGenerator out) {
        if (value.isPresent()) {
            out.writeNumberProperty(name, value.getAsLong());
        }
    }

    private static void reason(String reason, JsonGenerator out) {
        if (!reason.isEmpty()) {
            out.writeStringProperty("reason", BROKEN.matcher(reason).replaceAll("\ufffd"));
        }
    }
}
