package io.adbot.store.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Some bytes of a file as a stream; what grows behind them meanwhile is not looked at. */
final class InputSlice extends InputStream {

    private static final int CHUNK = 1 << 16;

    private final Disk.Input in;
    private final long end;
    private long position;

    /** The bytes from one place to another. */
    InputSlice(Disk.Input in, long from, long to) {
        this.in = in;
        this.position = from;
        this.end = to;
    }

    /** Writes all of them. */
    void copyTo(Disk.Output out) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int read = read(chunk, 0, CHUNK); read > 0; read = read(chunk, 0, CHUNK)) {
            out.write(ByteBuffer.wrap(chunk, 0, read));
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int most = (int) Math.min(length, end - position);
        if (most <= 0) {
            return -1;
        }
        int read = in.read(ByteBuffer.wrap(into, from, most), position);
        position += Math.max(0, read);
        return read;
    }
}
