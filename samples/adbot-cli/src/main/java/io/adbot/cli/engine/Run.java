package io.adbot.cli.engine;

import io.adbot.AdBot;
import io.adbot.TenantStatus;
import io.adbot.cli.input.BadInputException;
import io.adbot.time.Nanos;
import io.adbot.value.Counted;
import io.adbot.value.TenantId;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs the engine on a directory: starts the tenants that are named, or all that can be started, and runs their cycles until the
 * time is over or the process is told to end.
 */
public final class Run {

    /** How often it looks whether there is something new to tell. */
    private static final Duration LOOK = Duration.ofSeconds(10);

    /** The engine is closed in order before the process ends, which takes as long as its sends in flight. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final PrintWriter out;
    private final Progress progress;

    /** Reports to there. */
    public Run(PrintWriter out) {
        this.out = out;
        this.progress = new Progress(out);
    }

    /**
     * Runs.
     *
     * @param directory where everything is
     * @param telegram where it posts
     * @param length for how long; empty until the process is told to end
     * @param named the tenants to start; none for all that can be
     * @throws BadInputException if the directory cannot be opened, or a tenant that was named cannot be started
     */
    public void run(Path directory, Reach telegram, Optional<Duration> length, List<TenantId> named) {
        try (ToldToEnd told = ToldToEnd.within(LIMIT)) {
            try (OpenEngine engine = OpenEngine.on(directory, telegram)) {
                start(engine.bot(), named);
                out.flush();
                waitFor(engine.bot(), length, told);
                OpenEngine.await(engine.bot().stopAll()).forEach(progress::tell);
            }
            out.println("closed");
            out.flush();
        }
    }

    private void start(AdBot bot, List<TenantId> named) {
        List<TenantId> all = named.isEmpty() ? OpenEngine.await(bot.tenants().all()) : named;
        List<String> refusals = new ArrayList<>();
        int started = 0;
        for (TenantId tenant : all) {
            try {
                progress.tell(OpenEngine.await(bot.start(tenant)));
                started++;
            } catch (BadInputException refusal) {
                refusals.add(tenant + ": not started: " + refusal.getMessage());
            }
        }
        if (!named.isEmpty() && !refusals.isEmpty()) {
            throw new BadInputException(String.join("; ", refusals));
        }
        refusals.forEach(out::println);
        out.println("running: " + started + " of " + Counted.of(all.size(), "tenant"));
    }

    private void waitFor(AdBot bot, Optional<Duration> length, ToldToEnd told) {
        long end = length.map(Duration::toNanos)
                .map(nanos -> Nanos.plus(System.nanoTime(), nanos))
                .orElse(Long.MAX_VALUE);
        try {
            while (System.nanoTime() < end) {
                long left = Math.min(LOOK.toNanos(), end - System.nanoTime());
                if (told.await(left)) {
                    return;
                }
                OpenEngine.await(bot.statusOfAll()).stream()
                        .filter(status -> status.state() != TenantStatus.State.STOPPED)
                        .forEach(progress::tellIfChanged);
                out.flush();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
