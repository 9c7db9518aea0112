package io.adbot.cli;

import io.adbot.Preflight;
import io.adbot.cli.engine.Doctor;
import io.adbot.cli.engine.Erase;
import io.adbot.cli.engine.Export;
import io.adbot.cli.engine.LogIn;
import io.adbot.cli.engine.LogOut;
import io.adbot.cli.engine.Preflights;
import io.adbot.cli.engine.Reach;
import io.adbot.cli.engine.Run;
import io.adbot.cli.engine.SessionActions;
import io.adbot.cli.engine.Status;
import io.adbot.cli.engine.TestMessage;
import io.adbot.cli.input.BadInputException;
import io.adbot.cli.login.Lines;
import io.adbot.cli.login.TerminalPrompt;
import io.adbot.telegram.LoginWay;
import io.adbot.telegram.transport.TdJson;
import io.adbot.telegram.transport.TdLibrary;
import io.adbot.telegram.transport.TdLibraryException;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands and their arguments. Each hands over to the class that does it. */
@Command(
        name = "adbot",
        description = "Plans, simulates, verifies and runs cycles of announcements.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = HelpCommand.class,
        subcommandsRepeatable = false)
final class AdBotCommand {

    private static final String DIRECTORY = "The data directory.";
    private static final String TDLIB = "TDLib's library, or a folder with it; looked for if not given.";

    private final Console console;

