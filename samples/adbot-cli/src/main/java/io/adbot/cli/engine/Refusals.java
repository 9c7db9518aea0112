package io.adbot.cli.engine;

import io.adbot.cli.input.BadInputException;
import io.adbot.cycle.StartRefusedException;
import io.adbot.journal.JournalException;
import io.adbot.session.SessionRefusedException;
import io.adbot.tenant.ModeNotAllowedException;
import io.adbot.tenant.TenantRefusedException;
import io.adbot.value.InvalidValueException;
import java.util.concurrent.CompletionException;

/** What an engine refuses with a typed error, in one line for who asked. */
public final class Refusals {

    private Refusals() {}

    /** The reason why a stage failed, if something was refused; else throws the failure again. */
    public static BadInputException of(CompletionException failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof StartRefusedException
                || cause instanceof SessionRefusedException
                || cause instanceof TenantRefusedException
                || cause instanceof ModeNotAllowedException
                || cause instanceof InvalidValueException) {
            return new BadInputException(String.valueOf(cause.getMessage()));
        }
        if (cause instanceof JournalException refusal) {
            return of(refusal);
        }
        throw failure;
    }

    /** The reason why a directory is not taken. */
    public static BadInputException of(JournalException refusal) {
        return new BadInputException(String.valueOf(refusal.getMessage()));
    }
}
