package io.adbot.telegram;

import io.adbot.telegram.LoginException.Kind;
import io.adbot.telegram.LoginVerdict.Again;
import io.adbot.telegram.LoginVerdict.Over;
import io.adbot.telegram.td.Answers.AuthorizationState;
import io.adbot.telegram.td.Answers.Closed;
import io.adbot.telegram.td.Answers.LoggingOut;
import io.adbot.telegram.td.Answers.Ready;
import io.adbot.telegram.td.Answers.WaitTdlibParameters;
import io.adbot.telegram.td.Requests.GetMe;
import io.adbot.telegram.td.Requests.LogOut;
import io.adbot.telegram.td.Requests.RequestQrCodeAuthentication;
import io.adbot.telegram.td.TdException;
import io.adbot.telegram.transport.Transport;
import java.time.Duration;
import java.util.List;

/**
 * Logs accounts in and out.
 *
 * <p>A login fills a directory, from which the account can then be opened without anybody being asked. It asks its {@link LoginPrompt} for
 * what Telegram asks for, and again when that was wrong; it makes no account, and buys nothing. Whoever can read the directory is that
 * account: it is its owner's alone, and encrypted if {@link Secrets} has a key.
 *
 * <p>A login that fails leaves nothing: a directory that it has made is removed. One that is {@link Unfinished#KEEP kept} goes on where it
 * stood when it is begun again in the same directory, with the same credentials and key: for a few minutes Telegram still takes the code
 * that it has sent.
 *
 * <p>Threads: any; a call blocks until it is over. An interrupt ends it.
 */
public final class Login {

    /** How long TDLib may take for an answer. A link for a QR code is renewed within half a minute. */
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** What becomes of a login that was not finished. */
    public enum Unfinished {
        /** A directory that was made for it is removed. */
        REMOVE,
        /** It stays, if there is any use in going on with it. */
        KEEP
    }

    private final Transport tdlib;
    private final Duration limit;

    /**
     * Logs in and out with this TDLib.
     *
     * @param tdlib such as {@link io.adbot.telegram.transport.TdJson#load} gives
     */
    public Login(Transport tdlib) {
        this(tdlib, LIMIT);
    }

    Login(Transport tdlib, Duration limit) {
        this.tdlib = tdlib;
        this.limit = limit;
    }

    /**
     * Logs in. If the account is logged in there already, nobody is asked anything.
     *
     * @return the account's number at Telegram; all is written down, and nothing open any more
     * @throws LoginException with the reason, if it cannot be
     */
    public long logIn(LoginPlace place, LoginWay way, Unfinished unfinished, LoginPrompt prompt) {
        LoginDirectory directory = LoginDirectory.prepare(place.directory());
        boolean keep = false;
        try {
            long user;
            try (LoginClient client = LoginClient.open(tdlib, place.directory(), limit)) {
                user = logIn(client, place, way, prompt);
            }
            keep = true;
            return user;
        } catch (LoginException failure) {
            keep = unfinished == Unfinished.KEEP && failure.kind().isResumable();
            throw failure;
        } catch (RuntimeException | Error promptFailed) {
            keep = unfinished == Unfinished.KEEP;
            throw promptFailed;
        } finally {
            if (!keep) {
                directory.removeIfFresh();
            }
        }
    }

    /**
     * Ends the session at Telegram, too: it vanishes from the account's list of devices, and its directory is deleted.
     *
     * @throws LoginException if nobody is logged in there, or if Telegram has not confirmed it in time; then it can be tried again, and the
     *     directory is still there
     */
    public void logOut(LoginPlace place) {
        try (LoginClient client = LoginClient.open(tdlib, place.directory(), limit)) {
            AuthorizationState state = open(client, place);
            if (state instanceof Ready) {
                client.ask(new LogOut());
            } else if (!(state
                    instanceof Closed)) { // What an earlier try has begun is done, or Telegram had ended it before.
                throw new LoginException(
                        Kind.NOT_LOGGED_IN, "Nobody is logged in in " + place.directory() + ": delete it instead.");
            }
            if (!client.waitUntilClosed(limit)) {
                throw LoginException.noAnswer();
            }
        } catch (TdException refused) {
            throw ended(refused);
        }
        LoginDirectory.remove(place.directory());
    }

    private static long logIn(LoginClient client, LoginPlace place, LoginWay way, LoginPrompt prompt) {
        try {
            AuthorizationState state = open(client, place);
            boolean resumed = true;
            LoginStep step = LoginStep.at(state, way, resumed);
            while (!(step instanceof LoginStep.Done)) {
                if (step instanceof LoginStep.Fail end) {
                    throw end.failure();
                }
                if (step instanceof LoginStep.Ask asking) {
                    untilTaken(client, asking.question(), prompt);
                    resumed = false;
                } else if (step instanceof LoginStep.AskForLink) {
                    client.ask(new RequestQrCodeAuthentication(List.of()));
                } else if (step instanceof LoginStep.Show showing) {
                    prompt.showLink(showing.link());
                }
                step = LoginStep.at(client.next(), way, resumed);
            }
            return client.ask(new GetMe()).id();
        } catch (TdException refused) {
            throw ended(refused);
        }
    }

    /** What TDLib waits for once it has its parameters. */
    private static AuthorizationState open(LoginClient client, LoginPlace place) {
        client.ask(Parameters.of(
                place.directory(), place.credentials(), place.secrets().databaseKey(place.session())));
        AuthorizationState state = client.next();
        while (state instanceof WaitTdlibParameters || state instanceof LoggingOut) {
            state = client.next();
        }
        return state;
    }

    private static void untilTaken(LoginClient client, LoginQuestion first, LoginPrompt prompt) {
        LoginQuestion question = first;
        while (true) {
            try {
                client.ask(question.ask(prompt));
                return;
            } catch (TdException refused) {
                if (!(LoginVerdict.of(refused.error()) instanceof Again again)) {
                    throw refused;
                }
                prompt.refused(again.refusal());
                if (again.byNumber()) {
                    question = new LoginQuestion.PhoneNumber();
                }
            }
        }
    }

    private static LoginException ended(TdException refused) {
        return LoginVerdict.of(refused.error()) instanceof Over over
                ? over.failure()
                : new LoginException(
                        Kind.REFUSED, "Telegram does not let this account log in: " + refused.getMessage());
    }
}
