package io.adbot.cli.engine;

import io.adbot.cli.input.BadInputException;
import io.adbot.engine.Books;
import io.adbot.journal.JournalException;
import io.adbot.store.json.JsonDirectory;
import io.adbot.tenant.PermissionRecord;
import io.adbot.tenant.TenantConfig;
import io.adbot.tenant.TenantStats;
import io.adbot.time.Nanos;
import io.adbot.value.TenantId;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;

/** All that there is about a user, without sessions and secrets: what it has set, its numbers, permissions and log. */
public final class Export {

    private final TenantId tenant;
    private final Books books;
    private final List<String> log;

    private Export(TenantId tenant, Books books, List<String> log) {
        this.tenant = tenant;
        this.books = books;
        this.log = log;
    }

    /** Reads a user; throws {@link BadInputException} if there is none of that name. */
    public static Export of(Path directory, TenantId tenant) {
        if (!Files.isDirectory(directory)) {
            throw BadInputException.in(directory, "no such directory");
        }
        try {
            JsonDirectory read = JsonDirectory.of(directory);
            Books books = read.books();
            if (books.config(tenant).isEmpty()) {
                throw BadInputException.in(directory, "there is no user " + tenant);
            }
            return new Export(tenant, books, read.log(tenant, Integer.MAX_VALUE));
        } catch (JournalException refusal) {
            throw Refusals.of(refusal);
        }
    }

    /** Writes the fields of one object. */
    public void write(JsonGenerator json) {
        TenantConfig config = books.config(tenant).orElseThrow();
        json.writeStringProperty("user", tenant.value());
        json.writeObjectPropertyStart("config");
        write(config, json);
        json.writeEndObject();
        json.writeObjectPropertyStart("stats");
        write(books.stats(tenant), json);
        json.writeEndObject();
        json.writeArrayPropertyStart("permissions");
        books.permissions(tenant).forEach(permission -> write(permission, json));
        json.writeEndArray();
        json.writeArrayPropertyStart("log");
        log.forEach(json::writeString);
        json.writeEndArray();
    }

    private static void write(TenantConfig config, JsonGenerator json) {
        config.planType().ifPresent(type -> json.writeStringProperty("plan_type", type.name()));
        config.mode().ifPresent(mode -> json.writeStringProperty("execution_mode", mode.wire()));
        json.writeArrayPropertyStart("groups");
        config.groups().forEach(group -> json.writeString(group.value()));
        json.writeEndArray();
        config.content().ifPresent(content -> {
            json.writeStringProperty("post_type", content.type());
            json.writeStringProperty("post_content", content.text());
        });
        number("delay_between_posts", config.delayNanos(), Nanos.SECOND, json);
        number("total_cycle_minutes", config.cycleNanos(), 60 * Nanos.SECOND, json);
        number("delay_between_cycles", config.pauseNanos(), Nanos.SECOND, json);
        config.sessionsCount().ifPresent(count -> json.writeNumberProperty("sessions_count", count));
        config.extras().forEach((name, value) -> {
            json.writeName(name);
            json.writeRawValue(value);
        });
    }

    /** To 34 digits, of which a number that was given in the unit needs fewer. */
    private static void number(String field, OptionalLong nanos, long unit, JsonGenerator json) {
        nanos.ifPresent(value -> json.writeNumberProperty(
                field,
                BigDecimal.valueOf(value)
                        .divide(BigDecimal.valueOf(unit), MathContext.DECIMAL128)
                        .stripTrailingZeros()));
    }

    private static void write(TenantStats stats, JsonGenerator json) {
        json.writeNumberProperty("total_posts", stats.posts());
        json.writeNumberProperty("total_success", stats.success());
        json.writeNumberProperty("total_failures", stats.failures());
        json.writeNumberProperty("total_unknown", stats.unknown());
        json.writeNumberProperty("total_flood_waits", stats.floodWaits());
    }

    private static void write(PermissionRecord permission, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("group", permission.group().value());
        json.writeStringProperty("granted_by", permission.grantedBy());
        json.writeStringProperty("purpose", permission.purpose());
        Instant until = permission.until();
        if (until != null) {
            json.writeStringProperty("until", until.toString());
        }
        json.writeEndObject();
    }
}
