package io.adbot.store.json;

import io.adbot.plan.ExecutionMode;
import io.adbot.plan.GroupList;
import io.adbot.session.PooledSession;
import io.adbot.tenant.PermissionRecord;
import io.adbot.tenant.PlanType;
import io.adbot.tenant.TenantConfig;
import io.adbot.time.Nanos;
import io.adbot.value.Counted;
import io.adbot.value.GroupId;
import io.adbot.value.InvalidValueException;
import io.adbot.value.SessionId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The fields of a user's record in {@code users.json}, in the order in which they are written: the seeds' first, then those
 * that came later, then what is somebody else's.
 */
final class TenantFields {

    static final String PERMISSIONS = "permissions";
    static final String GROUP = "group";
    static final String GRANTED_BY = "granted_by";
    static final String PURPOSE = "purpose";
    static final String UNTIL = "until";
    static final Set<String> OF_PERMISSION = Set.of(GROUP, GRANTED_BY, PURPOSE, UNTIL);

    static final String TIME = "a time such as 2026-01-31T12:00:00Z";

    static final String ASSIGNED = "assigned_sessions";
    static final String PAIRS = "api_pairs";
    static final String BANNED = "banned_sessions";

    private static final String GROUPS = "groups";
    private static final String POST_TYPE = "post_type";
    private static final String POST_CONTENT = "post_content";
    private static final String BOT_STATUS = "bot_status";
    private static final String MESSAGES_SENT = "messages_sent";
    private static final String PLAN_TYPE = "plan_type";
    private static final String MODE = "execution_mode";
    private static final String CYCLE = "total_cycle_minutes";
    private static final String DELAY = "delay_between_posts";
    private static final String PAUSE = "delay_between_cycles";
    private static final String COUNT = "sessions_count";

    private static final Set<String> KNOWN = Set.of(
            ASSIGNED,
            PAIRS,
            GROUPS,
            POST_TYPE,
            POST_CONTENT,
            BOT_STATUS,
            MESSAGES_SENT,
            BANNED,
            PLAN_TYPE,
            MODE,
            CYCLE,
            DELAY,
            PAUSE,
            COUNT,
            PERMISSIONS);

    /** A position beyond it is a slip of the pen, and would cost memory. */
    private static final int MOST_PAIRS = 999_999;

    /** 10⁻¹² of a minute is far less than half a nanosecond, so that reading rounds to the nanosecond that was written. */
    private static final int MINUTE_DIGITS = 12;

    private static final BigDecimal NANOS_IN_MINUTE = BigDecimal.valueOf(60_000_000_000L);

    private TenantFields() {}

    // ---------------------------------------------------------------- reading

    static TenantRecord read(JsonRecord record) {
        JsonRecord.Element<SessionId> sessions = JsonRecord.Element.id(TenantFields::session);
        List<SessionId> assigned = record.list(ASSIGNED, "an array of session names", sessions);
        return new TenantRecord(
                config(record),
                assigned,
                pairs(record, assigned.size()),
                record.list(BANNED, "an array of session names", sessions),
                record.list(PERMISSIONS, "an array of permissions", TenantFields::permission),
                messagesSent(record));
    }

    private static SessionId session(String name) {
        SessionId session = new SessionId(name);
        PathNames.check(session);
        return session;
    }

