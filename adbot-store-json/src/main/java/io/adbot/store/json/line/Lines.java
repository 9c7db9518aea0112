package io.adbot.store.json.line;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a stream one by one, in one buffer that grows to the longest of them. Belongs to one thread at a time. */
public final class Lines {

    private static final int CHUNK = 1 << 16;

    private final InputStream in;
    private byte[] bytes;
    private int filled;

    private int from;
    private int to;
    private int next;
    private long before;
    private long number;
    private boolean complete;

    /** The lines from where the stream stands; it is the caller's to close. */
    public Lines(InputStream in) {
        this(in, CHUNK);
    }

    /** The same for a stream of so many bytes, which takes no more memory than needed. */
    public Lines(InputStream in, long size) {
        this.in = in;
        this.bytes = new byte[(int) Math.min(CHUNK, size + 1)];
    }

    /** Goes to the next line; false if there is none. What stands behind the last line end is a line if it is not empty. */
    public boolean next() throws IOException {
        from = next;
        number++;
        int end = lineEnd(from);
        while (end == filled) {
            int looked = end - from; // Filling may move the line, so the place is kept as a length.
            boolean more = fill();
            end = lineEnd(from + looked);
            if (!more) {
                break;
            }
        }
        to = end;
        complete = end < filled;
        next = complete ? end + 1 : end;
        return complete || to > from;
    }

    /** Holds the line, from {@link #from} to {@link #to}; good until {@link #next}. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the line begins in {@link #bytes}. */
    public int from() {
        return from;
    }

    /** Where the line has ended in {@link #bytes}, without its end. */
    public int to() {
        return to;
    }

    /** The line's number, from 1. */
    public long number() {
        return number;
    }

    /** How many bytes stand before the line in the stream. */
    public long offset() {
        return before + from;
    }

    /** How many bytes stand before what follows the line and its end. */
    public long end() {
        return before + next;
    }

    /** Does a line end stand behind it? */
    public boolean complete() {
        return complete;
    }

    /** Is nothing but white space in it? */
    public boolean blank() {
        return isBlank(bytes, from, to);
    }

    /** Is nothing but white space in a line? */
    public static boolean isBlank(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    private int lineEnd(int start) {
        byte[] looked = bytes;
        int limit = filled;
        int end = start;
        while (end < limit && looked[end] != '\n') {
            end++;
        }
        return end;
    }

    /** Reads more behind what is there; first makes room by forgetting what stands before the line, then by growing. */
    private boolean fill() throws IOException {
        if (filled == bytes.length) {
            if (from == 0) {
                bytes = Arrays.copyOf(bytes, 2 * bytes.length);
            } else {
                filled -= from;
                System.arraycopy(bytes, from, bytes, 0, filled);
                before += from;
                from = 0;
            }
        }
        int read = in.read(bytes, filled, bytes.length - filled);
        filled += Math.max(0, read);
        return read > 0;
    }
}
