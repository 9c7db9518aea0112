package io.adbot.figures;

import io.adbot.measure.Goal;
import io.adbot.measure.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The due times of 10⁷ posts from the command line, in a heap of 64 MB; run with the path of {@code adbot.jar} and the chosen parts. */
final class CommandLineFigures {

    static final String PART = "command-line";

    private static final int SESSIONS = 100;
    private static final int GROUPS = 100_000;
    private static final int ROUNDS = 3;

    private CommandLineFigures() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        if (!args[1].equals("all") && !List.of(args[1].split(",", -1)).contains(PART)) {
            return;
        }
        Path jar = Path.of(args[0]);
        Path campaign = Files.writeString(jar.resolveSibling("ten-million-posts.json"), campaign());
        Sample seconds = new Sample();
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            Process plan = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-Xmx64m",
                            "-jar",
                            jar.toString(),
                            "plan",
                            "--due",
                            campaign.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            long lines = count(plan);
            int exit = plan.waitFor();
            if (exit != 0 || lines < (long) SESSIONS * GROUPS) {
                throw new AssertionError("exit code " + exit + " after " + lines + " lines");
            }
            seconds.add((System.nanoTime() - start) / 1e9);
        }
        new FigureTable().row("java -Xmx64m -jar adbot.jar plan --due, 10⁷ posts, s", seconds, Goal.none());
    }

    private static long count(Process plan) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long lines = 0;
        for (int read = plan.getInputStream().read(buffer);
                read >= 0;
                read = plan.getInputStream().read(buffer)) {
            for (int i = 0; i < read; i++) {
                lines += buffer[i] == '\n' ? 1 : 0;
            }
        }
        return lines;
    }

    private static String campaign() {
        return """
                {
                  "execution_mode": "starter",
                  "total_cycle_minutes": 900000,
                  "delay_between_posts": 5,
                  "sessions": [%s],
                  "groups": [%s]
                }
                """.formatted(names("session-", SESSIONS), names("-1001", GROUPS));
    }

    private static String names(String prefix, int count) {
        return IntStream.range(100_000, 100_000 + count)
                .mapToObj(i -> "\"" + prefix + i + "\"")
                .collect(Collectors.joining(","));
    }
}
