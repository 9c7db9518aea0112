package io.adbot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.journal.CycleStatus;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.JournalEvent.CycleEnded;
import io.adbot.journal.JournalEvent.CycleStarted;
import io.adbot.journal.JournalEvent.DeliverySkipped;
import io.adbot.journal.JournalEvent.EngineOpened;
import io.adbot.journal.JournalEvent.GroupSuspended;
import io.adbot.journal.JournalEvent.LateAnswer;
import io.adbot.journal.JournalEvent.QuestionFailed;
import io.adbot.journal.JournalEvent.SendIntended;
import io.adbot.journal.JournalEvent.SendSettled;
import io.adbot.journal.JournalEvent.SessionCleared;
import io.adbot.journal.JournalEvent.SessionFlagged;
import io.adbot.journal.JournalEvent.SessionHeld;
import io.adbot.journal.JournalEvent.StopRequested;
import io.adbot.journal.SetupEvent.LossAcknowledged;
import io.adbot.journal.SetupEvent.PermissionRecorded;
import io.adbot.journal.SetupEvent.PermissionWithdrawn;
import io.adbot.journal.SetupEvent.SessionReplaced;
import io.adbot.journal.SetupEvent.SessionsAssigned;
import io.adbot.journal.SetupEvent.SessionsReleased;
import io.adbot.journal.SetupEvent.StatsSet;
import io.adbot.journal.SetupEvent.TenantRemoved;
import io.adbot.journal.SetupEvent.TenantSet;
import io.adbot.journal.SetupEvent.TenantStarted;
import io.adbot.journal.SetupEvent.TenantStopped;
import io.adbot.journal.SkipReason;
import io.adbot.message.OutcomeKind;
import io.adbot.message.Post;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.ExecutionPlanner;
import io.adbot.plan.PlanRequest;
import io.adbot.session.Assignment;
import io.adbot.session.SessionFlag;
import io.adbot.tenant.PermissionRecord;
import io.adbot.tenant.PlanType;
import io.adbot.tenant.TenantConfig;
import io.adbot.tenant.TenantStats;
import io.adbot.time.Tick;
import io.adbot.value.CycleId;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogLinesTest {

    private static final TenantId TENANT = new TenantId("acme");
    private static final CycleId CYCLE = new CycleId("3");
    private static final SessionId SESSION = new SessionId("a.session");
    private static final SessionId OTHER = new SessionId("b.session");
    private static final GroupId GROUP = new GroupId("-100123");
    private static final DeliveryId DELIVERY = new DeliveryId(TENANT, CYCLE, SESSION, GROUP);
    private static final Tick AT = new Tick(5, Instant.parse("2026-01-31T12:00:00.123456789Z"));
    private static final OptionalLong NONE = OptionalLong.empty();

    static Stream<Arguments> lines() {
        return Stream.of(
                line(
                        new CycleStarted(
                                TENANT,
                                CYCLE,
                                ExecutionPlanner.plan(PlanRequest.builder(ExecutionMode.ENTERPRISE)
                                                .sessions(List.of(SESSION, OTHER))
                                                .groups(List.of(GROUP))
                                                .build())
                                        .orElseThrow(),
                                0,
                                new CycleId("2")),
                        "INFO cycle 3 started: enterprise, 2 sessions, 1 group, delay 5s, resumes cycle 2"),
                line(
                        settled(OutcomeKind.DELIVERED, true, OptionalLong.of(17)),
                        "INFO cycle 3: a.session delivered to -100123, message 17"),
                line(
                        settled(OutcomeKind.FLOOD_WAIT, false, NONE),
                        "WARN cycle 3: a.session flood wait at -100123 of 30s"),
                line(
                        settled(OutcomeKind.SLOW_MODE, false, NONE),
                        "WARN cycle 3: a.session slow mode in -100123 of 30s"),
                line(
                        settled(OutcomeKind.TRANSIENT, false, NONE),
                        "WARN cycle 3: a.session transient at -100123 (why); tried again"),
                line(settled(OutcomeKind.UNKNOWN, true, NONE), "WARN cycle 3: a.session unknown at -100123 (why)"),
                line(
                        settled(OutcomeKind.ACCOUNT_LOST, true, NONE),
                        "ERROR cycle 3: a.session account_lost at -100123 (why)"),
                line(
                        settled(OutcomeKind.WITHDRAWN, true, NONE),
                        "INFO cycle 3: a.session withdrew the post to -100123 (why)"),
                line(
                        new DeliverySkipped(DELIVERY, SkipReason.SLOT_CLOSED),
                        "INFO cycle 3: a.session left out -100123: slot_closed"),
                line(new CycleEnded(TENANT, CYCLE, CycleStatus.COMPLETED), "INFO cycle 3 ended: completed"),
                line(new CycleEnded(TENANT, CYCLE, CycleStatus.INTERRUPTED), "WARN cycle 3 ended: interrupted"),
                line(new StopRequested(TENANT, CYCLE), "INFO cycle 3 is asked to stop"),
                line(
                        new LateAnswer(DELIVERY, OutcomeKind.DELIVERED, NONE, NONE, ""),
                        "WARN cycle 3: late answer to a.session for -100123: delivered; it stays unknown"),
                line(new SessionHeld(DELIVERY, 1_500_000_000L), "WARN cycle 3: a.session flood wait of 1.5s"),
                line(
                        new QuestionFailed(DELIVERY, 1_234_567_890L),
                        "WARN cycle 3: a.session could not find out whether it may post to -100123; asks again in 1.235s"),
                line(
                        new SessionFlagged(TENANT, SESSION, SessionFlag.LIMITED, "PEER_FLOOD"),
                        "ERROR a.session is limited (PEER_FLOOD)"),
                line(
                        new GroupSuspended(TENANT, SESSION, GROUP, 3),
                        "WARN a.session leaves out -100123 for 3 cycles: it refused in several cycles in a row"),
                line(
                        new SessionsAssigned(TENANT, List.of(assignment(SESSION), assignment(OTHER))),
                        "INFO assigned: a.session, b.session"),
                line(new SessionsReleased(TENANT, List.of(SESSION)), "INFO released: a.session"),
                line(
                        new SessionReplaced(TENANT, SESSION, assignment(OTHER), true),
                        "WARN a.session is replaced by b.session, as the policy has it"),
                line(new LossAcknowledged(TENANT), "INFO the operator acknowledged the lost sessions"),
                line(
                        new TenantSet(
                                TENANT,
                                TenantConfig.builder()
                                        .planType(PlanType.STARTER)
                                        .mode(ExecutionMode.STARTER)
                                        .groups(List.of(GROUP))
                                        .post(Post.text("content"))
                                        .build()),
                        "INFO configured: plan type STARTER, starter, 1 group, a post"),
                line(
                        new TenantSet(TENANT, TenantConfig.builder().build()),
                        "INFO configured: no mode, the default groups, no post"),
                line(new TenantStarted(TENANT), "INFO started"),
                line(new TenantStopped(TENANT, "as asked"), "INFO stopped: as asked"),
                line(
                        new StatsSet(TENANT, new TenantStats(1, 2, 3, 4, null)),
                        "INFO the numbers stand at 1 delivered, 2 failed, 3 unknown, 4 flood waits"),
                line(
                        new PermissionRecorded(
                                TENANT,
                                new PermissionRecord(GROUP, "+4912345", "news", Instant.parse("2027-01-01T00:00:00Z"))),
                        "INFO permission for -100123 recorded, until 2027-01-01T00:00:00Z"),
                line(new PermissionWithdrawn(TENANT, GROUP), "INFO permission for -100123 withdrawn"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void saysWhatHappenedInOneLine(JournalEvent event, String text) {
        LogLines.Line line = LogLines.of(new JournalEntry(4711, AT, event)).orElseThrow();

        assertThat(line.tenant()).isEqualTo(TENANT);
        assertThat(line.text()).isEqualTo("2026-01-31T12:00:00.123Z " + text + " #4711");
        assertThat(LogLines.seq(line.text())).hasValue(4711);
    }

    static Stream<JournalEvent> silent() {
        return Stream.of(
                new EngineOpened(), new SendIntended(DELIVERY), new SessionCleared(SESSION), new TenantRemoved(TENANT));
    }

    @ParameterizedTest
    @MethodSource("silent")
    void passesOverWhatSaysNothingToATenant(JournalEvent event) {
        assertThat(LogLines.of(new JournalEntry(1, AT, event))).isEmpty();
    }

    @Test
    void whateverAReasonSaysIsOneLine() {
        String text = LogLines.of(
                        new JournalEntry(7, AT, new TenantStopped(TENANT, "a\nb\r\n2026 INFO c #9\u2028\u0000d")))
                .orElseThrow()
                .text();

        assertThat(text.lines()).hasSize(1);
        assertThat(text).endsWith("stopped: a b  2026 INFO c #9  d #7");
        assertThat(LogLines.seq(text)).hasValue(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#7",
                "somebody's line #7",
                "2026-01-31T12:00:00Z INFO started",
                "2026-01-31T12:00:00Z INFO started #",
                "2026-01-31T12:00:00Z INFO started #7x",
                "2026-01-31T12:00:00Z INFO started #9999999999999999999"
            })
    void whatIsNoWholeLineHasNoNumber(String line) {
        assertThat(LogLines.seq(line)).isEmpty();
    }

    private static SendSettled settled(OutcomeKind outcome, boolean isFinal, OptionalLong message) {
        boolean waits = outcome == OutcomeKind.FLOOD_WAIT || outcome == OutcomeKind.SLOW_MODE;
        return new SendSettled(
                DELIVERY,
                outcome,
                NONE,
                waits ? OptionalLong.of(30_000_000_000L) : NONE,
                isFinal,
                message,
                message.isPresent() ? "" : "why");
    }

    private static Assignment assignment(SessionId session) {
        return new Assignment(session, OptionalInt.empty());
    }

    private static Arguments line(JournalEvent event, String text) {
        return Arguments.of(event, text);
    }
}
