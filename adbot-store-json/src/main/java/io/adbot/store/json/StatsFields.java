package io.adbot.store.json;

import io.adbot.tenant.TenantStats;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/**
 * The fields of a user's record in {@code stats.json}. What can be computed from others ({@code total_posts},
 * {@code total_messages_sent}) or is told elsewhere ({@code active_sessions}, {@code banned_sessions}) is written and not read.
 */
final class StatsFields {

    private static final String POSTS = "total_posts";
    private static final String SUCCESS = "total_success";
    private static final String FAILURES = "total_failures";
    private static final String UNKNOWN = "total_unknown";
    private static final String FLOOD_WAITS = "total_flood_waits";
    private static final String SENT = "total_messages_sent";
    private static final String ACTIVE = "active_sessions";
    private static final String BANNED = "banned_sessions";
    private static final String LAST = "last_activity";

    static final Set<String> KNOWN = Set.of(POSTS, SUCCESS, FAILURES, UNKNOWN, FLOOD_WAITS, SENT, ACTIVE, BANNED, LAST);

    private StatsFields() {}

    static TenantStats read(JsonRecord record) {
        return new TenantStats(
                count(record, SUCCESS),
                count(record, FAILURES),
                count(record, UNKNOWN),
                count(record, FLOOD_WAITS),
                record.word(LAST, TenantFields.TIME, TenantFields::time).orElse(null));
    }

    private static long count(JsonRecord record, String field) {
        return record.count(field, 0, Long.MAX_VALUE).orElse(0);
    }

    /**
     * What is written of a user.
     *
     * @param stats its numbers
     * @param active how many of its sessions are able to send
     * @param banned how many were banned
     */
    record Page(TenantStats stats, long active, long banned) {}

    static void write(JsonGenerator out, Page page, CarriedFields.OfUser carried) {
        TenantStats stats = page.stats;
        out.writeStartObject();
        out.writeNumberProperty(POSTS, stats.posts());
        out.writeNumberProperty(SUCCESS, stats.success());
        out.writeNumberProperty(FAILURES, stats.failures());
        out.writeNumberProperty(UNKNOWN, stats.unknown());
        out.writeNumberProperty(FLOOD_WAITS, stats.floodWaits());
        out.writeNumberProperty(SENT, stats.success());
        out.writeNumberProperty(ACTIVE, page.active);
        out.writeNumberProperty(BANNED, page.banned);
        if (stats.last() == null) {
            out.writeNullProperty(LAST);
        } else {
            out.writeStringProperty(LAST, stats.last().toString());
        }
        carried.fields().forEach((name, value) -> {
            out.writeName(name);
            value.write(out);
        });
        out.writeEndObject();
    }
}
