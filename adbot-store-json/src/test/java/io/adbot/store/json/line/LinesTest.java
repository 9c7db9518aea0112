package io.adbot.store.json.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {

    /** A buffer is 64 KiB long: the last line may end where it does. */
    @ParameterizedTest
    @ValueSource(ints = {(1 << 16) - 1, 1 << 16, (1 << 16) + 1, (1 << 17) - 1, 1 << 17})
    void whereverTheLastLineEndsNoneFollowsIt(int size) throws IOException {
        String all = "x".repeat(99).concat("\n").repeat(size / 100) + "y".repeat(size % 100 - 1) + "\n";

        assertThat(read(all)).containsExactlyElementsOf(all.lines().toList()).doesNotContain("");
        assertThat(all).hasSize(size);
    }

    private static List<String> read(String all) throws IOException {
        byte[] bytes = all.getBytes(StandardCharsets.UTF_8);
        Lines lines = new Lines(new ByteArrayInputStream(bytes), bytes.length);
        List<String> read = new ArrayList<>();
        while (lines.next()) {
            assertThat(lines.complete()).isTrue();
            read.add(new String(lines.bytes(), lines.from(), lines.to() - lines.from(), StandardCharsets.UTF_8));
        }
        return read;
    }
}
