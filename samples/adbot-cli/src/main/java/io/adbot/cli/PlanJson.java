package io.adbot.cli;

import io.adbot.plan.Adjustment;
import io.adbot.plan.ExecutionPlan;
import io.adbot.plan.Infeasible;
import io.adbot.plan.SessionSchedule;
import io.adbot.plan.WaysOut;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;

/** A plan, or its refusal, as the fields of a JSON object. */
final class PlanJson {

    private PlanJson() {}

    static void write(ExecutionPlan plan, JsonGenerator out) {
        out.writeStringProperty("execution_mode", plan.mode().wire());
        out.writeNumberProperty("effective_delay_ns", plan.delayNanos());
        number("cycle_ns", plan.cycleNanos(), out);
        out.writeNumberProperty("session_runtime_ns", plan.sessionRuntimeNanos());
        out.writeArrayPropertyStart("sessions");
        for (int i = 0; i < plan.sessions().size(); i++) {
            write(plan, i, out);
        }
        out.writeEndArray();
        out.writeNumberProperty("posts", plan.posts());
        out.writeArrayPropertyStart("adjustments");
        for (Adjustment adjustment : plan.adjustments()) {
            out.writeString(adjustment.message());
        }
        out.writeEndArray();
    }

    private static void write(ExecutionPlan plan, int index, JsonGenerator out) {
        SessionSchedule session = plan.sessions().get(index);
        boolean posts = session.groups() > 0;
        out.writeStartObject();
        out.writeStringProperty("session", session.session().value());
        out.writeNumberProperty("offset_ns", session.offsetNanos());
        out.writeNumberProperty("groups", session.groups());
        number("first_due_ns", posts ? OptionalLong.of(plan.due(index, 0)) : OptionalLong.empty(), out);
        number(
                "last_due_ns",
                posts ? OptionalLong.of(plan.due(index, session.groups() - 1)) : OptionalLong.empty(),
                out);
        out.writeEndObject();
    }

    static void write(Infeasible infeasible, JsonGenerator out) {
        WaysOut ways = infeasible.waysOut();
        out.writeObjectPropertyStart("infeasible");
        out.writeName("session_runtime_ns");
        out.writeNumber(infeasible.sessionRuntimeNanos());
        out.writeNumberProperty("per_session_offset_ns", infeasible.perSessionOffsetNanos());
        out.writeStringProperty("message", infeasible.message());
        out.writeObjectPropertyStart("ways_out");
        ways.totalCycleMinutes().ifPresent(minutes -> out.writeNumberProperty("total_cycle_minutes", minutes));
        ways.groups().ifPresent(groups -> out.writeNumberProperty("groups", groups));
        ways.sessions().ifPresent(sessions -> out.writeNumberProperty("sessions", sessions));
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void number(String name, OptionalLong value, JsonGenerator out) {
        if (value.isPresent()) {
            out.writeNumberProperty(name, value.getAsLong());
        } else {
            out.writeNullProperty(name);
        }
    }
}
