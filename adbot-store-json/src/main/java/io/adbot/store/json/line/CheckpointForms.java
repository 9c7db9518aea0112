package io.adbot.store.json.line;

import io.adbot.journal.CheckpointEvent.CycleRecalled;
import io.adbot.journal.CheckpointEvent.DoneRecalled;
import io.adbot.journal.CheckpointEvent.GateRecalled;
import io.adbot.journal.CheckpointEvent.IntentRecalled;
import io.adbot.journal.CheckpointEvent.PooledRecalled;
import io.adbot.journal.CheckpointEvent.RecalledWait;
import io.adbot.journal.CheckpointEvent.RefusalsRecalled;
import io.adbot.journal.CheckpointEvent.SessionRecalled;
import io.adbot.journal.CheckpointEvent.SlowModeRecalled;
import io.adbot.journal.CheckpointEvent.TenantRecalled;
import io.adbot.journal.CheckpointEvent.TroublesRecalled;
import io.adbot.session.PooledSession;
import io.adbot.session.SessionFlag;
import io.adbot.session.SessionState;
import io.adbot.session.Troubles;
import io.adbot.value.InvalidValueException;
import io.adbot.value.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the facts of a checkpoint are written and read. */
final class CheckpointForms {

    static final List<EventForm<?>> ALL = List.of(
            new EventForm<>(
                    "tenant_recalled",
                    TenantRecalled.class,
                    (event, out) -> out.tenant(event.tenant())
                            .number("cycles", event.cycles())
                            .object("pause", event.pause(), CheckpointForms::write)
                            .optionalCycle("cut_short", event.cutShort()),
                    in -> new TenantRecalled(
                            in.tenant(),
                            in.length("cycles"),
                            in.optionalObject("pause", CheckpointForms::waiting),
                            in.optionalCycle("cut_short"))),
            new EventForm<>(
                    "cycle_recalled",
                    CycleRecalled.class,
                    (event, out) -> EventForms.write(event.started(), out),
                    in -> new CycleRecalled(EventForms.cycleStarted(in))),
            new EventForm<>(
                    "done_recalled",
                    DoneRecalled.class,
                    (event, out) ->
                            out.tenant(event.tenant()).session(event.session()).texts("groups", event.groups()),
                    in -> new DoneRecalled(in.tenant(), in.session(), in.groups("groups"))),
            new EventForm<>(
                    "session_recalled",
                    SessionRecalled.class,
                    (event, out) -> out.session(event.session())
                            .truth("intended", event.intended())
                            .number("started_ns", event.startedNanos())
                            .number("delay_ns", event.delayNanos())
                            .object("flood", event.flood(), CheckpointForms::write)
                            .optionalText("flag", wire(event.flag())),
                    in -> new SessionRecalled(
                            in.session(),
                            in.truth("intended"),
                            in.optionalInteger("started_ns"),
                            in.length("delay_ns"),
                            in.optionalObject("flood", CheckpointForms::waiting),
                            flag(in))),
            new EventForm<>(
                    "intent_recalled",
                    IntentRecalled.class,
                    (event, out) ->
                            out.tenant(event.tenant()).session(event.session()).instant("since", event.since()),
                    in -> new IntentRecalled(in.tenant(), in.session(), in.instant("since"))),
            new EventForm<>(
                    "refusals_recalled",
                    RefusalsRecalled.class,
                    (event, out) -> out.tenant(event.tenant())
                            .session(event.session())
                            .group(event.group())
                            .number("in_row", event.inRow())
                            .number("cycles_left", event.cyclesLeft()),
                    in -> new RefusalsRecalled(
                            in.tenant(), in.session(), in.group(), in.count("in_row"), in.count("cycles_left"))),
            new EventForm<>(
                    "slow_mode_recalled",
                    SlowModeRecalled.class,
                    (event, out) -> out.session(event.session())
                            .group(event.group())
                            .object("quiet", event.quiet(), CheckpointForms::write),
                    in -> new SlowModeRecalled(in.session(), in.group(), in.object("quiet", CheckpointForms::waiting))),
            new EventForm<>(
                    "gate_recalled",
                    GateRecalled.class,
                    (event, out) -> out.group(event.group()).object("closed", event.closed(), CheckpointForms::write),
                    in -> new GateRecalled(in.group(), in.object("closed", CheckpointForms::waiting))),
            new EventForm<>(
                    "pooled_recalled",
                    PooledRecalled.class,
                    (event, out) -> write(event.session(), out),
                    in -> new PooledRecalled(pooled(in))),
            new EventForm<>(
                    "troubles_recalled",
                    TroublesRecalled.class,
                    (event, out) -> write(event.troubles(), out.tenant(event.tenant())),
                    in -> new TroublesRecalled(
                            in.tenant(),
                            new Troubles(
                                    in.texts("losses", Instant::parse),
                                    in.texts("replacements", Instant::parse),
                                    in.sessions("acknowledged"),
                                    in.sessions("replaced")))));

    private CheckpointForms() {}

    private static void write(RecalledWait wait, FieldWriter out) {
        out.number("until_ns", wait.until()).instant("since", wait.since()).number("length_ns", wait.length());
    }

    private static RecalledWait waiting(EventFields in) {
        return new RecalledWait(in.integer("until_ns"), in.instant("since"), in.length("length_ns"));
    }

    private static void write(PooledSession session, FieldWriter out) {
        TenantId tenant = session.tenant();
        if (tenant != null) {
            out.tenant(tenant);
        }
        out.session(session.session())
                .text("state", session.state().name().toLowerCase(Locale.ROOT))
                .optionalText("flag", wire(session.flag()))
                .number("api_pair", session.apiPair());
    }

    private static PooledSession pooled(EventFields in) {
        return new PooledSession(
                in.session(),
                state(in.text("state")),
                in.has("tenant") ? in.tenant() : null,
                flag(in),
                in.optionalCount("api_pair"));
    }

    private static @Nullable String wire(@Nullable SessionFlag flag) {
        return flag == null ? null : flag.wire();
    }

    private static @Nullable SessionFlag flag(EventFields in) {
        String flag = in.optionalText("flag");
        return flag == null ? null : SessionFlag.ofWire(flag);
    }

    private static SessionState state(String wire) {
        for (SessionState state : SessionState.values()) {
            if (state.name().toLowerCase(Locale.ROOT).equals(wire)) {
                return state;
            }
        }
        throw new InvalidValueException("state", wire, "unused, assigned or banned");
    }

    private static void write(Troubles troubles, FieldWriter out) {
        out.texts("losses", troubles.losses())
                .texts("replacements", troubles.replacements())
                .texts("acknowledged", troubles.acknowledged())
                .texts("replaced", troubles.replaced());
    }
}
