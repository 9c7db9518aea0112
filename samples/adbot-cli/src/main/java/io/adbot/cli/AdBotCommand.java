package io.adbot.cli;

import java.math.BigDecimal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands and their arguments. Each hands over to the class that does it. */
@Command(
        name = "adbot",
        description = "Plans, simulates and verifies cycles of announcements.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommandsRepeatable = false)
final class AdBotCommand {

    private final Console console;
    private final Simulator simulator;

    AdBotCommand(Console console, Simulator simulator) {
        this.console = console;
        this.simulator = simulator;
    }

    @Command(
            name = "plan",
            mixinStandardHelpOptions = true,
            description = "Shows when everything is due.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:planned", "2:bad input", "3:infeasible"})
    int plan(
            @Parameters(
                            paramLabel = "FILE",
                            converter = Arguments.Location.class,
                            description =
                                    "JSON with execution_mode, sessions, groups, delay_between_posts (seconds) and"
                                            + " total_cycle_minutes.")
                    Path file,
            @Option(names = "--json", description = "One JSON object; a refusal too.") boolean json,
            @Option(names = "--due", description = "Every due time in time order, one JSON object a line.")
                    boolean due) {
        return new Plan(console, json, due).run(file);
    }

    @Command(
            name = "simulate",
            mixinStandardHelpOptions = true,
            description = "Runs cycles in virtual time, at a fake Telegram.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:simulated, whatever came of it", "2:bad input", "3:infeasible"})
    int simulate(
            @Parameters(
                            paramLabel = "FILE|DIR",
                            converter = Arguments.Location.class,
                            description = "A file as for plan, or a directory with users.json in it or in its data/.")
                    Path source,
            @Option(
                            names = "--cycles",
                            paramLabel = "K",
                            converter = Arguments.Count.class,
                            defaultValue = "1",
                            description = "How many cycles each tenant runs; default ${DEFAULT-VALUE}.")
                    int cycles,
            @Option(
                            names = "--pause",
                            paramLabel = "S",
                            converter = Arguments.Seconds.class,
                            defaultValue = "300",
                            description = "Seconds between a tenant's cycles; default ${DEFAULT-VALUE}.")
                    BigDecimal pause,
            @Option(
                            names = "--seed",
                            paramLabel = "N",
                            converter = Arguments.Seed.class,
                            defaultValue = "0",
                            description = "Chance is drawn from it; default ${DEFAULT-VALUE}.")
                    long seed,
            @Option(
                            names = "--faults",
                            paramLabel = "MENU",
                            defaultValue = "calm",
                            converter = Arguments.Menu.class,
                            description = "calm, flooding, losing-replies, strict or chaos; default ${DEFAULT-VALUE}.")
                    Faults faults,
            @Option(
                            names = "--journal",
                            paramLabel = "OUT.jsonl",
                            converter = Arguments.Location.class,
                            description = "Writes the journal there.")
                    @Nullable
                    Path journal,
            @Option(
                            names = "--svg",
                            paramLabel = "OUT.svg",
                            converter = Arguments.Location.class,
                            description = "Draws the timeline there.")
                    @Nullable
                    Path svg,
            @Option(names = "--json", description = "The report as one JSON object; a refusal too.") boolean json) {
        SimulateOptions options = SimulateOptions.of(cycles, pause, seed, faults, journal, svg, json);
        return new Simulate(console, options, simulator).run(source);
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Checks every rule over a journal, whoever wrote it.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:no rule is broken", "2:bad input", "4:rules are broken"})
    int verify(
            @Parameters(
                            paramLabel = "JOURNAL.jsonl",
                            converter = Arguments.Location.class,
                            description = "One JSON object a line.")
                    Path journal) {
        return new Verify(console).run(journal);
    }
}
