package io.adbot.telegram;

import io.adbot.value.GroupId;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link GroupId} means at Telegram: a chat, by number or public name, and a topic in it.
 *
 * <pre>
 *   -1001234567890      a supergroup or channel        -1001234567890#7     … in topic 7
 *   -12345              a basic group
 *   &#64;name, t.me/name    by its public name            t.me/name/7, &#64;name#7   … in topic 7
 *   t.me/c/1234567890   by its number, as in links     t.me/c/1234567890/7  … in topic 7
 * </pre>
 *
 * with or without {@code https://}, at {@code t.me} or {@code telegram.me}. A number above zero is a person, and nothing here writes to one.
 *
 * @param chat which chat
 * @param topic the forum topic, from 1, if one is named
 */
record Destination(Place chat, OptionalInt topic) {

    private static final Pattern ID = Pattern.compile("(-[1-9][0-9]{0,17})(?:#([1-9][0-9]{0,8}))?");
    private static final Pattern NAME = Pattern.compile(
            "(?i)(?:@|(?:https?://)?(?:t|telegram)\\.me/)([a-z](?:_?[a-z0-9]){3,31})(?:[#/]([1-9][0-9]{0,8}))?/?");
    private static final Pattern NUMBER =
            Pattern.compile("(?i)(?:https?://)?(?:t|telegram)\\.me/c/([1-9][0-9]{0,11})(?:[#/]([1-9][0-9]{0,8}))?/?");

    /** What stands before the number of a supergroup or channel in its chat id. */
    private static final long SUPERGROUPS = -1_000_000_000_000L;

    /** What is accepted, for errors. */
    static final String ACCEPTED =
            "a chat id such as -1001234567890, or -1001234567890#7 for a topic, or a public link such as"
                    + " t.me/name; never a person";

    /** A chat, as an operator names it. */
    sealed interface Place permits ById, ByName {}

    /** By TDLib's number of it. */
    record ById(long chatId) implements Place {}

    /** By its public name, without the @. */
    record ByName(String name) implements Place {}

    Destination {
        Objects.requireNonNull(chat);
        Objects.requireNonNull(topic);
    }

    /** Reads it; null if it is none of these. */
    static @Nullable Destination of(GroupId group) {
        String text = group.value().strip();
        Matcher id = ID.matcher(text);
        if (id.matches()) {
            return new Destination(new ById(Long.parseLong(id.group(1))), topic(id.group(2)));
        }
        Matcher number = NUMBER.matcher(text);
        if (number.matches()) {
            return new Destination(new ById(SUPERGROUPS - Long.parseLong(number.group(1))), topic(number.group(2)));
        }
        Matcher name = NAME.matcher(text);
        if (name.matches()) {
            return new Destination(new ByName(name.group(1)), topic(name.group(2)));
        }
        return null;
    }

    private static OptionalInt topic(@Nullable String number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(number));
    }
}
