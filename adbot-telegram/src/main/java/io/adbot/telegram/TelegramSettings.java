package io.adbot.telegram;

import io.adbot.value.InvalidValueException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the port bears itself towards Telegram. {@link #DEFAULT} waits 30 s for an answer, takes a send of more than 5 s for a hidden wait,
 * looks up at most 50 names per account and day, keeps accounts open, and posts with sound, forwarding as Telegram does.
 */
public final class TelegramSettings {

    /** What is used if nothing is set. */
    public static final TelegramSettings DEFAULT = new Builder().build();

    private final Duration answerLimit;
    private final Duration hiddenWait;
    private final @Nullable Duration closeIdle;
    private final @Nullable Duration reopenAfter;
    private final int lookupsPerDay;
    private final boolean silent;
    private final boolean copy;
    private final boolean withoutCaption;

    private TelegramSettings(Builder builder) {
        this.answerLimit = builder.answerLimit;
        this.hiddenWait = builder.hiddenWait;
        this.closeIdle = builder.closeIdle;
        this.reopenAfter = builder.reopenAfter;
        this.lookupsPerDay = builder.lookupsPerDay;
        this.silent = builder.silent;
        this.copy = builder.copy;
        this.withoutCaption = builder.withoutCaption;
    }

    /** Begins with what {@link #DEFAULT} has. */
    public static Builder builder() {
        return new Builder();
    }

    /** Begins with what this has. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.answerLimit = answerLimit;
        builder.hiddenWait = hiddenWait;
        builder.closeIdle = closeIdle;
        builder.reopenAfter = reopenAfter;
        builder.lookupsPerDay = lookupsPerDay;
        builder.silent = silent;
        builder.copy = copy;
        builder.withoutCaption = withoutCaption;
        return builder;
    }

    /** Within what time TDLib is to answer a question. */
    public Duration answerLimit() {
        return answerLimit;
    }

    /** From what length a send is taken to have waited inside TDLib. */
    public Duration hiddenWait() {
        return hiddenWait;
    }

    /** After what time without use an account is closed until it is used again; empty to keep it open. */
    public Optional<Duration> closeIdle() {
        return Optional.ofNullable(closeIdle);
    }

    /** After what time an account is closed and opened again before its next use; empty for never. */
    public Optional<Duration> reopenAfter() {
        return Optional.ofNullable(reopenAfter);
    }

    /** How many public names each account looks up a day, UTC, at most. */
    public int lookupsPerDay() {
        return lookupsPerDay;
    }

    /** Do posts make no sound? */
    public boolean silent() {
        return silent;
    }

    /** Are messages copied, so that nobody sees where they come from, in place of being forwarded? */
    public boolean copy() {
        return copy;
    }

    /** Do copies leave out the caption? */
    public boolean withoutCaption() {
        return withoutCaption;
    }

    /** Collects settings. */
    public static final class Builder {
        private Duration answerLimit = Duration.ofSeconds(30);
        private Duration hiddenWait = Duration.ofSeconds(5);
        private @Nullable Duration closeIdle;
        private @Nullable Duration reopenAfter;
        private int lookupsPerDay = 50;
        private boolean silent;
        private boolean copy;
        private boolean withoutCaption;

        private Builder() {}

        /** Within what time TDLib is to answer a question; more than zero. */
        public Builder answerLimit(Duration limit) {
            answerLimit = positive("answerLimit", limit);
            return this;
        }

        /** From what length a send is taken to have waited inside TDLib; more than zero. */
        public Builder hiddenWait(Duration length) {
            hiddenWait = positive("hiddenWait", length);
            return this;
        }

        /** Closes accounts that nobody has used for so long, more than zero; they are opened when they are used again. */
        public Builder closeIdle(Duration after) {
            closeIdle = positive("closeIdle", after);
            return this;
        }

        /**
         * Closes accounts that have been open for so long, more than zero, and opens them again, when they are to be used next: what TDLib keeps in
         * memory of a busy account grows over days (<a href="https://github.com/tdlib/td/issues/3671">td#3671</a>).
         */
        public Builder reopenAfter(Duration length) {
            reopenAfter = positive("reopenAfter", length);
            return this;
        }

        /**
         * How many public names each account looks up a day, UTC, at most; from 0. Looking up names earns the longest flood waits; chat
         * ids need none.
         */
        public Builder lookupsPerDay(int most) {
            if (most < 0) {
                throw new InvalidValueException("lookupsPerDay", most, "a whole number from 0");
            }
            lookupsPerDay = most;
            return this;
        }

        /** Posts make no sound. */
        public Builder silent(boolean is) {
            silent = is;
            return this;
        }

        /** Messages are copied in place of being forwarded. */
        public Builder copy(boolean is) {
            copy = is;
            return this;
        }

        /** Copies leave out the caption; only where messages are {@linkplain #copy copied}. */
        public Builder withoutCaption(boolean is) {
            withoutCaption = is;
            return this;
        }

        /**
         * The settings.
         *
         * @throws InvalidValueException if captions are to be left out of what is not copied
         */
        public TelegramSettings build() {
            if (withoutCaption && !copy) {
                throw new InvalidValueException(
                        "withoutCaption", true, "false, or copy as well: what is forwarded keeps its caption");
            }
            return new TelegramSettings(this);
        }

        private static Duration positive(String field, Duration length) {
            Objects.requireNonNull(length);
            if (length.isNegative() || length.isZero()) {
                throw new InvalidValueException(field, length, "more than zero");
            }
            return length;
        }
    }
}
