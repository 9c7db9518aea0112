package io.adbot.store.json.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.journal.CycleStatus;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.SkipReason;
import io.adbot.message.OutcomeKind;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.ExecutionPlan;
import io.adbot.plan.ExecutionPlanner;
import io.adbot.plan.PlanRequest;
import io.adbot.session.SessionFlag;
import io.adbot.time.Tick;
import io.adbot.value.CycleId;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import io.adbot.value.InvalidValueException;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JournalLinesTest {

    private static final TenantId TENANT = new TenantId("a \"tenant\" \\ with {braces}, and: more");
    private static final CycleId CYCLE = new CycleId("cycle é");
    private static final SessionId SESSION = new SessionId("🎉.session");
    private static final GroupId GROUP = new GroupId("-1001234#7");
    private static final DeliveryId DELIVERY = new DeliveryId(TENANT, CYCLE, SESSION, GROUP);
    private static final OptionalLong NONE = OptionalLong.empty();

    private final JournalLines codec = new JournalLines();

    @ParameterizedTest
    @MethodSource("events")
    void readsBackWhatItWrote(JournalEvent event) {
        JournalEntry entry = entry(event);

        assertThat(read(written(entry))).isEqualTo(entry);
    }

    @ParameterizedTest
    @EnumSource
    void readsBackAPlan(ExecutionMode mode) {
        ExecutionPlan plan = plan(mode);

        JournalEntry read =
                read(written(entry(new JournalEvent.CycleStarted(TENANT, CYCLE, plan, 300, new CycleId("0")))));

        JournalEvent.CycleStarted started = (JournalEvent.CycleStarted) read.event();
        assertThat(started.tenant()).isEqualTo(TENANT);
        assertThat(started.cycle()).isEqualTo(CYCLE);
        assertThat(started.pauseNanos()).isEqualTo(300);
        assertThat(started.resumes()).isEqualTo(new CycleId("0"));
        assertThat(started.plan().mode()).isEqualTo(mode);
        assertThat(started.plan().delayNanos()).isEqualTo(plan.delayNanos());
        assertThat(started.plan().cycleNanos()).isEqualTo(plan.cycleNanos());
        assertThat(started.plan().endNanos()).isEqualTo(plan.endNanos());
        assertThat(started.plan().groups()).containsExactlyElementsOf(plan.groups());
        assertThat(started.plan().sessions()).containsExactlyElementsOf(plan.sessions());
    }

    @Test
    void writesTheFieldsOfTheJournal() {
        assertThat(written(entry(new JournalEvent.SendSettled(
                        new DeliveryId(new TenantId("t"), new CycleId("1"), new SessionId("s"), new GroupId("g")),
                        OutcomeKind.FLOOD_WAIT,
                        OptionalLong.of(5),
                        OptionalLong.of(6),
                        false,
                        NONE,
                        ""))))
                .isEqualTo(
                        "{\"seq\":17,\"at_ns\":42,\"wall\":\"2026-01-31T12:00:00.000000001Z\",\"type\":\"send_settled\","
                                + "\"tenant\":\"t\",\"cycle\":\"1\",\"session\":\"s\",\"group\":\"g\",\"outcome\":\"flood_wait\","
                                + "\"started_ns\":5,\"retry_after_ns\":6,\"final\":false,\"crc\":\"5ee2bf7d\"}");
        assertThat(written(entry(new JournalEvent.CycleStarted(
                        new TenantId("t"), new CycleId("1"), plan(ExecutionMode.STARTER), 300, null))))
                .contains("\"mode\":\"starter\",\"delay_ns\":5000000000,\"cycle_ns\":3600000000000,\"pause_ns\":300,")
                .doesNotContain("slot_end_ns", "resumes");
        assertThat(written(entry(new JournalEvent.CycleStarted(
                        new TenantId("t"), new CycleId("1"), plan(ExecutionMode.ENTERPRISE), 300, null))))
                .contains("\"slot_end_ns\":910000000000,")
                .doesNotContain("cycle_ns");
    }

    @Test
    void writesAReasonOnOneLineWhateverIsInIt() {
        JournalEntry entry = entry(new JournalEvent.SessionFlagged(
                TENANT, SESSION, SessionFlag.LIMITED, "two\nlines, and half a \ud83d surrogate"));

        String line = written(entry);

        assertThat(line).doesNotContain("\n");
        assertThat(((JournalEvent.SessionFlagged) read(line).event()).reason())
                .isEqualTo("two\nlines, and half a \ufffd surrogate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"type\":\"session_flagged\",\"session\":\"s\",\"flag\":\"limited\"",
                "\"type\":\"stop_requested\",\"tenant\":\"t\"",
                "\"type\":\"tenant_set\",\"tenant\":\"t\",\"config\":{\"a\":1}",
                "\"type\":\"late_answer\",\"tenant\":5",
            })
    void takesForSomebodyElsesWhatIsNotAsItsOwnInAJournalOfWhoevers(String fields) {
        byte[] line = line(fields).getBytes(UTF_8);

        assertThatThrownBy(() -> codec.read(line, 0, line.length)).isInstanceOf(InvalidValueException.class);
        assertThat(JournalLines.ofAnyWriter().read(line, 0, line.length))
                .get()
                .extracting(JournalEntry::event)
                .isInstanceOf(JournalEvent.Unrecognised.class);
    }

    @Test
    void theKindsThatAreEverybodysAreHeldToTheirFieldsInAnyJournal() {
        for (String type :
                List.of("cycle_started", "send_intended", "send_settled", "delivery_skipped", "cycle_ended")) {
            byte[] line = line("\"type\":\"" + type + "\"").getBytes(UTF_8);
            assertThatThrownBy(() -> JournalLines.ofAnyWriter().read(line, 0, line.length))
                    .as(type)
                    .isInstanceOf(InvalidValueException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"seq\":\"1\",\"at_ns\":0,\"wall\":\"2026-01-01T00:00:00Z\",\"type\":\"stop_requested\"}",
                "{\"seq\":1,\"at_ns\":-1,\"wall\":\"2026-01-01T00:00:00Z\",\"type\":\"stop_requested\"}",
                "{\"seq\":1,\"at_ns\":0,\"wall\":\"today\",\"type\":\"stop_requested\"}",
                "{\"seq\":1,\"at_ns\":0,\"wall\":\"2026-01-01T00:00:00Z\",\"type\":\"stop_requested\",\"crc\":\"00000000\"}",
            })
    void whatIsSomebodyElsesHasItsPlaceInTheJournalAllTheSame(String line) {
        byte[] bytes = line.getBytes(UTF_8);

        assertThatThrownBy(() -> JournalLines.ofAnyWriter().read(bytes, 0, bytes.length))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void aChecksumThatIsNullIsNotThere() {
        JournalEntry read = read(line("\"type\":\"engine_opened\",\"crc\":null"));

        assertThat(read.event()).isEqualTo(new JournalEvent.EngineOpened());
        assertThat(codec.isSealed()).isFalse();
    }

    @Test
    void whatWasWithdrawnAndYetSaysWhenItStartedIsReadAsItIs() {
        JournalEntry read =
                read(line("\"type\":\"send_settled\",\"tenant\":\"t\",\"cycle\":1,\"session\":\"s\",\"group\":\"g\","
                        + "\"outcome\":\"withdrawn\",\"final\":true,\"started_ns\":5"));

        assertThat(((JournalEvent.SendSettled) read.event()).startedNanos()).hasValue(5);
    }

    static Stream<JournalEvent> events() {
        Stream<JournalEvent> outcomes = Stream.of(OutcomeKind.values()).map(kind -> {
            boolean waits = kind == OutcomeKind.FLOOD_WAIT || kind == OutcomeKind.SLOW_MODE;
            return new JournalEvent.SendSettled(
                    DELIVERY,
                    kind,
                    kind == OutcomeKind.WITHDRAWN ? NONE : OptionalLong.of(Long.MAX_VALUE),
                    waits ? OptionalLong.of(30) : NONE,
                    !waits,
                    kind == OutcomeKind.DELIVERED ? OptionalLong.of(-99) : NONE,
                    waits ? "" : "because \"of\" it");
        });
        Stream<JournalEvent> skips =
                Stream.of(SkipReason.values()).map(reason -> new JournalEvent.DeliverySkipped(DELIVERY, reason));
        Stream<JournalEvent> ends =
                Stream.of(CycleStatus.values()).map(status -> new JournalEvent.CycleEnded(TENANT, CYCLE, status));
        Stream<JournalEvent> flags = Stream.of(SessionFlag.values())
                .map(flag -> new JournalEvent.SessionFlagged(TENANT, SESSION, flag, "why"));
        Stream<JournalEvent> others = Stream.of(
                new JournalEvent.EngineOpened(),
                new JournalEvent.SendIntended(DELIVERY),
                new JournalEvent.StopRequested(TENANT, CYCLE),
                new JournalEvent.LateAnswer(DELIVERY, OutcomeKind.DELIVERED, NONE, OptionalLong.of(4), ""),
                new JournalEvent.LateAnswer(DELIVERY, OutcomeKind.FLOOD_WAIT, OptionalLong.of(3), NONE, "late"),
                new JournalEvent.SessionHeld(DELIVERY, 12),
                new JournalEvent.QuestionFailed(DELIVERY, 34),
                new JournalEvent.DeliverySkipped(DELIVERY, SkipReason.NOT_PERMITTED, false),
                new JournalEvent.SessionCleared(SESSION),
                new JournalEvent.GroupSuspended(TENANT, SESSION, GROUP, 3),
                new JournalEvent.Unrecognised("something \"new\""));
        return Stream.of(outcomes, skips, ends, flags, others).flatMap(events -> events);
    }

    private static ExecutionPlan plan(ExecutionMode mode) {
        return ExecutionPlanner.plan(PlanRequest.builder(mode)
                        .sessions(List.of(SESSION, new SessionId("b")))
                        .groups(List.of(GROUP, new GroupId("\"\\"), new GroupId("日本")))
                        .cycle(Duration.ofHours(1))
                        .build())
                .orElseThrow();
    }

    private static String line(String fields) {
        return "{\"seq\":1,\"at_ns\":0,\"wall\":\"2026-01-01T00:00:00Z\"," + fields + "}";
    }

    private static JournalEntry entry(JournalEvent event) {
        return new JournalEntry(17, new Tick(42, Instant.parse("2026-01-31T12:00:00.000000001Z")), event);
    }

    private String written(JournalEntry entry) {
        return new String(codec.write(entry), UTF_8);
    }

    private JournalEntry read(String line) {
        byte[] bytes = line.getBytes(UTF_8);
        return codec.read(bytes, 0, bytes.length).orElseThrow();
    }
}
