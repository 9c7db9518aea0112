package io.adbot.store.json.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.value.InvalidValueException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What is accepted as plain says to a parser of all JSON the same; what is not plain, or wrong, is left to that. */
class PlainLineTest {

    private static final JsonFactory JSON = new JsonFactory();

    private final PlainLine plain = new PlainLine(new Checksum());

    @Test
    void readsIntegersTruthsAndStrings() {
        assertThat(read(sealed(
                        "\"seq\":1,\"at_ns\":-20,\"final\":true,\"late\":false,\"type\":\"a b~\",\"none\":\"\"")))
                .containsExactly("seq=1", "at_ns=-20", "final=true", "late=false", "type=a b~", "none=");
    }

    @Test
    void aLineCanStandAnywhereInItsArray() {
        String line = sealed("\"seq\":7");
        byte[] bytes = ("}\n" + line + "\n{").getBytes(StandardCharsets.UTF_8);
        LineFields fields = new LineFields();

        assertThat(plain.read(bytes, 2, 2 + line.length(), fields)).isTrue();
        assertThat(fields.integer("seq")).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"a\":null",
                "\"a\":[]",
                "\"a\":{}",
                "\"a\":1.5",
                "\"a\":1e3",
                "\"a\":01",
                "\"a\":-0",
                "\"a\":-",
                "\"a\":1234567890123456789",
                "\"a\":tru",
                "\"a\":falsee",
                "\"a\":\"\\n\"",
                "\"a\":\"\u00e9\"",
                "\"a\":\"\t\"",
                "\"a\": 1",
                "\"a\" :1",
                "\"a\":",
                "\"a\"",
                "a:1",
                "\"a\":1,"
            })
    void whatIsNotPlainIsLeft(String fields) {
        assertThat(read(sealed(fields))).isEmpty();
    }

    @Test
    void whatHasNoSumOrAWrongOneIsLeft() {
        String line = sealed("\"seq\":1");

        assertThat(read("{\"seq\":1}")).isEmpty();
        assertThat(read(line.replace("seq", "sep"))).isEmpty();
        assertThat(read(line.replace("}", ",\"a\":1}"))).isEmpty();
        assertThat(read(line.replace("\"}", "0\"}"))).isEmpty();
        for (int length = 0; length < line.length(); length++) {
            assertThat(read(line.substring(0, length))).isEmpty();
        }
    }

    @Property
    void saysWhatAParserOfAllJsonSays(@ForAll("lines") String line) {
        List<String> read = read(line);
        if (!read.isEmpty()) {
            assertThat(read).isEqualTo(parsed(line));
        }
    }

    @Provide
    Arbitrary<String> lines() {
        Arbitrary<String> names = Arbitraries.of("seq", "type", "a", "b-c", "d\\\"", "wall");
        Arbitrary<String> values = Arbitraries.oneOf(
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.strings().ofMaxLength(8).map(text -> '"' + text + '"'),
                Arbitraries.strings().ascii().ofMaxLength(40).map(text -> '"' + text + '"'),
                Arbitraries.of("true", "false", "null", "[1]", "{}", "0", "00", "-1", "1.0", " 1"));
        return Combinators.combine(names, values)
                .as((name, value) -> '"' + name + "\":" + value)
                .list()
                .uniqueElements(field -> field.substring(0, field.indexOf(':')))
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(fields -> sealed(String.join(",", fields)));
    }

    private static String sealed(String fields) {
        byte[] before = ("{" + fields).getBytes(StandardCharsets.UTF_8);
        CRC32C sum = new CRC32C();
        sum.update(before);
        return "{" + fields + ",\"crc\":\"" + String.format("%08x", sum.getValue()) + "\"}";
    }

    /** The fields but for the last one; none if the line is left. */
    private List<String> read(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        LineFields fields = new LineFields();
        if (!plain.read(bytes, 0, bytes.length, fields)) {
            return List.of();
        }
        fields.check();
        List<String> read = new ArrayList<>();
        for (String name : fields.names()) {
            read.add(name + "=" + value(fields, name));
        }
        return read;
    }

    private static Object value(LineFields fields, String name) {
        try {
            return fields.text(name);
        } catch (InvalidValueException noText) {
            try {
                return fields.truth(name);
            } catch (InvalidValueException noTruth) {
                return fields.integer(name);
            }
        }
    }

    private static List<String> parsed(String line) {
        List<String> fields = new ArrayList<>();
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), line)) {
            assertThat(in.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                in.nextToken();
                if (!name.equals("crc")) {
                    fields.add(name + "=" + in.getString());
                }
            }
        }
        return fields;
    }
}
