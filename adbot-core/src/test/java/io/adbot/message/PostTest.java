package io.adbot.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.adbot.value.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostTest {

    @Test
    void readsALinkAndAText() {
        assertThat(Post.of("link", "t.me/channel/123"))
                .isEqualTo(new Post.Forward(MessageLink.parse("t.me/channel/123")))
                .isEqualTo(Post.forward("t.me/channel/123"));
        assertThat(Post.of("text", "Hello")).isEqualTo(new Post.Text("Hello")).isEqualTo(Post.text("Hello"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Link", "TEXT", "photo", "link "})
    void refusesAnyOtherTypeAndDoesNotShowItForItMayBeTheText(String type) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Post.of(type, "Hello"))
                .withMessage("post_type: got a value of " + type.length() + " characters, expected link or text");
    }

    @Test
    void refusesALinkThatIsNone() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Post.of("link", "Hello"))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("post_content"));
    }

    @Test
    void countsCharactersAsAReaderDoes() {
        assertThat(Post.text("a".repeat(4096))).isNotNull();
        assertThat(Post.text("😀".repeat(4096))).isNotNull();
        assertRefused("a".repeat(4097));
        assertRefused("😀".repeat(4097));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t", "\u2003"})
    void refusesATextThatIsBlank(String text) {
        assertRefused(text);
    }

    @Test
    void neverShowsTheText() {
        assertThat(Post.text("Flat for rent")).hasToString("Text[13 characters]");
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Post.text("secret".repeat(1000)))
                .withMessage("post_content: got a value of 6000 characters,"
                        + " expected a text of 1 to 4096 characters that is not blank");
    }

    private static void assertRefused(String text) {
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> Post.text(text));
    }
}
