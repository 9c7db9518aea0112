package io.adbot.figures;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Prints figures as the rows of a Markdown table, each as soon as it is known. */
final class FigureTable {

    private static final String ROW = "| %-58s | %12s | %-21s | %6s | %-12s | %-7s |%n";

    /** Prints where this runs, and the head of the table. */
    void begin() {
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                "%s, %d cores; %s %s, %s; heap %d MB; load %.1f%n%n",
                processor(),
                runtime.availableProcessors(),
                System.getProperty("java.vm.name"),
                System.getProperty("java.runtime.version"),
                String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()),
                runtime.maxMemory() >> 20,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        System.out.printf(ROW, "figure", "median", "spread", "rounds", "goal", "");
        System.out.printf(ROW, "---", "--:", "---", "--:", "---", "---");
    }

    void row(String figure, Sample sample, Goal goal) {
        double median = sample.median();
        System.out.printf(
                ROW,
                figure,
                text(median),
                text(sample.least()) + " – " + text(sample.most()),
                sample.rounds(),
                goal.text(),
                goal.verdict(median));
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 1000 ? "%.1f" : "%,.0f", value);
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 2))
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException notLinux) {
            return System.getProperty("os.arch");
        }
    }
}
