package io.adbot.message;

import java.time.Duration;
import java.util.Objects;

/** May a session post to a group now? */
public sealed interface Permission
        permits Permission.Granted, Permission.SlowMode, Permission.Denied, Permission.Unclear {

    /** Yes, at once. */
    record Granted() implements Permission {
        static final Granted INSTANCE = new Granted();
    }

    /**
     * Yes, but the group's slow mode makes this session wait.
     *
     * @param remaining how long still, more than zero
     */
    record SlowMode(Duration remaining) implements Permission {
        /** Checks the wait. */
        public SlowMode {
            Waits.check(remaining);
        }
    }

    /**
     * No: it is not attempted.
     *
     * @param reason one line for a person, without content
     */
    record Denied(String reason) implements Permission {
        /** Checks that there is a reason. */
        public Denied {
            Objects.requireNonNull(reason);
        }
    }

    /**
     * It could not be found out, because Telegram answered the question with something else. Nothing was sent.
     *
     * @param instead a flood wait, an account that is limited or lost, a source that cannot be seen, or a transient failure
     */
    record Unclear(SendOutcome instead) implements Permission {
        /** Checks that it is an answer that a question can get. */
        public Unclear {
            switch (instead.kind()) {
                case FLOOD_WAIT, ACCOUNT_LIMITED, ACCOUNT_LOST, SOURCE_UNAVAILABLE, REJECTED, TRANSIENT -> {}
                default ->
                    throw new IllegalArgumentException("a question about permission cannot end as " + instead.kind());
            }
        }
    }

    /** Yes, at once. */
    static Permission granted() {
        return Granted.INSTANCE;
    }

    /** Yes, after the group's slow mode. */
    static Permission slowMode(Duration remaining) {
        return new SlowMode(remaining);
    }

    /** No. */
    static Permission denied(String reason) {
        return new Denied(reason);
    }

    /** It could not be found out. */
    static Permission unclear(SendOutcome instead) {
        return new Unclear(instead);
    }
}
