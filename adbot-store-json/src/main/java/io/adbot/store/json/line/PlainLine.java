package io.adbot.store.json.line;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a line in the form that nearly all lines of a journal have: a flat object of integers, truths and short strings in
 * ASCII, without white space, escapes and nulls, and with the checksum as its last field. That is done in a fraction of the
 * time that a parser of all JSON takes, and what is accepted here says the same to both; any other line, and any that something
 * is wrong with, is left to that parser.
 */
final class PlainLine {

    /** Longer ones are rare, and a parser of all JSON has limits of its own. */
    private static final int LONGEST_STRING = 1 << 10;

    /** So many digits fit into a {@code long}, whatever they are. */
    private static final int MOST_DIGITS = 18;

    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");

    private final Strings names = new Strings(1 << 7);
    private final Strings values = new Strings(1 << 13);
    private final Checksum checksum;
    private byte[] line = {};
    private int at;
    private int last;

    PlainLine(Checksum checksum) {
        this.checksum = checksum;
    }

    /** Reads the line into the fields, which are empty; if it answers false, what they hold then means nothing. */
    boolean read(byte[] bytes, int from, int to, LineFields fields) {
        line = bytes;
        at = from;
        last = to - 1;
        if (last <= from || line[last] != '}' || !skip('{')) {
            return false;
        }
        while (true) {
            String name = string(names);
            if (name == null || !skip(':')) {
                return false;
            }
            if (name.equals(Checksum.FIELD)) {
                return checksum(from);
            }
            if (!value(name, fields) || !skip(',')) {
                return false;
            }
        }
    }

    /** Is this the end of the line? If so, it is held against its sum. */
    private boolean checksum(int from) {
        int digits = at + 1;
        if (!skip('"') || last - digits != Checksum.DIGITS + 1 || line[last - 1] != '"') {
            return false;
        }
        String found = new String(line, digits, Checksum.DIGITS, StandardCharsets.US_ASCII);
        return checksum.isRight(found, line, from, last);
    }

    private boolean value(String name, LineFields fields) {
        byte first = line[at];
        if (first == '"') {
            String text = string(values);
            if (text != null) {
                fields.put(name, text);
            }
            return text != null;
        }
        if (first == 't' || first == 'f') {
            fields.put(name, first == 't');
            return skip(first == 't' ? TRUE : FALSE);
        }
        return integer(name, fields);
    }

    /** The string that begins here; null if there is none, or one that is not plain. */
    private @Nullable String string(Strings known) {
        if (!skip('"')) {
            return null;
        }
        int from = at;
        int limit = Math.min(last, from + LONGEST_STRING);
        int hash = 0;
        while (at < limit) {
            byte c = line[at];
            if (c == '"') {
                return known.of(line, from, at++, hash);
            }
            if (c < ' ' || c == '\\') { // Beyond ASCII they are negative.
                return null;
            }
            hash = 31 * hash + c;
            at++;
        }
        return null;
    }

    private boolean integer(String name, LineFields fields) {
        boolean negative = skip('-');
        int from = at;
        long value = 0;
        while (at < last && '0' <= line[at] && line[at] <= '9') {
            value = 10 * value + (line[at] - '0');
            at++;
        }
        int digits = at - from;
        boolean plain = 0 < digits && digits <= MOST_DIGITS && (line[from] != '0' || (digits == 1 && !negative));
        if (plain) {
            fields.putInteger(name, negative ? -value : value);
        }
        return plain;
    }

    private boolean skip(char expected) {
        if (at < last && line[at] == expected) {
            at++;
            return true;
        }
        return false;
    }

    private boolean skip(byte[] expected) {
        int from = at;
        at = Math.min(last, at + expected.length);
        return Arrays.equals(line, from, at, expected, 0, expected.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Strings that were read a while ago, so that names and ids, which come again and again, are made once. */
    private static final class Strings {

        private final byte[][] bytes;
        private final String[] texts;

        /** Has room for so many, a power of two. */
        Strings(int places) {
            bytes = new byte[places][0];
            texts = new String[places];
            Arrays.fill(texts, "");
        }

        String of(byte[] line, int from, int to, int hash) {
            int place = (hash ^ hash >>> 15) & (texts.length - 1);
            if (!isThere(line, from, to, bytes[place])) {
                bytes[place] = Arrays.copyOfRange(line, from, to);
                texts[place] = new String(line, from, to - from, StandardCharsets.US_ASCII);
            }
            return texts[place];
        }

        /** They are too short for what {@link Arrays#equals} does for long ones. */
        private static boolean isThere(byte[] line, int from, int to, byte[] known) {
            if (known.length != to - from) {
                return false;
            }
            int at = 0;
            while (at < known.length && known[at] == line[from + at]) {
                at++;
            }
            return at == known.length;
        }
    }
}
