package io.adbot.cli.engine;

import io.adbot.AdBot;
import io.adbot.cli.input.BadInputException;
import io.adbot.message.ApiCredentials;
import io.adbot.session.PooledSession;
import io.adbot.session.SessionRefusedException;
import io.adbot.telegram.Login;
import io.adbot.telegram.LoginException;
import io.adbot.telegram.LoginPlace;
import io.adbot.telegram.LoginPrompt;
import io.adbot.telegram.LoginWay;
import io.adbot.telegram.Secrets;
import io.adbot.telegram.transport.Transport;
import io.adbot.value.InvalidValueException;
import io.adbot.value.SessionId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes a session: logs an account in, while no engine runs on the directory, and puts the session with the unused. Until it is logged
 * in it lies beside them, in a directory whose name says with which pair and for which session it was begun: so a login that was broken
 * off goes on when it is begun again.
 */
public final class LogIn {

    /** None of these is taken for something else in a directory of sessions. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,64}");

    private static final String UNFINISHED = ".login-";

    private final Path directory;
    private final Login login;
    private final LoginPrompt prompt;
    private final PrintWriter out;

    /** In this data directory, with this TDLib. */
    public LogIn(Path directory, Transport tdlib, LoginPrompt prompt, PrintWriter out) {
        this.directory = directory;
        this.login = new Login(tdlib);
        this.prompt = prompt;
        this.out = out;
    }

    /**
     * Logs in.
     *
     * @param name of the session; if there is none, the first free one of {@code account_1}, {@code account_2}, …
     * @throws BadInputException if the name is taken or is none, if there is no pair of credentials that may serve one session more, or if
     *     Telegram does not let the account in
     */
    public void run(Optional<String> name, LoginWay way) {
        name.ifPresent(LogIn::checkName);
        try (OpenEngine engine = OpenEngine.on(directory)) {
            AdBot bot = engine.bot();
            Set<String> known = OpenEngine.await(bot.sessions().all()).stream()
                    .map(session -> session.session().value())
                    .collect(Collectors.toSet());
            SessionId session = new SessionId(name.orElseGet(() -> firstFree(known)));
            if (known.contains(session.value())) {
                throw new BadInputException("There is a session " + session + " already. Give this one another name.");
            }
            ApiCredentials pair = begunWith(bot, session).orElseGet(() -> leastUsed(bot));
            Path unfinished = sessions().resolve(UNFINISHED + pair.apiId() + "-" + session);
            long user = login.logIn(
                    new LoginPlace(unfinished, session, pair, Secrets.NONE), way, Login.Unfinished.KEEP, prompt);
            Files.move(
                    unfinished, sessions().resolve("unused").resolve(session.value()), StandardCopyOption.ATOMIC_MOVE);
            PooledSession added = OpenEngine.await(bot.sessions().add(session, pair.apiId()));
            out.println(added.session() + ": unused, logged in as user " + user);
        } catch (LoginException refusal) {
            throw new BadInputException(String.valueOf(refusal.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new BadInputException(String.valueOf(
                    new InvalidValueException("--session", name, "1 to 64 letters, digits and underscores")
                            .getMessage()));
        }
    }

    private static String firstFree(Set<String> known) {
        return IntStream.iterate(1, i -> i + 1)
                .mapToObj(i -> "account_" + i)
                .filter(name -> !known.contains(name))
                .findFirst()
                .orElseThrow();
    }

    /** The pair with which a login for the session was begun, if there is one and the pair is still there. */
    private Optional<ApiCredentials> begunWith(AdBot bot, SessionId session) {
        List<ApiCredentials> pairs = OpenEngine.await(bot.credentials().all());
        return pairs.stream()
                .filter(pair -> Files.isDirectory(sessions().resolve(UNFINISHED + pair.apiId() + "-" + session)))
                .findFirst();
    }

    private ApiCredentials leastUsed(AdBot bot) {
        try {
            return bot.credentials().leastUsed().toCompletableFuture().join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof SessionRefusedException refused) {
                throw new BadInputException(refused.getMessage() + " Put {\"api_id\": …, \"api_hash\": \"…\"}, as"
                        + " https://my.telegram.org gives it, into the array in " + pairsFile() + ".");
            }
            throw failure;
        }
    }

    private Path pairsFile() {
        return Stream.of(directory, directory.resolve("data"))
                .map(place -> place.resolve("api_pairs.json"))
                .filter(Files::exists)
                .findFirst()
                .orElse(directory.resolve("data").resolve("api_pairs.json"));
    }

    private Path sessions() {
        return directory.resolve("sessions");
    }
}
