package io.adbot.telegram.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM with the tests' class path, for what may end a process, or takes one of its own. */
public final class ChildJvm {

    private ChildJvm() {}

    /** Begins to run a main class; it can be talked with. */
    public static Process start(Class<?> main, String... args) throws IOException {
        return start(List.of(), main, args);
    }

    private static Process start(List<String> options, Class<?> main, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:-CreateCoredumpOnCrash",
                "-classpath",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(args));
        if (Runtime.version().feature() >= 22) { // Else it is warned of among what the child says.
            command.add(1, "--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(1, options);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Runs a main class to its end. */
    public static Ended run(Class<?> main, String... args) throws IOException, InterruptedException {
        return run(List.of(), main, args);
    }

    /** The same, with options for the JVM. */
    public static Ended run(List<String> options, Class<?> main, String... args)
            throws IOException, InterruptedException {
        Process process = start(options, main, args);
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                throw new AssertionError("it does not end; it said " + output);
            }
            return new Ended(process.exitValue(), output);
        } finally {
            process.destroyForcibly();
        }
    }

    /** How it ended. */
    public record Ended(int code, String output) {}
}
