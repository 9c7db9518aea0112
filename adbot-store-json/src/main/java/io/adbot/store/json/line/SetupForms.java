package io.adbot.store.json.line;

import io.adbot.journal.SetupEvent.CredentialsSet;
import io.adbot.journal.SetupEvent.DefaultGroupsSet;
import io.adbot.journal.SetupEvent.EngineClosed;
import io.adbot.journal.SetupEvent.LossAcknowledged;
import io.adbot.journal.SetupEvent.PermissionRecorded;
import io.adbot.journal.SetupEvent.PermissionWithdrawn;
import io.adbot.journal.SetupEvent.SessionAdded;
import io.adbot.journal.SetupEvent.SessionRemoved;
import io.adbot.journal.SetupEvent.SessionReplaced;
import io.adbot.journal.SetupEvent.SessionsAssigned;
import io.adbot.journal.SetupEvent.SessionsReleased;
import io.adbot.journal.SetupEvent.SnapshotWritten;
import io.adbot.journal.SetupEvent.StatsSet;
import io.adbot.journal.SetupEvent.TenantRemoved;
import io.adbot.journal.SetupEvent.TenantSet;
import io.adbot.journal.SetupEvent.TenantStarted;
import io.adbot.journal.SetupEvent.TenantStopped;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.GroupList;
import io.adbot.session.Assignment;
import io.adbot.tenant.PermissionRecord;
import io.adbot.tenant.PlanType;
import io.adbot.tenant.TenantConfig;
import io.adbot.tenant.TenantStats;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How facts about tenants and sessions are written and read. */
final class SetupForms {

    private static final String SESSIONS = "sessions";
    private static final String REASON = "reason";

    static final List<EventForm<?>> ALL = List.of(
            new EventForm<>(
                    "tenant_set",
                    TenantSet.class,
                    (event, out) -> write(event.config(), out.tenant(event.tenant())),
                    in -> new TenantSet(in.tenant(), config(in))),
            new EventForm<>(
                    "tenant_removed",
                    TenantRemoved.class,
                    (event, out) -> out.tenant(event.tenant()),
                    in -> new TenantRemoved(in.tenant())),
            new EventForm<>(
                    "tenant_started",
                    TenantStarted.class,
                    (event, out) -> out.tenant(event.tenant()),
                    in -> new TenantStarted(in.tenant())),
            new EventForm<>(
                    "tenant_stopped",
                    TenantStopped.class,
                    (event, out) -> out.tenant(event.tenant()).freeText(REASON, event.reason()),
                    in -> new TenantStopped(in.tenant(), in.freeText(REASON))),
            new EventForm<>(
                    "stats_set",
                    StatsSet.class,
                    (event, out) -> write(event.stats(), out.tenant(event.tenant())),
                    in -> new StatsSet(in.tenant(), stats(in))),
            new EventForm<>(
                    "default_groups_set",
                    DefaultGroupsSet.class,
                    (event, out) -> out.texts("groups", GroupList.given(event.groups())),
                    in -> new DefaultGroupsSet(in.groups("groups"))),
            new EventForm<>(
                    "credentials_set",
                    CredentialsSet.class,
                    (event, out) -> out.texts("api_ids", event.apiIds()),
                    in -> new CredentialsSet(in.texts("api_ids", Integer::valueOf))),
            new EventForm<>(
                    "session_added",
                    SessionAdded.class,
                    (event, out) -> out.session(event.session()).number("api_pair", event.apiPair()),
                    in -> new SessionAdded(in.session(), in.optionalCount("api_pair"))),
            new EventForm<>(
                    "session_removed",
                    SessionRemoved.class,
                    (event, out) -> out.session(event.session()),
                    in -> new SessionRemoved(in.session())),
            new EventForm<>(
                    "sessions_assigned",
                    SessionsAssigned.class,
                    (event, out) -> out.tenant(event.tenant()).objects(SESSIONS, event.sessions(), SetupForms::write),
                    in -> new SessionsAssigned(in.tenant(), in.objects(SESSIONS, SetupForms::assignment))),
            new EventForm<>(
                    "sessions_released",
                    SessionsReleased.class,
                    (event, out) -> out.tenant(event.tenant()).texts(SESSIONS, event.sessions()),
                    in -> new SessionsReleased(in.tenant(), in.sessions(SESSIONS))),
            new EventForm<>(
                    "session_replaced",
                    SessionReplaced.class,
                    (event, out) -> out.tenant(event.tenant())
                            .text("lost", event.lost().value())
                            .object("replacement", event.replacement(), SetupForms::write)
                            .truth("by_itself", event.byItself()),
                    in -> new SessionReplaced(
                            in.tenant(),
                            in.session("lost"),
                            in.object("replacement", SetupForms::assignment),
                            in.truth("by_itself"))),
            new EventForm<>(
                    "loss_acknowledged",
                    LossAcknowledged.class,
                    (event, out) -> out.tenant(event.tenant()),
                    in -> new LossAcknowledged(in.tenant())),
            new EventForm<>(
                    "permission_recorded",
                    PermissionRecorded.class,
                    (event, out) -> write(event.permission(), out.tenant(event.tenant())),
                    in -> new PermissionRecorded(in.tenant(), permission(in))),
            new EventForm<>(
                    "permission_withdrawn",
                    PermissionWithdrawn.class,
                    (event, out) -> out.tenant(event.tenant()).group(event.group()),
                    in -> new PermissionWithdrawn(in.tenant(), in.group())),
            new EventForm<>(
                    "snapshot_written",
                    SnapshotWritten.class,
                    (event, out) -> out.text("file", event.file()).text("sha256", event.sha256()),
                    in -> new SnapshotWritten(in.text("file"), in.text("sha256"))),
            new EventForm<>("engine_closed", EngineClosed.class, (event, out) -> {}, in -> new EngineClosed()));

