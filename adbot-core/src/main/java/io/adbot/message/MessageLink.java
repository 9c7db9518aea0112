package io.adbot.message;

import io.adbot.value.InvalidValueException;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The link to one message of a channel or group: what a post forwards.
 *
 * <p>Accepted, with or without {@code https://} or {@code http://}, at {@code t.me} or {@code telegram.me}:
 *
 * <pre>
 *   t.me/channel/123        a public chat by its name         t.me/channel/7/123     … in topic 7
 *   t.me/c/1234/56          a private chat by its number      t.me/c/1234/7/56       … in topic 7
 * </pre>
 *
 * and on each {@code ?single} (this message alone, not its album) or {@code ?thread=7} (the topic, said the other way).
 * Everything else is refused with the reason, and never shown: it may be the text of a post. The forms are those of Telegram's own
 * <a href="https://core.telegram.org/api/links#message-links">message links</a>.
 *
 * @param chat where the message is
 * @param topic the forum topic it is in, at least 1, if the link names one
 * @param message the message's number in its chat, 1 to 2³¹−1
 */
public record MessageLink(SourceChat chat, OptionalLong topic, long message) {

    private static final String FIELD = "post_content";
    private static final String ACCEPTED =
            "a message link such as t.me/channel/123, t.me/channel/7/123 (topic 7) or https://t.me/c/1234/56";

    /** What stands at t.me in the place of a chat's name and is none. */
    private static final Set<String> NOT_CHATS = Set.of(
            "a",
            "addemoji",
            "addlist",
            "addstickers",
            "addtheme",
            "b",
            "bg",
            "boost",
            "call",
            "confirmphone",
            "contact",
            "giftcode",
            "invoice",
            "joinchat",
            "k",
            "login",
            "m",
            "msg",
            "newbot",
            "nft",
            "proxy",
            "setlanguage",
            "share",
            "socks");

    private static final Pattern HOST = Pattern.compile("(?i)(?:https?://)?(?:t|telegram)\\.me/(.*)");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    /** The chat that holds the message. */
    public sealed interface SourceChat permits PublicChat, PrivateChat {}

    /**
     * A chat with a public name.
     *
     * @param name 4 to 32 letters, digits and underscores, as Telegram allows them; none of the words that mean
     *     something else at t.me
     */
    public record PublicChat(String name) implements SourceChat {
        private static final Pattern NAME = Pattern.compile("(?i)[a-z](?:_?[a-z0-9]){3,31}");

        /** Checks the name. */
        public PublicChat {
            if (name.length() > 32
                    || !NAME.matcher(name).matches()
                    || NOT_CHATS.contains(name.toLowerCase(Locale.ROOT))) {
                throw InvalidValueException.secret(
                        FIELD,
                        name,
                        "a public name of 4 to 32 letters, digits and single underscores, beginning with a letter");
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * A chat without a public name; only its members can see the message.
     *
     * @param number the number after {@code /c/}, at least 1
     */
    public record PrivateChat(long number) implements SourceChat {
        /** TDLib's {@code MAX_CHANNEL_ID}: above it, ids mean other kinds of chat. */
        private static final long LARGEST = 997_852_516_352L;

        /** Checks the number. */
        public PrivateChat {
            if (number < 1 || number > LARGEST) {
                throw outOfRange(number, "a chat number from 1 to " + LARGEST);
            }
        }

        /** The chat's id as the Bot API and TDLib write it: {@code -100} and the number. */
        public long chatId() {
            return -1_000_000_000_000L - number;
        }

        @Override
        public String toString() {
            return "c/" + number;
        }
    }

    /** Checks the numbers. */
    public MessageLink {
        Objects.requireNonNull(chat);
        if (message < 1 || message > Integer.MAX_VALUE) {
            throw outOfRange(message, "a message number from 1 to " + Integer.MAX_VALUE);
        }
        if (topic.isPresent() && (topic.getAsLong() < 1 || topic.getAsLong() > Integer.MAX_VALUE)) {
            throw outOfRange(topic.getAsLong(), "a topic number from 1 to " + Integer.MAX_VALUE);
        }
    }

    /**
     * Reads a link.
     *
     * @throws InvalidValueException with the reason, if it is not one of the forms above
     */
    public static MessageLink parse(String link) {
        Matcher host = HOST.matcher(link);
        if (!host.matches()) {
            throw refused(link, "it is not at t.me or telegram.me");
        }
        String rest = host.group(1);
        int question = rest.indexOf('?');
        String path = question < 0 ? rest : rest.substring(0, question);
        OptionalLong thread = question < 0 ? OptionalLong.empty() : thread(link, rest.substring(question + 1));

        String[] parts = path.split("/", -1);
        boolean isPrivate = parts[0].equals("c");
        int first = isPrivate ? 1 : 0;
        int numbers = parts.length - first - 1;
        if (!isPrivate) {
            refuseOtherLinks(link, parts[0]);
        }
        if (numbers < 1) {
            throw refused(link, "it names a chat but no message in it");
        }
        if (numbers > 2) {
            throw refused(link, "there is more in it than a chat, a topic and a message");
        }
        SourceChat chat =
                isPrivate ? new PrivateChat(number(link, parts[1], "chat number")) : publicChat(link, parts[0]);
        OptionalLong topic =
                numbers == 2 ? OptionalLong.of(number(link, parts[first + 1], "topic number")) : OptionalLong.empty();
        if (topic.isPresent() && thread.isPresent() && !topic.equals(thread)) {
            throw refused(link, "it names two topics");
        }
        long message = number(link, parts[parts.length - 1], "message number");
        return new MessageLink(chat, topic.isPresent() ? topic : thread, message);
    }

    /** The link in its shortest form, which {@link #parse} reads back: {@code t.me/channel/7/123}. */
    @Override
    public String toString() {
        return "t.me/" + chat + (topic.isPresent() ? "/" + topic.getAsLong() : "") + "/" + message;
    }

    private static OptionalLong thread(String link, String query) {
        OptionalLong thread = OptionalLong.empty();
        for (String parameter : query.split("&", -1)) {
            if (parameter.startsWith("thread=") && thread.isEmpty()) {
                thread = OptionalLong.of(number(link, parameter.substring("thread=".length()), "thread"));
            } else if (parameter.startsWith("comment=")) {
                throw refused(link, "it is the link to a comment, which is another message in another chat");
            } else if (!parameter.equals("single")) {
                throw refused(link, "only ?single and ?thread=N may follow");
            }
        }
        return thread;
    }

    private static void refuseOtherLinks(String link, String first) {
        if (first.isEmpty()) {
            throw refused(link, "it names no chat");
        }
        String word = first.toLowerCase(Locale.ROOT);
        if (word.equals("s")) {
            throw refused(link, "it is the web preview of a channel; leave out the /s");
        }
        if (word.startsWith("+") || word.equals("joinchat")) {
            throw refused(link, "it is an invitation, and nothing here joins a chat");
        }
        if (NOT_CHATS.contains(word)) {
            throw refused(link, "it is not the link to a message");
        }
    }

    private static SourceChat publicChat(String link, String name) {
        try {
            return new PublicChat(name);
        } catch (InvalidValueException e) {
            throw refused(link, "a public name is " + e.accepted().replaceFirst("^a public name of ", ""));
        }
    }

    private static long number(String link, String text, String what) {
        if (!NUMBER.matcher(text).matches()) {
            throw refused(link, "its " + what + " is not a number from 1");
        }
        return Long.parseLong(text);
    }

    /** What was to be a link may be the text of a post, an invitation or a login: it is shown to nobody. */
    private static InvalidValueException refused(String link, String reason) {
        return InvalidValueException.secret(FIELD, link, ACCEPTED + "; " + reason);
    }

    private static InvalidValueException outOfRange(long number, String accepted) {
        return InvalidValueException.secret(FIELD, String.valueOf(number), accepted);
    }
}
