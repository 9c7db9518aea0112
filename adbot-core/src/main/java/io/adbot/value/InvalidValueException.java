package io.adbot.value;

import java.util.Objects;

/**
 * A value was refused: which one, what came, and what would have been accepted.
 *
 * <p>The one error for bad input, wherever it is found: nothing has been changed when it is thrown. Its message is one
 * line that can be shown to a person as it is; a secret is never in it (see {@link #secret}).
 */
public final class InvalidValueException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_SHOWN = 80;

    private final String field;
    private final String value;
    private final String accepted;

    /**
     * Refuses a value.
     *
     * @param field where it stands, in the words of the input ({@code delay_between_posts}, {@code groups[3]})
     * @param value what came; shown shortened, with control characters made visible
     * @param accepted what would be accepted, as a noun phrase ({@code a number of seconds from 0})
     */
    public InvalidValueException(String field, Object value, String accepted) {
        this(field, quote(value), accepted);
    }

    private InvalidValueException(String field, Shown value, String accepted) {
        super(field + ": got " + value.text() + ", expected " + accepted);
        this.field = Objects.requireNonNull(field);
        this.value = value.text();
        this.accepted = Objects.requireNonNull(accepted);
    }

    /** Refuses a secret or a text that must not be shown: the message says only how long it was. */
    public static InvalidValueException secret(String field, String value, String accepted) {
        return new InvalidValueException(
                field, new Shown("a value of " + Counted.of(value.length(), "character")), accepted);
    }

    /** Refuses a field that is missing. */
    public static InvalidValueException missing(String field, String accepted) {
        return new InvalidValueException(field, new Shown("nothing"), accepted);
    }

    /** The same refusal for a field that stands inside another: {@code sessions[0]} becomes {@code users.a.sessions[0]}. */
    public InvalidValueException within(String prefix) {
        return new InvalidValueException(prefix + "." + field, new Shown(value), accepted);
    }

    /** The field that was refused. */
    public String field() {
        return field;
    }

    /** What came, as it may be shown. */
    public String value() {
        return value;
    }

    /** What would have been accepted. */
    public String accepted() {
        return accepted;
    }

    private static Shown quote(Object value) {
        String text = String.valueOf(value);
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(LONGEST_SHOWN).forEach(c -> {
            if (Printable.is(c)) {
                shown.appendCodePoint(c);
            } else {
                shown.append(String.format("\\u%04x", c));
            }
        });
        if (text.codePointCount(0, text.length()) > LONGEST_SHOWN) {
            shown.append('…');
        }
        return new Shown(value instanceof CharSequence ? "\"" + shown + "\"" : shown.toString());
    }

    /** A text that is fit to be shown as it is. */
    private record Shown(String text) {}
}
