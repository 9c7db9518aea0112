package io.adbot.telegram;

import io.adbot.telegram.td.Answers.CodeInfo;
import io.adbot.telegram.td.Answers.CodeType;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * How the code of a login was sent.
 *
 * @param way how
 * @param length how many digits or letters it has, if Telegram says so
 * @param hint what Telegram says besides: how a word or phrase begins, the number that calls, where to look
 * @param next how it is sent if it is wanted once more; empty if it cannot be
 * @param again how long to wait before it may be wanted once more
 */
public record SentCode(Way way, OptionalInt length, Optional<String> hint, Optional<Way> next, Duration again) {

    /** A way to send a code. */
    public enum Way {
        /** To the devices on which the account is logged in. */
        TELEGRAM_MESSAGE("authenticationCodeTypeTelegramMessage", "a message in Telegram"),
        /** By SMS. */
        SMS("authenticationCodeTypeSms", "an SMS"),
        /** A word, by SMS. */
        SMS_WORD("authenticationCodeTypeSmsWord", "a word in an SMS"),
        /** A phrase, by SMS. */
        SMS_PHRASE("authenticationCodeTypeSmsPhrase", "a phrase in an SMS"),
        /** Somebody calls and says it. */
        CALL("authenticationCodeTypeCall", "a call"),
        /** The number that calls is the code. */
        FLASH_CALL("authenticationCodeTypeFlashCall", "the number of a call"),
        /** The last digits of the number that calls are the code. */
        MISSED_CALL("authenticationCodeTypeMissedCall", "the last digits of a call's number"),
        /** At fragment.com, where the number was bought. */
        FRAGMENT("authenticationCodeTypeFragment", "fragment.com"),
        /** One that is not known here. */
        OTHER("", "a way of Telegram's");

        private final String type;
        private final String text;

        Way(String type, String text) {
            this.type = type;
            this.text = text;
        }

        /** In words, for a person. */
        public String text() {
            return text;
        }

        private static Way of(CodeType type) {
            return Stream.of(values())
                    .filter(way -> way.type.equals(type.type()))
                    .findFirst()
                    .orElse(OTHER);
        }
    }

    static SentCode of(CodeInfo info) {
        CodeType type = info.type();
        return new SentCode(
                Way.of(type),
                type.length() > 0 ? OptionalInt.of(type.length()) : OptionalInt.empty(),
                Stream.of(type.firstLetter(), type.firstWord(), type.pattern(), type.phoneNumberPrefix(), type.url())
                        .flatMap(Stream::ofNullable)
                        .filter(said -> !said.isEmpty())
                        .findFirst(),
                Optional.ofNullable(info.nextType()).map(Way::of),
                Duration.ofSeconds(info.timeout()));
    }
}
