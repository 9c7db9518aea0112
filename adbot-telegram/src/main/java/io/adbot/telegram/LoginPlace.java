package io.adbot.telegram;

import io.adbot.message.ApiCredentials;
import io.adbot.value.SessionId;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where a session lies, and what it takes to open it.
 *
 * @param directory the session's own
 * @param session its name, by which its key is asked for: the one that it will have ever after
 * @param credentials what it signs in with, now and ever after (rule S4)
 * @param secrets where its key comes from
 */
public record LoginPlace(Path directory, SessionId session, ApiCredentials credentials, Secrets secrets) {

    /** Checks that all is there. */
    public LoginPlace {
        Objects.requireNonNull(directory);
        Objects.requireNonNull(session);
        Objects.requireNonNull(credentials);
        Objects.requireNonNull(secrets);
    }
}
