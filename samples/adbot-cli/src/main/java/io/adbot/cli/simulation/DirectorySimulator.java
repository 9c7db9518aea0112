package io.adbot.cli.simulation;

import io.adbot.AdBot;
import io.adbot.EngineSettings;
import io.adbot.cli.engine.Refusals;
import io.adbot.cli.engine.ToldToEnd;
import io.adbot.cli.input.BadInputException;
import io.adbot.cli.input.Campaign;
import io.adbot.cli.report.CampaignReport;
import io.adbot.cycle.CycleSettings;
import io.adbot.cycle.StartRefusedException;
import io.adbot.cycle.StartRefusedException.Reason;
import io.adbot.journal.JournalEntry;
import io.adbot.journal.JournalException;
import io.adbot.plan.Infeasible;
import io.adbot.store.StoreSource;
import io.adbot.store.json.JsonDirectory;
import io.adbot.store.json.JsonStore;
import io.adbot.tenant.TenantConfig;
import io.adbot.testkit.FakeTelegram;
import io.adbot.testkit.VirtualTime;
import io.adbot.value.TenantId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Runs all tenants of a data directory with the whole engine, on a copy: the directory itself is read and not touched, also
 * while another engine runs on it.
 */
public final class DirectorySimulator implements Simulator {

    /** How long a process that is told to end waits for the copy to be deleted. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

    private final Path directory;
    private final Terms terms;
    private final CopyPlace copy;
    private final ToldToEnd told;
    private final VirtualTime time = new VirtualTime();
    private final Outcomes outcomes = new Outcomes();
    private final AdBot bot;
    private List<TenantId> tenants = List.of();
    private boolean ended;

    private DirectorySimulator(Path directory, Terms terms, CopyPlace copy, ToldToEnd told) {
        this.directory = directory;
        this.terms = terms;
        this.copy = copy;
        this.told = told;
        StoreSource store = JsonStore.at(copy.path()).clock(time::wall).forSimulation();
        this.bot = AdBot.builder(new FakeTelegram(time, terms.telegram(), terms.seed()), store)
                .settings(EngineSettings.DEFAULT
                        .withPause(terms.pause())
                        .withCycles(CycleSettings.builder().seed(terms.seed()).build()))
                .listener(outcomes, Runnable::run)
                .loop(time.loop())
                .open();
    }

    /**
     * Copies the directory, and opens an engine on the copy.
     *
     * @param keep where the copy stays with all that the engine wrote, if all goes well; else it is deleted
     * @throws BadInputException if the directory cannot be opened, or the copy cannot be there
     */
    public static DirectorySimulator of(Path directory, Terms terms, Optional<Path> keep) {
        return of(directory, terms, CopyPlace.of(directory, keep), ToldToEnd.within(LIMIT));
    }

    static DirectorySimulator of(Path directory, Terms terms, CopyPlace copy, ToldToEnd told) {
        try {
            JsonDirectory.of(directory).copyForSimulation(copy.path());
            return new DirectorySimulator(directory, terms, copy, told);
        } catch (JournalException refusal) {
            clear(copy, told);
            throw Refusals.of(refusal);
        } catch (RuntimeException | Error failure) {
            clear(copy, told);
            throw failure;
        }
    }

    /** First the copy goes, and then the process may end. */
    private static void clear(CopyPlace copy, ToldToEnd told) {
        try (told;
                copy) {
            // Both are closed.
        }
    }

    @Override
    public Optional<Refusal> prepare() {
        tenants = await(bot.tenants().all());
        if (tenants.isEmpty()) {
            throw BadInputException.in(
                    directory, "there are no tenants, expected users.json or data/users.json with at least one");
        }
        List<Refusal> infeasible = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (TenantId tenant : tenants) {
            try {
                time.await(bot.tenants().update(tenant, DirectorySimulator::withContent), FOREVER);
                time.await(bot.start(tenant, terms.cycles()), FOREVER);
            } catch (CompletionException failure) {
                String reason = Refusals.of(failure).getMessage();
                infeasible(failure)
                        .ifPresentOrElse(
                                plan -> infeasible.add(new Refusal(tenant, directory.toString(), plan)),
                                () -> refused.add(tenant + ": " + reason));
            }
        }
        if (!refused.isEmpty()) {
            throw BadInputException.in(directory, "cannot be simulated: " + String.join("; ", refused));
        }
        return infeasible.stream().findFirst();
    }

    @Override
    public List<CampaignReport> run(Consumer<JournalEntry> journal) {
        time.runUntil(() -> told.isTold() || outcomes.stopped() == tenants.size(), FOREVER);
        if (told.isTold()) {
            throw BadInputException.in(directory, "not simulated to the end: the process was told to end");
        }
        end();
        copy.complete();
        JsonDirectory.of(copy.path()).journal().read(journal);
        return tenants.stream()
                .map(tenant -> outcomes.report(tenant, terms.cycles()))
                .toList();
    }

    @Override
    public void close() {
        try (told;
                copy) {
            end();
        }
    }

    /** In virtual time: an engine that is closed without waits for its loop, and that only moves when it is driven. */
    private void end() {
        if (!ended) {
            ended = true;
            await(bot.shutDown());
            bot.close();
        }
    }

    private <T> T await(CompletionStage<T> stage) {
        try {
            return time.await(stage, FOREVER);
        } catch (CompletionException failure) {
            throw Refusals.of(failure);
        }
    }

    private static TenantConfig withContent(TenantConfig config) {
        return config.content().isPresent()
                ? config
                : config.toBuilder().post(Campaign.SAMPLE).build();
    }

    /** The numbers, if nothing else stands in the way of a start. */
    private static Optional<Infeasible> infeasible(CompletionException failure) {
        if (failure.getCause() instanceof StartRefusedException refused
                && refused.reasons().size() == 1) {
            Reason only = refused.reasons().get(0);
            return only.infeasible();
        }
        return Optional.empty();
    }
}
