package io.adbot.store.json.line;

import io.adbot.value.InvalidValueException;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** The field {@code crc}, the last of a line: the CRC-32C of the bytes before its comma, as 8 hexadecimal digits. */
final class Checksum {

    static final String FIELD = "crc";

    private static final int DIGITS = 8;
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final byte[] OPENING = {',', '"', 'c', 'r', 'c', '"', ':', '"'};
    private static final HexFormat FORMAT = HexFormat.of();

    private final CRC32C sum = new CRC32C();

    /** Seals a line that lacks its closing brace: adds the field and the brace. */
    void seal(LineBuffer line) {
        int value = (int) sum(line.bytes(), 0, line.size());
        line.write(OPENING, 0, OPENING.length);
        for (int shift = 32 - 4; shift >= 0; shift -= 4) {
            line.write(HEX[(value >>> shift) & 0xf]);
        }
        line.write('"');
        line.write('}');
    }

    /** Holds the field's value against the line it stands in. */
    void check(String found, byte[] bytes, int from, int to, LineFields fields) {
        long value = value(found);
        if (value < 0) {
            fields.refuse(malformed(found));
            return;
        }
        check(value, bytes, from, comma(bytes, from, to), fields);
    }

    /**
     * The same for the last field of a plain line, as its bytes.
     *
     * @param at where its value begins, behind the opening quote
     * @return false if no such value ends the line there; then nothing was checked
     */
    boolean check(byte[] bytes, int from, int at, int to, LineFields fields) {
        if (to - at != DIGITS + 2 || bytes[to - 2] != '"' || bytes[to - 1] != '}') {
            return false;
        }
        long value = 0;
        for (int i = at; i < at + DIGITS; i++) {
            value = value << 4 | digit(bytes[i]);
        }
        if (value < 0) {
            return false;
        }
        check(value, bytes, from, at - OPENING.length, fields);
        return true;
    }

    private void check(long found, byte[] bytes, int from, int to, LineFields fields) {
        long expected = sum(bytes, from, to);
        if (expected != found) {
            fields.refuse(new InvalidValueException(
                    FIELD,
                    FORMAT.toHexDigits(found, DIGITS),
                    FORMAT.toHexDigits(expected, DIGITS) + ", the CRC-32C of what stands before"));
        }
    }

    static InvalidValueException malformed(Object found) {
        return new InvalidValueException(FIELD, found, "8 lower-case hexadecimal digits");
    }

    /** What the digits say; negative if they are none. */
    private static long value(String digits) {
        if (digits.length() != DIGITS) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < DIGITS; i++) {
            value = value << 4 | digit(digits.charAt(i));
        }
        return value;
    }

    /** What a lower-case hexadecimal digit is worth; for anything else −1, which makes negative whatever it is a digit of. */
    private static long digit(int c) {
        return '0' <= c && c <= '9' ? c - '0' : 'a' <= c && c <= 'f' ? c - 'a' + 10 : -1;
    }

    /** The last comma of the line: no other stands in the last field, or behind it, or {@code crc} is not the last. */
    private static int comma(byte[] bytes, int from, int to) {
        int comma = to - 1;
        while (comma > from && bytes[comma] != ',') {
            comma--;
        }
        return comma;
    }

    private long sum(byte[] bytes, int from, int to) {
        sum.reset();
        sum.update(bytes, from, to - from);
        return sum.getValue();
    }
}
