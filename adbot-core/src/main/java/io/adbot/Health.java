package io.adbot;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Is the engine well?
 *
 * @param tenants how many tenants there are
 * @param running how many of them run
 * @param freeSessions how many sessions can be assigned
 * @param trouble why the journal takes nothing at the moment, so that nothing is sent; null while it does
 * @param incompleteLogs how many files of tenants' logs lack lines because they cannot be read or written; the lines follow when they
 *     can, at the latest at the next opening, unless the journal lets go of what they are made from before
 */
public record Health(
        int tenants,
        int running,
        int freeSessions,
        @Nullable String trouble,
        int incompleteLogs) {

    /** Is all taken that is to be kept, by the journal and by the logs? */
    public boolean isWell() {
        return trouble == null && incompleteLogs == 0;
    }

    /** Why nothing is sent at the moment. */
    public Optional<String> why() {
        return Optional.ofNullable(trouble);
    }
}
