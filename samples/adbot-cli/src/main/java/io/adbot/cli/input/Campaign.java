package io.adbot.cli.input;

import io.adbot.message.Post;
import io.adbot.plan.ExecutionPlanner;
import io.adbot.plan.PlanRequest;
import io.adbot.plan.PlanResult;
import io.adbot.value.InvalidValueException;
import io.adbot.value.TenantId;
import java.util.Objects;

/**
 * What one tenant wants sent, by whom, where to and how fast.
 *
 * @param tenant whose
 * @param source where it was read, for messages: the file, and the place in it
 * @param request the timing that is asked for
 * @param post the content
 */
public record Campaign(TenantId tenant, String source, PlanRequest request, Post post) {

    /** What is sent in the place of a post that nobody has set. */
    public static final Post SAMPLE = Post.text("A sample announcement.");

    /** Checks that nothing is missing. */
    public Campaign {
        Objects.requireNonNull(tenant);
        Objects.requireNonNull(source);
        Objects.requireNonNull(request);
        Objects.requireNonNull(post);
    }

    /** The plan, or why there is none; throws {@link BadInputException} for numbers that no clock can hold. */
    public PlanResult plan() {
        try {
            return ExecutionPlanner.plan(request);
        } catch (InvalidValueException refusal) {
            throw new BadInputException(source + ": " + refusal.getMessage());
        }
    }
}
