package io.adbot.cli.engine;

import io.adbot.cli.input.BadInputException;
import io.adbot.message.ApiCredentials;
import io.adbot.message.OutcomeKind;
import io.adbot.message.SendOutcome;
import io.adbot.message.SessionAccess;
import io.adbot.session.PooledSession;
import io.adbot.telegram.TelegramPort;
import io.adbot.telegram.transport.Transport;
import io.adbot.value.SessionId;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/** Sends a message to a session's own Saved Messages, while no engine runs on the directory: to see that the account works. */
public final class TestMessage {

    private static final String TEXT = "A test message of AdBot: this account works.";

    private final Path directory;
    private final Transport tdlib;
    private final PrintWriter out;

    /** In this data directory, with this TDLib. */
    public TestMessage(Path directory, Transport tdlib, PrintWriter out) {
        this.directory = directory;
        this.tdlib = tdlib;
        this.out = out;
    }

    /** Sends; throws {@link BadInputException} if there is no such session, or with what came of it. */
    public void run(SessionId session) {
        try (OpenEngine engine = OpenEngine.on(directory)) {
            PooledSession found = SessionFiles.find(engine.bot(), session);
            Optional<ApiCredentials> pair =
                    OpenEngine.await(engine.bot().credentials().of(session));
            SessionAccess access = new SessionAccess(
                    Optional.of(SessionFiles.of(directory, found)),
                    Optional.of(pair.orElseGet(
                            () -> OpenEngine.await(engine.bot().credentials().leastUsed()))));
            try (TelegramPort telegram = TelegramPort.builder().transport(tdlib).open()) {
                telegram.handOver(session, access);
                SendOutcome outcome = OpenEngine.await(telegram.sendToItself(session, TEXT));
                if (outcome.kind() != OutcomeKind.DELIVERED) {
                    throw new BadInputException(session + ": " + outcome.kind().wire() + ": " + outcome.reason());
                }
                out.println(session + ": delivered to its Saved Messages");
            }
        }
    }
}
