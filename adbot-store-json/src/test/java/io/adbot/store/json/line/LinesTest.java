package io.adbot.store.json.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {

    @Test
    void cutsAtLineEndsAlone() throws IOException {
        assertThat(lines("a\n\nb\r\n c")).containsExactly("1:a", "2:", "3:b\r", "4: c (no end)");
        assertThat(lines("a\n")).containsExactly("1:a");
        assertThat(lines("")).isEmpty();
    }

    @Test
    void takesLinesThatAreLongerThanWhatItReadsAtOnce() throws IOException {
        String longest = "x".repeat(200_000);

        assertThat(lines("y\n" + longest + "\nz\n")).containsExactly("1:y", "2:" + longest, "3:z");
    }

    private static List<String> lines(String text) throws IOException {
        Lines lines = new Lines(new ByteArrayInputStream(text.getBytes(UTF_8)));
        List<String> found = new ArrayList<>();
        while (lines.next()) {
            found.add(lines.number() + ":" + new String(lines.bytes(), lines.from(), lines.to() - lines.from(), UTF_8)
                    + (lines.complete() ? "" : " (no end)"));
        }
        return found;
    }
}
