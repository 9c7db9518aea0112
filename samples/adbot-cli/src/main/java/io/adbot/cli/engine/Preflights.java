package io.adbot.cli.engine;

import io.adbot.Preflight;
import io.adbot.value.TenantId;
import java.nio.file.Path;

/** Finds out what a start of a user would do, while no engine runs on the directory. Sends nothing. */
public final class Preflights {

    private Preflights() {}

    /** Asks; throws {@link io.adbot.cli.input.BadInputException} if the directory cannot be opened, or there is no such user. */
    public static Preflight of(Path directory, Reach telegram, TenantId user) {
        try (OpenEngine engine = OpenEngine.on(directory, telegram)) {
            return OpenEngine.await(engine.bot().preflight(user));
        }
    }
}
