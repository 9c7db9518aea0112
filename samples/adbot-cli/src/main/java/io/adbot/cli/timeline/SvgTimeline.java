package io.adbot.cli.timeline;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A timeline as SVG: a panel for each tenant, in it a lane for each session with its slots, every send as a mark whose
 * colour and shape say what became of it, the waits, and an axis with units. Each panel has a scale of its own, so that a
 * cycle of seconds is seen beside one of hours.
 *
 * <p>Where marks stand too close for shapes, each becomes a stroke; what is not delivered keeps its shape as well, as long as
 * there is room.
 */
public final class SvgTimeline {

    private static final double WIDTH = 1440;
    private static final double MARGIN = 24;
    private static final double HEADER = 88;
    private static final double FOOTER = 12;

    private final List<TenantTimeline> tenants;
    private final Geometry geometry;
    private final Set<Marker> used = EnumSet.noneOf(Marker.class);
    private boolean floodWaits;
    private boolean slowModes;
    private boolean skips;

    private SvgTimeline(Timeline timeline) {
        this.tenants = timeline.tenants();
        int lanes = tenants.stream().mapToInt(t -> t.lanes().size()).max().orElse(1);
        int label = tenants.stream()
                .flatMap(t -> t.lanes().stream())
                .mapToInt(lane -> lane.session.value().length())
                .max()
                .orElse(0);
        this.geometry = Geometry.of(WIDTH - 2 * MARGIN, lanes, label);
        tenants.stream().flatMap(t -> t.lanes().stream()).forEach(this::look);
    }

    /** Draws the timeline into a file. */
    public static void write(Timeline timeline, Path file) throws IOException {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            new SvgTimeline(timeline).draw(new Svg(out));
            if (out.checkError()) {
                throw new IOException("the drawing could not be written whole");
            }
        }
    }

    private void look(Lane lane) {
        lane.sends.forEach(send -> used.add(Marker.of(send.outcome())));
        floodWaits |= !lane.floodWaits.isEmpty();
        slowModes |= !lane.slowModes.isEmpty();
        skips |= !lane.skips.isEmpty();
    }

    private void draw(Svg svg) {
        double height = HEADER + FOOTER;
        for (TenantTimeline tenant : tenants) {
            height += geometry.panelHeight(tenant);
        }
        svg.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + Svg.n(WIDTH) + "\" height=\"" + Svg.n(height)
                + "\" viewBox=\"0 0 " + Svg.n(WIDTH) + " " + Svg.n(height)
                + "\" font-family=\"'DejaVu Sans', Verdana, Arial, sans-serif\" font-size=\"11\">");
        svg.raw("<title>Timeline</title>");
        define(svg);
        svg.rect(0, 0, WIDTH, height, "fill=\"#fff\"");
        legend(svg);
        double y = HEADER;
        for (TenantTimeline tenant : tenants) {
            svg.raw("<g transform=\"translate(" + Svg.n(MARGIN) + " " + Svg.n(y) + ")\">");
            new Panel(tenant, geometry, svg).draw();
            svg.raw("</g>");
            y += geometry.panelHeight(tenant);
        }
        svg.raw("</svg>");
    }

    private void define(Svg svg) {
        svg.raw("<defs>");
        for (Marker marker : used) {
            svg.raw("<g id=\"" + marker.shape() + "\">" + marker.svg(geometry.radius()) + "</g>");
            double reach = geometry.lane() * (marker == Marker.DELIVERED ? 0.28 : 0.42);
            svg.raw("<path id=\"" + marker.tick() + "\" d=\"M0," + Svg.n(-reach) + "V" + Svg.n(reach) + "\" stroke=\""
                    + marker.colour + "\" stroke-width=\"" + (marker == Marker.DELIVERED ? "1" : "1.4") + "\"/>");
            // In the legend every shape has the same size, however narrow the lanes are.
            svg.raw("<g id=\"l" + marker.shape() + "\">" + marker.svg(5) + "</g>");
        }
        svg.raw(
                "<pattern id=\"flood\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
                        + "<rect width=\"5\" height=\"5\" fill=\"#fbe6bd\"/><rect width=\"2\" height=\"5\" fill=\"#e69f00\"/></pattern>");
        svg.raw("<path id=\"skip\" d=\"M-3,-3H3V3H-3Z\" fill=\"#fff\" stroke=\"#555\" stroke-width=\"1.2\"/>");
        svg.raw("<path id=\"t-skip\" d=\"M0," + Svg.n(-geometry.lane() * 0.46) + "V" + Svg.n(-geometry.lane() * 0.24)
                + "\" stroke=\"#333\" stroke-width=\"1.2\"/>");
        svg.raw("</defs>");
    }

    private void legend(Svg svg) {
        svg.text(MARGIN, 26, "font-size=\"16\" font-weight=\"bold\"", "What was sent when");
        Legend legend = new Legend(svg, MARGIN + 6, 48, WIDTH - MARGIN);
        for (Marker marker : used) {
            legend.shape("l" + marker.shape(), marker.label);
        }
        if (skips) {
            legend.shape("skip", "skipped (how many)");
        }
        legend.box("fill=\"#e4ebf3\"", "slot");
        if (floodWaits) {
            legend.box("fill=\"url(#flood)\"", "waiting out a flood wait");
        }
        if (slowModes) {
            legend.stroke("stroke=\"#56b4e9\" stroke-width=\"2\" stroke-dasharray=\"3 2\"", "group in slow mode");
        }
        legend.stroke("stroke=\"#777\" stroke-width=\"1\"", "waiting for the answer");
        legend.stroke("stroke=\"#333\" stroke-width=\"1\" stroke-dasharray=\"4 3\"", "start and end of a cycle");
    }

    /** Entries side by side, in a second row where the first has no room. */
    private static final class Legend {
        private static final double CHARACTER = 6.7;

        private final Svg svg;
        private final double left;
        private final double right;
        private double x;
        private double y;

        Legend(Svg svg, double left, double y, double right) {
            this.svg = svg;
            this.left = left;
            this.right = right;
            this.x = left;
            this.y = y;
        }

        void shape(String id, String label) {
            room(10, label);
            svg.use(id, x, y, label);
            label(10, label);
        }

        void box(String attributes, String label) {
            room(22, label);
            svg.rect(x - 5, y - 6, 20, 12, attributes);
            label(20, label);
        }

        void stroke(String attributes, String label) {
            room(22, label);
            svg.line(x - 5, y, x + 15, y, attributes);
            label(20, label);
        }

        private void room(double symbol, String label) {
            if (x + symbol + label.length() * CHARACTER > right) {
                x = left;
                y += 18;
            }
        }

        private void label(double symbol, String label) {
            svg.text(x + symbol, y + 4, "fill=\"#222\"", label);
            x += symbol + label.length() * CHARACTER + 20;
        }
    }
}
