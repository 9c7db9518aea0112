package io.adbot.cli.engine;

import io.adbot.cli.input.BadInputException;
import io.adbot.engine.Books;
import io.adbot.journal.JournalException;
import io.adbot.session.PooledSession;
import io.adbot.store.json.JsonDirectory;
import io.adbot.tenant.ModeNotAllowedException;
import io.adbot.tenant.TenantConfig;
import io.adbot.tenant.TenantStats;
import io.adbot.value.Counted;
import io.adbot.value.TenantId;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** What a directory says of its tenants, read without a lock and without changing anything, also beside a running engine. */
public final class Status {

    private static final String A_START = "an operator's start";

    private final Books books;
    private final boolean open;

    private Status(Books books, boolean open) {
        this.books = books;
        this.open = open;
    }

    /** Reads a directory; throws {@link BadInputException} if it is none, or damaged. */
    public static Status of(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw BadInputException.in(directory, "no such directory");
        }
        try {
            JsonDirectory read = JsonDirectory.of(directory);
            return new Status(read.books(), read.holder().isPresent());
        } catch (JournalException refusal) {
            throw Refusals.of(refusal);
        }
    }

    /** Prints a line or two a tenant. */
    public void print(PrintWriter out) {
        if (books.tenants().isEmpty()) {
            out.println("no tenants");
        }
        for (TenantId tenant : books.tenants()) {
            TenantConfig config = config(tenant);
            TenantStats stats = books.stats(tenant);
            out.println(tenant + ": " + botStatus(tenant) + ", " + mode(config) + ", sessions " + sessions(tenant)
                    + ", " + Counted.of(stats.posts(), "post") + " (" + stats.success() + " delivered, "
                    + stats.failures()
                    + " failed, " + stats.unknown() + " unknown), " + Counted.of(stats.floodWaits(), "flood wait"));
            out.println(
                    "  " + (isRunning(tenant) ? books.doing(tenant) : whyStopped(tenant) + "; waits for " + A_START));
        }
    }

    /** Writes one object: {@code users}, by name. */
    public void write(JsonGenerator json) {
        json.writeObjectPropertyStart("users");
        for (TenantId tenant : books.tenants()) {
            json.writeObjectPropertyStart(tenant.value());
            write(tenant, json);
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void write(TenantId tenant, JsonGenerator json) {
        TenantStats stats = books.stats(tenant);
        json.writeStringProperty("bot_status", botStatus(tenant));
        json.writeStringProperty("execution_mode", mode(config(tenant)));
        json.writeArrayPropertyStart("assigned_sessions");
        sessions(tenant).forEach(json::writeString);
        json.writeEndArray();
        json.writeNumberProperty("total_posts", stats.posts());
        json.writeNumberProperty("total_success", stats.success());
        json.writeNumberProperty("total_failures", stats.failures());
        json.writeNumberProperty("total_unknown", stats.unknown());
        json.writeNumberProperty("total_flood_waits", stats.floodWaits());
        json.writeNumberProperty("total_messages_sent", stats.success());
        json.writeNumberProperty("active_sessions", active(tenant));
        json.writeNumberProperty(
                "banned_sessions", books.sessions().bannedOf(tenant).size());
        if (stats.lastActivity().isPresent()) {
            json.writeStringProperty("last_activity", stats.lastActivity().get().toString());
        } else {
            json.writeNullProperty("last_activity");
        }
        json.writeStringProperty("waits_for", isRunning(tenant) ? books.doing(tenant) : A_START);
        if (!isRunning(tenant)) {
            json.writeStringProperty("why_stopped", whyStopped(tenant));
        }
    }

    private TenantConfig config(TenantId tenant) {
        return books.config(tenant).orElseThrow();
    }

    private static String mode(TenantConfig config) {
        try {
            return config.decidedMode().wire();
        } catch (ModeNotAllowedException contradiction) {
            return config.mode().map(mode -> mode.wire()).orElse("");
        }
    }

    /** Nothing runs in a directory that nobody has open, whatever its journal was cut short in. */
    private String botStatus(TenantId tenant) {
        return isRunning(tenant) ? "running" : "stopped";
    }

    private boolean isRunning(TenantId tenant) {
        return open && books.isRunning(tenant);
    }

    private String whyStopped(TenantId tenant) {
        return books.isRunning(tenant)
                ? "the engine went down while it ran"
                : books.whyStopped(tenant).orElse("it has not been started");
    }

    private List<String> sessions(TenantId tenant) {
        return books.sessions().assignedTo(tenant).stream()
                .map(session -> session.session().value())
                .toList();
    }

    private long active(TenantId tenant) {
        return books.sessions().assignedTo(tenant).stream()
                .filter(PooledSession::isAbleToSend)
                .count();
    }
}
