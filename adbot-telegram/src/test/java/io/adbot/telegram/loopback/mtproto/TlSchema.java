package io.adbot.telegram.loopback.mtproto;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The lines of {@code loopback.tl}: which constructors and methods the data centre knows, and of what fields they are.
 *
 * @see <a href="https://core.telegram.org/mtproto/TL">core.telegram.org/mtproto/TL</a>
 */
final class TlSchema {

    private static final Pattern LINE = Pattern.compile("([\\w.]+)#([0-9a-f]{1,8}) (.*)= ([\\w.<>]+);");
    private static final Pattern OPTIONAL = Pattern.compile("(\\w+)\\.(\\d+)\\?(.+)");

    private final Map<String, Combinator> byName = new LinkedHashMap<>();
    private final Map<Integer, Combinator> byId = new HashMap<>();

    /** The schema that lies beside the tests. */
    static TlSchema load() {
        try (InputStream text = TlSchema.class.getResourceAsStream("/loopback.tl")) {
            return new TlSchema(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A schema in Telegram's own notation; empty lines and those that begin with {@code //} are comments.
     *
     * @throws IllegalArgumentException on a line that is neither, and on a name or id that comes twice
     */
    TlSchema(String text) {
        text.lines().map(String::strip).forEach(line -> {
            if (!line.isEmpty() && !line.startsWith("//")) {
                add(line);
            }
        });
    }

    /** The combinator of a name; throws if there is none. */
    Combinator named(String name) {
        Combinator combinator = byName.get(name);
        if (combinator == null) {
            throw new IllegalArgumentException("Not in loopback.tl: " + name);
        }
        return combinator;
    }

    /** The combinator of an id; throws {@link UnknownCombinator} if there is none. */
    Combinator withId(int id) {
        Combinator combinator = byId.get(id);
        if (combinator == null) {
            throw new UnknownCombinator(id);
        }
        return combinator;
    }

    /** All of them, in their order. */
    Collection<Combinator> combinators() {
        return byName.values();
    }

    private void add(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Not a line of TL: " + line);
        }
        List<Field> fields = new ArrayList<>();
        for (String word : parts.group(3).split(" ", -1)) {
            if (!word.isEmpty() && !word.startsWith("{")) {
                fields.add(field(word));
            }
        }
        int id = Integer.parseUnsignedInt(parts.group(2), 16);
        Combinator combinator = new Combinator(parts.group(1), id, fields, parts.group(4), line);
        if (byName.put(combinator.name(), combinator) != null || byId.put(id, combinator) != null) {
            throw new IllegalArgumentException("Comes twice: " + line);
        }
    }

    private static Field field(String word) {
        int colon = word.indexOf(':');
        String name = word.substring(0, colon);
        String type = word.substring(colon + 1);
        Matcher optional = OPTIONAL.matcher(type);
        return optional.matches()
                ? new Field(name, optional.group(3), optional.group(1), Integer.parseInt(optional.group(2)))
                : new Field(name, type, null, 0);
    }

    /**
     * A constructor or method.
     *
     * @param fields in the order in which they are written
     * @param result the type that it makes or answers
     * @param line where it is defined
     */
    record Combinator(String name, int id, List<Field> fields, String result, String line) {

        /**
         * The id that Telegram's rule gives it: the CRC32 of the line without id, semicolon, brackets and {@code true}
         * fields, with {@code bytes} called {@code string}.
         */
        int computedId() {
            String normal = line.replaceFirst("#[0-9a-f]+ ", " ")
                    .replaceAll(" \\w+:\\w+\\.\\d+\\?true\\b", "")
                    .replaceAll("([:?])bytes ", "$1string ")
                    .replaceAll("[<>]", " ")
                    .replaceAll("[{};]", "")
                    .replaceAll(" +", " ")
                    .strip();
            CRC32 crc = new CRC32();
            crc.update(normal.getBytes(StandardCharsets.US_ASCII));
            return (int) crc.getValue();
        }
    }

    /**
     * A field.
     *
     * @param type without the condition; {@code #} for the flags themselves
     * @param flags the flags that say whether it is there; {@code null} if it always is
     * @param bit which of them
     */
    record Field(String name, String type, String flags, int bit) {

        boolean isFlags() {
            return type.equals("#");
        }

        boolean isOptional() {
            return flags != null;
        }
    }

    /** An id came that {@code loopback.tl} does not know. */
    static final class UnknownCombinator extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnknownCombinator(int id) {
            super("#" + Integer.toHexString(id));
        }
    }
}
