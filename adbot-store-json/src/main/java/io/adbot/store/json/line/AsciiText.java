package io.adbot.store.json.line;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Objects;

/** A text of ASCII in bytes that belong to somebody else; shows other bytes whenever it is told to. */
final class AsciiText implements CharSequence {

    private byte[] bytes = {};
    private int from;
    private int to;

    AsciiText of(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        return this;
    }

    @Override
    public int length() {
        return to - from;
    }

    @Override
    public char charAt(int index) {
        return (char) bytes[from + Objects.checkIndex(index, to - from)];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().substring(start, end);
    }

    @Override
    public String toString() {
        return new String(bytes, from, to - from, ISO_8859_1);
    }
}
