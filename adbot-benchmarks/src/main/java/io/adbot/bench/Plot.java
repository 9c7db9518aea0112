package io.adbot.bench;

import io.adbot.bench.Growth.Point;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Draws how costs grow as SVG: cost over size, both axes logarithmic, limits dashed. Readable on light and dark ground. */
final class Plot {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 420;
    private static final int LEFT = 80;
    private static final int TOP = 40;
    private static final int BOTTOM = 60;
    private static final int RIGHT = 300;
    private static final List<String> COLOURS = List.of(
            "#3b82f6", "#ef4444", "#10b981", "#f59e0b", "#8b5cf6", "#14b8a6", "#ec4899", "#84cc16", "#f97316",
            "#64748b");

    private final Growth growth;
    private final double leastX;
    private final double mostX;
    private final double leastY;
    private final double mostY;

    private Plot(Growth growth) {
        this.growth = growth;
        List<Point> points =
                growth.lines().values().stream().flatMap(List::stream).toList();
        this.leastX = Math.floor(least(points.stream().map(Point::size).toList()));
        this.mostX = Math.max(
                leastX + 1, Math.ceil(most(points.stream().map(Point::size).toList())));
        this.leastY = Math.floor(least(points.stream().map(Point::cost).toList()));
        this.mostY = Math.max(
                leastY + 1, Math.ceil(most(points.stream().map(Point::cost).toList())));
    }

    /** The drawing; the growth must have at least one point. */
    static String of(Growth growth) {
        return new Plot(growth).draw();
    }

    private String draw() {
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" font-family=\"sans-serif\""
                        + " font-size=\"12\">%n",
                WIDTH, HEIGHT));
        svg.append("<title>").append(escaped(growth.title())).append("</title>\n");
        svg.append("<style>text{fill:#57606a}.grid{stroke:#8c959f;stroke-opacity:.35}"
                + "@media(prefers-color-scheme:dark){text{fill:#adbac7}}</style>\n");
        svg.append(text(LEFT, TOP - 16, "start", growth.title() + ", " + growth.unit()));
        for (int power = (int) leastX; power <= mostX; power++) {
            svg.append(line(x(power), TOP, x(power), HEIGHT - BOTTOM));
            svg.append(text(x(power), HEIGHT - BOTTOM + 18, "middle", tenTo(power)));
        }
        for (int power = (int) leastY; power <= mostY; power++) {
            svg.append(line(LEFT, y(power), WIDTH - RIGHT, y(power)));
            svg.append(text(LEFT - 8, y(power) + 4, "end", tenTo(power)));
        }
        svg.append(text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - BOTTOM + 40, "middle", growth.sizeName()));
        int number = 0;
        for (var entry : growth.lines().entrySet()) {
            svg.append(contender(entry.getKey(), entry.getValue(), number++));
        }
        return svg.append("</svg>\n").toString();
    }

    private String contender(String name, List<Point> points, int number) {
        String colour = COLOURS.get(number % COLOURS.size());
        String dashes = growth.isLimit(name) ? " stroke-dasharray=\"6 4\"" : "";
        String path = points.stream()
                .map(point -> number(x(Math.log10(point.size()))) + "," + number(y(Math.log10(point.cost()))))
                .collect(Collectors.joining(" "));
        StringBuilder svg = new StringBuilder(String.format(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>%n", path, colour, dashes));
        for (Point point : points) {
            svg.append(String.format(
                    "<circle cx=\"%s\" cy=\"%s\" r=\"3\" fill=\"%s\"/>%n",
                    number(x(Math.log10(point.size()))), number(y(Math.log10(point.cost()))), colour));
        }
        int y = TOP + 12 + 20 * number;
        int x = WIDTH - RIGHT + 16;
        svg.append(String.format(
                "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-width=\"2\"%s/>%n",
                x, y - 4, x + 22, y - 4, colour, dashes));
        return svg.append(text(x + 28, y, "start", name)).toString();
    }

    private double x(double power) {
        return LEFT + (power - leastX) / (mostX - leastX) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double power) {
        return HEIGHT - BOTTOM - (power - leastY) / (mostY - leastY) * (HEIGHT - TOP - BOTTOM);
    }

    private static double least(List<Double> values) {
        return values.stream().mapToDouble(Math::log10).min().orElse(0);
    }

    private static double most(List<Double> values) {
        return values.stream().mapToDouble(Math::log10).max().orElse(1);
    }

    private static String line(double x1, double y1, double x2, double y2) {
        return String.format(
                "<line class=\"grid\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>%n",
                number(x1), number(y1), number(x2), number(y2));
    }

    private static String text(double x, double y, String anchor, String text) {
        return String.format(
                "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>%n", number(x), number(y), anchor, escaped(text));
    }

    private static String tenTo(int power) {
        return power >= 0 && power < 4
                ? String.format(Locale.ROOT, "%,d", (long) Math.pow(10, power))
                : "10" + superscript(power);
    }

    private static String superscript(int power) {
        return Integer.toString(power)
                .chars()
                .mapToObj(digit -> digit == '-' ? "⁻" : String.valueOf("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0')))
                .collect(Collectors.joining());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
