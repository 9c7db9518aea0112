package io.adbot.store.json.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.journal.CheckpointEvent;
import io.adbot.journal.CheckpointEvent.CycleRecalled;
import io.adbot.journal.CheckpointEvent.RecalledWait;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.journal.SetupEvent;
import io.adbot.message.Post;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.ExecutionPlanner;
import io.adbot.plan.PlanRequest;
import io.adbot.session.Assignment;
import io.adbot.session.PooledSession;
import io.adbot.session.SessionFlag;
import io.adbot.session.SessionState;
import io.adbot.session.Troubles;
import io.adbot.tenant.PermissionRecord;
import io.adbot.tenant.PlanType;
import io.adbot.tenant.TenantConfig;
import io.adbot.tenant.TenantStats;
import io.adbot.time.Tick;
import io.adbot.value.CycleId;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Facts about tenants and sessions, and those of a checkpoint, come back from a line as they went into it. */
class SetupFormsTest {

    private static final TenantId TENANT = new TenantId("acme \"und\" Söhne");
    private static final SessionId SESSION = new SessionId("a.session");
    private static final SessionId OTHER = new SessionId("b.session");
    private static final GroupId GROUP = new GroupId("-100123#7");
    private static final Instant WHEN = Instant.parse("2026-01-31T12:00:00.000000001Z");
    private static final RecalledWait WAIT = new RecalledWait(-5, WHEN, 7);
    private static final Assignment WITHOUT_PAIR = new Assignment(OTHER, OptionalInt.empty());

    private final JournalLines codec = new JournalLines();

    static Stream<JournalEvent> events() {
        TenantConfig full = TenantConfig.builder()
                .planType(PlanType.STARTER)
                .mode(ExecutionMode.STARTER)
                .groups(List.of(GROUP, new GroupId("g2")))
                .post(Post.text("two\nlines \ud83c\udf89"))
                .delay(Duration.ofMillis(4_500))
                .cycle(Duration.ofMinutes(61))
                .pause(Duration.ZERO)
                .sessionsCount(3)
                .extras(Map.of("crm", "{\"id\": [1, 2.50]}"))
                .build();
        return Stream.of(
                new SetupEvent.TenantSet(TENANT, full),
                new SetupEvent.TenantSet(TENANT, TenantConfig.builder().build()),
                new SetupEvent.TenantRemoved(TENANT),
                new SetupEvent.TenantStarted(TENANT),
                new SetupEvent.TenantStopped(TENANT, "stopped by the operator"),
                new SetupEvent.StatsSet(TENANT, new TenantStats(1, 2, 3, 4, WHEN)),
                new SetupEvent.StatsSet(TENANT, TenantStats.NONE),
                new SetupEvent.DefaultGroupsSet(List.of(GROUP)),
                new SetupEvent.DefaultGroupsSet(List.of()),
                new SetupEvent.CredentialsSet(List.of(111, 222)),
                new SetupEvent.SessionAdded(SESSION, OptionalInt.of(0)),
                new SetupEvent.SessionRemoved(SESSION),
                new SetupEvent.SessionsAssigned(
                        TENANT, List.of(new Assignment(SESSION, OptionalInt.of(2)), WITHOUT_PAIR)),
                new SetupEvent.SessionsReleased(TENANT, List.of(SESSION, OTHER)),
                new SetupEvent.SessionReplaced(TENANT, SESSION, WITHOUT_PAIR, true),
                new SetupEvent.LossAcknowledged(TENANT),
                new SetupEvent.PermissionRecorded(TENANT, new PermissionRecord(GROUP, "@admin", "news", WHEN)),
                new SetupEvent.PermissionRecorded(TENANT, new PermissionRecord(GROUP, "@admin", "news", null)),
                new SetupEvent.PermissionWithdrawn(TENANT, GROUP),
                new SetupEvent.SnapshotWritten("data/users.json", "00ff"),
                new SetupEvent.EngineClosed(),
                new CheckpointEvent.TenantRecalled(TENANT, 7, WAIT, new CycleId("7")),
                new CheckpointEvent.TenantRecalled(TENANT, 0, null, null),
                new CheckpointEvent.DoneRecalled(TENANT, SESSION, List.of(GROUP)),
                new CheckpointEvent.SessionRecalled(SESSION, true, OptionalLong.of(9), 5, WAIT, SessionFlag.LIMITED),
                new CheckpointEvent.SessionRecalled(SESSION, false, OptionalLong.empty(), 0, null, null),
                new CheckpointEvent.IntentRecalled(TENANT, SESSION, WHEN),
                new CheckpointEvent.RefusalsRecalled(TENANT, SESSION, GROUP, 2, 3),
                new CheckpointEvent.SlowModeRecalled(SESSION, GROUP, WAIT),
                new CheckpointEvent.GateRecalled(GROUP, WAIT),
                new CheckpointEvent.PooledRecalled(
                        new PooledSession(SESSION, SessionState.BANNED, TENANT, SessionFlag.BANNED, OptionalInt.of(1))),
                new CheckpointEvent.PooledRecalled(
                        new PooledSession(SESSION, SessionState.UNUSED, null, null, OptionalInt.empty())),
                new CheckpointEvent.TroublesRecalled(
                        TENANT, new Troubles(List.of(WHEN), List.of(WHEN), List.of(SESSION), List.of(OTHER))));
    }

    @ParameterizedTest
    @MethodSource("events")
    void readsBackWhatItWrote(JournalEvent event) {
        assertThat(throughALine(event)).isEqualTo(event);
    }

    @Test
    void readsBackACycleThatIsUnderWay() {
        CycleStarted started = new CycleStarted(
                TENANT,
                new CycleId("3"),
                ExecutionPlanner.plan(PlanRequest.builder(ExecutionMode.ENTERPRISE)
                                .sessions(List.of(SESSION))
                                .groups(List.of(GROUP))
                                .build())
                        .fold(plan -> plan, infeasible -> {
                            throw new AssertionError(infeasible);
                        }),
                300);

        CycleStarted read = ((CycleRecalled) throughALine(new CycleRecalled(started))).started();

        assertThat(read.cycle()).isEqualTo(started.cycle());
        assertThat(read.plan().sessions()).isEqualTo(started.plan().sessions());
        assertThat(read.plan().groups()).isEqualTo(started.plan().groups());
    }

    @Test
    void everyKindIsAmongThem() {
        Set<Class<?>> tried = events().map(Object::getClass).collect(Collectors.toSet());
        tried.add(CycleRecalled.class);

        assertThat(tried)
                .contains(SetupEvent.class.getPermittedSubclasses())
                .contains(Stream.of(CheckpointEvent.class.getPermittedSubclasses())
                        .filter(JournalEvent.class::isAssignableFrom)
                        .toArray(Class[]::new));
    }

    @Test
    void whatIsWrittenIsAboutNothingButTheFact() {
        assertThat(line(new SetupEvent.SessionsAssigned(TENANT, List.of(WITHOUT_PAIR))))
                .contains("\"type\":\"sessions_assigned\"", "\"sessions\":[{\"session\":\"b.session\"}]");
    }

    private JournalEvent throughALine(JournalEvent event) {
        byte[] line = line(event).getBytes(UTF_8);
        return codec.read(line, 0, line.length).orElseThrow().event();
    }

    private String line(JournalEvent event) {
        return new String(codec.write(new JournalEntry(1, new Tick(2, WHEN), event)), UTF_8);
    }
}
