package io.adbot.store.json.line;

import io.adbot.value.InvalidValueException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object, asked for one by one. A field that is null is as good as absent. What has another type than
 * it is asked for is refused, and so is what is absent and not optional.
 *
 * <p>Fields are few and mostly asked for in the order in which they were written, so they are found by looking on from
 * the one that was found last.
 */
final class LineFields {

    /** Stands for an integer of 64 bits, which is held apart and unboxed. */
    private static final Object INTEGER = new Object();

    /** Beyond so many fields a set tells whether a name stood there before. */
    private static final int FEW = 32;

    private String[] names = new String[16];

    /** Of the names: told apart by them, hardly any two need be compared. */
    private int[] hashes = new int[16];

    private @Nullable Object[] values = new Object[16];
    private long[] integers = new long[16];
    private final AsciiText text = new AsciiText();
    private int size;
    private int next;
    private @Nullable Set<String> seen;
    private @Nullable InvalidValueException refusal;

    void clear() {
        size = 0;
        next = 0;
        seen = null;
        refusal = null;
    }

    void putInteger(String name, long value) {
        put(name, INTEGER);
        integers[size - 1] = value;
    }

    /** A string of ASCII, which is made only when it is asked for; the bytes must stay as they are until then. */
    void putText(String name, byte[] bytes, int from, int to) {
        put(name, text.of(bytes, from, to));
    }

    void put(String name, @Nullable Object value) {
        checkOnce(name);
        if (size == names.length) {
            names = Arrays.copyOf(names, 2 * size);
            hashes = Arrays.copyOf(hashes, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
            integers = Arrays.copyOf(integers, 2 * size);
        }
        names[size] = name;
        hashes[size] = name.hashCode();
        values[size] = value;
        size++;
    }

    /** Remembers what is wrong with the object as such. */
    void refuse(InvalidValueException reason) {
        if (refusal == null) {
            refusal = reason;
        }
    }

    /** Throws what was remembered, if anything was. */
    void check() {
        if (refusal != null) {
            throw refusal;
        }
    }

    boolean has(String name) {
        int at = find(name);
        return at >= 0 && values[at] != null;
    }

    long integer(String name) {
        return integer(name, "an integer");
    }

    OptionalLong optionalInteger(String name) {
        return has(name) ? OptionalLong.of(integer(name)) : OptionalLong.empty();
    }

    /** An integer that is not negative. */
    long length(String name) {
        long value = integer(name, "an integer from 0");
        if (value < 0) {
            throw new InvalidValueException(name, value, "an integer from 0");
        }
        return value;
    }

    OptionalLong optionalLength(String name) {
        return has(name) ? OptionalLong.of(length(name)) : OptionalLong.empty();
    }

    String text(String name) {
        return characters(name).toString();
    }

    /** A string that is looked at once; good until the next line is read. */
    CharSequence characters(String name) {
        int at = find(name);
        if (at >= 0 && values[at] instanceof CharSequence characters) {
            return characters;
        }
        throw refused(name, value(name), "a string");
    }

    Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /** A string, or the digits of an integer. */
    String textOrInteger(String name) {
        int at = find(name);
        if (at >= 0 && values[at] == INTEGER) {
            return Long.toString(integers[at]);
        }
        return at >= 0 && values[at] instanceof BigInteger number ? number.toString() : text(name);
    }

    boolean truth(String name) {
        Object value = value(name);
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw refused(name, value, "true or false");
    }

    List<?> list(String name) {
        Object value = value(name);
        if (value instanceof List<?> list) {
            return list;
        }
        throw refused(name, value, "an array");
    }

    /** The fields of an object in the object. */
    LineFields object(String name) {
        Object value = value(name);
        if (value instanceof LineFields object) {
            return object;
        }
        throw refused(name, value, "a JSON object");
    }

    /** The names of all fields, in order. */
    List<String> names() {
        return List.of(Arrays.copyOf(names, size));
    }

    @Override
    public String toString() {
        return "an object";
    }

    private long integer(String name, String accepted) {
        int at = find(name);
        if (at >= 0 && values[at] == INTEGER) {
            return integers[at];
        }
        Object value = at < 0 ? null : values[at];
        throw value == null
                ? InvalidValueException.missing(name, accepted)
                : new InvalidValueException(name, value, "an integer of 64 bits");
    }

    /** The value as it was read; an integer as a {@link Long}, a text as a {@link String}. */
    @Nullable
    Object value(String name) {
        int at = find(name);
        if (at < 0) {
            return null;
        }
        Object value = values[at];
        if (value == INTEGER) {
            return integers[at];
        }
        return value == text ? text.toString() : value;
    }

    private static InvalidValueException refused(String name, @Nullable Object value, String accepted) {
        return value == null
                ? InvalidValueException.missing(name, accepted)
                : new InvalidValueException(name, value, accepted);
    }

    private int find(String name) {
        int found = find(name, next, size);
        if (found < 0) {
            found = find(name, 0, next);
        }
        if (found >= 0) {
            next = found + 1;
        }
        return found;
    }

    private int find(String name, int from, int to) {
        int hash = name.hashCode();
        for (int i = from; i < to; i++) {
            if (hashes[i] == hash && names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private void checkOnce(String name) {
        boolean twice;
        if (size < FEW) {
            twice = find(name, 0, size) >= 0;
        } else {
            if (seen == null) {
                seen = new HashSet<>(Arrays.asList(names).subList(0, size));
            }
            twice = !seen.add(name);
        }
        if (twice) {
            refuse(new InvalidValueException("the line", Shown.keyTwice(name), "each key once"));
        }
    }
}
