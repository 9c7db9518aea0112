package io.adbot.message;

import io.adbot.value.InvalidValueException;
import java.util.Objects;

/**
 * What is sent to every group: a forwarded message or a text. On the wire {@code post_type} is {@code link} or
 * {@code text}, and {@code post_content} the link or the text.
 */
public sealed interface Post permits Post.Forward, Post.Text {

    /**
     * A message to forward.
     *
     * @param link where it stands
     */
    record Forward(MessageLink link) implements Post {
        /** Checks that there is a link. */
        public Forward {
            Objects.requireNonNull(link);
        }
    }

    /**
     * A text to send.
     *
     * @param text 1 to 4096 characters, not all blank (Telegram's
     *     <a href="https://core.telegram.org/api/config#client-configuration">message_length_max</a>)
     */
    record Text(String text) implements Post {
        private static final int LONGEST = 4096;

        /** Checks the length. */
        public Text {
            if (text.isBlank() || text.codePointCount(0, text.length()) > LONGEST) {
                throw InvalidValueException.secret(
                        "post_content", text, "a text of 1 to " + LONGEST + " characters that is not blank");
            }
        }

        /** Says how long the text is, never the text: it may end up in a log. */
        @Override
        public String toString() {
            return "Text[" + text.length() + " characters]";
        }
    }

    /** A post that forwards the message behind a link; throws {@link InvalidValueException} with the reason. */
    static Post forward(String link) {
        return new Forward(MessageLink.parse(link));
    }

    /** A post that sends a text; throws {@link InvalidValueException} with the reason. */
    static Post text(String text) {
        return new Text(text);
    }

    /**
     * Reads a post from its two wire fields.
     *
     * @param type {@code link} or {@code text}
     * @param content the link or the text
     * @throws InvalidValueException naming the field, if either is not acceptable; it shows neither, for the text of a post may
     *     stand in either by mistake
     */
    static Post of(String type, String content) {
        return switch (type) {
            case "link" -> forward(content);
            case "text" -> text(content);
            default ->
                throw InvalidValueException.secret("post_type", type, "link or text"); // Perhaps the text itself.
        };
    }
}
