package io.adbot.bench;

import io.adbot.bench.PlanningBench.Size;
import io.adbot.bench.dispatch.DispatchRuns;
import io.adbot.measure.Directories;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.options.TimeValue;

/** Compares, and writes the report. */
final class Bench {

    private static final String ALL = "all";

    private Bench() {}

    /** Takes the parts, separated by commas, or {@code all}; the directory of the report; a directory for files that are measured. */
    public static void main(String[] args) throws Exception {
        Map<String, Part> parts = parts(new Directories(Path.of(args[2], "bench")));
        Report report = new Report(Path.of(args[1]), List.copyOf(parts.keySet()));
        List<String> chosen = args[0].equals(ALL) ? List.copyOf(parts.keySet()) : List.of(args[0].split(",", -1));
        if (!parts.keySet().containsAll(chosen)) {
            throw new IllegalArgumentException(
                    "bench: got " + args[0] + ", expected all or some of " + String.join(", ", parts.keySet()));
        }
        for (Map.Entry<String, Part> part : parts.entrySet()) {
            if (chosen.contains(part.getKey())) {
                long start = System.nanoTime();
                Section section = part.getValue().measure();
                report.put(section);
                System.out.println(section.text());
                System.out.printf("%s: %d s%n%n", part.getKey(), (System.nanoTime() - start) / 1_000_000_000);
            }
        }
    }

    private static Map<String, Part> parts(Directories directories) {
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put(
                "planning",
                new PlanningBench(
                        List.of(new Size(10, 10), new Size(100, 1_000), new Size(1_000, 100_000)),
                        List.of(new Size(10, 1_000), new Size(10, 10_000), new Size(10, 100_000)),
                        new Turns(2, 7),
                        10_000_000,
                        2_000_000));
        parts.put("dispatch", new DispatchBench(DispatchRuns.sizes()));
        parts.put(
                "simulation", new SimulationBench(List.of(1, 10, 100), Duration.ofHours(1), new Turns(1, 5), 200_000));
        parts.put(
                "durable",
                new DurableBench(
                        directories,
                        new Turns(1, 5),
                        Duration.ofMillis(500),
                        List.of(1, 16, 256),
                        List.of(100, 1_000, 10_000)));
        parts.put("loops", new LoopsBench(1, TimeValue.milliseconds(500), 4));
        return parts;
    }
}
