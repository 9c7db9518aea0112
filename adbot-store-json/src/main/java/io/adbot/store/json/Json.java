package io.adbot.store.json;

import io.adbot.store.json.Json.Arr;
import io.adbot.store.json.Json.Num;
import io.adbot.store.json.Json.Obj;
import io.adbot.store.json.Json.Text;
import io.adbot.store.json.Json.Word;
import io.adbot.value.Counted;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A JSON value as somebody wrote it: numbers with all their digits, fields in their order, and where it stands. */
sealed interface Json permits Obj, Arr, Text, Num, Word {

    JsonFactory FACTORY = new JsonFactory();

    /** Where it begins. */
    Position at();

    /** Writes it, as the generator prints things. */
    void write(JsonGenerator out);

    /** What it is, for a refusal: short, and no part of a text. */
    String shown();

    /** In one line. */
    default String compact() {
        StringWriter line = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), line)) {
            write(out);
        }
        return line.toString();
    }

    /**
     * A place in a file.
     *
     * @param line from 1
     * @param column from 1
     */
    record Position(int line, int column) {
        @Override
        public String toString() {
            return "line " + line + ", column " + column;
        }
    }

    /** An object. */
    record Obj(Position at, Map<String, Json> fields) implements Json {
        @Override
        public void write(JsonGenerator out) {
            out.writeStartObject();
            fields.forEach((name, value) -> {
                out.writeName(name);
                value.write(out);
            });
            out.writeEndObject();
        }

        @Override
        public String shown() {
            return "an object";
        }
    }

    /** An array. */
    record Arr(Position at, List<Json> elements) implements Json {
        @Override
        public void write(JsonGenerator out) {
            out.writeStartArray();
            elements.forEach(element -> element.write(out));
            out.writeEndArray();
        }

        @Override
        public String shown() {
            return "an array";
        }
    }

    /** A string. */
    record Text(Position at, String value) implements Json {
        @Override
        public void write(JsonGenerator out) {
            write(out, value);
        }

        @Override
        public String shown() {
            return "a string of " + Counted.of(value.length(), "character");
        }

        /** Half of a surrogate pair has no form in UTF-8; it stays the escape that it was. */
        static void write(JsonGenerator out, String text) {
            if (isWhole(text)) {
                out.writeString(text);
            } else {
                StringBuilder quoted = new StringBuilder("\"");
                text.codePoints().forEach(c -> {
                    if (c < ' ' || c == '"' || c == '\\' || isHalf(c)) {
                        quoted.append(String.format("\\u%04x", c));
                    } else {
                        quoted.appendCodePoint(c);
                    }
                });
                out.writeRawValue(quoted.append('"').toString());
            }
        }

        private static boolean isWhole(String text) {
            return text.codePoints().noneMatch(Text::isHalf);
        }

        private static boolean isHalf(int c) {
            return Character.MIN_SURROGATE <= c && c <= Character.MAX_SURROGATE;
        }
    }

    /** A number. */
    record Num(Position at, String digits) implements Json {
        @Override
        public void write(JsonGenerator out) {
            out.writeRawValue(digits);
        }

        @Override
        public String shown() {
            return digits.length() <= 40 ? digits : "a number of " + digits.length() + " digits";
        }
    }

    /** True, false or null. */
    record Word(Position at, String word) implements Json {
        static final String NULL = "null";

        @Override
        public void write(JsonGenerator out) {
            out.writeRawValue(word);
        }

        @Override
        public String shown() {
            return word;
        }
    }

    /** Is it null? */
    default boolean isNull() {
        return this instanceof Word word && word.word.equals(Word.NULL);
    }
}
