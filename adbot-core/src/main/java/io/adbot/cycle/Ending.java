package io.adbot.cycle;

import io.adbot.journal.SkipReason;
import io.adbot.message.OutcomeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which a delivery ended (rule E8): by a final settlement or by a skip.
 */
public final class Ending {

    private static final List<Ending> ALL = all();
    private static final int OUTCOMES = OutcomeKind.values().length;

    private final int code;
    private final @Nullable OutcomeKind outcome;
    private final @Nullable SkipReason reason;

    private Ending(int code, @Nullable OutcomeKind outcome, @Nullable SkipReason reason) {
        this.code = code;
        this.outcome = outcome;
        this.reason = reason;
    }

    /** It was settled with this. */
    public static Ending settled(OutcomeKind outcome) {
        return ALL.get(outcome.ordinal());
    }

    /** It was skipped for this reason. */
    public static Ending skipped(SkipReason reason) {
        return ALL.get(OUTCOMES + reason.ordinal());
    }

    /** What it was settled with, unless it was skipped. */
    public Optional<OutcomeKind> outcome() {
        return Optional.ofNullable(outcome);
    }

    /** Why it was skipped, unless it was settled. */
    public Optional<SkipReason> skipReason() {
        return Optional.ofNullable(reason);
    }

    /** The name in reports: that of the outcome or of the reason. */
    @Override
    public String toString() {
        return outcome != null ? outcome.wire() : reason != null ? "skipped: " + reason.wire() : "";
    }

    /** A small number that stands for it, from 1. */
    byte code() {
        return (byte) (code + 1);
    }

    static Ending ofCode(byte code) {
        return ALL.get(code - 1);
    }

    static int codes() {
        return ALL.size() + 1;
    }

    private static List<Ending> all() {
        List<Ending> endings = new ArrayList<>();
        for (OutcomeKind outcome : OutcomeKind.values()) {
            endings.add(new Ending(endings.size(), outcome, null));
        }
        for (SkipReason reason : SkipReason.values()) {
            endings.add(new Ending(endings.size(), null, reason));
        }
        return List.copyOf(endings);
    }
}
