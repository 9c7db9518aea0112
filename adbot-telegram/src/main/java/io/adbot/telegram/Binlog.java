package io.adbot.telegram;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * TDLib's {@code td.binlog}, in which a login is. One that TDLib cannot read it replaces by an empty one without a word, and the login
 * is gone for good; so it is looked at before TDLib is let near it.
 *
 * <p>It is a sequence of events: a length in four bytes, the least first, which is a multiple of four and counts itself; what the event says;
 * and the CRC-32 of all that. The first one tells how the others are encrypted, and is not encrypted itself (tdlib/td,
 * {@code tddb/td/db/binlog/BinlogEvent.h}); it is the only one that is looked at, for nobody but TDLib can read the rest.
 */
final class Binlog {

    private static final String NAME = "td.binlog";
    private static final int SHORTEST_EVENT = 32;
    private static final int LONGEST_EVENT = 1 << 24;

    private Binlog() {}

    /** Is there one in a directory that TDLib would throw away? One that is not there, or is empty, holds nothing that could be lost. */
    static boolean isDamaged(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        if (!Files.exists(file) || Files.size(file) == 0) {
            return false;
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteBuffer length = read(channel, Integer.BYTES);
            if (length.hasRemaining()) {
                return true;
            }
            int size = length.flip().getInt();
            if (size < SHORTEST_EVENT || size > LONGEST_EVENT || size % Integer.BYTES != 0 || size > channel.size()) {
                return true;
            }
            channel.position(0);
            ByteBuffer event = read(channel, size);
            return event.hasRemaining() || !hasItsSum(event.flip());
        }
    }

    private static boolean hasItsSum(ByteBuffer event) {
        int end = event.limit() - Integer.BYTES;
        CRC32 sum = new CRC32();
        sum.update(event.slice(0, end));
        return (int) sum.getValue() == event.getInt(end);
    }

    private static ByteBuffer read(SeekableByteChannel channel, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int got = 0;
        while (got >= 0 && buffer.hasRemaining()) {
            got = channel.read(buffer);
        }
        return buffer;
    }
}
