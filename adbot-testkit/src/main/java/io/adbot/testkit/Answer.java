package io.adbot.testkit;

import io.adbot.message.OutcomeKind;
import io.adbot.message.SendOutcome;
import io.adbot.time.Nanos;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What {@link FakeTelegram} is told to do with one send: whether it is posted, what the answer is, and when it comes. A script
 * says what the engine is to see; that the group would have refused otherwise does not matter.
 */
public final class Answer {

    private static final Answer AS_USUAL = new Answer(false, null, 0, false);
    private static final Answer DELIVERED = new Answer(true, null, 0, false);
    private static final Answer LOST = new Answer(true, null, 0, true);
    private static final Answer NEVER = new Answer(false, null, 0, true);

    private final boolean posted;
    private final @Nullable SendOutcome outcome;
    private final long afterNanos;
    private final boolean silent;

    private Answer(boolean posted, @Nullable SendOutcome outcome, long afterNanos, boolean silent) {
        this.posted = posted;
        this.outcome = outcome;
        this.afterNanos = afterNanos;
        this.silent = silent;
    }

    /** As the fake would without a script. */
    public static Answer asUsual() {
        return AS_USUAL;
    }

    /** Posted, and answered with the id that the message got. */
    public static Answer delivered() {
        return DELIVERED;
    }

    /**
     * Answered like this. Posted if it is {@link SendOutcome.Delivered}, whose message id the post then gets; not posted
     * otherwise, {@link SendOutcome.Unknown} included (see {@link #unknown}).
     */
    public static Answer of(SendOutcome outcome) {
        return new Answer(outcome.kind() == OutcomeKind.DELIVERED, outcome, 0, false);
    }

    /** Answered as unknown, though it was posted. */
    public static Answer unknownButPosted(String reason) {
        return new Answer(true, new SendOutcome.Unknown(reason), 0, false);
    }

    /** Answered as unknown, and not posted. */
    public static Answer unknown(String reason) {
        return of(new SendOutcome.Unknown(reason));
    }

    /** Posted, but the answer never comes. */
    public static Answer lost() {
        return LOST;
    }

    /** Neither posted nor ever answered. */
    public static Answer never() {
        return NEVER;
    }

    /** The same answer, but so much later; what is posted is posted at once. */
    public Answer after(Duration delay) {
        return new Answer(posted, outcome, Nanos.of("delay", delay), silent);
    }

    boolean isAsUsual() {
        return !posted && outcome == null && !silent;
    }

    boolean isPosted() {
        return posted;
    }

    boolean isSilent() {
        return silent;
    }

    /** What the engine gets to see; null for the id that the post got. */
    @Nullable
    SendOutcome outcome() {
        return outcome;
    }

    long afterNanos() {
        return afterNanos;
    }

    @Override
    public String toString() {
        if (isAsUsual()) {
            return "as usual";
        }
        String what = silent ? "no answer" : outcome == null ? "delivered" : outcome.toString();
        return what
                + (posted ? ", posted" : ", not posted")
                + (afterNanos == 0 ? "" : ", after " + Nanos.text(afterNanos));
    }
}
