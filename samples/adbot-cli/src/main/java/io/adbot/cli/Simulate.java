package io.adbot.cli;

import io.adbot.cli.input.BadInputException;
import io.adbot.cli.input.Campaign;
import io.adbot.cli.input.CampaignFile;
import io.adbot.cli.input.TenantDirectory;
import io.adbot.cli.journal.JournalFile;
import io.adbot.cli.report.CampaignReport;
import io.adbot.cli.report.JsonReport;
import io.adbot.cli.report.TextReport;
import io.adbot.cli.timeline.SvgTimeline;
import io.adbot.cli.timeline.TextTimeline;
import io.adbot.cli.timeline.Timeline;
import io.adbot.journal.JournalEntry;
import io.adbot.plan.ExecutionPlan;
import io.adbot.plan.Infeasible;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs every tenant's cycles in virtual time, and shows what came of them. */
final class Simulate {

    private final Console console;
    private final SimulateOptions options;
    private final Simulator simulator;

    Simulate(Console console, SimulateOptions options, Simulator simulator) {
        this.console = console;
        this.options = options;
        this.simulator = simulator;
    }

    int run(Path source) {
        List<Campaign> campaigns =
                Files.isDirectory(source) ? TenantDirectory.read(source) : List.of(CampaignFile.read(source));
        options.files().mustNotOverwrite(Files.isDirectory(source) ? TenantDirectory.files(source) : List.of(source));
        Map<Campaign, ExecutionPlan> plans = new LinkedHashMap<>();
        for (Campaign campaign : campaigns) {
            Optional<Infeasible> refusal = Planning.plan(campaign)
                    .fold(
                            plan -> {
                                plans.put(campaign, plan);
                                return Optional.empty();
                            },
                            Optional::of);
            if (refusal.isPresent()) {
                return refuse(campaign, refusal.get());
            }
        }
        // A file that cannot be written is found out before anything runs.
        options.files().journal().ifPresent(Simulate::touch);
        options.files().svg().ifPresent(Simulate::touch);
        Timeline timeline = new Timeline();
        List<CampaignReport> reports = run(campaigns, timeline);
        options.files().svg().ifPresent(file -> draw(timeline, file));
        if (options.json()) {
            json(reports);
        } else {
            plans.forEach((campaign, plan) -> PlanLines.print(campaign.tenant(), plan, console.out()));
            console.out().println();
            text(reports, timeline);
        }
        return ExitCode.OK;
    }

    private int refuse(Campaign campaign, Infeasible infeasible) {
        if (options.json()) {
            Json.writeObject(console.results(), object -> {
                object.writeStringProperty("tenant", campaign.tenant().value());
                PlanJson.write(infeasible, object);
            });
        } else {
            console.error(campaign.source() + ": tenant " + campaign.tenant() + ": " + infeasible.message());
        }
        return ExitCode.INFEASIBLE;
    }

    private List<CampaignReport> run(List<Campaign> campaigns, Timeline timeline) {
        Optional<Path> file = options.files().journal();
        if (file.isEmpty()) {
            return simulator.run(campaigns, options, timeline);
        }
        try (JournalFile journal = new JournalFile(file.get())) {
            Consumer<JournalEntry> both = journal.andThen(timeline);
            return simulator.run(campaigns, options, both);
        } catch (IOException failure) {
            throw BadInputException.because(file.get(), failure);
        }
    }

    private void text(List<CampaignReport> reports, Timeline timeline) {
        TextTimeline.print(timeline, console.out());
        reports.forEach(report -> TextReport.print(report, console.out()));
        options.files()
                .svg()
                .ifPresent(file -> console.out().println(file.toAbsolutePath().normalize()));
    }

    private void json(List<CampaignReport> reports) {
        Json.writeObject(console.results(), object -> {
            object.writeStringProperty("faults", options.faults().wire());
            object.writeNumberProperty("seed", options.seed());
            object.writeArrayPropertyStart("tenants");
            reports.forEach(report -> JsonReport.write(report, object));
            object.writeEndArray();
            options.files()
                    .svg()
                    .ifPresent(file -> object.writeStringProperty(
                            "svg", file.toAbsolutePath().normalize().toString()));
        });
    }

    private static void touch(Path file) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            Files.newOutputStream(file).close();
        } catch (IOException failure) {
            throw BadInputException.because(file, failure);
        }
    }

    private static void draw(Timeline timeline, Path file) {
        try {
            SvgTimeline.write(timeline, file);
        } catch (IOException failure) {
            throw BadInputException.because(file, failure);
        }
    }
}
