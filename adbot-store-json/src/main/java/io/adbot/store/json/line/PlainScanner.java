package io.adbot.store.json.line;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the fields of a line that is as the store itself writes nearly all of them: one object without white space, with
 * strings of ASCII in which nothing is escaped, integers of at most 18 digits, truths, and arrays and objects of these. It
 * answers for no other: whatever it does not take in full is for a parser of all JSON, which then also says what is wrong.
 * What it takes, it takes as that parser would.
 *
 * <p>Why there is one: an opening reads every line of a journal, mostly in a process that was just started. This allocates a
 * fifth of what the other does, and asks for much less of the compiler. For the same reason nothing in it is recursive: what
 * calls itself is put into itself by the compiler, several times over, which took it longer than all the rest of an opening.
 */
final class PlainScanner {

    private static final int MOST_DIGITS = 18;

    /** So many arrays and objects in each other; the journal's own lines have three. */
    private static final int DEEPEST = 8;

    private final Checksum checksum;
    private final Texts texts = new Texts();

    /** The object and all arrays and objects in it that have begun and not ended, outermost first. */
    private final Object[] begun = new Object[DEEPEST];

    private int depth;

    /** Has the innermost of them just begun, so that nothing separates its first value from that? */
    private boolean begins;

    private byte[] bytes = {};
    private int end;
    private int at;

    /** Of the string that was gone behind last: what {@link String#hashCode} says. */
    private int hash;

    private boolean sealed;

    PlainScanner(Checksum checksum) {
        this.checksum = checksum;
    }

    /** Takes the line's fields; false if it is not plain, and then what {@code fields} holds means nothing. */
    boolean scan(byte[] line, int from, int to, LineFields fields) {
        bytes = line;
        end = to;
        at = from;
        sealed = false;
        begins = false;
        depth = -1;
        if (!skip('{')) {
            return false;
        }
        begin(fields);
        if (skip('}')) {
            return at == end;
        }
        do {
            String name = name();
            if (name == null) {
                return false;
            }
            if (depth == 0 && name.equals(Checksum.FIELD)) {
                return seal(from, fields);
            }
            if (!value(name)) {
                return false;
            }
        } while (goesOn());
        return depth < 0 && at == end;
    }

    /** Did the line that was taken last bear its checksum? */
    boolean isSealed() {
        return sealed;
    }

    /** The name of what comes next, which is empty in an array; null if it is not plain. */
    private @Nullable String name() {
        if (!(begun[depth] instanceof LineFields)) {
            return "";
        }
        String name = text();
        return name != null && skip(':') ? name : null;
    }

    /** Takes a value, or the beginning of one that has others in it; false if it is not plain. */
    private boolean value(String name) {
        if (at == end) {
            return false;
        }
        return switch (bytes[at]) {
            case '"' -> JournalLines.WALL.equals(name) ? once(name) : text(name);
            case 't' -> skip("true") && put(name, true);
            case 'f' -> skip("false") && put(name, false);
            case '[' -> begin(name, new ArrayList<@Nullable Object>(), ']');
            case '{' -> begin(name, new LineFields(), '}');
            default -> integer(name);
        };
    }

    /** Is there another value? Ends what ends before it. */
    private boolean goesOn() {
        if (begins) {
            begins = false;
            return true;
        }
        while (depth >= 0) {
            if (skip(',')) {
                return true;
            }
            if (!skip(begun[depth] instanceof LineFields ? '}' : ']')) {
                return false;
            }
            depth--;
        }
        return false;
    }

    /** The checksum is the last field, or the line is not plain. */
    private boolean seal(int from, LineFields fields) {
        sealed = skip('"') && checksum.check(bytes, from, at, end, fields);
        return sealed;
    }

    private void begin(Object container) {
        depth++;
        begun[depth] = container;
    }

    /** An array or object begins in what has begun; one without anything in it ends at once. */
    private boolean begin(String name, Object container, char last) {
        at++;
        put(name, container);
        if (skip(last)) {
            return true;
        }
        if (depth + 1 == DEEPEST) {
            return false;
        }
        begin(container);
        begins = true;
        return true;
    }

    private boolean put(String name, Object value) {
        if (begun[depth] instanceof LineFields object) {
            object.put(name, value);
        } else {
            list().add(value);
        }
        return true;
    }

    @SuppressWarnings("unchecked") // what is no object is a list of anything
    private List<@Nullable Object> list() {
        return (List<@Nullable Object>) begun[depth];
    }

    private boolean text(String name) {
        String text = text();
        return text != null && put(name, text);
    }

    /** The string that begins here; null if it is not plain. */
    private @Nullable String text() {
        int begin = at + 1;
        return skipText() ? texts.of(bytes, begin, at - 1, hash) : null;
    }

    /** A string that does not come again: it stays where it is. */
    private boolean once(String name) {
        int begin = at + 1;
        if (!skipText()) {
            return false;
        }
        if (begun[depth] instanceof LineFields object) {
            object.putText(name, bytes, begin, at - 1);
            return true;
        }
        return false;
    }

    /** Goes behind a string and works out its hash; false if it is not plain. */
    private boolean skipText() {
        if (!skip('"')) {
            return false;
        }
        byte[] line = bytes;
        int limit = end;
        int sum = 0;
        for (int i = at; i < limit; i++) {
            byte b = line[i];
            if (b == '"') {
                at = i + 1;
                hash = sum;
                return true;
            }
            if (b < ' ' || b == '\\') { // What is not ASCII is negative.
                return false;
            }
            sum = 31 * sum + b;
        }
        return false;
    }

    private boolean integer(String name) {
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
        if (digits == 0 || digits > MOST_DIGITS || (line[first] == '0' && (digits > 1 || negative))) {
            return false;
        }
        at = behind;
        value = negative ? -value : value;
        if (begun[depth] instanceof LineFields object) {
            object.putInteger(name, value);
        } else {
            list().add(value);
        }
        return true;
    }

    private boolean skip(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (!skip(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean skip(char expected) {
        if (at < end && bytes[at] == expected) {
            at++;
            return true;
        }
        return false;
    }

    private static boolean isDigit(byte b) {
        return '0' <= b && b <= '9';
    }
}
