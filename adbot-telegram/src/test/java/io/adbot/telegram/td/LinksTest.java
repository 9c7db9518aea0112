package io.adbot.telegram.td;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.message.MessageLink;
import io.adbot.message.MessageLink.PrivateChat;
import io.adbot.telegram.TdLibraryForTests;
import io.adbot.telegram.td.Answers.MessageLinkType;
import io.adbot.telegram.td.Requests.GetInternalLinkType;
import io.adbot.value.InvalidValueException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/**
 * Links to messages, read by TDLib and by {@link MessageLink}. Whatever link we take, TDLib takes, and it means the same to both. TDLib
 * takes more, and why we do not is listed in {@link Difference}; a refusal of any other kind of what TDLib takes is a mistake.
 */
@AddLifecycleHook(LinksTest.SkippedWithoutTdlib.class)
class LinksTest {

    /** What {@code @NeedsTdlib} is for tests of Jupiter's. */
    static final class SkippedWithoutTdlib implements SkipExecutionHook {
        @Override
        public SkipResult shouldBeSkipped(LifecycleContext context) {
            String missing = TdLibraryForTests.whyMissing();
            return missing.isEmpty() ? SkipResult.doNotSkip() : SkipResult.skip(missing);
        }
    }

    /** What TDLib takes for the link to a message and we refuse. */
    private enum Difference {
        OTHER_HOST(
                "it is not at t.me or telegram.me",
                "telegram.dog/channel/1"), // Nor with a port; nobody copies such links.
        NO_NAME(
                "a public name is 4 to 32 letters",
                "t.me/abc/1"), // TDLib lets Telegram find out, which costs a look-up.
        ESCAPED_NAME("a public name is 4 to 32 letters", "t.me/%63hannel/1"),
        CAPITAL_C("a public name is 4 to 32 letters", "t.me/C/12"), // To TDLib a chat whose name is C.
        RESERVED_WORD(
                "it is not the link to a message", "t.me/boost/1"), // To TDLib a chat of that name, which cannot be.
        COMMENT("it is the link to a comment", "t.me/channel/1?comment=3"), // Another message, in another chat.
        WEB_PREVIEW("it is the web preview of a channel", "t.me/s/channel/1"),
        TWO_TOPICS("it names two topics", "t.me/channel/7/1?thread=8"), // TDLib takes the first.
        CHAT_NUMBER_WRITTEN_ODDLY("its chat number is not a number from 1", "t.me/c/0012/1"),
        TOPIC_NUMBER_WRITTEN_ODDLY("its topic number is not a number from 1", "t.me/channel/007/1"),
        MESSAGE_NUMBER_WRITTEN_ODDLY(
                "its message number is not a number from 1", "t.me/channel/1/x"), // To TDLib message 1.
        NO_THREAD("its thread is not a number from 1", "t.me/channel/1?thread=x"), // TDLib has no topic then.
        OTHER_PARAMETERS(
                "only ?single and ?thread=N may follow", "t.me/channel/1?utm=1"), // Perhaps they mean something.
        TOO_MUCH("there is more in it than a chat, a topic and a message", "t.me/channel/1/2/3"), // TDLib looks away.
        MESSAGE_NUMBER_TOO_LARGE("a message number from 1 to", "t.me/channel/2147483648"),
        TOPIC_NUMBER_TOO_LARGE("a topic number from 1 to", "t.me/channel/2147483648/1"),
        CHAT_NUMBER_TOO_LARGE("a chat number from 1 to", "t.me/c/997852516353/1");

        private final String reason;
        private final String example;

        Difference(String reason, String example) {
            this.reason = reason;
            this.example = example;
        }
    }

    private static Path directory;
    private static OfflineClient tdlib;

    @BeforeContainer
    static void open() throws IOException {
        directory = Files.createTempDirectory("links");
        tdlib = OfflineClient.in(directory, "");
    }

