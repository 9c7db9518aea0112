package io.adbot.telegram;

import io.adbot.message.Permission;
import io.adbot.message.SendOutcome;
import io.adbot.telegram.td.NoAnswerException;
import io.adbot.telegram.td.TdException;
import java.util.concurrent.CompletionException;

/**
 * Why something could not be done, as an exception between the steps of one question or send. It carries the outcome that a send would have;
 * nothing was posted.
 */
final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient SendOutcome outcome;

    Failure(SendOutcome outcome) {
        super(outcome.kind().wire() + ": " + outcome.reason(), null, false, false);
        this.outcome = outcome;
    }

    static Failure denied(String reason) {
        return new Failure(new SendOutcome.NotPermitted(reason));
    }

    SendOutcome outcome() {
        return outcome;
    }

    /** What a step that ended so means for a send of which nothing has been handed over yet. */
    static SendOutcome outcomeOf(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        if (cause instanceof Failure told) {
            return told.outcome;
        }
        if (cause instanceof TdException refused) {
            SendOutcome meaning = ErrorTable.outcome(refused.error(), false);
            // It was no send that ended so.
            return meaning instanceof SendOutcome.Unknown ? new SendOutcome.Transient(meaning.reason()) : meaning;
        }
        if (cause instanceof NoAnswerException silent) {
            return new SendOutcome.Transient(String.valueOf(silent.getMessage()));
        }
        return new SendOutcome.Transient(
                "failed unexpectedly: " + cause.getClass().getSimpleName());
    }

    /** The same as the answer to a question. */
    static Permission permissionOf(SendOutcome outcome) {
        return switch (outcome.kind()) {
            case NOT_PERMITTED -> Permission.denied(outcome.reason());
            case SLOW_MODE -> Permission.slowMode(((SendOutcome.SlowMode) outcome).retryAfter());
            case FLOOD_WAIT, ACCOUNT_LIMITED, ACCOUNT_LOST, SOURCE_UNAVAILABLE, REJECTED, TRANSIENT ->
                Permission.unclear(outcome);
            case DELIVERED, UNKNOWN, WITHDRAWN -> Permission.unclear(new SendOutcome.Transient(outcome.reason()));
        };
    }
}
