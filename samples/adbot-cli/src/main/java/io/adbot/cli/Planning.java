package io.adbot.cli;

import io.adbot.cli.input.BadInputException;
import io.adbot.cli.input.Campaign;
import io.adbot.plan.ExecutionPlanner;
import io.adbot.plan.PlanResult;
import io.adbot.value.InvalidValueException;

/** Plans campaigns that were read from files. */
final class Planning {

    private Planning() {}

    /** The plan, or why there is none; throws {@link BadInputException} for numbers that no clock can hold. */
    static PlanResult plan(Campaign campaign) {
        try {
            return ExecutionPlanner.plan(campaign.request());
        } catch (InvalidValueException refusal) {
            throw new BadInputException(campaign.source() + ": " + refusal.getMessage());
        }
    }
}
