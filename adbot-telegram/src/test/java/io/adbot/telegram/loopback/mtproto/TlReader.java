package io.adbot.telegram.loopback.mtproto;

import io.adbot.telegram.loopback.mtproto.TlSchema.Combinator;
import io.adbot.telegram.loopback.mtproto.TlSchema.Field;
import io.adbot.telegram.loopback.mtproto.TlSchema.UnknownCombinator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Reads what {@link TlWriter} writes. What is packed is unpacked on the way. */
final class TlReader {

    private static final String PACKED = "gzip_packed";
    private static final byte ZLIB = 0x78;

    private final TlSchema schema;
    private final ByteBuffer in;

    TlReader(TlSchema schema, byte[] bytes) {
        this.schema = schema;
        this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The object that these bytes begin with.
     *
     * @throws UnknownCombinator if it, or one in it, is not in {@code loopback.tl}
     */
    static TlObject object(TlSchema schema, byte[] bytes) {
        return new TlReader(schema, bytes).object();
    }

    int int32() {
        return in.getInt();
    }

    long int64() {
        return in.getLong();
    }

    byte[] raw(int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    byte[] string() {
        int length = in.get() & 0xff;
        if (length == 254) {
            length = (in.get() & 0xff) | ((in.get() & 0xff) << 8) | ((in.get() & 0xff) << 16);
        }
        byte[] bytes = raw(length);
        while (in.position() % 4 != 0) {
            in.get();
        }
        return bytes;
    }

    /** How many bytes are left. */
    int remaining() {
        return in.remaining();
    }

    TlObject object() {
        Combinator combinator = schema.withId(int32());
        Map<String, Object> fields = new LinkedHashMap<>();
        Map<String, Integer> flags = new HashMap<>();
        for (Field field : combinator.fields()) {
            if (field.isFlags()) {
                flags.put(field.name(), int32());
            } else if (!field.isOptional() || ((flags.get(field.flags()) >>> field.bit()) & 1) == 1) {
                fields.put(field.name(), field.type().equals("true") ? true : value(field.type()));
            }
        }
        TlObject object = new TlObject(combinator.name(), fields);
        return object.is(PACKED) ? object(schema, unpacked(object.bytes("packed_data"))) : object;
    }

    private Object value(String type) {
        if (type.startsWith("Vector<")) {
            int vector = int32();
            if (vector != TlWriter.VECTOR) {
                throw new UnknownCombinator(vector);
            }
            String element = type.substring(7, type.length() - 1);
            List<Object> elements = new ArrayList<>();
            for (int left = int32(); left > 0; left--) {
                elements.add(value(element));
            }
            return elements;
        }
        return switch (type) {
            case "int" -> int32();
            case "long" -> int64();
            case "double" -> in.getDouble();
            case "string" -> new String(string(), StandardCharsets.UTF_8);
            case "bytes" -> string();
            case "int128" -> raw(16);
            case "int256" -> raw(32);
            case "Bool" -> int32() == TlWriter.TRUE;
            default -> object();
        };
    }

    /** Despite the name it is zlib's format in which TDLib packs; others use gzip's. */
    private static byte[] unpacked(byte[] packed) {
        InputStream bytes = new ByteArrayInputStream(packed);
        try (InputStream plain = packed[0] == ZLIB ? new InflaterInputStream(bytes) : new GZIPInputStream(bytes)) {
            return plain.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
