package io.adbot.cli.timeline;

import io.adbot.cli.report.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Draws one tenant's lanes, with everything around them. */
final class Panel {

    /** In a crowd of strokes, shapes of one kind keep so many times the usual distance: the strokes are to be seen. */
    private static final double CROWD = 2.5;

    private static final int MOST_MARKS = 12;
    private static final double ROOM_FOR_A_NAME = 110;
    private static final double ROOM_FOR_A_NUMBER = 16;
    private static final double CHARACTER = 6.8;

    private final TenantTimeline tenant;
    private final Geometry geometry;
    private final Svg svg;
    private final long end;
    private final double bottom;

    /** Do the posts of a session stand closer than shapes may? */
    private final boolean crowded;

    Panel(TenantTimeline tenant, Geometry geometry, Svg svg) {
        this.tenant = tenant;
        this.geometry = geometry;
        this.svg = svg;
        this.end = Math.max(1, tenant.end());
        this.crowded = tenant.cycles().stream()
                .anyMatch(cycle -> (double) cycle.plan.delayNanos() / end * geometry.plot() < geometry.apart());
        this.bottom = Geometry.TOP + tenant.lanes().size() * geometry.lane();
    }

    void draw() {
        svg.text(0, 14, "font-size=\"13\" font-weight=\"bold\"", Headings.of(tenant));
        svg.text(
                geometry.left() + geometry.plot() + 8, Geometry.TOP - 8, "font-size=\"10\" fill=\"#555\"", "delivered");
        axis();
        double y = Geometry.TOP;
        boolean even = false;
        for (Lane lane : tenant.lanes()) {
            background(lane, y, even);
            even = !even;
            y += geometry.lane();
        }
        cycles();
        y = Geometry.TOP + geometry.lane() / 2;
        for (Lane lane : tenant.lanes()) {
            waits(lane, y);
            sends(lane, y);
            skips(lane, y);
            y += geometry.lane();
        }
    }

    private void axis() {
        Axis axis = Axis.of(end, MOST_MARKS);
        for (long at = 0; at <= end; at += axis.step()) {
            svg.line(x(at), Geometry.TOP, x(at), bottom + 5, "stroke=\"#dcdcdc\"");
            svg.text(x(at), bottom + 17, "text-anchor=\"middle\" fill=\"#333\"", Axis.label(at));
        }
        svg.line(geometry.left(), bottom, geometry.left() + geometry.plot(), bottom, "stroke=\"#333\"");
        svg.text(
                geometry.left() + geometry.plot() / 2,
                bottom + 32,
                "text-anchor=\"middle\" font-size=\"10\" fill=\"#555\"",
                "time since the start");
    }

    private void background(Lane lane, double y, boolean even) {
        double height = geometry.lane();
        if (even) {
            svg.rect(
                    0,
                    y,
                    geometry.left() + geometry.plot() + Geometry.RIGHT,
                    height,
                    "fill=\"#000\" fill-opacity=\".025\"");
        }
        svg.text(
                geometry.left() - 8,
                y + height / 2 + geometry.font() * 0.36,
                "text-anchor=\"end\" font-size=\"" + Svg.n(geometry.font()) + "\"",
                Headings.shortened(lane.session.value(), geometry.label()));
        svg.text(
                geometry.left() + geometry.plot() + 8,
                y + height / 2 + geometry.font() * 0.36,
                "font-size=\"" + Svg.n(geometry.font()) + "\" fill=\""
                        + (lane.delivered() == lane.planned() ? "#007a58" : "#b34700") + "\"",
                lane.delivered() + " of " + lane.planned());
        for (Span slot : lane.slots) {
            box(slot, y + 1, height - 2, "fill=\"#c9d8e8\" fill-opacity=\".5\"");
        }
    }

    private void cycles() {
        int number = 0;
        for (TenantTimeline.Cycle cycle : tenant.cycles()) {
            number++;
            Span span = cycle.span(end);
            double from = x(span.from());
            double to = x(span.to());
            String boundary = "stroke=\"#333\" stroke-dasharray=\"4 3\"";
            svg.line(from, Geometry.TOP - 20, from, bottom, boundary);
            svg.line(to, Geometry.TOP - 20, to, bottom, boundary);
            svg.rect(from, Geometry.TOP - 20, to - from, 14, "fill=\"" + colour(cycle) + "\"");
            String name = to - from > ROOM_FOR_A_NAME
                    ? "cycle " + number + ", " + cycle.status()
                    : to - from > ROOM_FOR_A_NUMBER ? String.valueOf(number) : "";
            svg.text(
                    (from + to) / 2, Geometry.TOP - 9.5, "text-anchor=\"middle\" font-size=\"10\" fill=\"#fff\"", name);
        }
    }

