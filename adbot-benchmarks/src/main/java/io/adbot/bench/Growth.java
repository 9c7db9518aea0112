package io.adbot.bench;

import io.adbot.measure.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** How costs grow with the size of the work: for each contender a line of points, and the exponent of the power that fits it best. */
final class Growth {

    /** A cost that grows with less than this power of the size is taken for flat: a third more for ten times the size. */
    static final double FLAT = 0.125;

    private final String title;
    private final String sizeName;
    private final String unit;
    private final Set<String> limits;
    private final Map<String, List<Point>> lines = new LinkedHashMap<>();

    /**
     * An empty one.
     *
     * @param sizeName what the size counts
     * @param unit of the costs
     * @param limits those of the lines that show what can be done at all
     */
    Growth(String title, String sizeName, String unit, Set<String> limits) {
        this.title = title;
        this.sizeName = sizeName;
        this.unit = unit;
        this.limits = limits;
    }

    /** A point of a contender's line; nothing if there is no cost. */
    void add(String contender, double size, OptionalDouble cost) {
        cost.ifPresent(value -> {
            if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(contender + ": got a cost of " + value + ", expected more than 0");
            }

            lines.computeIfAbsent(contender, first -> new ArrayList<>()).add(new Point(size, value));
        });
    }

    String title() {
        return title;
    }

    String sizeName() {
        return sizeName;
    }

    String unit() {
        return unit;
    }

    boolean isLimit(String contender) {
        return limits.contains(contender);
    }

    Map<String, List<Point>> lines() {
        return lines;
    }

    /** The slope of the line that fits the points best, both axes being logarithmic; not a number for fewer than two points. */
    static double exponent(List<Point> points) {
        double n = points.size();
        double meanX = points.stream().mapToDouble(p -> Math.log(p.size())).sum() / n;
        double meanY = points.stream().mapToDouble(p -> Math.log(p.cost())).sum() / n;
        double xy = 0;
        double xx = 0;
        for (Point point : points) {
            double x = Math.log(point.size()) - meanX;
            xy += x * (Math.log(point.cost()) - meanY);
            xx += x * x;
        }
        return xy / xx;
    }

    /** As a table: the cost at each size, the exponent, and whether that is flat. */
    String markdown() {
        List<Double> sizes = lines.values().stream()
                .flatMap(List::stream)
                .map(Point::size)
                .distinct()
                .sorted()
                .toList();
        StringBuilder text = new StringBuilder("**" + title + "**, " + unit + ", by " + sizeName + "\n\n| contender |");
        sizes.forEach(
                size -> text.append(' ').append(String.format("%,.0f", size)).append(" |"));
        text.append(" exponent | |\n| --- |")
                .append(" --: |".repeat(sizes.size() + 1))
                .append(" --- |\n");
        lines.forEach((contender, points) -> {
            text.append("| ").append(contender).append(" |");
            for (double size : sizes) {
                text.append(' ')
                        .append(points.stream()
                                .filter(point -> point.size() == size)
                                .map(point -> Numbers.text(point.cost()))
                                .findFirst()
                                .orElse("–"))
                        .append(" |");
            }
            double exponent = exponent(points);
            text.append(
                    Double.isNaN(exponent)
                            ? " – | |\n"
                            : String.format(" %.2f | %s |%n", exponent, exponent <= FLAT ? "flat" : ""));
        });
        return text.toString();
    }

    /**
     * What something of a size has cost.
     *
     * @param size more than zero
     * @param cost more than zero
     */
    record Point(double size, double cost) {}
}
