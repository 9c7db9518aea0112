package io.adbot.cli.engine;

import io.adbot.AdBot;
import io.adbot.cli.input.BadInputException;
import io.adbot.message.ApiCredentials;
import io.adbot.session.PooledSession;
import io.adbot.session.SessionState;
import io.adbot.telegram.Login;
import io.adbot.telegram.LoginException;
import io.adbot.telegram.LoginPlace;
import io.adbot.telegram.Secrets;
import io.adbot.telegram.transport.Transport;
import io.adbot.value.SessionId;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Ends a session at Telegram and here, while no engine runs on the directory: one that is nobody's. */
public final class LogOut {

    private final Path directory;
    private final Login login;
    private final PrintWriter out;

    /** In this data directory, with this TDLib. */
    public LogOut(Path directory, Transport tdlib, PrintWriter out) {
        this.directory = directory;
        this.login = new Login(tdlib);
        this.out = out;
    }

    /** Logs out; throws {@link BadInputException} if there is no such session, if it is assigned, or if Telegram has not confirmed it. */
    public void run(SessionId session) {
        try (OpenEngine engine = OpenEngine.on(directory)) {
            AdBot bot = engine.bot();
            PooledSession found = SessionFiles.find(bot, session);
            if (found.state() == SessionState.ASSIGNED) {
                throw new BadInputException("Session " + session + " is assigned to tenant "
                        + found.holder().orElseThrow() + ": release it first.");
            }
            Path files = SessionFiles.of(directory, found);
            if (!Files.isDirectory(files, LinkOption.NOFOLLOW_LINKS)) {
                throw new BadInputException("Session " + session + " was not logged in here: got no directory " + files
                        + ". To delete it: adbot sessions " + directory + " remove " + session);
            }
            ApiCredentials pair = OpenEngine.await(bot.credentials().of(session))
                    .orElseGet(() -> OpenEngine.await(bot.credentials().leastUsed()));
            login.logOut(new LoginPlace(files, session, pair, Secrets.NONE));
            OpenEngine.await(bot.sessions().remove(session));
            out.println(session + ": logged out, and its files are deleted");
        } catch (LoginException refusal) {
            throw new BadInputException(String.valueOf(refusal.getMessage()));
        }
    }
}
