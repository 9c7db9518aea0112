package io.adbot.figures;

import io.adbot.measure.Directories;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures the figures of {@code docs/performance.md} and prints them as a table: some minutes on a quiet machine. */
final class Figures {

    private static final String ALL = "all";

    /** Measured where its tests are, which have the Telegram that it needs. */
    private static final String ADAPTER = "telegram";

    private Figures() {}

    /** Takes the parts to measure, separated by commas, or {@code all}, and a directory for files that figures need. */
    public static void main(String[] args) throws Exception {
        FigureTable table = new FigureTable();
        Map<String, Part> parts = parts(table, new Directories(Path.of(args[1], "figures")));
        List<String> chosen = args[0].equals(ALL) ? List.copyOf(parts.keySet()) : List.of(args[0].split(",", -1));
        table.begin();
        for (String name : chosen) {
            Part part = parts.get(name);
            if (part != null) {
                part.measure();
            } else if (!name.equals(CommandLineFigures.PART) && !name.equals(ADAPTER)) {
                throw new IllegalArgumentException(
                        "figures: got " + name + ", expected all or some of " + parts.keySet() + " or " + ADAPTER);
            }
        }
    }

    private static Map<String, Part> parts(FigureTable table, Directories directories) {
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put("planning", new PlanningFigures(table)::measure);
        parts.put("store", new StoreFigures(table, directories, 9, Duration.ofSeconds(1))::measure);
        parts.put(
                "growth",
                new GrowthFigures(table, directories, new GrowthFigures.Scale(100, 100_000, 9, Duration.ofSeconds(1)))
                        ::measure);
        parts.put(
                "reopening",
                new ReopeningFigures(table, directories, new ReopeningFigures.Scale(100_000, 1_000_000, 5))::measure);
        parts.put(
                "engine",
                new EngineFigures(table, new EngineFigures.Scale(List.of(100, 1_000, 10_000), 50_000, 5, 1 << 27))
                        ::measure);
        parts.put("simulation", new SimulationFigures(table)::measure);
        return parts;
    }

    private interface Part {
        void measure() throws Exception;
    }
}
