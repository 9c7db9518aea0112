package io.adbot.store.json.line;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the fields of a line that is as the store itself writes nearly all of them: one object without white space, with
 * strings of ASCII in which nothing is escaped, integers of at most 18 digits, truths, and arrays and objects of these. It answers for no other: whatever it
 * does not take in full is for a parser of all JSON, which then also says what is wrong. What it takes, it takes as that
 * parser would.
 *
 * <p>Why there is one: an opening reads every line of a journal, mostly in a process that was just started. This asks for a
 * fifth of what the other allocates, and for much less of the compiler.
 */
final class PlainScanner {

    private static final int MOST_DIGITS = 18;

    /** Recursion ends here; the journal's own lines need three. */
    private static final int DEEPEST = 8;

    private final Checksum checksum;
    private final Texts texts = new Texts();

    private byte[] bytes = {};
    private int start;
    private int end;
    private int at;
    private boolean sealed;

    PlainScanner(Checksum checksum) {
        this.checksum = checksum;
    }

    /** Takes the line's fields; false if it is not plain, and then what {@code fields} holds means nothing. */
    boolean scan(byte[] line, int from, int to, LineFields fields) {
        bytes = line;
        start = from;
        end = to;
        at = from;
        sealed = false;
        return object(fields, 0) && at == end;
    }

    /** Did the line that was taken last bear its checksum? */
    boolean isSealed() {
        return sealed;
    }

    private boolean object(LineFields fields, int depth) {
        if (depth > DEEPEST || !skip('{')) {
            return false;
        }
        if (skip('}')) {
            return true;
        }
        do {
            String name = text(true);
            if (name == null || !skip(':')) {
                return false;
            }
            if (depth == 0 && name.equals(Checksum.FIELD)) {
                return seal(fields);
            }
            if (!field(name, fields, depth)) {
                return false;
            }
        } while (skip(','));
        return skip('}');
    }

    /** The checksum is the last field, or the line is not plain. */
    private boolean seal(LineFields fields) {
        String found = text(false);
        if (found == null || !skip('}')) {
            return false;
        }
        sealed = true;
        checksum.check(found, bytes, start, end, fields);
        return true;
    }

    private boolean field(String name, LineFields fields, int depth) {
        if (at < end && isNumeric(bytes[at])) {
            int begin = at;
            long value = integer();
            if (at == begin) {
                return false;
            }
            fields.putInteger(name, value);
            return true;
        }
        Object value = value(depth, !JournalLines.WALL.equals(name));
        if (value == null) {
            return false;
        }
        fields.put(name, value);
        return true;
    }

    /** A value that is no integer in an object; null if it is not plain. */
    private @Nullable Object value(int depth, boolean comesAgain) {
        if (at == end) {
            return null;
        }
        return switch (bytes[at]) {
            case '"' -> text(comesAgain);
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case '[' -> list(depth + 1);
            case '{' -> objectInside(depth + 1);
            default -> null;
        };
    }

    private @Nullable LineFields objectInside(int depth) {
        LineFields object = new LineFields();
        return object(object, depth) ? object : null;
    }

    private @Nullable List<@Nullable Object> list(int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        at++;
        if (depth > DEEPEST) {
            return null;
        }
        if (skip(']')) {
            return list;
        }
        do {
            int begin = at;
            Object value = at < end && isNumeric(bytes[at]) ? (Object) integer() : value(depth, true);
            if (value == null || at == begin) {
                return null;
            }
            list.add(value);
        } while (skip(','));
        return skip(']') ? list : null;
    }

    /** The string that begins here; null if it is not plain. */
    private @Nullable String text(boolean comesAgain) {
        if (!skip('"')) {
            return null;
        }
        byte[] line = bytes;
        int limit = end;
        int begin = at;
        int hash = 0;
        for (int i = begin; i < limit; i++) {
            byte b = line[i];
            if (b == '"') {
                at = i + 1;
                return comesAgain ? texts.of(line, begin, i, hash) : Texts.once(line, begin, i);
            }
            if (b < ' ' || b == '\\') { // What is not ASCII is negative.
                return null;
            }
            hash = 31 * hash + b;
        }
        return null;
    }

    /** The integer that begins here; stays where it is if that is not plain. */
    private long integer() {
        byte[] line = bytes;
        int limit = end;
        boolean negative = line[at] == '-';
        int first = negative ? at + 1 : at;
        int behind = first;
        long value = 0;
        while (behind < limit && isDigit(line[behind])) {
            value = 10 * value + (line[behind] - '0'); // What overflows has too many digits.
            behind++;
        }
        int digits = behind - first;
        if (0 < digits
                && digits <= MOST_DIGITS
                && (line[first] != '0' || (digits == 1 && !negative))
                && (behind == limit || isBehindValue(line[behind]))) {
            at = behind;
        }
        return negative ? -value : value;
    }

    private @Nullable Boolean word(String word, Boolean meaning) {
        for (int i = 0; i < word.length(); i++) {
            if (!skip(word.charAt(i))) {
                return null;
            }
        }
        return meaning;
    }

    private boolean skip(char expected) {
        if (at < end && bytes[at] == expected) {
            at++;
            return true;
        }
        return false;
    }

    private static boolean isNumeric(byte b) {
        return b == '-' || isDigit(b);
    }

    private static boolean isDigit(byte b) {
        return '0' <= b && b <= '9';
    }

    private static boolean isBehindValue(byte b) {
        return b == ',' || b == '}' || b == ']';
    }
}
