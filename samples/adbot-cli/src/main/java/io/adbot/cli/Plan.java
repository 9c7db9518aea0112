package io.adbot.cli;

import io.adbot.cli.input.Campaign;
import io.adbot.cli.input.CampaignFile;
import io.adbot.plan.ExecutionPlan;
import io.adbot.plan.Infeasible;
import java.nio.file.Path;

/** Shows when everything is due: as a table, as one JSON object, or post by post. */
final class Plan {

    private final Console console;
    private final boolean json;
    private final boolean due;

    Plan(Console console, boolean json, boolean due) {
        this.console = console;
        this.json = json;
        this.due = due;
    }

    /** Plans the campaign in the file. Asked for both, it shows the due times, and only a refusal as one object. */
    int run(Path file) {
        Campaign campaign = CampaignFile.read(file);
        return campaign.plan().fold(this::show, infeasible -> refuse(campaign, infeasible));
    }

    private int show(ExecutionPlan plan) {
        if (due) {
            DueLines.write(plan, console.results());
        } else if (json) {
            Json.writeObject(console.results(), object -> PlanJson.write(plan, object));
        } else {
            PlanTable.print(plan, console.out());
        }
        return ExitCode.OK;
    }

    private int refuse(Campaign campaign, Infeasible infeasible) {
        if (json) {
            Json.writeObject(console.results(), object -> PlanJson.write(infeasible, object));
        } else {
            console.error(campaign.source() + ": " + infeasible.message());
        }
        return ExitCode.INFEASIBLE;
    }
}
