package io.adbot.store.json.line;

import io.adbot.plan.ExecutionMode;
import io.adbot.plan.ExecutionPlan;
import io.adbot.plan.SessionSchedule;
import io.adbot.value.CycleId;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes the fields of one line after another. */
final class FieldWriter {

    /** Half of a pair of surrogates: no UTF-8 stands for it. */
    private static final Pattern BROKEN =
            Pattern.compile("[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]");

    private final JsonGenerator out;

    FieldWriter(JsonGenerator out) {
        this.out = out;
    }

    FieldWriter delivery(DeliveryId delivery) {
        return tenant(delivery.tenant())
                .cycle(delivery.cycle())
                .session(delivery.session())
                .group(delivery.group());
    }

    FieldWriter tenant(TenantId tenant) {
        return text("tenant", tenant.value());
    }

    FieldWriter cycle(CycleId cycle) {
        return text("cycle", cycle.value());
    }

    FieldWriter optionalCycle(String name, @Nullable CycleId cycle) {
        return cycle == null ? this : text(name, cycle.value());
    }

    FieldWriter session(SessionId session) {
        return text("session", session.value());
    }

    FieldWriter group(GroupId group) {
        return text("group", group.value());
    }

    /** A text that is known to be one: an id, a word of the journal's. */
    FieldWriter text(String name, String value) {
        out.writeStringProperty(name, value);
        return this;
    }

    /** What somebody said, if anything; whatever is in it comes out as valid UTF-8. */
    FieldWriter freeText(String name, String value) {
        if (!value.isEmpty()) {
            out.writeStringProperty(name, mended(value));
        }
        return this;
    }

    FieldWriter optionalText(String name, @Nullable String value) {
        return value == null ? this : text(name, mended(value));
    }

    /** Hardly any text has a surrogate, and to look for one takes far less time than to look for half a pair. */
    private static String mended(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isSurrogate(value.charAt(i))) {
                return BROKEN.matcher(value).replaceAll("\ufffd");
            }
        }
        return value;
    }

    FieldWriter instant(String name, @Nullable Instant value) {
        return value == null ? this : text(name, value.toString());
    }

    FieldWriter number(String name, OptionalInt value) {
        return value.isPresent() ? number(name, value.getAsInt()) : this;
    }

    /** A list of ids or words of the journal's. */
    FieldWriter texts(String name, Collection<?> values) {
        out.writeArrayPropertyStart(name);
        values.forEach(value -> out.writeString(value.toString()));
        out.writeEndArray();
        return this;
    }

    <T> FieldWriter objects(String name, Collection<T> values, BiConsumer<T, FieldWriter> fields) {
        out.writeArrayPropertyStart(name);
        values.forEach(value -> {
            out.writeStartObject();
            fields.accept(value, this);
            out.writeEndObject();
        });
        out.writeEndArray();
        return this;
    }

    <T> FieldWriter object(String name, @Nullable T value, BiConsumer<T, FieldWriter> fields) {
        if (value != null) {
            out.writeObjectPropertyStart(name);
            fields.accept(value, this);
            out.writeEndObject();
        }
        return this;
    }

    FieldWriter number(String name, long value) {
        out.writeNumberProperty(name, value);
        return this;
    }

    FieldWriter number(String name, OptionalLong value) {
        return value.isPresent() ? number(name, value.getAsLong()) : this;
    }

    FieldWriter truth(String name, boolean value) {
        out.writeBooleanProperty(name, value);
        return this;
    }

    /** A plan's mode and times. */
    FieldWriter timing(ExecutionPlan plan) {
        return text("mode", plan.mode().wire())
                .number("delay_ns", plan.delayNanos())
                .number(plan.mode() == ExecutionMode.STARTER ? "cycle_ns" : "slot_end_ns", plan.endNanos());
    }

    /** A plan's groups, and which of them each session has. */
    FieldWriter shares(ExecutionPlan plan) {
        out.writeArrayPropertyStart("groups");
        for (GroupId group : plan.groups()) {
            out.writeString(group.value());
        }
        out.writeEndArray();
        out.writeArrayPropertyStart("sessions");
        for (SessionSchedule session : plan.sessions()) {
            out.writeStartObject();
            session(session.session())
                    .number("offset_ns", session.offsetNanos())
                    .number("from", session.from())
                    .number("to", session.to());
            out.writeEndObject();
        }
        out.writeEndArray();
        return this;
    }
}
