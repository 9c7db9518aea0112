package io.adbot.check;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * E10: whether a cycle resumes another, and what it leaves out then. A cycle may say so when it begins; one that does not shows
 * it by the first delivery that it leaves out as done before, and it is the last cycle that it resumes then, if that was cut
 * short.
 */
final class Resumption {

    /** What the cycle leaves out if it turns out to resume another; null if it resumes one already, or can resume none. */
    private @Nullable Supplier<ResumedDeliveries> possible;

    /** What it leaves out; null as long as it resumes none. */
    private @Nullable ResumedDeliveries done;

    private boolean mayHaveBegun;

    private Resumption(@Nullable Supplier<ResumedDeliveries> possible, @Nullable ResumedDeliveries done) {
        this.possible = possible;
        this.done = done;
    }

    /** That of a cycle which resumes none, because there is none to resume. */
    static Resumption impossible() {
        return new Resumption(null, null);
    }

    /** That of a cycle which may turn out to resume another; what it leaves out then is worked out then. */
    static Resumption possible(Supplier<ResumedDeliveries> done) {
        return new Resumption(done, null);
    }

    /** That of a cycle which says that it resumes another. */
    static Resumption certain(ResumedDeliveries done) {
        return new Resumption(null, done);
    }

    /** What the cycle leaves out; null as long as it resumes none. */
    @Nullable
    ResumedDeliveries done() {
        return done;
    }

    /** The cycle leaves out a delivery as done before. True if it is this that shows that it resumes another. */
    boolean show() {
        if (possible == null) {
            return false;
        }
        done = possible.get();
        possible = null;
        return true;
    }

    /** The cycle is over, and what it might have resumed is forgotten. */
    void over() {
        mayHaveBegun |= possible != null;
        possible = null;
    }

    /** Is it open whether the cycle, which is over, had resumed another? */
    boolean isOpen() {
        return mayHaveBegun;
    }
}
