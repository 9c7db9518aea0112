package io.adbot.session;

/** Something asked of the pool cannot be done; nothing has been changed. The message says what would be possible. */
public final class SessionRefusedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    SessionRefusedException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** What stands in the way. */
    public Kind kind() {
        return kind;
    }

    /** What stands in the way. */
    public enum Kind {
        /** No session of that name is known. */
        UNKNOWN,
        /** There is a session of that name already. */
        KNOWN,
        /** Fewer sessions are free than were asked for. */
        SHORTAGE,
        /** The pair of credentials that it takes, or every pair, serves as many sessions as it may. */
        CREDENTIALS,
        /** Sessions sign in with the pair of credentials. */
        CREDENTIALS_IN_USE,
        /** The session is another tenant's, or nobody's. */
        NOT_ASSIGNED,
        /** The session is a tenant's. */
        ASSIGNED,
        /** A cycle that is under way uses the session. */
        IN_USE,
        /** A banned or limited session is replaced only once the operator has acknowledged the loss. */
        NOT_ACKNOWLEDGED,
        /** The tenant has no loss that an operator could acknowledge. */
        NOTHING_TO_ACKNOWLEDGE,
        /** A session that is able to send is not lost, so it is not replaced. */
        NOT_LOST
    }
}
