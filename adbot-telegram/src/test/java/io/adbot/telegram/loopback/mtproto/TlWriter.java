package io.adbot.telegram.loopback.mtproto;

import io.adbot.telegram.loopback.mtproto.TlSchema.Combinator;
import io.adbot.telegram.loopback.mtproto.TlSchema.Field;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes TL: little-endian words, strings padded to whole words. Without a schema, only the primitives. */
final class TlWriter {

    static final int VECTOR = 0x1cb5c415;
    static final int TRUE = 0x997275b5;
    static final int FALSE = 0xbc799737;

    private final TlSchema schema;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    TlWriter(TlSchema schema) {
        this.schema = schema;
    }

    /** The bytes of an object, its id before them. */
    static byte[] bytes(TlSchema schema, TlObject object) {
        return new TlWriter(schema).object(object).bytes();
    }

    TlWriter int32(int value) {
        for (int shift = 0; shift < Integer.SIZE; shift += 8) {
            out.write(value >>> shift);
        }
        return this;
    }

    TlWriter int64(long value) {
        return int32((int) value).int32((int) (value >>> Integer.SIZE));
    }

    TlWriter raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    TlWriter string(byte[] bytes) {
        if (bytes.length < 254) {
            out.write(bytes.length);
        } else {
            int32((bytes.length << 8) | 254);
        }
        out.writeBytes(bytes);
        while (out.size() % 4 != 0) {
            out.write(0);
        }
        return this;
    }

    /** An object, its id before it. What its line does not name is a mistake of the caller. */
    TlWriter object(TlObject object) {
        return int32(schema.named(object.name()).id()).bare(object);
    }

    private TlWriter bare(TlObject object) {
        Combinator combinator = schema.named(object.name());
        Set<String> unwritten = new HashSet<>(object.fields().keySet());
        for (Field field : combinator.fields()) {
            unwritten.remove(field.name());
            if (field.isFlags()) {
                int32(flags(field.name(), combinator, object));
            } else if (!field.isOptional()) {
                value(field.type(), required(object, field));
            } else if (!field.type().equals("true") && object.fields().containsKey(field.name())) {
                value(field.type(), object.fields().get(field.name()));
            }
        }
        if (!unwritten.isEmpty()) {
            throw new IllegalArgumentException(object.name() + " has no " + unwritten + " in loopback.tl");
        }
        return this;
    }

    /** A value of a type. */
    TlWriter value(String type, Object value) {
        if (type.startsWith("Vector<") || type.startsWith("vector<")) {
            List<?> elements = (List<?>) value;
            if (type.startsWith("V")) {
                int32(VECTOR);
            }
            int32(elements.size());
            elements.forEach(element -> value(type.substring(7, type.length() - 1), element));
            return this;
        }
        return switch (type) {
            case "int" -> int32((Integer) value);
            case "long" -> int64((Long) value);
            case "double" -> int64(Double.doubleToLongBits((Double) value));
            case "string" -> string(((String) value).getBytes(StandardCharsets.UTF_8));
            case "bytes" -> string((byte[]) value);
            case "int128", "int256" -> raw((byte[]) value);
            case "Bool" -> int32((Boolean) value ? TRUE : FALSE);
            // A constructor in place of a type: then nobody needs to be told which it is.
            default ->
                Character.isLowerCase(type.charAt(0)) && type.indexOf('.') < 0
                        ? bare((TlObject) value)
                        : object((TlObject) value);
        };
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    private static int flags(String name, Combinator combinator, TlObject object) {
        int flags = 0;
        for (Field field : combinator.fields()) {
            if (name.equals(field.flags()) && isSet(field, object)) {
                flags |= 1 << field.bit();
            }
        }
        return flags;
    }

    private static boolean isSet(Field field, TlObject object) {
        return field.type().equals("true")
                ? object.has(field.name())
                : object.fields().containsKey(field.name());
    }

    private static Object required(TlObject object, Field field) {
        Object value = object.fields().get(field.name());
        if (value == null) {
            throw new IllegalArgumentException(object.name() + " needs " + field.name());
        }
        return value;
    }
}
