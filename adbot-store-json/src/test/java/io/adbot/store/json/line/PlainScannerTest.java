package io.adbot.store.json.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.journal.JournalEntry;
import io.adbot.time.Tick;
import io.adbot.value.InvalidValueException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.json.JsonFactory;

/** What is taken in the short way is what the parser of all JSON gives; what is not plain is left to it. */
class PlainScannerTest {

    /** What may make of a plain line another: every character that means something. */
    private static final String TELLING = "\"\\{}[]:,0123456789-+.eEtrufalsn x\t\n\u007f\u0000é";

    private static final Instant WHEN = Instant.parse("2026-01-31T12:00:00.000000001Z");

    private final LineFields fields = new LineFields();
    private final PlainScanner scanner = new PlainScanner(new Checksum());
    private final LineParser parser = new LineParser(new JsonFactory());

    @ParameterizedTest
    @MethodSource("plainLines")
    void takesWhatTheStoreWritesOfIdsInAscii(String line) {
        assertThat(scan(line)).isTrue();

        parser.parseAny(line.getBytes(UTF_8), 0, line.length());
        assertThat(shown(fields)).isEqualTo(shown(parser.fields()));
    }

    @Property(tries = 20_000)
    void takesALineAsTheParserOfAllJsonDoesOrNotAtAll(@ForAll("lines") String line, @ForAll long seed) {
        String changed = changed(line, new Random(seed));

        if (scan(changed)) {
            parser.parseAny(changed.getBytes(UTF_8), 0, changed.getBytes(UTF_8).length);
            assertThat(scanner.isSealed()).isEqualTo(parser.isSealed());
            assertThat(shown(fields)).isEqualTo(shown(parser.fields()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}x",
                "[]",
                " {}",
                "{\"a\":1,}",
                "{\"a\":01}",
                "{\"a\":-}",
                "{\"a\":-0}",
                "{\"a\":1.5}",
                "{\"a\":1e3}",
                "{\"a\":1234567890123456789}",
                "{\"a\":\"\\n\"}",
                "{\"a\":\"é\"}",
                "{\"a\": 1}",
                "{\"a\":null}",
                "{\"a\":tru}",
                "{\"a\":[1,]}",
                "{\"a\":[",
                "{\"a\":{\"b\":1}",
                "{\"crc\":\"00000000\",\"a\":1}",
                "{\"a\":[[[[[[[[[[1]]]]]]]]]]}",
                "{\"a\":1 }",
                "{\"a\":1,\"crc\":\"0\"}",
                "{\"a\":1,\"crc\":\"0000000A\"}",
                "{\"a\":1,\"crc\":1}",
                "{\"crc\":null}",
                "{a:1}",
                "{\"a\"1}",
                "{\"a\":\"1}"
            })
    void leavesWhatIsNotPlain(String line) {
        assertThat(scan(line)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\":0}",
                "{\"a\":-999999999999999999}",
                "{\"a\":[],\"b\":{},\"c\":\"\"}",
                "{\"a\":true,\"b\":false}",
                "{\"a\":[1,\"x\",true,[2],{\"b\":[]}]}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "{\"a\":1,\"crc\":\"00000000\"}",
                "{\"crc\":\"00000000\"}",
                "{\"a\":{\"crc\":\"x\",\"b\":1}}"
            })
    void takesWhatIsPlainAsTheParserOfAllJsonDoes(String line) {
        assertThat(scan(line)).isTrue();

        parser.parseAny(line.getBytes(UTF_8), 0, line.length());
        assertThat(shown(fields)).isEqualTo(shown(parser.fields()));
    }

    @Test
    void takesALineFromTheMiddleOfABuffer() {
        byte[] bytes = "9{\"a\":12}34".getBytes(UTF_8);

        assertThat(scanner.scan(bytes, 1, 9, fields)).isTrue();
        assertThat(fields.integer("a")).isEqualTo(12);
    }

    @Test
    void tellsTextsApartThatShareAPlace() {
        Texts texts = new Texts();
        List<String> many = IntStream.range(0, 50_000).mapToObj(i -> "id-" + i).toList();

        for (int round = 0; round < 2; round++) {
            for (String text : many) {
                byte[] bytes = text.getBytes(UTF_8);
                assertThat(texts.of(bytes, 0, bytes.length, text.hashCode())).isEqualTo(text);
            }
        }
    }

    @Provide
    Arbitrary<String> lines() {
        return Arbitraries.of(Stream.concat(writtenLines(), plainLines()).toList());
    }

    private static Stream<String> writtenLines() {
        JournalLines codec = new JournalLines();
        return Stream.concat(JournalLinesTest.events(), SetupFormsTest.events())
                .map(event -> new JournalEntry(17, new Tick(42, WHEN), event))
                .map(entry -> new String(codec.write(entry), UTF_8));
    }

    /** The same as what is common looks. The checksums are wrong then, and both ways have to find that. */
    private static Stream<String> plainLines() {
        return writtenLines()
                .map(line -> line.replaceAll("\\\\.", "'")
                        .replaceAll("[^ -~]+", "o")
                        .replace(Long.toString(Long.MAX_VALUE), "922337203685477580"));
    }

    /** A line with up to three characters changed, put in or taken out; some are left as they are. */
    private static String changed(String line, Random random) {
        StringBuilder changed = new StringBuilder(line);
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(changed.length());
            String other = Character.toString(TELLING.charAt(random.nextInt(TELLING.length())));
            switch (random.nextInt(3)) {
                case 0 -> changed.replace(at, at + 1, other);
                case 1 -> changed.insert(at, other);
                default -> changed.deleteCharAt(at);
            }
        }
        return changed.toString();
    }

    private boolean scan(String line) {
        byte[] bytes = line.getBytes(UTF_8);
        fields.clear();
        return scanner.scan(bytes, 0, bytes.length, fields);
    }

    /** All that can be asked of the fields. */
    private static List<Object> shown(LineFields of) {
        List<Object> shown = new ArrayList<>();
        for (String name : of.names()) {
            shown.add(name);
            shown.add(shownValue(of.value(name)));
        }
        try {
            of.check();
        } catch (InvalidValueException refusal) {
            shown.add(String.valueOf(refusal.getMessage()));
        }
        return shown;
    }

    private static Object shownValue(@Nullable Object value) {
        if (value instanceof LineFields object) {
            return shown(object);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(PlainScannerTest::shownValue).toList();
        }
        return value == null ? "null" : value;
    }
}
