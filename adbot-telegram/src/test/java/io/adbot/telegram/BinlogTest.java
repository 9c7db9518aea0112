package io.adbot.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinlogTest {

    @TempDir
    Path directory;

    @Test
    void whatHoldsNothingIsNotDamaged() throws IOException {
        assertThat(Binlog.isDamaged(directory)).isFalse();
        assertThat(Binlog.isDamaged(file(new byte[0]))).isFalse();
    }

    @Test
    void anEventWithItsSumIsSound() throws IOException {
        assertThat(Binlog.isDamaged(file(event(128)))).isFalse();
        assertThat(Binlog.isDamaged(file(Arrays.copyOf(event(32), 1_000)))).isFalse();
    }

    @Test
    void eachByteOfTheFirstEventCounts() throws IOException {
        for (int at = 0; at < 128; at++) {
            byte[] event = event(128);
            event[at] ^= 4;
            assertThat(Binlog.isDamaged(file(event))).as("byte %d", at).isTrue();
        }
    }

    @Test
    void whatEndsWithinTheFirstEventIsDamaged() throws IOException {
        for (int length = 1; length < 128; length++) {
            assertThat(Binlog.isDamaged(file(Arrays.copyOf(event(128), length))))
                    .as("%d bytes", length)
                    .isTrue();
        }
    }

    private Path file(byte[] content) throws IOException {
        Files.write(directory.resolve("td.binlog"), content);
        return directory;
    }

    private static byte[] event(int size) {
        ByteBuffer event = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        event.putInt(0, size).putInt(12, -3);
        CRC32 sum = new CRC32();
        sum.update(event.array(), 0, size - Integer.BYTES);
        event.putInt(size - Integer.BYTES, (int) sum.getValue());
        return event.array();
    }
}
