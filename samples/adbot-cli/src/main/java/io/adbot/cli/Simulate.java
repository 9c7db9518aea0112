package io.adbot.cli;

import io.adbot.cli.input.BadInputException;
import io.adbot.cli.input.CampaignFile;
import io.adbot.cli.input.Place;
import io.adbot.cli.journal.JournalFile;
import io.adbot.cli.report.CampaignReport;
import io.adbot.cli.report.JsonReport;
import io.adbot.cli.report.TextReport;
import io.adbot.cli.simulation.CampaignSimulator;
import io.adbot.cli.simulation.DirectorySimulator;
import io.adbot.cli.simulation.Refusal;
import io.adbot.cli.simulation.Simulator;
import io.adbot.cli.timeline.SvgTimeline;
import io.adbot.cli.timeline.TextTimeline;
import io.adbot.cli.timeline.Timeline;
import io.adbot.journal.JournalEntry;
import io.adbot.store.json.JsonDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs every tenant's cycles in virtual time, and shows what came of them. */
final class Simulate {

    private final Console console;
    private final SimulateOptions options;

    Simulate(Console console, SimulateOptions options) {
        this.console = console;
        this.options = options;
    }

    int run(Path source) {
        Timeline timeline = new Timeline();
        List<CampaignReport> reports;
        try (Simulator simulator = simulator(source)) {
            Optional<Refusal> refusal = simulator.prepare();
            if (refusal.isPresent()) {
                return refuse(refusal.get());
            }
            // A file that cannot be written is found out before anything runs.
            options.files().journal().ifPresent(file -> touch("--journal", file));
            options.files().svg().ifPresent(file -> touch("--svg", file));
            reports = run(simulator, timeline);
        }
        options.files().svg().ifPresent(file -> draw(timeline, file));
        if (options.json()) {
            json(reports);
        } else {
            text(reports, timeline);
        }
        return ExitCode.OK;
    }

    private Simulator simulator(Path source) {
        Optional<Path> keep = options.files().keep();
        if (Files.isDirectory(source)) {
            List<Path> used = new ArrayList<>(JsonDirectory.of(source).places());
            keep.ifPresent(out -> used.addAll(JsonDirectory.of(out).places()));
            options.files().mustNotOverwrite(used);
            return DirectorySimulator.of(source, options.terms(), keep);
        }
        if (keep.isPresent()) {
            throw new BadInputException("--keep: keeps the copy of a directory, but " + source + " is none");
        }
        options.files().mustNotOverwrite(List.of(source));
        return new CampaignSimulator(CampaignFile.read(source), options.terms());
    }

    private int refuse(Refusal refusal) {
        if (options.json()) {
            Json.writeObject(console.results(), object -> {
                object.writeStringProperty("tenant", refusal.tenant().value());
                PlanJson.write(refusal.plan(), object);
            });
        } else {
            console.error(refusal.source() + ": tenant " + refusal.tenant() + ": "
                    + refusal.plan().message());
        }
        return ExitCode.INFEASIBLE;
    }

    private List<CampaignReport> run(Simulator simulator, Timeline timeline) {
        Optional<Path> file = options.files().journal();
        if (file.isEmpty()) {
            return simulator.run(timeline);
        }
        try (JournalFile journal = new JournalFile(file.get())) {
            Consumer<JournalEntry> both = journal.andThen(timeline);
            return simulator.run(both);
        } catch (IOException failure) {
            throw BadInputException.because(file.get(), failure);
        }
    }

    private void text(List<CampaignReport> reports, Timeline timeline) {
        reports.forEach(report -> report.cycles().stream()
                .findFirst()
                .ifPresent(first -> PlanLines.print(report.tenant(), first.plan(), console.out())));
        console.out().println();
        TextTimeline.print(timeline, console.out());
        reports.forEach(report -> TextReport.print(report, console.out()));
        options.files().keep().ifPresent(directory -> console.out().println("kept in " + absolute(directory)));
        options.files().svg().ifPresent(file -> console.out().println(absolute(file)));
    }

    private void json(List<CampaignReport> reports) {
        Json.writeObject(console.results(), object -> {
            object.writeStringProperty("faults", options.faults());
            object.writeNumberProperty("seed", options.terms().seed());
            object.writeArrayPropertyStart("tenants");
            reports.forEach(report -> JsonReport.write(report, object));
            object.writeEndArray();
            options.files().keep().ifPresent(directory -> object.writeStringProperty("kept", absolute(directory)));
            options.files().svg().ifPresent(file -> object.writeStringProperty("svg", absolute(file)));
        });
    }

    private static String absolute(Path file) {
        return file.toAbsolutePath().normalize().toString();
    }

    private static void touch(String option, Path file) {
        Place.checkRoom(option, file);
        try {
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
