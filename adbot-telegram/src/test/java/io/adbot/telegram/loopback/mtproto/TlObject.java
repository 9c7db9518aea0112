package io.adbot.telegram.loopback.mtproto;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value of Telegram's type language: the name of a constructor or method, and its fields by name.
 *
 * <p>A field is an {@code Integer}, {@code Long}, {@code Double}, {@code String}, {@code byte[]}, {@code Boolean},
 * {@code TlObject} or a {@code List} of these. An optional field that is absent has no entry; a {@code true} field is there
 * or not. Does not change once made.
 */
public final class TlObject {

    private final String name;
    private final Map<String, Object> fields;

    TlObject(String name, Map<String, Object> fields) {
        this.name = name;
        this.fields = fields;
    }

    /**
     * An object of these fields.
     *
     * @param name of its constructor
     * @param fields names and values in turn; what is {@code null}, or {@code false} where presence says it all, is left out
     */
    public static TlObject of(String name, Object... fields) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i + 1] != null) {
                map.put((String) fields[i], fields[i + 1]);
            }
        }
        return new TlObject(name, map);
    }

    /** The name of its constructor or method. */
    public String name() {
        return name;
    }

    /** Whether its constructor or method is called so. */
    public boolean is(String other) {
        return name.equals(other);
    }

    /** Whether there is such a field, and, of a {@code Bool}, whether it is true. */
    public boolean has(String field) {
        Object value = fields.get(field);
        return value != null && !Boolean.FALSE.equals(value);
    }

    /** An {@code int}. */
    public int number(String field) {
        return (Integer) value(field);
    }

    /** A {@code long}. */
    public long id(String field) {
        return (Long) value(field);
    }

    /** A {@code string}. */
    public String text(String field) {
        return (String) value(field);
    }

    /** {@code bytes}, or one of the long integers that are taken as such. */
    public byte[] bytes(String field) {
        return (byte[]) value(field);
    }

    /** An object. */
    public TlObject object(String field) {
        return (TlObject) value(field);
    }

    /** The elements of a vector. */
    @SuppressWarnings("unchecked")
    public <T> List<T> list(String field) {
        return (List<T>) value(field);
    }

    Map<String, Object> fields() {
        return fields;
    }

    private Object value(String field) {
        Object value = fields.get(field);
        if (value == null) {
            throw new IllegalArgumentException(name + " has no " + field);
        }
        return value;
    }

    /** Its name alone: fields may hold keys and passwords. */
    @Override
    public String toString() {
        return name;
    }
}
