package io.adbot.cli.input;

import io.adbot.store.json.line.Syntax;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a file that holds one JSON value, strictly: UTF-8, no key twice, nothing after it, decimals kept as written. */
final class JsonDocument {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonDocument() {}

    /**
     * Reads the file whole.
     *
     * @throws BadInputException naming the file, with line and column where the text is at fault
     */
    static JsonNode read(Path file) {
        String text = text(file);
        if (text.isBlank()) {
            throw BadInputException.in(file, "is empty, expected a JSON object");
        }
        try (JsonParser in = MAPPER.createParser(text)) {
            return only(in, file);
        } catch (JacksonException malformed) {
            TokenStreamLocation at = malformed.getLocation();
            String where = at == null ? "" : position(at) + ": ";
            throw BadInputException.in(file, where + "not JSON: " + Syntax.complaint(malformed));
        }
    }

    private static JsonNode only(JsonParser in, Path file) {
        JsonNode document;
        try {
            document = MAPPER.readTree(in);
        } catch (NumberFormatException beyond) {
            throw BadInputException.in(
                    file, position(in.currentTokenLocation()) + ": a number that is beyond all range");
        }
        if (in.nextToken() != null) {
            throw BadInputException.in(
                    file, position(in.currentTokenLocation()) + ": more behind the JSON object, expected nothing");
        }
        return document;
    }

    private static String text(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException failure) {
            throw BadInputException.because(file, failure);
        }
        CharBuffer text = CharBuffer.allocate(bytes.length);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, text, true);
        text.flip();
        if (result.isError()) {
            throw BadInputException.in(file, position(text) + ": not UTF-8");
        }
        return text.length() > 0 && text.charAt(0) == BYTE_ORDER_MARK
                ? text.subSequence(1, text.length()).toString()
                : text.toString();
    }

    /** Where the text that could be read ends. */
    private static String position(CharBuffer read) {
        String text = read.toString();
        long line = text.chars().filter(c -> c == '\n').count() + 1;
        int column = text.length() - text.lastIndexOf('\n');
        return "line " + line + ", column " + column;
    }

    private static String position(TokenStreamLocation at) {
        return "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
}
