package io.adbot.cli;

import io.adbot.testkit.TelegramBehaviour;
import io.adbot.value.InvalidValueException;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;

/** From what was typed to values. Each throws {@link InvalidValueException}; {@link Main} knows the argument's name. */
final class Arguments {

    private static final String ARGUMENT = "argument";

    private Arguments() {}

    /** How many cycles. */
    static final class Count implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            try {
                return Integer.valueOf(text);
            } catch (NumberFormatException malformed) {
                throw new InvalidValueException(ARGUMENT, text, "a number from 1 to " + Integer.MAX_VALUE);
            }
        }
    }

    /** How long. */
    static final class Seconds implements ITypeConverter<BigDecimal> {
        @Override
        public BigDecimal convert(String text) {
            try {
                return new BigDecimal(text);
            } catch (NumberFormatException malformed) {
                throw new InvalidValueException(ARGUMENT, text, "a number of seconds from 0");
            }
        }
    }

    /** What chance is drawn from. */
    static final class Seed implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException malformed) {
                throw new InvalidValueException(ARGUMENT, text, "an integer of 64 bits");
            }
        }
    }

    /** Where a file is. */
    static final class Location implements ITypeConverter<Path> {
        @Override
        public Path convert(String text) {
            try {
                if (!text.isEmpty()) {
                    return Path.of(text);
                }
            } catch (InvalidPathException malformed) {
                // Refused below, in the words of all arguments.
            }
            throw new InvalidValueException(ARGUMENT, text, "the path of a file");
        }
    }

    /** For how long: a number with s, m or h behind it, or as ISO 8601 has it. */
    static final class Length implements ITypeConverter<Duration> {
        private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

        @Override
        public Duration convert(String text) {
            try {
                Duration length = Duration.parse(text.matches("\\d+(\\.\\d+)?[smhSMH]") ? "PT" + text : text);
                if (length.compareTo(LONGEST) <= 0) {
                    return length;
                }
            } catch (DateTimeParseException malformed) {
                // It is refused below, as what no clock can measure is.
            }
            throw new InvalidValueException(
                    ARGUMENT, text, "a length of time such as 90s, 15m, 2h or PT1H30M, of at most 292 years");
        }
    }

    /** Who. */
    static final class User implements ITypeConverter<TenantId> {
        @Override
        public TenantId convert(String text) {
            return new TenantId(text);
        }
    }

    /** Which session. */
    static final class Session implements ITypeConverter<SessionId> {
        @Override
        public SessionId convert(String text) {
            return new SessionId(text);
        }
    }

    /** Which Telegram. */
    static final class Telegram implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (!text.equals("fake") && !text.equals("tdlib")) {
                throw new InvalidValueException(ARGUMENT, text, "fake or tdlib");
            }
            return text;
        }
    }

    /** What goes wrong in a simulation. */
    static final class Menu implements ITypeConverter<Faults> {
        @Override
        public Faults convert(String name) {
            return new Faults(name, TelegramBehaviour.named(name));
        }
    }
}