    private static TenantConfig config(JsonRecord record) {
        TenantConfig.Builder config = TenantConfig.builder()
                .groups(record.list(GROUPS, "an array of group ids", JsonRecord.Element.id(GroupId::new)))
                .content(content(record))
                .planType(record.word(PLAN_TYPE, "STARTER or ENTERPRISE", PlanType::ofWire)
                        .orElse(null));
        if (record.names(MODE)) {
            // T1: only an absent mode is one that was never set; null is a value, and none of the two.
            config.mode(record.word(MODE, "starter or enterprise", ExecutionMode::ofWire)
                    .orElseThrow(() -> record.refuse(MODE, Json.Word.NULL, "starter or enterprise")));
        }
        record.number(DELAY, "a number of seconds from 0")
                .ifPresent(seconds -> record.checked(DELAY, () -> config.delaySeconds(seconds)));
        record.number(PAUSE, "a number of seconds from 0")
                .ifPresent(seconds ->
                        record.checked(PAUSE, () -> config.pause(Duration.ofNanos(Nanos.ofSeconds(PAUSE, seconds)))));
        OptionalLong count = record.count(COUNT, 1, Integer.MAX_VALUE);
        if (count.isPresent()) {
            config.sessionsCount((int) count.getAsLong());
        }
        Map<String, String> extras = new LinkedHashMap<>(record.others(KNOWN));
        Optional<BigDecimal> minutes = record.number(CYCLE, "a number of minutes above 0");
        if (minutes.isPresent() && minutes.get().signum() <= 0 && !isStarter(config.build())) {
            extras.put(
                    CYCLE,
                    record.compact(CYCLE)); // Enterprise has no cycle length, so old records have anything there.
        } else if (minutes.isPresent()) {
            record.checked(CYCLE, () -> config.totalCycleMinutes(minutes.get()));
        }
        return config.extras(extras).build();
    }

    private static boolean isStarter(TenantConfig config) {
        return config.planType().map(PlanType::mode).or(config::mode).equals(Optional.of(ExecutionMode.STARTER))
                || config.mode().equals(Optional.of(ExecutionMode.STARTER));
    }

    /** As it is given; whether the two make a post is found out at the start. */
    private static TenantConfig.@Nullable Content content(JsonRecord record) {
        if (!record.has(POST_TYPE) && !record.has(POST_CONTENT)) {
            return null;
        }
        return new TenantConfig.Content(
                record.text(POST_TYPE, "link or text").orElse(""),
                record.text(POST_CONTENT, "a string: the link or the text").orElse(""));
    }

    private static Optional<List<OptionalInt>> pairs(JsonRecord record, int sessions) {
        if (!record.has(PAIRS)) {
            return Optional.empty();
        }
        List<OptionalInt> pairs = record.list(PAIRS, "an array of positions in api_pairs.json", TenantFields::pair);
        if (pairs.isEmpty()) {
            return Optional.empty();
        }
        if (pairs.size() != sessions) {
            throw record.refuse(
                    PAIRS,
                    Counted.of(pairs.size(), "position") + " for " + Counted.of(sessions, "session"),
                    "one for each of " + ASSIGNED + ", null where a session has none");
        }
        return Optional.of(pairs);
    }

    private static OptionalInt pair(JsonSource source, String path, Json value) {
        return value.isNull()
                ? OptionalInt.empty()
                : OptionalInt.of((int) JsonRecord.whole(
                        source,
                        path,
                        value,
                        new JsonRecord.Range(0, MOST_PAIRS, "a position in api_pairs.json, from 0, or null")));
    }

    private static PermissionRecord permission(JsonSource source, String path, Json value) {
        JsonRecord record = JsonRecord.of(source, path, value);
        return new PermissionRecord(
                record.word(GROUP, "a group id", GroupId::new)
                        .orElseThrow(() -> record.refuse(GROUP, "nothing", "a group id")),
                words(record, GRANTED_BY),
                words(record, PURPOSE),
                record.word(UNTIL, TIME, TenantFields::time).orElse(null));
    }

