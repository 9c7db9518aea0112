package io.adbot.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.message.Post;
import io.adbot.telegram.loopback.Account;
import io.adbot.telegram.loopback.Group;
import io.adbot.telegram.transport.ChildJvm;
import io.adbot.value.SessionId;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text arrives as it was written, whatever the platform's charset is. */
@NeedsTdlib
class EncodingTest {

    private static final String TEXT = "Добрый день 🎉 çà et là, \u4f60\u597d \"quoted\" \\ and\nnew lines";

    @TempDir
    Path directory;

    @Test
    void aTextArrivesAsItWasWritten() {
        assertThat(posted(directory)).isEqualTo(TEXT);
    }

    /** Up to Java 17 the platform's charset is the default one. */
    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "US-ASCII"})
    void whereTheDefaultIsAnotherCharsetToo(String charset) throws Exception {
        ChildJvm.Ended child = ChildJvm.run(List.of("-Dfile.encoding=" + charset), Poster.class, directory.toString());

        assertThat(child.code()).as(child.output()).isZero();
        assertThat(child.output().lines()).contains("by " + charset + ": as it was");
    }

    private static String posted(Path directory) {
        try (PortOnLoopback loopback = new PortOnLoopback(directory)) {
            Account ann = loopback.telegram.account("+15550001111");
            Group market = loopback.telegram.group("market");
            SessionId session = loopback.logIn("ann", ann);
            loopback.send(session, "@market", Post.text(TEXT));
            return market.messages().get(0).text();
        }
    }

    /** Posts it in a JVM of its own. */
    static final class Poster {
        private Poster() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] args) {
            String posted = posted(Path.of(args[0]));
            System.out.println(
                    "by " + Charset.defaultCharset().name() + ": " + (posted.equals(TEXT) ? "as it was" : posted));
            System.exit(0);
        }
    }
}
