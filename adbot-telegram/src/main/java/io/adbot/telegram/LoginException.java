package io.adbot.telegram;

import java.time.Duration;
import java.util.Optional;

/** A login, or a logout, has come to an end that is not the one that was wanted. Neither number nor code nor password is in the message. */
public final class LoginException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Kind {
        /** Telegram wants a wait: {@link LoginException#retryAfter}. Who tries before is made to wait longer. */
        FLOOD_WAIT(true),
        /** Tried too often with this number; Telegram does not say for how long. */
        TRIED_TOO_OFTEN(true),
        /** Telegram does not answer, or is not to be reached. */
        NO_ANSWER(true),
        /** The thread that logs in was interrupted. */
        INTERRUPTED(true),
        /** There is no account of that number. Nothing here makes one. */
        NO_ACCOUNT(false),
        /** Telegram wants Telegram Premium to be bought first. Nothing here buys. */
        PREMIUM_NEEDED(false),
        /** Telegram has deleted or locked the account. */
        BANNED(false),
        /** Telegram does not take the API credentials. */
        CREDENTIALS_REFUSED(false),
        /** Telegram wants a newer TDLib. */
        LIBRARY_TOO_OLD(false),
        /** The session's database is encrypted with another key. */
        WRONG_KEY(false),
        /** The directory cannot be made or written, or is in use. */
        DIRECTORY(false),
        /** Nobody is logged in there: there is nothing to log out. */
        NOT_LOGGED_IN(false),
        /** TDLib has closed its client by itself. */
        CLOSED(false),
        /** Telegram says no, or wants what is not known here. */
        REFUSED(false);

        private final boolean resumable;

        Kind(boolean resumable) {
            this.resumable = resumable;
        }

        /** Is what was begun worth keeping? */
        boolean isResumable() {
            return resumable;
        }
    }

    private final Kind kind;
    private final Optional<Duration> retryAfter;

    LoginException(Kind kind, String message) {
        this(kind, message, Optional.empty());
    }

    private LoginException(Kind kind, String message, Optional<Duration> retryAfter) {
        super(message);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    static LoginException floodWait(Duration wait) {
        return new LoginException(
                Kind.FLOOD_WAIT,
                "Telegram lets this account log in no sooner than in " + wait.toSeconds()
                        + " s: wait that long, and try once.",
                Optional.of(wait));
    }

    static LoginException noAnswer() {
        return new LoginException(
                Kind.NO_ANSWER, "Telegram has not answered: see that there is a connection to it, and try again.");
    }

    static LoginException noAccount() {
        return new LoginException(
                Kind.NO_ACCOUNT,
                "There is no Telegram account of that number, and nothing here makes one: register it with Telegram's own"
                        + " application first.");
    }

    /** Why. */
    public Kind kind() {
        return kind;
    }

    /** How long Telegram wants to be left alone, if it says so. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
