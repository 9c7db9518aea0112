package io.adbot;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Is the engine well?
 *
 * @param tenants how many tenants there are
 * @param running how many of them run
 * @param freeSessions how many sessions can be assigned
 * @param trouble why the journal takes nothing at the moment, so that nothing is sent; null while all is well
 */
public record Health(
        int tenants,
        int running,
        int freeSessions,
        @Nullable String trouble) {

    /** Does the journal take what is to be kept? Nothing is sent while it does not. */
    public boolean isWell() {
        return trouble == null;
    }

    /** Why nothing is sent at the moment. */
    public Optional<String> why() {
        return Optional.ofNullable(trouble);
    }
}
