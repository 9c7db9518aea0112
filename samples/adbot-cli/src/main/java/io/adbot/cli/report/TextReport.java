package io.adbot.cli.report;

import io.adbot.cycle.CycleReport;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reports for people. Times count from the start of the simulation. */
public final class TextReport {

    private static final int MOST_ROWS = 24;

    private final PrintWriter out;

    private TextReport(PrintWriter out) {
        this.out = out;
    }

    /** Prints what came of a tenant's cycles. */
    public static void print(CampaignReport report, PrintWriter out) {
        TextReport text = new TextReport(out);
        out.println(report.tenant() + ":");
        text.cycles(report);
        report.cycles().forEach(text::trouble);
        if (!report.note().isEmpty()) {
            out.println("  " + report.note());
        }
        text.sessions(report);
        text.groups(report);
        out.println();
    }

    private void cycles(CampaignReport report) {
        Table table = new Table(
                "  cycle",
                "status",
                "planned",
                "delivered",
                "failed",
                "skipped",
                "unknown",
                "flood waits",
                "started",
                "first send",
                "last send",
                "ended",
                "late at most",
                "late 99 %");
        for (int column = 2; column < 14; column++) {
            table.alignRight(column);
        }
        for (CycleReport cycle : report.cycles()) {
            table.row(
                    "  " + cycle.cycle(),
                    cycle.status().wire(),
                    String.valueOf(cycle.planned()),
                    String.valueOf(cycle.delivered()),
                    String.valueOf(cycle.failed()),
                    String.valueOf(cycle.skipped()),
                    String.valueOf(cycle.unknown()),
                    String.valueOf(cycle.floodWaits()),
                    Clock.rounded(cycle.startedNanos()),
                    cycle.firstSendNanos().isPresent()
                            ? Clock.rounded(cycle.firstSendNanos().getAsLong())
                            : "–",
                    cycle.lastSendNanos().isPresent()
                            ? Clock.rounded(cycle.lastSendNanos().getAsLong())
                            : "–",
                    Clock.rounded(cycle.endedNanos()),
                    Clock.seconds(cycle.maxLatenessNanos()),
                    Clock.seconds(cycle.p99LatenessNanos()));
        }
        table.print(out);
    }

    private void trouble(CycleReport cycle) {
        if (cycle.failed() + cycle.skipped() == 0) {
            return;
        }
        String withdrawn = cycle.withdrawn() == 0 ? "" : "withdrawn " + cycle.withdrawn();
        out.println("  cycle " + cycle.cycle() + ": "
                + Stream.of(
                                counted("failed", cycle.failedByKind(), kind -> kind.wire()),
                                counted("skipped", cycle.skippedByReason(), reason -> reason.wire()),
                                withdrawn)
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("; ")));
    }

    private void sessions(CampaignReport report) {
        Map<SessionId, Endings> sessions = new LinkedHashMap<>();
        report.cycles()
                .forEach(cycle -> cycle.plan()
                        .sessions()
                        .forEach(session -> sessions.computeIfAbsent(session.session(), id -> new Endings())));
        report.cycles()
                .forEach(cycle -> cycle.forEach((session, group, ending) ->
                        sessions.computeIfAbsent(session, id -> new Endings()).add(ending)));
        rows("session", sessions);
    }

    /** The groups that did not get all: to name the others too would bury them. */
    private void groups(CampaignReport report) {
        Map<GroupId, Endings> groups = new LinkedHashMap<>();
        report.cycles()
                .forEach(cycle -> cycle.forEach((session, group, ending) ->
                        groups.computeIfAbsent(group, id -> new Endings()).add(ending)));
        groups.values().removeIf(endings -> endings.others().isEmpty());
        if (!groups.isEmpty()) {
            rows("group", groups);
        }
    }

    private void rows(String heading, Map<?, Endings> tallies) {
        Table table = new Table("  " + heading, "delivered", "else");
        table.alignRight(1);
        tallies.entrySet().stream()
                .limit(MOST_ROWS)
                .forEach(entry -> table.row(
                        "  " + entry.getKey(),
                        entry.getValue().delivered() + " of " + entry.getValue().planned(),
                        counts(entry.getValue().others(), name -> name)));
        table.print(out);
        if (tallies.size() > MOST_ROWS) {
            out.println("  … and " + (tallies.size() - MOST_ROWS) + " more");
        }
    }

    private static <K> String counted(String what, Map<K, Long> counts, Function<K, String> name) {
        return counts.isEmpty() ? "" : what + " " + counts(counts, name);
    }

    private static <K> String counts(Map<K, Long> counts, Function<K, String> name) {
        return counts.entrySet().stream()
                .map(entry -> name.apply(entry.getKey()) + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
