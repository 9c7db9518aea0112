package io.adbot.cli;

import io.adbot.cli.input.BadInputException;
import io.adbot.cli.simulation.FileTree;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Shows the tool at work, command by command: plans and simulates sample tenants, then opens what that has left with an engine in
 * real time, as after a restart.
 */
public final class Demo {

    private Demo() {}

    /**
     * Runs the commands one after the other, and exits with the code of the first that fails.
     *
     * @param args the directory with the sample tenants, and one for what comes of them; what an earlier run has left there goes
     */
    public static void main(String[] args) {
        Path samples = Path.of(args[0]);
        Path target = Path.of(args[1]);
        Console console =
                new Console(new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
        System.exit(run(console, samples, target, "7s"));
    }

    static int run(Console console, Path samples, Path target, String length) {
        String directory = target.resolve("data-directory").toString();
        String svg = target.resolve("timeline.svg").toString();
        prepare(target);
        delete(Path.of(directory));
        for (List<String> command : List.of(
                List.of("simulate", samples.toString(), "--keep", directory, "--svg", svg),
                List.of("status", directory),
                List.of("run", directory, "--for", length),
                List.of("status", directory),
                List.of("doctor", directory))) {
            console.out().println("$ adbot " + String.join(" ", command));
            console.out().flush();
            int code = Main.run(console, command.toArray(String[]::new));
            if (code != ExitCode.OK) {
                return code;
            }
            console.out().println();
        }
        return console.flush() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static void prepare(Path target) {
        try {
            Files.createDirectories(target);
        } catch (IOException failure) {
            throw BadInputException.because(target, failure);
        }
    }

    private static void delete(Path directory) {
        try {
            FileTree.delete(directory);
        } catch (IOException failure) {
            throw BadInputException.because(directory, failure);
        }
    }
}
