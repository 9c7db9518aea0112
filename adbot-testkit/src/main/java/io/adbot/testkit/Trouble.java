package io.adbot.testkit;

/** What can go wrong at the fake Telegram, each with the chance that {@link TelegramBehaviour} gives it. */
public enum Trouble {

    /** A send fails before it leaves: transient, nothing posted. */
    NEVER_LEFT(Scope.SEND),
    /** A send ends as unknown; every other time it was posted. */
    AMBIGUOUS(Scope.SEND),
    /** A send is posted, and its answer never comes. */
    ANSWER_LOST(Scope.SEND),
    /** A send is posted, and its answer comes late. */
    ANSWER_LATE(Scope.SEND),
    /** A send is made to wait without a word, up to a minute, and posted then, as TDLib does with short waits. */
    HIDDEN_WAIT(Scope.SEND),
    /** A send is answered by a flood wait. */
    FLOOD(Scope.SEND),
    /** A send finds that the account is limited from now on. */
    ACCOUNT_LIMITED(Scope.SEND),
    /** A send finds that the account is banned from now on. */
    ACCOUNT_BANNED(Scope.SEND),
    /** A send finds that the session is logged out from now on. */
    LOGGED_OUT(Scope.SEND),
    /** A send finds that its content is refused from now on, everywhere. */
    CONTENT_REJECTED(Scope.SEND),

    /** A question about permission is never answered. */
    CHECK_SILENT(Scope.CHECK),
    /** A question about permission fails, and may be asked again. */
    CHECK_FAILS(Scope.CHECK),
    /** A question about permission is answered by a flood wait. */
    CHECK_FLOOD(Scope.CHECK),

    /** Drawn once for a session and a group: it may not post there, and the question about permission says so. */
    DENIED(Scope.FIXED),
    /** Drawn once for a session and a group: it may not post there, but only the send finds out. */
    REFUSED(Scope.FIXED),
    /** Drawn once for a group: it is in slow mode. In half of them the question about permission says so. */
    SLOW_MODE(Scope.FIXED),
    /** Drawn once for a session: it cannot see messages to forward. For half of them the question about permission says so. */
    SOURCE_HIDDEN(Scope.FIXED);

    private final Scope scope;

    Trouble(Scope scope) {
        this.scope = scope;
    }

    Scope scope() {
        return scope;
    }

    /** When the die is cast. Of the troubles of a send at most one befalls it, and likewise of a check. */
    enum Scope {
        SEND,
        CHECK,
        FIXED
    }
}
