package io.adbot.cli.journal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a stream one by one, in one buffer that grows to the longest of them. */
final class Lines {

    private static final int CHUNK = 1 << 16;

    private final InputStream in;
    private final byte[] chunk = new byte[CHUNK];
    private int position;
    private int filled;

    private byte[] line = new byte[1 << 12];
    private int length;
    private long number;
    private boolean complete;

    Lines(InputStream in) {
        this.in = in;
    }

    /** Goes to the next line; false if there is none. What stands behind the last line end is a line if it is not empty. */
    boolean next() throws IOException {
        length = 0;
        number++;
        do {
            int end = position;
            while (end < filled && chunk[end] != '\n') {
                end++;
            }
            append(end);
            complete = end < filled;
            position = complete ? end + 1 : end;
        } while (!complete && fill());
        return complete || length > 0;
    }

    /** Holds the line, from 0 to {@link #length}; good until {@link #next}. */
    byte[] bytes() {
        return line;
    }

    int length() {
        return length;
    }

    /** The line's number, from 1. */
    long number() {
        return number;
    }

    /** Does a line end stand behind it? */
    boolean complete() {
        return complete;
    }

    boolean blank() {
        for (int i = 0; i < length; i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    private boolean fill() throws IOException {
        position = 0;
        filled = Math.max(0, in.read(chunk));
        return filled > 0;
    }

    private void append(int end) {
        int more = end - position;
        if (line.length - length < more) {
            line = Arrays.copyOf(line, Math.max(length + more, 2 * length));
        }
        System.arraycopy(chunk, position, line, length, more);
        length += more;
    }
}
