package io.adbot.store.json.line;

import io.adbot.value.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * From the bytes of a line to its fields: syntax, keys that stand twice, and the checksum. A plain line is taken by
 * {@link PlainScanner}, any other by a parser of all JSON.
 */
final class LineParser {

    private final JsonFactory json;
    private final Checksum checksum = new Checksum();
    private final PlainScanner plain = new PlainScanner(checksum);
    private final LineFields fields = new LineFields();
    private boolean sealed;

    LineParser(JsonFactory json) {
        this.json = json;
    }

    /** The fields of the line that was parsed last. */
    LineFields fields() {
        return fields;
    }

    /** Did the line that was parsed last bear its checksum? */
    boolean isSealed() {
        return sealed;
    }

    /** Parses a line; what {@link #fields} gives is good until the next call. */
    void parse(byte[] bytes, int from, int to) {
        fields.clear();
        if (plain.scan(bytes, from, to, fields)) {
            sealed = plain.isSealed();
            return;
        }
        parseAny(bytes, from, to);
    }

    /** The same for any line: what a plain one gives, too, save that this takes longer. */
    void parseAny(byte[] bytes, int from, int to) {
        fields.clear();
        try (JsonParser in = json.createParser(ObjectReadContext.empty(), bytes, from, to - from)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new NotJsonException("not a JSON object");
            }
            readFields(in, bytes, from, to);
            if (in.nextToken() != null) {
                throw new NotJsonException("not a JSON object: there is more behind it");
            }
        } catch (JacksonException malformed) {
            throw notJson(malformed);
        }
    }

    private void readFields(JsonParser in, byte[] bytes, int from, int to) {
        sealed = false;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            if (sealed) {
                fields.refuse(new InvalidValueException(
                        Checksum.FIELD, name, "to be the last field; this one stands behind it"));
            }
            JsonToken token = in.nextToken();
            if (name.equals(Checksum.FIELD) && token != JsonToken.VALUE_NULL) {
                sealed = true;
                if (token == JsonToken.VALUE_STRING) {
                    checksum.check(in.getString(), bytes, from, to, fields);
                } else {
                    fields.refuse(Checksum.malformed(new Shown(String.valueOf(token))));
                    in.skipChildren();
                }
            } else if (token == JsonToken.VALUE_NUMBER_INT && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
                fields.putInteger(name, in.getLongValue());
            } else {
                fields.put(name, value(in));
            }
        }
    }

    /** A value as Java has it: a string, a number, a boolean, null, a list or the fields of an object. */
    private static @Nullable Object value(JsonParser in) {
        return switch (in.currentToken()) {
            case VALUE_STRING -> in.getString();
            case VALUE_NUMBER_INT ->
                in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? in.getBigIntegerValue()
                        : (Object) in.getLongValue();
            case VALUE_NUMBER_FLOAT -> new Shown(in.getString());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case START_ARRAY -> list(in);
            case START_OBJECT -> object(in);
            default -> null;
        };
    }

    private static List<@Nullable Object> list(JsonParser in) {
        List<@Nullable Object> list = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(in));
        }
        return list;
    }

    private static LineFields object(JsonParser in) {
        LineFields object = new LineFields();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            if (in.nextToken() == JsonToken.VALUE_NUMBER_INT
                    && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
                object.putInteger(name, in.getLongValue());
            } else {
                object.put(name, value(in));
            }
        }
        return object;
    }

    private static NotJsonException notJson(JacksonException malformed) {
        TokenStreamLocation at = malformed.getLocation();
        String where = at == null ? "" : "column " + at.getColumnNr() + ": ";
        return new NotJsonException("not a JSON object: " + where + Syntax.complaint(malformed));
    }
}
