package io.adbot.cli.input;

import io.adbot.message.Post;
import io.adbot.plan.PlanRequest;
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

    /** Checks that nothing is missing. */
    public Campaign {
        Objects.requireNonNull(tenant);
        Objects.requireNonNull(source);
        Objects.requireNonNull(request);
        Objects.requireNonNull(post);
    }
}
