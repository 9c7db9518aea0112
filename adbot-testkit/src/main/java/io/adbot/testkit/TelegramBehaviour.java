package io.adbot.testkit;

import io.adbot.time.Nanos;
import io.adbot.value.InvalidValueException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link FakeTelegram} behaves. Immutable; begin with one of the presets and change what the test is about:
 *
 * <pre>{@code
 * TelegramBehaviour behaviour = TelegramBehaviour.calm().toBuilder()
 *         .chance(Trouble.ANSWER_LOST, 0.2)
 *         .build();
 * }</pre>
 *
 * <table>
 * <caption>The presets</caption>
 * <tr><th></th><th>{@link #calm()}</th><th>{@link #flooding()}</th><th>{@link #losingReplies()}</th>
 *     <th>{@link #strict()}</th><th>{@link #chaos()}</th></tr>
 * <tr><td>a send takes</td><td>50 to 250 ms</td><td>50 to 250 ms</td><td>0.1 to 5 s</td><td>50 to 250 ms</td>
 *     <td>0.05 to 20 s</td></tr>
 * <tr><td>a check takes</td><td>nothing</td><td>nothing</td><td>nothing</td><td>50 to 200 ms</td><td>0 to 2 s</td></tr>
 * <tr><td>waits without a word</td><td></td><td>1 %, to 1 min</td><td></td><td></td><td>1 %, to 1 min</td></tr>
 * <tr><td>an account may send</td><td>at will</td><td>20, then 1 in 8 s</td><td>at will</td><td>at will</td>
 *     <td>30, then 1 in 6 s</td></tr>
 * <tr><td>flood waits by chance</td><td></td><td>1 %, 30 s to 10 min</td><td></td><td></td><td>1 %, 5 s to 30 min</td></tr>
 * <tr><td>never left</td><td></td><td></td><td>5 %</td><td></td><td>3 %</td></tr>
 * <tr><td>ambiguous</td><td></td><td></td><td>5 %</td><td></td><td>2 %</td></tr>
 * <tr><td>answer lost</td><td></td><td></td><td>5 %</td><td></td><td>2 %</td></tr>
 * <tr><td>answer late</td><td></td><td></td><td>5 %, by 1 to 10 min</td><td></td><td>2 %, by 5 s to 10 min</td></tr>
 * <tr><td>account limited, banned, logged out</td><td></td><td></td><td></td><td></td><td>0.1 % each</td></tr>
 * <tr><td>content rejected</td><td></td><td></td><td></td><td></td><td>0.02 %</td></tr>
 * <tr><td>checks silent, failing, flooded</td><td></td><td></td><td></td><td></td><td>0.5 %, 2 %, 0.5 %</td></tr>
 * <tr><td>denied by the check</td><td></td><td></td><td></td><td>10 %</td><td>5 %</td></tr>
 * <tr><td>refused by the send only</td><td></td><td></td><td></td><td>5 %</td><td>3 %</td></tr>
 * <tr><td>groups in slow mode</td><td></td><td></td><td></td><td>25 %, 10 min</td><td>15 %, 5 min</td></tr>
 * <tr><td>sessions that see no source</td><td></td><td></td><td></td><td>5 %</td><td>3 %</td></tr>
 * <tr><td>outages</td><td></td><td></td><td></td><td></td><td>2 min in every 2 h</td></tr>
 * </table>
 *
 * <p>None confirms a cancel, since TDLib does not once it has a message; {@link Builder#confirmsCancel} has one that does.
 *
 * <p>The flood waits of {@code flooding} begin at 15 s and grow to an hour, those of {@code chaos} at 10 s and grow to 30 min.
 * The numbers are not Telegram's, which publishes none; they are chosen so that a cycle of some hours meets everything.
 */
public final class TelegramBehaviour {

    private static final TelegramBehaviour CALM = new Builder().build();

    private static final TelegramBehaviour FLOODING = CALM.toBuilder()
            .floodLimit(new FloodLimit(20, Duration.ofSeconds(8), Duration.ofSeconds(15), Duration.ofHours(1)))
            .chance(Trouble.FLOOD, 0.01)
            .chance(Trouble.HIDDEN_WAIT, 0.01)
            .floodWait(DurationRange.between(Duration.ofSeconds(30), Duration.ofMinutes(10)))
            .build();

    private static final TelegramBehaviour LOSING_REPLIES = CALM.toBuilder()
            .latency(DurationRange.between(Duration.ofMillis(100), Duration.ofSeconds(5)))
            .chance(Trouble.NEVER_LEFT, 0.05)
            .chance(Trouble.AMBIGUOUS, 0.05)
            .chance(Trouble.ANSWER_LOST, 0.05)
            .chance(Trouble.ANSWER_LATE, 0.05)
            .lateBy(DurationRange.between(Duration.ofMinutes(1), Duration.ofMinutes(10)))
            .build();

    private static final TelegramBehaviour STRICT = CALM.toBuilder()
            .checkLatency(DurationRange.between(Duration.ofMillis(50), Duration.ofMillis(200)))
            .chance(Trouble.DENIED, 0.10)
            .chance(Trouble.REFUSED, 0.05)
            .chance(Trouble.SLOW_MODE, 0.25)
            .slowMode(Duration.ofMinutes(10))
            .chance(Trouble.SOURCE_HIDDEN, 0.05)
            .build();

    private static final TelegramBehaviour CHAOS = CALM.toBuilder()
            .latency(DurationRange.between(Duration.ofMillis(50), Duration.ofSeconds(20)))
            .checkLatency(DurationRange.between(Duration.ZERO, Duration.ofSeconds(2)))
            .floodLimit(new FloodLimit(30, Duration.ofSeconds(6), Duration.ofSeconds(10), Duration.ofMinutes(30)))
            .chance(Trouble.FLOOD, 0.01)
            .chance(Trouble.HIDDEN_WAIT, 0.01)
            .floodWait(DurationRange.between(Duration.ofSeconds(5), Duration.ofMinutes(30)))
            .chance(Trouble.NEVER_LEFT, 0.03)
            .chance(Trouble.AMBIGUOUS, 0.02)
            .chance(Trouble.ANSWER_LOST, 0.02)
            .chance(Trouble.ANSWER_LATE, 0.02)
            .lateBy(DurationRange.between(Duration.ofSeconds(5), Duration.ofMinutes(10)))
            .chance(Trouble.ACCOUNT_LIMITED, 0.001)
            .chance(Trouble.ACCOUNT_BANNED, 0.001)
            .chance(Trouble.LOGGED_OUT, 0.001)
            .chance(Trouble.CONTENT_REJECTED, 0.0002)
            .chance(Trouble.CHECK_SILENT, 0.005)
            .chance(Trouble.CHECK_FAILS, 0.02)
            .chance(Trouble.CHECK_FLOOD, 0.005)
            .chance(Trouble.DENIED, 0.05)
            .chance(Trouble.REFUSED, 0.03)
            .chance(Trouble.SLOW_MODE, 0.15)
            .slowMode(Duration.ofMinutes(5))
            .chance(Trouble.SOURCE_HIDDEN, 0.03)
            .outages(new OutagePattern(Duration.ofHours(2), Duration.ofMinutes(2)))
            .build();

    private final DurationRange latency;
    private final DurationRange checkLatency;
    private final DurationRange lateBy;
    private final DurationRange floodWait;
    private final Duration slowMode;
    private final Duration answerLimit;
    private final boolean confirmsCancel;
    private final @Nullable FloodLimit floodLimit;
    private final @Nullable OutagePattern outages;
    private final Map<Trouble, Double> chances;

    private TelegramBehaviour(Builder builder) {
        this.latency = builder.latency;
        this.checkLatency = builder.checkLatency;
        this.lateBy = builder.lateBy;
        this.floodWait = builder.floodWait;
        this.slowMode = builder.slowMode;
        this.answerLimit = builder.answerLimit;
        this.confirmsCancel = builder.confirmsCancel;
        this.floodLimit = builder.floodLimit;
        this.outages = builder.outages;
        this.chances = new EnumMap<>(builder.chances);
    }

    /** Everything succeeds, soon. */
    public static TelegramBehaviour calm() {
        return CALM;
    }

    /** Whoever sends much is asked to wait, and longer if he does not. */
    public static TelegramBehaviour flooding() {
        return FLOODING;
    }

    /** One answer in five is lost, late, ambiguous or an error. */
    public static TelegramBehaviour losingReplies() {
        return LOSING_REPLIES;
    }

    /** Groups refuse, have slow mode, or hide the message to forward. */
    public static TelegramBehaviour strict() {
        return STRICT;
    }

    /** Everything that can go wrong, does. */
    public static TelegramBehaviour chaos() {
        return CHAOS;
    }

    /**
     * The preset of that name.
     *
     * @param name {@code calm}, {@code flooding}, {@code losing-replies}, {@code strict} or {@code chaos}
     * @throws InvalidValueException for any other name
     */
    public static TelegramBehaviour named(String name) {
        return switch (name) {
            case "calm" -> CALM;
            case "flooding" -> FLOODING;
            case "losing-replies" -> LOSING_REPLIES;
            case "strict" -> STRICT;
            case "chaos" -> CHAOS;
            default ->
                throw new InvalidValueException(
                        "telegram", name, "one of calm, flooding, losing-replies, strict, chaos");
        };
    }

    /** A builder that holds what this behaviour holds. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** How long a send takes. */
    public DurationRange latency() {
        return latency;
    }

    /** How long a question about permission takes. */
    public DurationRange checkLatency() {
        return checkLatency;
    }

    /** By how much a late answer is late. */
    public DurationRange lateBy() {
        return lateBy;
    }

    /** How long the flood waits are that come by chance. */
    public DurationRange floodWait() {
        return floodWait;
    }

    /** How long slow mode makes a session wait, in the groups that have it by chance. */
    public Duration slowMode() {
        return slowMode;
    }

    /** After how long a send without an answer no longer counts as in flight: the send limit of the engine under test. */
    public Duration answerLimit() {
        return answerLimit;
    }

    /** Is it certain that nothing is posted after a cancel that came in time? */
    public boolean confirmsCancel() {
        return confirmsCancel;
    }

    /** How much an account may send; empty for at will. */
    public Optional<FloodLimit> floodLimit() {
        return Optional.ofNullable(floodLimit);
    }

    /** The outages that come again and again; empty for none. */
    public Optional<OutagePattern> outages() {
        return Optional.ofNullable(outages);
    }

    /** How likely a trouble is, from 0 to 1. */
    public double chance(Trouble trouble) {
        return chances.getOrDefault(trouble, 0.0);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TelegramBehaviour that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    /** All that is not as in {@link #calm()}, in one line. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", "TelegramBehaviour[", "]");
        text.add("latency " + latency);
        if (!checkLatency.equals(DurationRange.NONE)) {
            text.add("check latency " + checkLatency);
        }
        if (confirmsCancel) {
            text.add("cancels confirmed");
        }
        if (floodLimit != null) {
            text.add(floodLimit.toString());
        }
        if (outages != null) {
            text.add(outages.toString());
        }
        chances.forEach((trouble, chance) -> text.add(trouble + " " + chance + detail(trouble)));
        return text.toString();
    }

    private String detail(Trouble trouble) {
        return switch (trouble) {
            case FLOOD, CHECK_FLOOD -> " (" + floodWait + ")";
            case ANSWER_LATE -> " (" + lateBy + ")";
            case SLOW_MODE -> " (" + Nanos.text(slowMode.toNanos()) + ")";
            default -> "";
        };
    }

    private List<Object> values() {
        return List.of(
                latency,
                checkLatency,
                lateBy,
                floodWait,
                slowMode,
                answerLimit,
                confirmsCancel,
                floodLimit(),
                outages(),
                chances);
    }

    /** Collects a behaviour. Every setter refuses what it cannot take with an {@link InvalidValueException}. */
    public static final class Builder {
        private DurationRange latency = DurationRange.between(Duration.ofMillis(50), Duration.ofMillis(250));
        private DurationRange checkLatency = DurationRange.NONE;
        private DurationRange lateBy = DurationRange.between(Duration.ofMinutes(1), Duration.ofMinutes(10));
        private DurationRange floodWait = DurationRange.between(Duration.ofSeconds(30), Duration.ofMinutes(10));
        private Duration slowMode = Duration.ofMinutes(10);
        private Duration answerLimit = Duration.ofSeconds(90);
        private boolean confirmsCancel;
        private @Nullable FloodLimit floodLimit;
        private @Nullable OutagePattern outages;
        private final Map<Trouble, Double> chances = new EnumMap<>(Trouble.class);

        private Builder() {}

        private Builder(TelegramBehaviour from) {
            this.latency = from.latency;
            this.checkLatency = from.checkLatency;
            this.lateBy = from.lateBy;
            this.floodWait = from.floodWait;
            this.slowMode = from.slowMode;
            this.answerLimit = from.answerLimit;
            this.confirmsCancel = from.confirmsCancel;
            this.floodLimit = from.floodLimit;
            this.outages = from.outages;
            this.chances.putAll(from.chances);
        }

        /** How long a send takes. */
        public Builder latency(DurationRange range) {
            this.latency = Objects.requireNonNull(range);
            return this;
        }

        /** How long a question about permission takes; none means that it is answered at once. */
        public Builder checkLatency(DurationRange range) {
            this.checkLatency = Objects.requireNonNull(range);
            return this;
        }

        /** By how much an answer is late, if it is. */
        public Builder lateBy(DurationRange range) {
            this.lateBy = Objects.requireNonNull(range);
            return this;
        }

        /** How long the flood waits are that come by chance; more than zero. */
        public Builder floodWait(DurationRange range) {
            if (range.leastNanos() == 0) {
                throw new InvalidValueException("flood_wait", range, "lengths of time above 0");
            }
            this.floodWait = range;
            return this;
        }

        /** How long slow mode makes a session wait, in the groups that have it by chance; more than zero. */
        public Builder slowMode(Duration wait) {
            this.slowMode = aboveZero("slow_mode", wait);
            return this;
        }

        /**
         * After how long a send without an answer no longer counts as in flight; 90 s if not set. Give it the send limit of
         * the engine under test, or {@link Ledger#violations()} takes a send after it for a second one in flight.
         */
        public Builder answerLimit(Duration limit) {
            this.answerLimit = aboveZero("answer_limit", limit);
            return this;
        }

        /** Is it certain that nothing is posted after a cancel that came in time? */
        public Builder confirmsCancel(boolean confirms) {
            this.confirmsCancel = confirms;
            return this;
        }

        /** Limits how much an account may send. */
        public Builder floodLimit(FloodLimit limit) {
            this.floodLimit = Objects.requireNonNull(limit);
            return this;
        }

        /** Lets an account send at will. */
        public Builder noFloodLimit() {
            this.floodLimit = null;
            return this;
        }

        /** Lets outages come again and again. */
        public Builder outages(OutagePattern pattern) {
            this.outages = Objects.requireNonNull(pattern);
            return this;
        }

        /** Leaves outages to the test, that is to {@link FakeTelegram#outage}. */
        public Builder noOutages() {
            this.outages = null;
            return this;
        }

        /**
         * How likely a trouble is.
         *
         * @param chance from 0 to 1; 0 takes the trouble away
         */
        public Builder chance(Trouble trouble, double chance) {
            if (!(chance >= 0 && chance <= 1)) {
                throw new InvalidValueException(trouble.name(), chance, "a chance from 0 to 1");
            }
            if (chance == 0) {
                chances.remove(trouble);
            } else {
                chances.put(trouble, chance);
            }
            return this;
        }

        /**
         * Checks that the chances go together.
         *
         * @throws InvalidValueException if those of a send, or those of a check, add up to more than 1
         */
        public TelegramBehaviour build() {
            checkSum(Trouble.Scope.SEND);
            checkSum(Trouble.Scope.CHECK);
            return new TelegramBehaviour(this);
        }

        private void checkSum(Trouble.Scope scope) {
            double sum = chances.entrySet().stream()
                    .filter(entry -> entry.getKey().scope() == scope)
                    .mapToDouble(Map.Entry::getValue)
                    .sum();
            if (sum > 1 + 1e-9) {
                throw new InvalidValueException(
                        "chances of a " + scope.name().toLowerCase(java.util.Locale.ROOT), sum, "at most 1 altogether");
            }
        }

        private static Duration aboveZero(String field, Duration length) {
            if (Nanos.of(field, length) == 0) {
                throw new InvalidValueException(field, length, "a length of time above 0");
            }
            return length;
        }
    }
}