    private static String words(JsonRecord record, String field) {
        String expected = "a text that is not blank";
        return record.text(field, expected)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> record.refuse(field, "nothing", expected));
    }

    /** What the record says at the opening of a directory without statistics; later on nobody looks at it. */
    private static long messagesSent(JsonRecord record) {
        return record.count(MESSAGES_SENT, 0, Long.MAX_VALUE).orElse(0);
    }

    /** A time as ISO 8601 has it; without an offset it is UTC, as in the seeds. */
    static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException withoutOffset) {
            try {
                return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException malformed) {
                throw InvalidValueException.secret("time", text, TIME);
            }
        }
    }

    // ---------------------------------------------------------------- writing

    /**
     * What is written of a user.
     *
     * @param config what it has set
     * @param assigned its sessions
     * @param banned its sessions that were banned
     * @param permissions who allowed it to post where
     * @param running is it running?
     * @param messagesSent how many posts were delivered
     */
    record Page(
            TenantConfig config,
            List<PooledSession> assigned,
            List<SessionId> banned,
            List<PermissionRecord> permissions,
            boolean running,
            long messagesSent) {}

    static void write(JsonGenerator out, Page page, CarriedFields.OfUser carried) {
        TenantConfig config = page.config;
        out.writeStartObject();
        array(out, ASSIGNED, page.assigned.stream().map(each -> each.session()).toList());
        out.writeArrayPropertyStart(PAIRS);
        page.assigned.forEach(each -> {
            if (each.apiPair().isPresent()) {
                out.writeNumber(each.apiPair().getAsInt());
            } else {
                out.writeNull();
            }
        });
        out.writeEndArray();
        array(out, GROUPS, GroupList.given(config.groups()));
        config.content().ifPresent(content -> {
            out.writeName(POST_TYPE);
            Json.Text.write(out, content.type());
            out.writeName(POST_CONTENT);
            Json.Text.write(out, content.text());
        });
        out.writeStringProperty(BOT_STATUS, page.running ? "running" : "stopped");
        out.writeNumberProperty(MESSAGES_SENT, page.messagesSent);
        array(out, BANNED, page.banned);
        config.planType().ifPresent(type -> out.writeStringProperty(PLAN_TYPE, type.name()));
        config.mode().ifPresent(mode -> out.writeStringProperty(MODE, mode.wire()));
        config.cycleNanos().ifPresent(nanos -> number(out, CYCLE, minutes(nanos)));
        config.delayNanos().ifPresent(nanos -> number(out, DELAY, seconds(nanos)));
        config.pauseNanos().ifPresent(nanos -> number(out, PAUSE, seconds(nanos)));
        config.sessionsCount().ifPresent(count -> out.writeNumberProperty(COUNT, count));
        permissions(out, page.permissions, carried);
        extras(out, config);
        out.writeEndObject();
    }

    private static void extras(JsonGenerator out, TenantConfig config) {
        boolean keepsCycle = config.cycleNanos().isEmpty() && !isStarter(config);
        config.extras().forEach((name, text) -> {
            if (!KNOWN.contains(name) || (name.equals(CYCLE) && keepsCycle)) {
                out.writeName(name);
                JsonSource.parse(text).write(out);
            }
        });
    }

    private static void permissions(
            JsonGenerator out, List<PermissionRecord> permissions, CarriedFields.OfUser carried) {
        if (permissions.isEmpty()) {
            return;
        }
        out.writeArrayPropertyStart(PERMISSIONS);
        for (PermissionRecord permission : permissions) {
            out.writeStartObject();
            out.writeStringProperty(GROUP, permission.group().value());
            out.writeName(GRANTED_BY);
            Json.Text.write(out, permission.grantedBy());
            out.writeName(PURPOSE);
            Json.Text.write(out, permission.purpose());
            if (permission.until() == null) {
                out.writeNullProperty(UNTIL);
            } else {
                out.writeStringProperty(UNTIL, permission.until().toString());
            }
            carried.ofPermission(permission.group()).forEach((name, value) -> {
                out.writeName(name);
                value.write(out);
            });
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void array(JsonGenerator out, String name, List<?> ids) {
        out.writeArrayPropertyStart(name);
        ids.forEach(id -> out.writeString(id.toString()));
        out.writeEndArray();
    }

    private static void number(JsonGenerator out, String name, BigDecimal number) {
        out.writeName(name);
        out.writeRawValue(plain(number));
    }

    static BigDecimal seconds(long nanos) {
        return new BigDecimal(BigInteger.valueOf(nanos), 9);
    }

    static BigDecimal minutes(long nanos) {
        return BigDecimal.valueOf(nanos).divide(NANOS_IN_MINUTE, MINUTE_DIGITS, RoundingMode.HALF_UP);
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
