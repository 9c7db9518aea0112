package io.adbot.cli.journal;

import io.adbot.cli.input.Syntax;
import io.adbot.value.InvalidValueException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** From the bytes of a line to its fields: syntax, keys that stand twice, and the checksum. */
final class LineParser {

    private static final String CRC = "crc";
    private static final Pattern CHECKSUM = Pattern.compile("[0-9a-f]{8}");

    /** The fields that some entry has; what stands in others is not even looked at. */
    private static final Set<String> KNOWN = Set.of(
            "seq",
            "at_ns",
            "wall",
            "type",
            "tenant",
            "cycle",
            "session",
            "group",
            "message_id",
            "mode",
            "delay_ns",
            "cycle_ns",
            "slot_end_ns",
            "pause_ns",
            "resumes",
            "groups",
            "sessions",
            "outcome",
            "started_ns",
            "retry_after_ns",
            "final",
            "reason",
            "status",
            "flag",
            "cycles");

    private final JsonFactory json;
    private final LineFields fields = new LineFields();

    LineParser(JsonFactory json) {
        this.json = json;
    }

    /** Parses a line; what it gives is good until the next call. */
    LineFields parse(byte[] bytes, int length) {
        fields.clear();
        try (JsonParser in = json.createParser(ObjectReadContext.empty(), bytes, 0, length)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new NotJsonException("not a JSON object");
            }
            readFields(in, bytes);
            if (in.nextToken() != null) {
                throw new NotJsonException("not a JSON object: there is more behind it");
            }
        } catch (JacksonException malformed) {
            throw refusal(malformed);
        }
        return fields;
    }

    private void readFields(JsonParser in, byte[] bytes) {
        boolean sealed = false;
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = in.currentName();
            if (sealed) {
                fields.refuse(new InvalidValueException(CRC, name, "to be the last field; this one stands behind it"));
                sealed = false;
            }
            if (name.equals(CRC)) {
                int start = (int) in.currentTokenLocation().getByteOffset();
                in.nextToken();
                checkCrc(in, bytes, start);
                sealed = true;
            } else {
                in.nextToken();
                if (KNOWN.contains(name)) {
                    fields.put(name, value(in));
                } else {
                    in.skipChildren();
                }
            }
        }
    }

    private void checkCrc(JsonParser in, byte[] bytes, int nameStart) {
        if (in.currentToken() != JsonToken.VALUE_STRING
                || !CHECKSUM.matcher(in.getString()).matches()) {
            fields.refuse(new InvalidValueException(
                    CRC,
                    in.currentToken() == JsonToken.VALUE_STRING ? in.getString() : in.currentToken(),
                    "8 lower-case hexadecimal digits"));
            in.skipChildren();
            return;
        }
        int comma = nameStart - 1;
        while (comma > 0 && bytes[comma] != ',') {
            comma--;
        }
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, comma);
        String expected = String.format("%08x", sum.getValue());
        if (!expected.equals(in.getString())) {
            fields.refuse(
                    new InvalidValueException(CRC, in.getString(), expected + ", the CRC-32C of what stands before"));
        }
    }

    /** A field's value as Java has it: a string, a number, a boolean, null, a list or a map. */
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
            case START_OBJECT -> map(in);
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

    private static Map<String, @Nullable Object> map(JsonParser in) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = in.currentName();
            in.nextToken();
            map.put(name, value(in));
        }
        return map;
    }

    private static RuntimeException refusal(JacksonException malformed) {
        if (Syntax.keyTwice(malformed)) {
            return new InvalidValueException("the line", new Shown(Syntax.complaint(malformed)), "each key once");
        }
        TokenStreamLocation at = malformed.getLocation();
        String where = at == null ? "" : "column " + at.getColumnNr() + ": ";
        return new NotJsonException("not a JSON object: " + where + Syntax.complaint(malformed));
    }

    /** A text that is shown as it is, without quotes: what the parser said, or a number that is no integer. */
    private record Shown(String text) {
        @Override
        public String toString() {
            return text;
        }
    }
}
