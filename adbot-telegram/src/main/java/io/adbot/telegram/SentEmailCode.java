package io.adbot.telegram;

import io.adbot.telegram.td.Answers.EmailCodeInfo;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How the code of a login was sent by e-mail.
 *
 * @param address where to, as far as Telegram shows it
 * @param length how many digits it has, if Telegram says so
 */
public record SentEmailCode(Optional<String> address, OptionalInt length) {

    static SentEmailCode of(@Nullable EmailCodeInfo info) {
        return info == null
                ? new SentEmailCode(Optional.empty(), OptionalInt.empty())
                : new SentEmailCode(
                        Optional.ofNullable(info.emailAddressPattern()),
                        info.length() > 0 ? OptionalInt.of(info.length()) : OptionalInt.empty());
    }
}
