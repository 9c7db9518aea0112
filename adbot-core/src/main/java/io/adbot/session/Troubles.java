package io.adbot.session;

import io.adbot.value.SessionId;
import java.time.Instant;
import java.util.List;

/**
 * What a checkpoint keeps of a tenant's losses (rule S5).
 *
 * @param losses when it lost sessions that were banned or limited and not acknowledged since, in the order in which it did: of
 *     many the two that were closest to each other, and the last one
 * @param replacements when sessions were replaced by themselves, in the last days
 * @param acknowledged the sessions whose loss was acknowledged
 * @param replaced the banned sessions that were replaced
 */
public record Troubles(
        List<Instant> losses, List<Instant> replacements, List<SessionId> acknowledged, List<SessionId> replaced) {

    /** Copies the lists. */
    public Troubles {
        losses = List.copyOf(losses);
        replacements = List.copyOf(replacements);
        acknowledged = List.copyOf(acknowledged);
        replaced = List.copyOf(replaced);
    }

    boolean isEmpty() {
        return losses.isEmpty() && replacements.isEmpty() && acknowledged.isEmpty() && replaced.isEmpty();
    }
}
