package io.adbot.store.json;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The lines of a file from its end to its beginning, in the memory of the longest; what has no line end is left out. */
final class BackwardLines {

    private static final int CHUNK = 1 << 16;

    private final Disk.Input in;
    private byte[] bytes;

    /** What has been read and not given out: the bytes of the file from {@code position} on. */
    private int begin;

    private int end;
    private long position;

    private int from;
    private int to;

    /** The lines within the first {@code size} bytes. */
    BackwardLines(Disk.Input in, long size) throws IOException {
        this.in = in;
        this.bytes = new byte[(int) Math.min(CHUNK, size)];
        this.begin = bytes.length;
        this.end = bytes.length;
        this.position = size;
        // Goes back to behind the last line end.
        int lineEnd = lastLineEnd(end);
        end = lineEnd < begin ? begin : lineEnd + 1;
    }

    /** Goes to the line before; false if there is none. */
    boolean next() throws IOException {
        if (begin == end && position == 0) {
            return false;
        }
        if (begin == end) {
            fill();
        }
        int before = lastLineEnd(end - 1);
        from = before + 1;
        to = end - 1;
        end = from;
        return true;
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Where in the file the line behind it begins. */
    long end() {
        return position + (to - begin) + 1;
    }

    /** The last line end before {@code limit}, or {@code begin - 1}. Keeps {@code end} where it is in the file. */
    private int lastLineEnd(int limit) throws IOException {
        int at = limit - 1;
        while (true) {
            while (at >= begin && bytes[at] != '\n') {
                at--;
            }
            if (at >= begin || position == 0) {
                return at;
            }
            at = fill() - 1;
        }
    }

    /** Reads more before what is there; answers where that begins now. */
    private int fill() throws IOException {
        int more = (int) Math.min(CHUNK, position);
        int held = end - begin;
        if (begin < more) {
            byte[] target = bytes.length - held < more ? new byte[Math.max(2 * bytes.length, held + more)] : bytes;
            System.arraycopy(bytes, begin, target, target.length - held, held);
            bytes = target;
            end = target.length;
            begin = end - held;
        }
        int heldFrom = begin;
        begin -= more;
        position -= more;
        ByteBuffer into = ByteBuffer.wrap(bytes, begin, more);
        while (into.hasRemaining()) {
            if (in.read(into, position + into.position() - begin) < 0) {
                throw new EOFException("the file has become shorter while it was read");
            }
        }
        return heldFrom;
    }
}