    private SetupForms() {}

    private static void write(TenantConfig config, FieldWriter out) {
        out.optionalText("plan_type", wire(config.planType().orElse(null), PlanType::name))
                .optionalText("mode", wire(config.mode().orElse(null), ExecutionMode::wire))
                .texts("groups", GroupList.given(config.groups()))
                .object(
                        "post",
                        config.content().orElse(null),
                        (content, fields) ->
                                fields.text("type", content.type()).optionalText("content", content.text()))
                .number("delay_ns", config.delayNanos())
                .number("cycle_ns", config.cycleNanos())
                .number("pause_ns", config.pauseNanos())
                .number("sessions_count", config.sessionsCount())
                .object("extras", config.extras(), (extras, fields) -> extras.forEach(fields::text));
    }

    private static TenantConfig config(EventFields in) {
        TenantConfig.Builder config = TenantConfig.builder();
        ifThere(in.optionalText("plan_type"), type -> config.planType(PlanType.ofWire(type)));
        ifThere(in.optionalText("mode"), mode -> config.mode(ExecutionMode.ofWire(mode)));
        config.groups(in.groups("groups"))
                .content(in.optionalObject(
                        "post", post -> new TenantConfig.Content(post.text("type"), post.text("content"))))
                .extras(in.object("extras", EventFields::allTexts));
        in.optionalLength("delay_ns").ifPresent(nanos -> config.delay(Duration.ofNanos(nanos)));
        in.optionalLength("cycle_ns").ifPresent(nanos -> config.cycle(Duration.ofNanos(nanos)));
        in.optionalLength("pause_ns").ifPresent(nanos -> config.pause(Duration.ofNanos(nanos)));
        in.optionalCount("sessions_count").ifPresent(config::sessionsCount);
        return config.build();
    }

    private static void write(TenantStats stats, FieldWriter out) {
        out.number("success", stats.success())
                .number("failures", stats.failures())
                .number("unknown", stats.unknown())
                .number("flood_waits", stats.floodWaits())
                .instant("last_activity", stats.last());
    }

    private static TenantStats stats(EventFields in) {
        return new TenantStats(
                in.length("success"),
                in.length("failures"),
                in.length("unknown"),
                in.length("flood_waits"),
                in.optionalInstant("last_activity"));
    }

    private static void write(Assignment assignment, FieldWriter out) {
        out.session(assignment.session()).number("api_pair", assignment.apiPair());
    }

    private static Assignment assignment(EventFields in) {
        return new Assignment(in.session(), in.optionalCount("api_pair"));
    }

    private static void write(PermissionRecord permission, FieldWriter out) {
        out.group(permission.group())
                .freeText("granted_by", permission.grantedBy())
                .freeText("purpose", permission.purpose())
                .instant("until", permission.until());
    }

    private static PermissionRecord permission(EventFields in) {
        return new PermissionRecord(
                in.group(), in.freeText("granted_by"), in.freeText("purpose"), in.optionalInstant("until"));
    }

    private static <T> @Nullable String wire(@Nullable T value, Function<T, String> name) {
        return value == null ? null : name.apply(value);
    }

    private static void ifThere(@Nullable String text, Consumer<String> then) {
        if (text != null) {
            then.accept(text);
        }
    }
}
