package io.adbot.store.json.line;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Lines on their way to a file: bytes that grow at their end. Belongs to one thread at a time. */
public final class LineBuffer extends OutputStream {

    private static final int MOST = Integer.MAX_VALUE - 16;

    private byte[] bytes;
    private int size;

    /** An empty buffer with room for so many bytes; it makes more when that is used up. */
    public LineBuffer(int capacity) {
        this.bytes = new byte[capacity];
    }

    @Override
    public void write(int value) {
        grow(1);
        bytes[size++] = (byte) value;
    }

    @Override
    public void write(byte[] more, int from, int length) {
        grow(length);
        System.arraycopy(more, from, bytes, size, length);
        size += length;
    }

    /** How many bytes it holds. */
    public int size() {
        return size;
    }

    /** For how many bytes it has room as it is. */
    public int capacity() {
        return bytes.length;
    }

    /** Forgets what stands at {@code size} and behind. */
    public void truncate(int size) {
        this.size = size;
    }

    /** What it holds, without a copy; good until it is written to. */
    public ByteBuffer view() {
        return ByteBuffer.wrap(bytes, 0, size);
    }

    byte[] bytes() {
        return bytes;
    }

    private void grow(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), (int) Math.min(2L * size, MOST)));
        }
    }
}
