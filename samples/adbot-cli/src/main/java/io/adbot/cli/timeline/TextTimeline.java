package io.adbot.cli.timeline;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A timeline in a terminal: a line for each session, a character for a stretch of time. Where much happens in one, the worst
 * of it shows.
 */
public final class TextTimeline {

    private static final int COLUMNS = 80;
    private static final int LABEL = 20;
    private static final int MOST_LANES = 24;

    private static final char NOTHING = ' ';
    private static final char SLOT = '·';
    private static final char HELD = '~';
    private static final char SKIPPED = '-';

    private final PrintWriter out;
    private final Set<Marker> used = EnumSet.noneOf(Marker.class);
    private boolean held;
    private boolean skipped;

    private TextTimeline(PrintWriter out) {
        this.out = out;
    }

    /** Prints the timeline, tenant by tenant, each on a scale of its own. */
    public static void print(Timeline timeline, PrintWriter out) {
        TextTimeline text = new TextTimeline(out);
        timeline.tenants().forEach(text::print);
        text.legend();
    }

    private void print(TenantTimeline tenant) {
        int label = tenant.lanes().stream()
                .mapToInt(lane -> Math.min(LABEL, lane.session.value().length()))
                .max()
                .orElse(0);
        out.println(Headings.of(tenant));
        tenant.lanes().stream()
                .limit(MOST_LANES)
                .forEach(lane -> out.println("  " + padded(Headings.shortened(lane.session.value(), label), label)
                        + " |" + draw(lane, tenant.end()) + "|"));
        if (tenant.lanes().size() > MOST_LANES) {
            out.println("  … and " + (tenant.lanes().size() - MOST_LANES) + " more sessions");
        }
        out.println("  " + " ".repeat(label) + "  " + scale(tenant.end()));
        out.println();
    }

    private String draw(Lane lane, long end) {
        char[] cells = new char[COLUMNS];
        Arrays.fill(cells, NOTHING);
        lane.slots.forEach(slot -> fill(cells, slot, end, SLOT));
        lane.floodWaits.forEach(wait -> {
            fill(cells, wait, end, HELD);
            held = true;
        });
        lane.skips.forEach(skip -> {
            cells[cell(skip.at(), end)] = SKIPPED;
            skipped = true;
        });
        Map<Integer, Marker> worst = new HashMap<>();
        for (Lane.Send send : lane.sends) {
            Marker marker = Marker.of(send.outcome());
            int cell = cell(send.span().from(), end);
            used.add(marker);
            Marker shown = worst.merge(cell, marker, (a, b) -> a.compareTo(b) >= 0 ? a : b);
            cells[cell] = shown.letter;
        }
        return new String(cells);
    }

    private static void fill(char[] cells, Span span, long end, char with) {
        if (span.from() < end) {
            Arrays.fill(
                    cells,
                    cell(span.from(), end),
                    cell(Math.max(span.from(), Math.min(span.to(), end) - 1), end) + 1,
                    with);
        }
    }

    private static int cell(long at, long end) {
        return (int) Math.min(COLUMNS - 1, (double) at / Math.max(1, end) * COLUMNS);
    }

    private static String scale(long end) {
        String length = Axis.label(end);
        return "0" + " ".repeat(Math.max(1, COLUMNS - 1 - length.length())) + length;
    }

    private void legend() {
        String legend =
                used.stream().map(marker -> marker.letter + " " + marker.label).collect(Collectors.joining("   "));
        out.println("  " + legend + "   " + SLOT + " slot" + (held ? "   " + HELD + " waiting" : "")
                + (skipped ? "   " + SKIPPED + " skipped" : ""));
        out.println();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
