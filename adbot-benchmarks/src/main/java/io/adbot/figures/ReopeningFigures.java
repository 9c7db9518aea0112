package io.adbot.figures;

import io.adbot.measure.Directories;
import io.adbot.measure.Goal;
import io.adbot.measure.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An engine is opened on what a killed one left, each time in a process that was just started. */
final class ReopeningFigures {

    private static final String[] HEAPS = {"-Xmx2g", "-Xmx64m"};

    private final FigureTable table;
    private final Directories directories;
    private final Scale scale;

    ReopeningFigures(FigureTable table, Directories directories, Scale scale) {
        this.table = table;
        this.directories = directories;
        this.scale = scale;
    }

    /**
     * How much is done.
     *
     * @param few entries that the one journal has
     * @param many entries that the other has, of the same tenants
     * @param rounds how often each is opened
     */
    record Scale(int few, int many, int rounds) {}

    void measure() throws IOException, InterruptedException {
        Path few = written(scale.few);
        Path many = written(scale.many);
        for (String heap : HEAPS) {
            Sample ratio = new Sample();
            Sample fewLive = new Sample();
            Sample manyLive = new Sample();
            Sample millis = new Sample();
            for (int round = 0; round < scale.rounds; round++) {
                Reopening.Opened small = opened(few, heap);
                Reopening.Opened large = opened(many, heap);
                millis.add(large.millis() / 1e3);
                fewLive.add(small.liveBytes() / 1e6);
                manyLive.add(large.liveBytes() / 1e6);
                ratio.add((double) large.liveBytes() / small.liveBytes());
            }
            String suffix = " entries, " + heap;
            table.row("an opening after " + scale.many + suffix + ", s", millis, Goal.below(3, "3 s"));
            table.row("  live on the heap then, MB", manyLive, Goal.none());
            table.row("  after " + scale.few + " entries, MB", fewLive, Goal.none());
            table.row("  the one : the other", ratio, Goal.atMost(1.2, "1.2"));
        }
        directories.delete(few);
        directories.delete(many);
    }

    private Path written(int entries) throws IOException, InterruptedException {
        Path directory = directories.fresh("reopening-" + entries).resolve("data");
        process("-Xmx3g", "write", directory.toString(), Integer.toString(entries));
        return directory;
    }

    private static Reopening.Opened opened(Path directory, String heap) throws IOException, InterruptedException {
        return Reopening.Opened.of(process(heap, "open", directory.toString()));
    }

    private static String process(String heap, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                heap,
                "-Dlogback.configurationFile=figures-logback.xml",
                "-classpath",
                System.getProperty("java.class.path"),
                Reopening.class.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        if (exit != 0) {
            throw new AssertionError(command + " ended with " + exit);
        }
        return said.strip();
    }
}
