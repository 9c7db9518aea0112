package io.adbot.message;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What a messaging adapter needs to be a session at Telegram.
 *
 * @param files the file or directory in which the account's login is kept; empty where the store keeps none
 * @param credentials what it signs in to Telegram's API with; empty if it has none
 */
public record SessionAccess(Optional<Path> files, Optional<ApiCredentials> credentials) {

    /** Checks that neither is null. */
    public SessionAccess {
        Objects.requireNonNull(files);
        Objects.requireNonNull(credentials);
    }
}
