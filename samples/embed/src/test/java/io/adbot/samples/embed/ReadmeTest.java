package io.adbot.samples.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README shows code that compiles and runs, because it is this code. */
class ReadmeTest {

    private static final Path MODULE = Path.of("").toAbsolutePath();
    private static final Path README = MODULE.resolve("../../README.md").normalize();

    @Test
    void quotesTheEmbeddingAsItIs() throws IOException {
        assertThat(Files.readString(README))
                .contains(block("src/main/java/io/adbot/samples/embed/Announce.java", "embed"));
    }

    @Test
    void quotesTheWholeEngineAsItIs() throws IOException {
        assertThat(Files.readString(README))
                .contains(block("src/main/java/io/adbot/samples/embed/Shop.java", "engine"));
    }

    @Test
    void quotesThePropertyTestAsItIs() throws IOException {
        assertThat(Files.readString(README))
                .contains(block("src/test/java/io/adbot/samples/embed/TenMinutesOfRestTest.java", "property"));
    }

    /** What stands between the marks, as a fenced block and without the indentation that it shares. */
    private static String block(String file, String name) throws IOException {
        String source = Files.readString(MODULE.resolve(file));
        String begin = "// begin: " + name + "\n";
        int from = source.indexOf(begin) + begin.length();
        int to = source.lastIndexOf("\n", source.indexOf("// end: " + name));
        assertThat(from).as("the mark in " + file).isGreaterThan(begin.length());
        return "```java\n" + source.substring(from, to).stripIndent() + "\n```";
    }
}