    AdBotCommand(Console console) {
        this.console = console;
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
                            description =
                                    "A file as for plan, or a data directory: it is not touched, the engine runs on a copy.")
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
                            description =
                                    "Seconds between the cycles of a tenant that sets none; default ${DEFAULT-VALUE}.")
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
            @Option(
                            names = "--keep",
                            paramLabel = "OUT",
                            converter = Arguments.Location.class,
                            description = "Keeps the copy of DIR there, with journal, stats and logs.")
                    @Nullable
                    Path keep,
            @Option(names = "--json", description = "The report as one JSON object; a refusal too.") boolean json) {
        SimulateOptions.Files files = new SimulateOptions.Files(journal, svg, keep);
        SimulateOptions options = SimulateOptions.of(cycles, pause, seed, faults, files, json);
        return new Simulate(console, options).run(source);
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

    @Command(
            name = "run",
            mixinStandardHelpOptions = true,
            description = "Runs the engine on a data directory, in real time, until it is told to end.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:closed in order", "2:bad input, or a named user cannot be started"})
    int run(
            @Parameters(paramLabel = "DIR", converter = Arguments.Location.class, description = DIRECTORY)
                    Path directory,
            @Option(
                            names = "--telegram",
                            paramLabel = "fake|tdlib",
                            defaultValue = "fake",
                            converter = Arguments.Telegram.class,
                            description =
                                    "Where it posts: at a fake Telegram, or through TDLib at the real one; default"
                                            + " ${DEFAULT-VALUE}.")
                    String telegram,
            @Option(names = "--tdlib", paramLabel = "PATH", converter = Arguments.Location.class, description = TDLIB)
                    @Nullable
                    Path library,
            @Option(
                            names = "--for",
                            paramLabel = "DURATION",
                            converter = Arguments.Length.class,
                            description = "For how long: 90s, 15m, 2h, or ISO 8601; until told to end if not given.")
                    @Nullable
                    Duration length,
            @Option(
                            names = "--start",
                            paramLabel = "USER",
                            converter = Arguments.User.class,
                            description = "Starts this user; may be given several times. Without it all that can be.")
                    @Nullable
                    List<TenantId> users) {
        new Run(console.out())
                .run(
                        directory,
                        reach(telegram, library),
                        Optional.ofNullable(length),
                        users == null ? List.of() : users);
        return ExitCode.OK;
    }

    @Command(
            name = "preflight",
            mixinStandardHelpOptions = true,
            description =
                    "Says what a start of a user would send when, and what not, while no engine runs on the directory;"
                            + " sends nothing.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:could be started", "2:bad input, or cannot be started"})
    int preflight(
            @Parameters(paramLabel = "DIR", converter = Arguments.Location.class, description = DIRECTORY)
                    Path directory,
            @Parameters(paramLabel = "USER", converter = Arguments.User.class, description = "Which user.")
                    TenantId user,
            @Option(
                            names = "--telegram",
                            paramLabel = "fake|tdlib",
                            defaultValue = "tdlib",
                            converter = Arguments.Telegram.class,
                            description = "Which Telegram is asked; default ${DEFAULT-VALUE}.")
                    String telegram,
            @Option(names = "--tdlib", paramLabel = "PATH", converter = Arguments.Location.class, description = TDLIB)
                    @Nullable
                    Path library) {
        Preflight preflight = Preflights.of(directory, reach(telegram, library), user);
        return PreflightText.print(user, preflight, console.out()) ? ExitCode.OK : ExitCode.BAD_INPUT;
    }

    @Command(
            name = "send-test",
            mixinStandardHelpOptions = true,
            description = "Sends a message to a session's own Saved Messages, while no engine runs on the directory.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:delivered", "2:bad input, or not delivered"})
    int sendTest(
            @Parameters(paramLabel = "DIR", converter = Arguments.Location.class, description = DIRECTORY)
                    Path directory,
            @Parameters(paramLabel = "SESSION", converter = Arguments.Session.class, description = "Which session.")
                    SessionId session,
            @Option(names = "--tdlib", paramLabel = "PATH", converter = Arguments.Location.class, description = TDLIB)
                    @Nullable
                    Path library) {
        new TestMessage(directory, tdlib(library), console.out()).run(session);
        return ExitCode.OK;
    }

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Shows where every user stands; never writes, and works beside a running engine.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:shown", "2:bad input"})
    int status(
            @Parameters(paramLabel = "DIR", converter = Arguments.Location.class, description = DIRECTORY)
                    Path directory,
            @Option(names = "--json", description = "One JSON object.") boolean json) {
        Status status = Status.of(directory);
        if (json) {
            Json.writeObject(console.results(), status::write);
        } else {
            status.print(console.out());
        }
        return ExitCode.OK;
    }

    @Command(
            name = "sessions",
            mixinStandardHelpOptions = true,
            description = "Lists sessions, or does something with them while no engine runs on the directory.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:done", "2:bad input, or refused"})
    int sessions(
            @Parameters(paramLabel = "DIR", converter = Arguments.Location.class, description = DIRECTORY)
                    Path directory,
            @Parameters(
                            paramLabel = "ACTION",
                            arity = "1..*",
                            description =
                                    "list; add SESSION; remove SESSION; release USER SESSION...; replace USER SESSION;"
                                            + " acknowledge USER; clear SESSION.")
                    List<String> action) {
        new SessionActions(directory, console.out()).run(action);
        return ExitCode.OK;
    }

    @Command(
            name = "doctor",
            mixinStandardHelpOptions = true,
            description = "Examines a data directory and changes nothing in it.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:sound", "2:bad input", "5:damaged"})
    int doctor(
            @Parameters(paramLabel = "DIR", converter = Arguments.Location.class, description = DIRECTORY)
                    Path directory,
            @Option(
                            names = "--repair",
                            paramLabel = "OUT",
                            converter = Arguments.Location.class,
                            description = "Writes a copy of the journal there that has all that is sound.")
                    @Nullable
                    Path copy) {
        return new Doctor(directory, console.out()).run(Optional.ofNullable(copy)) ? ExitCode.OK : ExitCode.DAMAGED;
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Writes all that there is about a user as JSON, without sessions and secrets.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:written", "2:bad input"})
    int export(
            @Parameters(paramLabel = "DIR", converter = Arguments.Location.class, description = DIRECTORY)
                    Path directory,
            @Parameters(paramLabel = "USER", converter = Arguments.User.class, description = "Which user.")
                    TenantId user) {
        Json.writeObject(console.results(), Export.of(directory, user)::write);
        return ExitCode.OK;
    }

    @Command(
            name = "erase",
            mixinStandardHelpOptions = true,
            description = "Removes a user and every trace of it, while no engine runs on the directory.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:erased", "2:bad input"})
    int erase(
            @Parameters(paramLabel = "DIR", converter = Arguments.Location.class, description = DIRECTORY)
                    Path directory,
            @Parameters(paramLabel = "USER", converter = Arguments.User.class, description = "Which user.")
                    TenantId user) {
        new Erase(console.out()).run(directory, user);
        return ExitCode.OK;
    }

    @Command(
            name = "login",
            mixinStandardHelpOptions = true,
            description =
                    "Logs an account in at Telegram, while no engine runs on the directory: makes an unused session.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:logged in", "2:bad input, or refused"})
    int login(
            @Parameters(paramLabel = "DIR", converter = Arguments.Location.class, description = DIRECTORY)
                    Path directory,
            @Option(
                            names = "--session",
                            paramLabel = "NAME",
                            description = "What to call the session; account_1, account_2, … if not given.")
                    @Nullable
                    String session,
            @Option(names = "--qr", description = "With a QR code, that a device of the account scans.") boolean qr,
            @Option(names = "--tdlib", paramLabel = "PATH", converter = Arguments.Location.class, description = TDLIB)
                    @Nullable
                    Path library) {
        TerminalPrompt prompt = new TerminalPrompt(Lines.ofThisProcess(console.out()), console.out());
        new LogIn(directory, tdlib(library), prompt, console.out())
                .run(Optional.ofNullable(session), qr ? LoginWay.QR_CODE : LoginWay.PHONE);
        return ExitCode.OK;
    }

    @Command(
            name = "logout",
            mixinStandardHelpOptions = true,
            description = "Ends a session at Telegram and deletes it, while no engine runs on the directory.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:logged out", "2:bad input, or refused"})
    int logout(
            @Parameters(paramLabel = "DIR", converter = Arguments.Location.class, description = DIRECTORY)
                    Path directory,
            @Parameters(
                            paramLabel = "SESSION",
                            converter = Arguments.Session.class,
                            description = "Which session; one that is nobody's.")
                    SessionId session,
            @Option(names = "--tdlib", paramLabel = "PATH", converter = Arguments.Location.class, description = TDLIB)
                    @Nullable
                    Path library) {
        new LogOut(directory, tdlib(library), console.out()).run(session);
        return ExitCode.OK;
    }

    private static Reach reach(String telegram, @Nullable Path library) {
        return telegram.equals("fake") ? Reach.FAKE : Reach.through(tdlib(library));
    }

    private static TdJson tdlib(@Nullable Path named) {
        try {
            TdLibrary libraries = TdLibrary.ofThisMachine();
            return TdJson.load(named == null ? libraries.find() : libraries.at(named));
        } catch (TdLibraryException refusal) {
            throw new BadInputException(String.valueOf(refusal.getMessage()));
        }
    }
}
