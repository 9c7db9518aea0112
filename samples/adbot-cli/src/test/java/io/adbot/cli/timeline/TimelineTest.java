package io.adbot.cli.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.journal.CycleStatus;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.SkipReason;
import io.adbot.message.OutcomeKind;
import io.adbot.plan.ExecutionMode;
import io.adbot.plan.ExecutionPlanner;
import io.adbot.plan.PlanRequest;
import io.adbot.time.Nanos;
import io.adbot.time.Tick;
import io.adbot.value.CycleId;
import io.adbot.value.DeliveryId;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimelineTest {

    private static final TenantId TENANT = new TenantId("<tenant> & \"co\"");
    private static final CycleId CYCLE = new CycleId("1");
    private static final SessionId ANNA = new SessionId("anna<&>");
    private static final SessionId BERT = new SessionId("bert");

    @TempDir
    Path directory;

    private final Timeline timeline = new Timeline();
    private long seq;

    @Test
    void drawsWhatHappenedInTheLanesOfThePlan() throws Exception {
        everyOutcome();
        Path svg = directory.resolve("timeline.svg");

        SvgTimeline.write(timeline, svg);

        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());
        String drawing = Files.readString(svg);
        for (Marker marker : Marker.values()) {
            assertThat(drawing).contains("#" + marker.shape() + "\"", ">" + marker.label + "</text>", marker.colour);
        }
        assertThat(drawing)
                .contains("anna&lt;&amp;&gt;", "time since the start", "cycle 1, stopped", ">slot<", "url(#flood)");
    }

    @Test
    void showsTheWorstOfEachStretchInTheTerminal() {
        everyOutcome();
        StringWriter text = new StringWriter();

        TextTimeline.print(timeline, new PrintWriter(text, true));

        assertThat(text.toString())
                .contains("<tenant> & \"co\": starter, 2 sessions × 2 groups", "anna<&> |", "! account lost");
    }

    @Test
    void placesWhatFollowsAnOpeningByTheWallClock() throws IOException {
        started(0);
        accept(10, new JournalEvent.SendIntended(delivery(ANNA)));
        wall(100, 0, new JournalEvent.EngineOpened());
        wall(100, 0, new JournalEvent.CycleEnded(TENANT, CYCLE, CycleStatus.INTERRUPTED));
        wall(101, 1, new JournalEvent.CycleStarted(TENANT, new CycleId("2"), plan(), 0, null));
        Path svg = directory.resolve("timeline.svg");

        SvgTimeline.write(timeline, svg);

        assertThat(timeline.tenants().get(0).end()).isEqualTo(101 * Nanos.SECOND);
        assertThat(Files.readString(svg)).contains("cycle 1, interrupted", "unknown, sent at 0:00:10");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1 s",
        "90, 1 min 30 s",
        "3600, 1 h",
        "5400, 1 h 30 min",
        "90000, 1 d 1 h",
        "86400, 1 d",
    })
    void labelsTheAxisWithUnits(long seconds, String label) {
        assertThat(Axis.label(seconds * Nanos.SECOND)).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource({"12, 1", "13, 2", "3600, 300", "86400, 7200", "8640000, 777600"})
    void marksTheAxisAtRoundTimes(long seconds, long step) {
        assertThat(Axis.of(seconds * Nanos.SECOND, 12).step()).isEqualTo(step * Nanos.SECOND);
    }

    private void everyOutcome() {
        started(0);
        long at = 5;
        for (OutcomeKind kind : OutcomeKind.values()) {
            boolean waits = kind == OutcomeKind.FLOOD_WAIT || kind == OutcomeKind.SLOW_MODE;
            accept(at, new JournalEvent.SendIntended(delivery(ANNA)));
            accept(
                    at + 1,
                    new JournalEvent.SendSettled(
                            delivery(ANNA),
                            kind,
                            kind == OutcomeKind.WITHDRAWN ? OptionalLong.empty() : OptionalLong.of(at * Nanos.SECOND),
                            waits ? OptionalLong.of(60 * Nanos.SECOND) : OptionalLong.empty(),
                            !waits,
                            OptionalLong.empty(),
                            ""));
            at += 120;
        }
        accept(at, new JournalEvent.DeliverySkipped(delivery(BERT), SkipReason.STOPPED));
        accept(at, new JournalEvent.CycleEnded(TENANT, CYCLE, CycleStatus.STOPPED));
    }

    private void started(long at) {
        accept(at, new JournalEvent.CycleStarted(TENANT, CYCLE, plan(), 0, null));
    }

    private static io.adbot.plan.ExecutionPlan plan() {
        return ExecutionPlanner.plan(PlanRequest.builder(ExecutionMode.STARTER)
                        .sessions(List.of(ANNA, BERT))
                        .groups(List.of(new GroupId("g"), new GroupId("h")))
                        .cycle(Duration.ofHours(1))
                        .build())
                .orElseThrow();
    }

    private static DeliveryId delivery(SessionId session) {
        return new DeliveryId(TENANT, CYCLE, session, new GroupId("g"));
    }

    private void accept(long seconds, JournalEvent event) {
        wall(seconds, seconds, event);
    }

    private void wall(long wallSeconds, long seconds, JournalEvent event) {
        timeline.accept(new JournalEntry(
                ++seq, new Tick(seconds * Nanos.SECOND, Instant.EPOCH.plusSeconds(wallSeconds)), event));
    }
}
