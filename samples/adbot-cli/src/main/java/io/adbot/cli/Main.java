package io.adbot.cli;

import io.adbot.cli.input.BadInputException;
import io.adbot.journal.JournalException;
import io.adbot.value.InvalidValueException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line tool's entrance: from arguments to an exit code, whatever happens on the way. */
public final class Main {

    private Main() {}

    /**
     * Runs a command and exits with its code.
     *
     * @param args the command and its arguments
     */
    public static void main(String[] args) {
        // System.out would swallow the error that says that nobody reads any more.
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        OutputStream err = new FileOutputStream(FileDescriptor.err);
        int code = run(new Console(out, err), args);
        System.exit(code);
    }

    /** Runs a command; gives one of {@link ExitCode}. */
    static int run(Console console, String... args) {
        CommandLine line = new CommandLine(new AdBotCommand(console))
                .setOut(console.out())
                .setErr(console.err())
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((refusal, arguments) -> {
                    console.error(explain(refusal));
                    return ExitCode.BAD_INPUT;
                })
                .setExecutionExceptionHandler((failure, command, arguments) -> explain(console, failure));
        int code = line.execute(args);
        return console.flush() ? code : ExitCode.FAILED;
    }

    private static String explain(ParameterException refusal) {
        CommandLine command = refusal.getCommandLine();
        if (refusal instanceof UnmatchedArgumentException unmatched
                && command.getParent() == null
                && !unmatched.isUnknownOption()) {
            return "unknown command \"" + unmatched.getUnmatched().get(0) + "\", expected "
                    + String.join(", ", new TreeSet<>(command.getSubcommands().keySet()));
        }
        if (refusal.getCause() instanceof InvalidValueException bad && refusal.getArgSpec() != null) {
            return name(refusal.getArgSpec()) + ": got " + bad.value() + ", expected " + bad.accepted();
        }
        String help = "; see " + command.getCommandSpec().qualifiedName() + " --help";
        return String.valueOf(refusal.getMessage()).lines().findFirst().orElse("bad arguments") + help;
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static int explain(Console console, Exception failure) {
        if (failure instanceof BadInputException) {
            console.error(String.valueOf(failure.getMessage()));
            return ExitCode.BAD_INPUT;
        }
        if (failure instanceof OutputClosedException closed) {
            return console.lost(closed);
        }
        Throwable cause = failure;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        console.error(
                cause instanceof JournalException
                        ? String.valueOf(cause.getMessage())
                        : "failed unexpectedly: " + cause);
        return ExitCode.FAILED;
    }
}