    private static String colour(TenantTimeline.Cycle cycle) {
        return cycle.status().equals("completed") ? "#4a6378" : "#a04a2a";
    }

    private void waits(Lane lane, double y) {
        double height = geometry.lane();
        lane.floodWaits.forEach(
                wait -> box(wait, y - height * 0.38, height * 0.76, "fill=\"url(#flood)\" fill-opacity=\".85\""));
        lane.slowModes.forEach(wait ->
                stroke(wait, y + height * 0.4, "stroke=\"#56b4e9\" stroke-width=\"2\" stroke-dasharray=\"3 2\""));
        lane.sends.forEach(send -> stroke(send.span(), y, "stroke=\"#777\""));
    }

    /** Strokes first, then shapes, the rarer ones over the others. */
    private void sends(Lane lane, double y) {
        List<Lane.Send> sends = new ArrayList<>(lane.sends);
        sends.sort(Comparator.comparingLong(send -> send.span().from()));
        List<Lane.Send> ticks = new ArrayList<>();
        List<Lane.Send> shapes = new ArrayList<>();
        Map<Marker, Double> lastShape = new EnumMap<>(Marker.class);
        for (int i = 0; i < sends.size(); i++) {
            Lane.Send send = sends.get(i);
            Marker marker = Marker.of(send.outcome());
            double x = x(send.span().from());
            boolean dense = (i > 0 && x - x(sends.get(i - 1).span().from()) < geometry.apart())
                    || (i + 1 < sends.size() && x(sends.get(i + 1).span().from()) - x < geometry.apart());
            if (dense) {
                ticks.add(send);
            }
            if (!dense
                    || (marker != Marker.DELIVERED
                            && x - lastShape.getOrDefault(marker, -1e9) >= CROWD * geometry.apart())) {
                lastShape.put(marker, x);
                shapes.add(send);
            }
        }
        ticks.sort(Comparator.comparing(send -> Marker.of(send.outcome())));
        ticks.forEach(
                send -> svg.use(Marker.of(send.outcome()).tick(), x(send.span().from()), y, title(lane, send)));
        shapes.sort(Comparator.comparing(send -> Marker.of(send.outcome())));
        shapes.forEach(
                send -> svg.use(Marker.of(send.outcome()).shape(), x(send.span().from()), y, title(lane, send)));
    }

    private void skips(Lane lane, double y) {
        double free = Double.NEGATIVE_INFINITY;
        for (Lane.Skips skip : lane.skips) {
            double x = x(skip.at());
            if (crowded && skip.count() == 1) {
                svg.use("t-skip", x, y, title(skip));
                continue;
            }
            if (x < free) {
                continue;
            }
            String count = String.valueOf(skip.count());
            boolean left = x + 12 + count.length() * CHARACTER > geometry.left() + geometry.plot();
            double at = skip.count() == 1 ? x : left ? x - 5 : x + 5;
            svg.use("skip", at, y, title(skip));
            if (skip.count() == 1) {
                free = x + 4;
                continue;
            }
            svg.text(
                    left ? at - 5 : at + 5,
                    y + 3.2,
                    "font-size=\"9\" fill=\"#333\" text-anchor=\"" + (left ? "end" : "start") + "\"",
                    count);
            free = x + 14 + count.length() * CHARACTER;
        }
    }

    private static String title(Lane lane, Lane.Send send) {
        return lane.session + " → " + send.group() + ": " + Marker.of(send.outcome()).label + ", sent at "
                + Clock.rounded(send.span().from());
    }

    private static String title(Lane.Skips skip) {
        return skip.count() + " skipped at " + Clock.rounded(skip.at()) + ": "
                + skip.reason().wire();
    }

    private void box(Span span, double y, double height, String attributes) {
        Span seen = span.clipped(end);
        if (!seen.isEmpty()) {
            svg.rect(x(seen.from()), y, Math.max(1, x(seen.to()) - x(seen.from())), height, attributes);
        }
    }

    /** A stroke as long as the span, if that is long enough to be seen. */
    private void stroke(Span span, double y, String attributes) {
        Span seen = span.clipped(end);
        if (x(seen.to()) - x(seen.from()) >= 1) {
            svg.line(x(seen.from()), y, x(seen.to()), y, attributes);
        }
    }

    private double x(long at) {
        return geometry.left() + (double) at / end * geometry.plot();
    }
}
