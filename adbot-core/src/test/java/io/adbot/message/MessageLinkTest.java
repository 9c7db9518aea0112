package io.adbot.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.adbot.message.MessageLink.PrivateChat;
import io.adbot.message.MessageLink.PublicChat;
import io.adbot.message.MessageLink.SourceChat;
import io.adbot.value.Counted;
import io.adbot.value.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageLinkTest {

    private static final long LARGEST_CHAT = 997_852_516_352L;

    // ---- what is read

    @ParameterizedTest
    @CsvSource({
        "t.me/channel/123, t.me/channel/123",
        "https://t.me/channel/123, t.me/channel/123",
        "http://t.me/channel/123, t.me/channel/123",
        "HTTPS://T.ME/Channel/123, t.me/Channel/123",
        "telegram.me/channel/123, t.me/channel/123",
        "https://Telegram.me/channel/123, t.me/channel/123",
        "t.me/channel/7/123, t.me/channel/7/123",
        "t.me/channel/123?thread=7, t.me/channel/7/123",
        "t.me/channel/7/123?thread=7, t.me/channel/7/123",
        "t.me/channel/123?single, t.me/channel/123",
        "t.me/channel/123?single&thread=7, t.me/channel/7/123",
        "t.me/channel/123?thread=7&single, t.me/channel/7/123",
        "t.me/c/1234/56, t.me/c/1234/56",
        "https://t.me/c/1234/7/56, t.me/c/1234/7/56",
        "t.me/c/1234/56?single, t.me/c/1234/56",
        "t.me/c/1234/56?thread=7, t.me/c/1234/7/56",
        "t.me/abcd/1, t.me/abcd/1",
        "t.me/a_b_c_d/1, t.me/a_b_c_d/1",
        "t.me/a2345678901234567890123456789012/2147483647, t.me/a2345678901234567890123456789012/2147483647",
        "t.me/c/997852516352/1, t.me/c/997852516352/1",
    })
    void readsEveryFormAndShowsTheShortest(String link, String shortest) {
        assertThat(MessageLink.parse(link)).hasToString(shortest);
        assertThat(MessageLink.parse(shortest)).isEqualTo(MessageLink.parse(link));
    }

    @Test
    void tellsChatTopicAndMessageApart() {
        assertThat(MessageLink.parse("t.me/channel/7/123"))
                .isEqualTo(new MessageLink(new PublicChat("channel"), OptionalLong.of(7), 123));
        assertThat(MessageLink.parse("t.me/c/1234/56"))
                .isEqualTo(new MessageLink(new PrivateChat(1234), OptionalLong.empty(), 56));
    }

    @Test
    void knowsTheIdOfAPrivateChat() {
        assertThat(new PrivateChat(1234).chatId()).isEqualTo(-1000000001234L);
        assertThat(new PrivateChat(LARGEST_CHAT).chatId()).isEqualTo(-1997852516352L);
    }

    @Property
    void readsBackWhatItShows(@ForAll("links") MessageLink link) {
        assertThat(MessageLink.parse(link.toString())).isEqualTo(link);
        assertThat(MessageLink.parse("https://" + link)).isEqualTo(link);
    }

    // ---- what is refused

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|not at t.me",
                "' '|not at t.me",
                "channel/123|not at t.me",
                "@channel|not at t.me",
                "example.org/channel/123|not at t.me",
                "https://t.me.example.org/channel/123|not at t.me",
                "https://example.org/t.me/channel/123|not at t.me",
                "https://xt.me/channel/123|not at t.me",
                "ftp://t.me/channel/123|not at t.me",
                "tg://resolve?domain=channel&post=123|not at t.me",
                "https:/t.me/channel/123|not at t.me",
                "https://t.me|not at t.me",
                "https://user@t.me/channel/123|not at t.me",
                "https://t.me:443/channel/123|not at t.me",
                "' t.me/channel/123'|not at t.me",
                "t.me/|it names no chat",
                "t.me//123|it names no chat",
                "t.me/?single|it names no chat",
                "t.me/channel|names a chat but no message",
                "t.me/c|names a chat but no message",
                "t.me/c/1234|names a chat but no message",
                "t.me/channel/|message number is not a number",
                "t.me/c/1234/|message number is not a number",
                "t.me/channel/123/|message number is not a number",
                "t.me/channel/abc|message number is not a number",
                "t.me/channel/0|message number is not a number",
                "t.me/channel/-1|message number is not a number",
                "t.me/channel/+1|message number is not a number",
                "t.me/channel/01|message number is not a number",
                "t.me/channel/1.0|message number is not a number",
                "t.me/channel/1e3|message number is not a number",
                "t.me/channel/0x10|message number is not a number",
                "t.me/channel/١٢٣|message number is not a number",
                "'t.me/channel/123 '|message number is not a number",
                "t.me/channel/123#x|message number is not a number",
                "t.me/channel/9999999999999999999|message number is not a number",
                "t.me/channel/0/123|topic number is not a number",
                "t.me/channel/x/123|topic number is not a number",
                "t.me/c/x/123|chat number is not a number",
                "t.me/c/0/123|chat number is not a number",
                "t.me/c/-1001234/123|chat number is not a number",
                "t.me/c//123|chat number is not a number",
                "t.me/channel/1/2/3|more in it than",
                "t.me/c/1/2/3/4|more in it than",
                "t.me/s/channel/123|web preview",
                "t.me/channel/123?comment=5|comment",
                "t.me/channel/123?single&comment=5|comment",
                "t.me/channel/123?|only ?single and ?thread=N",
                "t.me/channel/123?Single|only ?single and ?thread=N",
                "t.me/channel/123?single=1|only ?single and ?thread=N",
                "t.me/channel/123?t=60|only ?single and ?thread=N",
                "t.me/channel/123?single&|only ?single and ?thread=N",
                "t.me/channel/123?thread=7&thread=7|only ?single and ?thread=N",
                "t.me/channel/123?thread=|thread is not a number",
                "t.me/channel/123?thread=0|thread is not a number",
                "t.me/channel/8/123?thread=7|two topics",
                "t.me/abc/1|a public name is 4 to 32",
                "t.me/1abc/1|a public name is 4 to 32",
                "t.me/_abcd/1|a public name is 4 to 32",
                "t.me/abcd_/1|a public name is 4 to 32",
                "t.me/ab__cd/1|a public name is 4 to 32",
                "t.me/ab-cd/1|a public name is 4 to 32",
                "t.me/@channel/1|a public name is 4 to 32",
                "t.me/канал/1|a public name is 4 to 32",
                "t.me/a23456789012345678901234567890123/1|a public name is 4 to 32",
                "t.me/../1|a public name is 4 to 32",
            })
    void refusesEverythingElseWithTheReason(String link, String reason) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> MessageLink.parse(link))
                .withMessageStartingWith("post_content: got a value of " + Counted.of(link.length(), "character")
                        + ", expected a message link such as")
                .withMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "t.me/channel/2147483648, a message number from 1 to 2147483647",
        "t.me/channel/2147483648/1, a topic number from 1 to 2147483647",
        "t.me/channel/1?thread=2147483648, a topic number from 1 to 2147483647",
        "t.me/c/997852516353/1, a chat number from 1 to 997852516352",
    })
    void refusesNumbersThatTelegramDoesNotKnow(String link, String accepted) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> MessageLink.parse(link))
                .satisfies(refusal -> assertThat(refusal.accepted()).isEqualTo(accepted));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "t.me/+AbCdEf123456",
                "https://t.me/+AbCdEf123456/1",
                "t.me/joinchat/AbCdEf123456",
                "t.me/JoinChat/AbCdEf123456",
                "t.me/+79991234567",
            })
    void refusesAnInvitationAndKeepsItToItself(String link) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> MessageLink.parse(link))
                .withMessageContaining("it is an invitation, and nothing here joins a chat")
                .withMessageContaining("a value of " + link.length() + " characters")
                .satisfies(refusal -> assertThat(refusal.getMessage())
                        .doesNotContain("AbCdEf123456")
                        .doesNotContain("79991234567"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login",
                "confirmphone",
                "proxy",
                "socks",
                "share",
                "addstickers",
                "addemoji",
                "addlist",
                "addtheme",
                "bg",
                "boost",
                "call",
                "contact",
                "giftcode",
                "invoice",
                "msg",
                "newbot",
                "nft",
                "setlanguage",
                "a",
                "b",
                "k",
                "m",
                "LOGIN"
            })
    void refusesTheLinksThatMeanSomethingElseAndKeepsThemToItself(String word) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> MessageLink.parse("t.me/" + word + "/123456"))
                .withMessageContaining("it is not the link to a message")
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("123456\""));
    }

    static Stream<String> spoiled() {
        List<String> spoiled = new ArrayList<>();
        for (String link : List.of("t.me/channel/123", "https://t.me/c/1234/7/56")) {
            for (int position = 0; position <= link.length(); position++) {
                for (String character : List.of(" ", "\n", "\0", "\u202e", "é", "%2F", "\\", "\ud800")) {
                    spoiled.add(link.substring(0, position) + character + link.substring(position));
                }
            }
        }
        return spoiled.stream();
    }

    @ParameterizedTest
    @MethodSource("spoiled")
    void refusesALinkIntoWhichAnythingForeignSlipped(String link) {
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> MessageLink.parse(link));
    }

    @Property
    void readsOrRefusesAnyTextAndNeverFailsOtherwise(@ForAll String text) {
        assertReadsOrRefuses(text);
        assertReadsOrRefuses("t.me/" + text);
        assertReadsOrRefuses("t.me/channel/" + text);
        assertReadsOrRefuses("t.me/c/1234/" + text);
        assertReadsOrRefuses("t.me/channel/123?" + text);
    }

    @Property
    void readsOrRefusesWhateverIsMadeOfThePartsOfLinks(@ForAll("patchwork") String text) {
        assertReadsOrRefuses(text);
        assertReadsOrRefuses("t.me/" + text);
    }

    @Test
    void neverShowsWhatIsNoLinkForItMayBeTheTextOfAPost() {
        for (String text :
                List.of("SECRET words", "t.me/SECRET words/1", "t.me/channel/SECRET", "t.me/channel/1?SECRET")) {
            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(() -> MessageLink.parse(text))
                    .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("SECRET"))
                    .satisfies(refusal ->
                            assertThat(refusal.value()).isEqualTo("a value of " + text.length() + " characters"));
        }
    }

    @Test
    void refusesAVeryLongLinkAtOnce() {
        String link = "t.me/" + "a_".repeat(1_000_000) + "/1";

        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> MessageLink.parse(link))
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(500));
    }

    // ---- what is made

    @Test
    void refusesNumbersThatAreNotAboveZero() {
        SourceChat chat = new PublicChat("channel");

        assertRefused(() -> new MessageLink(chat, OptionalLong.empty(), 0));
        assertRefused(() -> new MessageLink(chat, OptionalLong.empty(), 1L << 31));
        assertRefused(() -> new MessageLink(chat, OptionalLong.of(0), 1));
        assertRefused(() -> new MessageLink(chat, OptionalLong.of(1L << 31), 1));
        assertRefused(() -> new PrivateChat(0));
        assertRefused(() -> new PrivateChat(LARGEST_CHAT + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "joinchat", "Share", "ab cd", "ab__c", "abcd_", "ſhare"})
    void refusesANameThatNoLinkCouldHold(String name) {
        assertRefused(() -> new PublicChat(name));
    }

    @Provide
    Arbitrary<MessageLink> links() {
        Arbitrary<SourceChat> publicChats = Combinators.combine(
                        Arbitraries.strings().withCharRange('a', 'z').ofLength(1),
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .withCharRange('A', 'Z')
                                .withCharRange('0', '9')
                                .withChars('_')
                                .ofMinLength(3)
                                .ofMaxLength(31))
                .as(String::concat)
                .filter(name -> catchThrowable(() -> new PublicChat(name)) == null)
                .map(PublicChat::new);
        Arbitrary<SourceChat> privateChats =
                Arbitraries.longs().between(1, LARGEST_CHAT).map(PrivateChat::new);
        Arbitrary<Long> numbers = Arbitraries.longs().between(1, Integer.MAX_VALUE);
        return Combinators.combine(Arbitraries.oneOf(publicChats, privateChats), numbers.optional(), numbers)
                .as((chat, topic, message) ->
                        new MessageLink(chat, topic.map(OptionalLong::of).orElseGet(OptionalLong::empty), message));
    }

    @Provide
    Arbitrary<String> patchwork() {
        return Arbitraries.of(
                        "https://",
                        "t.me",
                        "telegram.me",
                        "/",
                        "?",
                        "&",
                        "=",
                        "c",
                        "s",
                        "+",
                        "channel",
                        "joinchat",
                        "single",
                        "thread",
                        "comment",
                        "1",
                        "0",
                        "999999999999999999",
                        "9999999999999999999",
                        "-",
                        "_",
                        "%",
                        "#",
                        " ",
                        "é")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    private static void assertReadsOrRefuses(String text) {
        Throwable thrown = catchThrowable(() -> MessageLink.parse(text));
        if (thrown == null) {
            assertThatNoException()
                    .isThrownBy(() -> MessageLink.parse(MessageLink.parse(text).toString()));
        } else {
            assertThat(thrown).isInstanceOfSatisfying(InvalidValueException.class, refusal -> {
                assertThat(refusal.field()).isEqualTo("post_content");
                assertThat(refusal.getMessage().codePoints())
                        .allMatch(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT);
            });
        }
    }

    private static void assertRefused(Runnable refused) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(refused::run)
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("post_content"));
    }
}
