package io.adbot.cycle;

import io.adbot.journal.SkipReason;
import io.adbot.message.OutcomeKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one way in which a delivery ended (rule E8): by a final settlement or by a skip. */
public final class Ending {

    private static final List<Ending> BY_CODE = new ArrayList<>();
    private static final Map<OutcomeKind, Ending> SETTLED = new EnumMap<>(OutcomeKind.class);
    private static final Map<SkipReason, Ending> SKIPPED = new EnumMap<>(SkipReason.class);

    static {
        for (OutcomeKind outcome : OutcomeKind.values()) {
            SETTLED.put(outcome, new Ending(outcome, null));
        }
        for (SkipReason reason : SkipReason.values()) {
            SKIPPED.put(reason, new Ending(null, reason));
        }
    }

    private final byte code;
    private final @Nullable OutcomeKind outcome;
    private final @Nullable SkipReason reason;

    private Ending(@Nullable OutcomeKind outcome, @Nullable SkipReason reason) {
        BY_CODE.add(this);
        this.code = (byte) BY_CODE.size();
        this.outcome = outcome;
        this.reason = reason;
    }

    /** It was settled with this. */
    public static Ending settled(OutcomeKind outcome) {
        return Objects.requireNonNull(SETTLED.get(outcome));
    }

    /** It was skipped for this reason. */
    public static Ending skipped(SkipReason reason) {
        return Objects.requireNonNull(SKIPPED.get(reason));
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
        return code;
    }

    static Ending ofCode(byte code) {
        return BY_CODE.get(code - 1);
    }

    /** How many codes there are, 0 among them, which stands for none. */
    static int codes() {
        return BY_CODE.size() + 1;
    }
}
