package io.adbot.cli.engine;

import io.adbot.AdBot;
import io.adbot.cli.input.BadInputException;
import io.adbot.session.PooledSession;
import io.adbot.value.SessionId;
import java.nio.file.Path;

/** Which sessions there are in a data directory, and where their files lie. */
final class SessionFiles {

    private SessionFiles() {}

    /** What the pool knows of a session; throws {@link BadInputException} if it does not know it. */
    static PooledSession find(AdBot bot, SessionId session) {
        OpenEngine.await(bot.sessions().lookForNew());
        return OpenEngine.await(bot.sessions().all()).stream()
                .filter(known -> known.session().equals(session))
                .findFirst()
                .orElseThrow(() -> new BadInputException("There is no session " + session + "."));
    }

    /** Where its file or directory lies, or should. */
    static Path of(Path directory, PooledSession session) {
        Path sessions = directory.resolve("sessions");
        Path shelf = switch (session.state()) {
            case UNUSED -> sessions.resolve("unused");
            case BANNED -> sessions.resolve("banned");
            case ASSIGNED ->
                sessions.resolve("assigned")
                        .resolve(session.holder().orElseThrow().value());
        };
        return shelf.resolve(session.session().value());
    }
}