    @AfterContainer
    static void close() throws IOException {
        tdlib.close();
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(LinksTest::delete);
        }
    }

    @Property(tries = 4000, edgeCases = EdgeCasesMode.NONE)
    void weTakeWhatTdlibTakesButForTheListedDifferences(@ForAll("links") String link) {
        Optional<Map<String, String>> theirs = theirs(link);
        try {
            Map<String, String> ours = ours(MessageLink.parse(link));
            assertThat(theirs).contains(ours);
        } catch (InvalidValueException refusal) {
            if (theirs.isPresent()) {
                assertThat(Difference.values())
                        .as("%s is to TDLib %s, and we say %s", link, theirs, refusal.getMessage())
                        .anyMatch(difference -> refusal.accepted().contains(difference.reason));
            }
        }
    }

    @Example
    void eachDifferenceIsOne() {
        for (Difference difference : Difference.values()) {
            assertThat(theirs(difference.example)).as(difference.example).isPresent();
            String refusal = "";
            try {
                MessageLink.parse(difference.example);
            } catch (InvalidValueException refused) {
                refusal = refused.accepted();
            }
            assertThat(refusal).as(difference.example).contains(difference.reason);
        }
    }

    @Provide
    Arbitrary<String> links() {
        Arbitrary<String> host = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.of("t.me/", "https://t.me/", "http://telegram.me/", "HTTPS://T.ME/")),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                "telegram.dog/", "www.t.me/", "t.me:443/", "https://t.me//", " t.me/", "tg://")));
        Arbitrary<String> name = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .withChars('_')
                .ofMinLength(1)
                .ofMaxLength(34);
        Arbitrary<String> number =
                Arbitraries.longs().between(1, 1_000_000_000_000L).map(String::valueOf);
        Arbitrary<String> chat = Arbitraries.frequencyOf(
                Tuple.of(4, name),
                Tuple.of(4, number.map("c/"::concat)),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                "channel", "c/0", "c/-5", "c/0012", "C/12", "%63hannel", "канал", "c/997852516353")),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                "s/channel", "+invite", "joinchat", "share", "iv", "boost", "m", "a", "k", "msg")));
        Arbitrary<String> message = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.integers().between(1, Integer.MAX_VALUE).map(String::valueOf)),
                Tuple.of(1, Arbitraries.of("0", "-1", "001", "2147483648", "", "x", "1 ", "1x", "7")));
        Arbitrary<String> path = Arbitraries.frequencyOf(
                Tuple.of(4, message.map("/"::concat)),
                Tuple.of(3, Combinators.combine(message, message).as((topic, it) -> "/" + topic + "/" + it)),
                Tuple.of(1, Arbitraries.of("", "/", "/1/2/3", "/1/")));
        Arbitrary<String> query = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just("")),
                Tuple.of(3, Arbitraries.of("?single", "?thread=7", "?thread=7&single", "?single&thread=7")),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                "?thread=0", "?thread=x", "?comment=3", "?utm=1", "?t=5", "#1", "?", "?Single")));
        return Combinators.combine(host, chat, path, query).as((h, c, p, q) -> h + c + p + q);
    }

    private static Map<String, String> ours(MessageLink link) {
        Map<String, String> meaning = new TreeMap<>();
        if (link.chat() instanceof PrivateChat chat) {
            meaning.put("channel", String.valueOf(chat.number()));
        } else {
            meaning.put("domain", link.chat().toString());
        }
        meaning.put("post", String.valueOf(link.message()));
        link.topic().ifPresent(topic -> meaning.put("thread", String.valueOf(topic)));
        return meaning;
    }

    /** As TDLib writes it: {@code tg://resolve?domain=channel&post=1&thread=7&single}, or {@code tg://privatepost?channel=12&post=1}. */
    private static Optional<Map<String, String>> theirs(String link) {
        try {
            return tdlib.ask(new GetInternalLinkType(link)) instanceof MessageLinkType message
                    ? Optional.of(parameters(message.url()))
                    : Optional.empty();
        } catch (TdException noLink) {
            return Optional.empty();
        }
    }

    private static Map<String, String> parameters(String url) {
        Map<String, String> parameters = new TreeMap<>();
        Arrays.stream(url.substring(url.indexOf('?') + 1).split("&"))
                .map(parameter -> parameter.split("=", 2))
                .filter(parameter -> !parameter[0].equals("single"))
                .forEach(parameter -> parameters.put(parameter[0], parameter.length == 2 ? parameter[1] : ""));
        return parameters;
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
